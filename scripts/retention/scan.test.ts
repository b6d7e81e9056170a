import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { TextReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js';
import { archiveOf } from '../shared/archive.ts';
import { pdf } from '../pack/pdf.ts';
import { CANARY } from '../shared/testing/canary.ts';
import { requireWellAsked } from './run.ts';
import { piecesOf, scan } from './scan.ts';
import { textOf } from './text.ts';

const NAME = CANARY.name;

async function zip(files: Record<string, string>): Promise<Uint8Array> {
  const writer = new ZipWriter(new Uint8ArrayWriter(), { useWebWorkers: false });
  for (const [name, content] of Object.entries(files)) await writer.add(name, new TextReader(content));
  return writer.close();
}

describe('what lies outside the org', () => {
  let folder: string;
  before(() => (folder = mkdtempSync(path.join(tmpdir(), 'confide-scan-'))));
  after(() => rmSync(folder, { recursive: true }));
  const write = (name: string, content: string | Uint8Array): string => {
    writeFileSync(path.join(folder, name), content);
    return path.join(folder, name);
  };

  it('is read in every form in which an office keeps words', async () => {
    const item = { what: 'Note', aboutWhom: null, writtenAt: null, partlyBlackedOut: false, text: `About ${NAME}` };
    const drawn = await pdf({
      shape: 'confide-copy',
      version: 1,
      request: 'RQ-0',
      madeOn: '2026-11-27',
      blocks: [],
      items: [item],
      glossary: [],
      closing: 'x'
    });
    const [first, last] = NAME.split(' ') as [string, string];
    const files: Record<string, string | Uint8Array> = {
      'plain.txt': NAME,
      'windows.csv': Buffer.from(`Caf\xe9;${NAME}`, 'latin1'),
      'wide.txt': Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(NAME, 'utf16le')]),
      'page.html': `<p>${first}&#32;<b>${last.slice(0, 4)}</b>${last.slice(4)}</p>`,
      'mail.eml': `Content-Transfer-Encoding: base64\n\n${Buffer.from(`Dear colleagues, ${NAME} rang this morning.`).toString('base64')}\n`,
      'quoted.eml': `Subject: x\n\n${first} ${last.slice(0, 3)}=\r\n${last.slice(3)}`,
      'letter.docx': await zip({
        'word/document.xml': `<w:p><w:r><w:t>${first} ${last.slice(0, 5)}</w:t></w:r><w:r><w:t>${last.slice(5)}</w:t></w:r></w:p>`
      }),
      'table.xlsx': await zip({ 'xl/sharedStrings.xml': `<sst><si><t>${first}</t></si><si><t>${last}</t></si></sst>` }),
      'packed.zip': await zip({ 'inner.txt': NAME }),
      'packed.txt.gz': gzipSync(NAME),
      'copy.pdf': drawn.bytes
    };
    for (const [name, content] of Object.entries(files)) {
      const text = await textOf(write(name, content));
      assert.ok(text?.includes(last) && text.includes(first), name);
    }
  });

  it('counts as not read when no program can: pictures, scans, locked archives, damaged files', async () => {
    const locked = await archiveOf([{ name: 'a.txt', content: NAME }], 'WORDS', new Date());
    const empty = await pdf({
      shape: 'confide-copy',
      version: 1,
      request: '',
      madeOn: '2026-11-27',
      blocks: [],
      items: [],
      glossary: [],
      closing: ''
    });
    const broken = Buffer.from(empty.bytes).subarray(0, 300);
    const files = {
      'photo.jpg': Buffer.from([0xff, 0xd8, 0xff, 0x00, 0x10]),
      'locked.zip': locked,
      'half.pdf': broken,
      'half.docx': Buffer.from('PK\x03\x04 broken')
    };
    for (const [name, content] of Object.entries(files)) assert.equal(await textOf(write(name, content)), undefined, name);
  });

  it('is told by its place in the order of paths and by kind, and marked the same each time', async () => {
    const place = path.join(folder, 'drive');
    mkdirSync(place);
    writeFileSync(path.join(place, 'a.txt'), 'nothing of hers');
    writeFileSync(path.join(place, `b ${NAME}.jpg`), Buffer.from([0xff, 0xd8, 0x00]));
    symlinkSync(path.join(place, 'gone'), path.join(place, 'c'));
    process.env['CONFIDE_KEY'] = 'ab'.repeat(32);
    const asked: string[] = [];
    const look = async (texts: readonly string[]) => {
      asked.push(...texts);
      return texts.map((text) => (text.includes(NAME) ? ['Full name'] : []));
    };
    const one = await scan([place], look, () => undefined);
    const { hash, ...told } = one;
    assert.deepEqual(told, { files: 3, texts: 3, unreadable: 2, hits: [{ folder: 1, file: 2, kinds: ['Full name'] }] });
    assert.deepEqual([/^[0-9a-f]{64}$/.test(hash), (await scan([place], look, () => undefined)).hash], [true, hash]);
    delete process.env['CONFIDE_KEY'];
  });

  it('is asked about in pieces that overlap, so that no name is cut', () => {
    const text = `${'x '.repeat(9_995)}${NAME} ${'y '.repeat(30_000)}`;
    const pieces = piecesOf(text);
    assert.ok(pieces.length > 3 && pieces.some((piece) => piece.includes(NAME)) && pieces.every((piece) => piece.length <= 20_000));
    assert.deepEqual(piecesOf('short'), ['short']);
  });

  it('needs a place that names a place, and folders that can be read, before anything is begun', () => {
    const airtable = undefined;
    assert.throws(() => requireWellAsked({ folders: [folder], places: [], airtable }), { exitCode: 2 });
    for (const place of [CANARY.email, CANARY.phone, '<b>', 'x'.repeat(81)])
      assert.throws(() => requireWellAsked({ folders: [], places: [place], airtable }), { exitCode: 2 }, place);
    assert.throws(() => requireWellAsked({ folders: [path.join(folder, 'none')], places: ['Drive'], airtable }), { exitCode: 2 });
    assert.equal(readFileSync(path.join(folder, 'plain.txt'), 'utf8'), NAME, 'nothing is changed');
  });
});
