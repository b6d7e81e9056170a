import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';

const LARGEST = 200_000_000;
const DEEPEST = 3;
const XML = /\.(xml|rels|html?|xhtml|svg)$/i;
/** Where a word ends in Office's files; other marks stand inside words. */
const ENDS = /<\/(?:[a-z0-9]+:)?(?:p|si|c|tc|tr|row|br|tab|h|li|div|td|v|cell|table-cell)\s*>|<(?:[a-z0-9]+:)?(?:br|tab|p)\b[^>]*\/?>/gi;

/** @returns what is written in the file; undefined when no program here can read it: a person must look */
export async function textOf(file: string): Promise<string | undefined> {
  if (statSync(file).size > LARGEST) return undefined;
  try {
    return await textIn(path.basename(file), readFileSync(file), 0);
  } catch {
    return undefined;
  }
}

async function textIn(name: string, bytes: Buffer, depth: number): Promise<string | undefined> {
  if (depth > DEEPEST || bytes.length > LARGEST) return undefined;
  if (bytes.subarray(0, 5).toString('latin1') === '%PDF-') return ofPdf(bytes);
  if (bytes.subarray(0, 2).toString('latin1') === 'PK') return ofArchive(bytes, depth);
  if (bytes[0] === 0x1f && bytes[1] === 0x8b)
    return textIn(name.replace(/\.gz$/i, ''), gunzipSync(bytes, { maxOutputLength: LARGEST }), depth + 1);
  const text = decoded(bytes);
  if (text === undefined) return undefined;
  if (/\.(eml|mbox|ics|vcf)$/i.test(name)) return ofMail(text);
  return XML.test(name) || /^\s*<(\?xml|!doctype|html)/i.test(text) ? ofMarkup(text) : text;
}

/** UTF-8, UTF-16 or Windows' own; undefined when the bytes are no text. */
function decoded(bytes: Buffer): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString('utf16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return Buffer.from(bytes.subarray(0, bytes.length & ~1))
      .swap16()
      .toString('utf16le');
  if (bytes.includes(0)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const control = bytes.subarray(0, 4096).filter((byte) => byte < 9 || (byte > 13 && byte < 32)).length;
    return control === 0 ? new TextDecoder('windows-1252').decode(bytes) : undefined;
  }
}

/** Both readings: words that a mark splits joined, and words that a mark divides apart. */
function ofMarkup(text: string): string {
  const bare = text.replace(/<!\[CDATA\[|\]\]>/g, '').replace(ENDS, (mark) => `\n${mark}`);
  const values = [...text.matchAll(/="([^"]+)"/g)].map((match) => match[1]).join('\n');
  return [bare.replace(/<[^>]*>/g, ''), bare.replace(/<[^>]*>/g, ' '), values].map(entities).join('\n');
}

function entities(text: string): string {
  const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|([a-z]+));/gi, (whole, hex?: string, ten?: string, name?: string) => {
    if (name) return named[name.toLowerCase()] ?? whole;
    const point = hex ? parseInt(hex, 16) : Number(ten);
    return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });
}

/** Mail: as it stands, with lines joined and signs put back that transport changed, and parts in base64 opened. */
function ofMail(text: string): string {
  const printable = text
    .replace(/=\r?\n/g, '')
    .replace(/(?:=[0-9A-F]{2})+/gi, (run) => Buffer.from(run.replaceAll('=', ''), 'hex').toString('utf8'));
  const words = text.replace(/=\?[^?]+\?b\?([^?]*)\?=/gi, (_, base64: string) => Buffer.from(base64, 'base64').toString('utf8'));
  const opened = [...text.matchAll(/(?:^[A-Za-z0-9+/]{20,}={0,2}\r?\n?){1,}/gm)].map((match) =>
    Buffer.from(match[0], 'base64').toString('utf8')
  );
  return [text, printable, words, ...opened, ofMarkup(printable)].join('\n');
}

async function ofArchive(bytes: Buffer, depth: number): Promise<string | undefined> {
  const { Uint8ArrayReader, Uint8ArrayWriter, ZipReader } = await import('@zip.js/zip.js');
  const zip = new ZipReader(new Uint8ArrayReader(bytes), { useWebWorkers: false });
  const texts: string[] = [];
  for (const entry of await zip.getEntries()) {
    texts.push(entry.filename);
    if (entry.directory) continue;
    if (entry.encrypted || entry.uncompressedSize > LARGEST) return undefined;
    const text = await textIn(entry.filename, Buffer.from(await entry.getData(new Uint8ArrayWriter())), depth + 1);
    if (
      text === undefined &&
      !/(^|\/)(docProps\/thumbnail|word\/theme|xl\/theme|Thumbnails\/|.*\.(bin|odttf|ttf|wmf)$)/i.test(entry.filename)
    )
      return undefined;
    texts.push(text ?? '');
  }
  return texts.join('\n');
}

async function ofPdf(bytes: Buffer): Promise<string | undefined> {
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0, isEvalSupported: false, useSystemFonts: false });
  try {
    const document = await task.promise;
    const texts = [JSON.stringify((await document.getMetadata()).info)];
    for (let at = 1; at <= document.numPages; at++) {
      const { items } = await (await document.getPage(at)).getTextContent();
      const page = items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('');
      // A page without letters is a picture of one.
      if (!/\p{L}/u.test(page)) return undefined;
      texts.push(page);
    }
    return texts.join('\n');
  } finally {
    await task.destroy();
  }
}
