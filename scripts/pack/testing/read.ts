/** Reads archives and PDFs back, for tests. */
import { Uint8ArrayReader, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

export interface Entry {
  readonly name: string;
  /** 3 stands for AES-256. */
  readonly strength: number;
  readonly bytes: Uint8Array;
  readonly text: string;
}

/** Opens every file of the archive. @throws when the passphrase is another */
export async function entries(archive: Uint8Array, password: string): Promise<Entry[]> {
  const zip = new ZipReader(new Uint8ArrayReader(archive), { password, useWebWorkers: false });
  const files = await zip.getEntries();
  return Promise.all(
    files.map(async (file) => {
      if (file.directory) throw new Error('A folder in the archive.');
      const bytes = await file.getData(new Uint8ArrayWriter());
      const strength = (file as { extraFieldAES?: { strength: number } }).extraFieldAES?.strength ?? 0;
      return { name: file.filename, strength, bytes, text: Buffer.from(bytes).toString('utf8') };
    })
  );
}

interface Node {
  readonly role?: string;
  readonly children?: readonly Node[];
}

export interface Tags {
  readonly marked: boolean;
  readonly language: string | undefined;
  readonly title: string | undefined;
  readonly roles: readonly string[];
  readonly bookmarks: number;
  readonly fonts: readonly string[];
  readonly text: string;
  /** Pages without a tag. */
  readonly untagged: number;
}

/** What a screen reader gets of a PDF. */
export async function tags(bytes: Uint8Array): Promise<Tags> {
  const document = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
  const info = (await document.getMetadata()).info as { Language?: string; Title?: string };
  const roles: string[] = [];
  let [text, untagged] = ['', 0];
  for (let at = 1; at <= document.numPages; at++) {
    const page = await document.getPage(at);
    const tree = (await page.getStructTree()) as Node | null;
    const before = roles.length;
    collect(tree, roles);
    if (roles.length === before) untagged++;
    const { items } = await page.getTextContent();
    text += items.map((item) => ('str' in item ? item.str + (item.hasEOL ? ' ' : '') : '')).join('');
  }
  const fonts = [
    ...Buffer.from(bytes)
      .toString('latin1')
      .matchAll(/\/FontName \/[A-Z0-9]{6,}\+(\S+)/g)
  ].map((match) => match[1]!);
  const marked = ((await document.getMarkInfo()) as { Marked?: boolean } | null)?.Marked === true;
  const bookmarks = ((await document.getOutline()) as unknown[] | null)?.length ?? 0;
  await document.loadingTask.destroy();
  return { marked, language: info.Language, title: info.Title, roles, bookmarks, fonts: [...new Set(fonts)].sort(), text, untagged };
}

function collect(node: Node | null | undefined, roles: string[]): void {
  if (node?.role && node.role !== 'Root') roles.push(node.role);
  for (const child of node?.children ?? []) collect(child, roles);
}
