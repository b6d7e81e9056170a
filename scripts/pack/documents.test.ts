import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';
import { parse } from 'csv-parse/sync';
import { ToolError } from '../shared/exit.ts';
import type { OrgConnection } from '../shared/org/index.ts';
import { CANARY, canariesIn } from '../shared/testing/canary.ts';
import { archiveOf, newPassphrase } from '../shared/archive.ts';
import { buildPack } from './build.ts';
import { checked, type Copy, requireFingerprint } from './content.ts';
import { csvOfCopy } from './csv.ts';
import { html } from './html.ts';
import { pdf } from './pdf.ts';
import { entries, tags } from './testing/read.ts';

const CODES = 'purposes categories recipients retention rights complaintToUs complaintToRegulator sources automated transfers'.split(' ');
const COPY: Copy = {
  shape: 'confide-copy',
  version: 1,
  request: 'RQ-0123456789',
  madeOn: '2026-11-27',
  confirmation: 'Yes, we hold data about you.',
  blocks: CODES.map((code) => ({ code, title: `About ${code}`, text: `What the law asks us to say.\nOf ${code}.` })),
  items: [
    { what: 'Note', aboutWhom: 'Parent', writtenAt: '2026-03-03T10:00:00Z', partlyBlackedOut: false, text: '<script>alert(1)</script>' },
    { what: 'Note', aboutWhom: 'Parent', writtenAt: null, partlyBlackedOut: true, text: `${CANARY.name} said █████ sleeps badly` },
    { what: 'Visit', aboutWhom: null, writtenAt: null, partlyBlackedOut: false, text: ' =HYPERLINK("http://elsewhere.example","look")' },
    { what: 'Visit', aboutWhom: 'Parent', writtenAt: null, partlyBlackedOut: false, text: '她很好 – ñandú' }
  ],
  glossary: ['W1: one of us', 'W2: another of us'],
  closing: 'This is everything that we can give you.'
};

describe('a copy of information', () => {
  it('is refused when it has not the shape that is promised, or is not what was made; no word of it is told', async () => {
    for (const text of [
      '{',
      'null',
      JSON.stringify({ ...COPY, blocks: [] }),
      JSON.stringify({ ...COPY, shape: '../secret' }),
      JSON.stringify({ ...COPY, more: CANARY.note })
    ]) {
      await assert.rejects(
        checked(text),
        (error: ToolError) => error.code === 'PACK_SHAPE' && canariesIn(Buffer.from(error.message)).length === 0
      );
    }
    assert.throws(() => requireFingerprint('changed', '00'), { code: 'PACK_ALTERED' });
    assert.equal((await checked(JSON.stringify(COPY))).schemaName, 'confide-copy-1.schema.json');
  });

  it('is a page that needs nothing from elsewhere and runs nothing', () => {
    const page = html(COPY);
    assert.match(page, /<html lang="en-GB">/);
    assert.match(page, /default-src 'none'/);
    assert.ok(!/<script|<img|<link|https?:\/\/(?!elsewhere\.example)/.test(page.replaceAll('&quot;', '"')), 'nothing is loaded');
    assert.match(page, /role="img" aria-label="\[blacked out\]"/);
    assert.match(page, /<title>Your information<\/title>/, 'its title names nobody');
    const levels = [...page.matchAll(/<h([1-6])/g)].map((match) => Number(match[1]));
    assert.ok(
      levels.every((level, at) => at === 0 || level <= levels[at - 1]! + 1),
      'no level of heading is left out'
    );
    for (const id of page.matchAll(/href="#([^"]+)"/g)) assert.ok(page.includes(`id="${id[1]}"`));
  });

  it('is a PDF whose tags, language, title and bookmarks can be read, with what its font lacks counted', async () => {
    const drawn = await pdf(COPY);
    const read = await tags(drawn.bytes);
    assert.deepEqual([read.marked, read.language, read.title, read.untagged], [true, 'en-GB', 'Your information', 0]);
    assert.deepEqual(read.fonts, ['LiberationSans', 'LiberationSans-Bold'], 'both embedded');
    assert.equal(read.roles[0], 'Document');
    for (const role of ['H1', 'H2', 'H3', 'P', 'L', 'LI', 'LBody', 'Sect']) assert.ok(read.roles.includes(role), role);
    assert.equal(read.bookmarks, CODES.length + 2);
    assert.match(read.text, /said \[blacked out\] sleeps badly/);
    assert.ok(read.text.indexOf('Your information') < read.text.indexOf('About purposes'), 'in the order of reading');
    assert.equal(drawn.unprintable, 3);
  });

  it('is a table of which no cell runs in a spreadsheet', () => {
    const rows = parse(csvOfCopy(COPY), { bom: true }) as string[][];
    assert.equal(rows.length, 1 + CODES.length + COPY.items.length);
    assert.ok(rows.flat().every((cell) => !/^\s*[=+\-@]/.test(cell)));
    assert.equal(rows.at(-2)![4], `'${COPY.items[2]!.text}`);
  });

  it('is locked with AES-256: without the passphrase no file opens, and names are codes', async () => {
    const passphrase = newPassphrase();
    assert.match(passphrase, /^([A-HJKMNP-Z2-9]{5}-){4}[A-HJKMNP-Z2-9]{5}$/);
    const bytes = await archiveOf([{ name: 'RQ-0123456789-copy.html', content: html(COPY) }], passphrase, new Date());
    assert.deepEqual(canariesIn(Buffer.from(bytes)), []);
    const [file] = await entries(bytes, passphrase);
    assert.deepEqual([file!.name, file!.strength, file!.text], ['RQ-0123456789-copy.html', 3, html(COPY)]);
    await assert.rejects(entries(bytes, newPassphrase()));
  });
});

describe('where a copy is written', () => {
  const never = {
    get connection(): never {
      throw new Error('The org was asked.');
    }
  } as unknown as OrgConnection;
  const asked = { number: 'RQ-0123456789', part: 'officer', out: '', store: 'Office drive', replace: false } as const;

  it('is looked at before the org is asked: a number, a folder, and no archive that is there already', async () => {
    const out = mkdtempSync(path.join(tmpdir(), 'confide-pack-'));
    try {
      await assert.rejects(buildPack(never, { ...asked, out, number: "x' OR Name != '" }, assert.fail), { exitCode: 2 });
      await assert.rejects(buildPack(never, { ...asked, out: path.join(out, 'none') }, assert.fail), { exitCode: 2 });
      writeFileSync(path.join(out, 'RQ-0123456789-copy.zip'), '');
      await assert.rejects(buildPack(never, { ...asked, out }, assert.fail), { code: 'ARCHIVE_EXISTS' });
    } finally {
      rmSync(out, { recursive: true });
    }
  });

  it('is cleared of what a kill left there, which is locked', async () => {
    const out = mkdtempSync(path.join(tmpdir(), 'confide-pack-'));
    try {
      writeFileSync(path.join(out, 'RQ-0123456789-copy.zip.00aa11bb22cc.tmp'), 'locked');
      await assert.rejects(buildPack(never, { ...asked, out }, assert.fail), /The org was asked/);
      assert.deepEqual(readdirSync(out), []);
      assert.ok(existsSync(out));
    } finally {
      rmSync(out, { recursive: true });
    }
  });
});
