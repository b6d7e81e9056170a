import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { EXIT, ToolError } from './exit.ts';
import { events, line } from './log.ts';
import { SealedLines } from './sealed-lines.ts';
import { keyedHash, keyFor, masterKey, seal, unseal } from './seal.ts';
import { appendDurable, makeFolder, stateFolder, wholeLines, writeAtomic } from './state.ts';
import { CANARY, canariesIn } from './testing/canary.ts';

let base: string;
before(() => {
  base = mkdtempSync(path.join(tmpdir(), 'confide-state-'));
  process.env['CONFIDE_STATE'] = path.join(base, 'state');
});
after(() => {
  delete process.env['CONFIDE_STATE'];
  rmSync(base, { recursive: true, force: true });
});
const mode = (file: string): string => (statSync(file).mode & 0o777).toString(8);
const refused = (exitCode: number) => (error: unknown) => error instanceof ToolError && error.exitCode === exitCode;

async function all<T>(records: AsyncIterable<T>): Promise<T[]> {
  const read: T[] = [];
  for await (const record of records) read.push(record);
  return read;
}

describe('local state', () => {
  it('says that a folder cannot be made, and names no place', () => {
    writeFileSync(path.join(base, 'a-file'), '');
    const places = [path.join(base, 'a-file', 'below'), ...(process.platform === 'linux' ? ['/proc/confide/below'] : [])];
    for (const place of places)
      assert.throws(
        () => {
          makeFolder(place);
        },
        (error) => refused(EXIT.usage)(error) && !(error as Error).message.includes('below')
      );
  });

  it("is the owner's alone, and git does not see it", { skip: process.platform === 'win32' }, () => {
    const folder = stateFolder('migrations', '00D');
    writeAtomic(path.join(folder, 'a'), 'x');
    appendDurable(path.join(folder, 'b'), 'y\n');
    assert.deepEqual([mode(folder), mode(path.join(folder, 'a')), mode(path.join(folder, 'b'))], ['700', '600', '600']);
    assert.equal(readFileSync(path.join(base, 'state', '.gitignore'), 'utf8'), '*\n');
  });

  it('is written whole or not at all: a failure leaves the old file and no rest', () => {
    const folder = stateFolder('atomic');
    writeAtomic(path.join(folder, 'file'), 'old');
    assert.throws(() => writeAtomic(path.join(folder, 'missing', 'file'), 'new'));
    assert.throws(() => writeAtomic(folder, 'a folder is no file'));
    assert.deepEqual(readdirSync(folder), ['file']);
    assert.equal(readFileSync(path.join(folder, 'file'), 'utf8'), 'old');
  });

  it('leaves out the line that a kill tore off', () => assert.deepEqual(wholeLines('one\ntwo\nthr'), ['one', 'two']));
});

describe('a seal', () => {
  const key = keyFor('test', randomBytes(32));

  it('opens with its key and for what it belongs to, and hides the content', () => {
    const sealed = seal(Buffer.from(CANARY.name), key, 'run 1');
    assert.equal(unseal(sealed, key, 'run 1').toString(), CANARY.name);
    assert.deepEqual(canariesIn(sealed), []);
  });

  it('does not open with another key, for something else, or after one byte was changed', () => {
    const sealed = seal(Buffer.from('x'), key, 'run 1');
    assert.throws(() => unseal(sealed, keyFor('other', randomBytes(32)), 'run 1'), refused(EXIT.blocked));
    assert.throws(() => unseal(sealed, key, 'run 2'), refused(EXIT.blocked));
    for (let at = 0; at < sealed.length; at++) {
      const changed = Buffer.from(sealed);
      changed[at]! ^= 1;
      assert.throws(() => unseal(changed, key, 'run 1'), refused(EXIT.blocked), `byte ${at}`);
    }
    assert.throws(() => unseal(Buffer.alloc(3), key), refused(EXIT.blocked));
  });

  it('keeps purposes apart', () => {
    const master = randomBytes(32);
    assert.notEqual(keyedHash('x', keyFor('a', master)), keyedHash('x', keyFor('b', master)));
    assert.equal(keyedHash('x', keyFor('a', master)), keyedHash('x', keyFor('a', master)));
  });

  it('holds line by line: a torn end is left out, a line that was moved is found', async () => {
    const file = path.join(stateFolder('lines'), 'images');
    new SealedLines(file, key, 'run 1').append([{ n: 1 }, { n: 2 }, { n: 3 }]);
    new SealedLines(file, key, 'run 1', 3).append([{ n: 4 }]);
    truncateSync(file, statSync(file).size - 5);
    assert.deepEqual(await all<unknown>(SealedLines.read(file, key, 'run 1')), [{ n: 1 }, { n: 2 }, { n: 3 }]);
    const [first, second] = readFileSync(file, 'utf8').split('\n');
    writeFileSync(file, `${second}\n${first}\n`);
    await assert.rejects(all(SealedLines.read(file, key, 'run 1')), refused(EXIT.blocked));
  });
});

describe('the key', () => {
  it('is made once, outside the state, for its owner alone', () => {
    const env = { CONFIDE_STATE: path.join(base, 'state'), XDG_CONFIG_HOME: path.join(base, 'config') };
    assert.throws(() => masterKey(false, env), refused(EXIT.blocked));
    assert.deepEqual(masterKey(true, env), masterKey(false, env));
  });

  it('is refused inside the folder that it locks, open to others, or of the wrong length', () => {
    const inside = path.join(stateFolder(), 'key');
    writeFileSync(inside, randomBytes(32).toString('hex'), { mode: 0o600 });
    assert.throws(() => masterKey(true, { ...process.env, CONFIDE_KEY_FILE: inside }), refused(EXIT.blocked));
    const outside = path.join(base, 'key');
    writeFileSync(outside, randomBytes(32).toString('base64'), { mode: 0o600 });
    assert.equal(masterKey(true, { ...process.env, CONFIDE_KEY_FILE: outside }).length, 32);
    if (process.platform !== 'win32') {
      chmodSync(outside, 0o644);
      assert.throws(() => masterKey(true, { ...process.env, CONFIDE_KEY_FILE: outside }), refused(EXIT.blocked));
    }
    assert.throws(() => masterKey(true, { CONFIDE_KEY: 'short' }), refused(EXIT.usage));
  });
});

describe('the log', () => {
  const shapes = {
    'run.ended': { run: 'id', rows: 'count', error: 'code', key: 'hash', object: 'apiName', step: ['insert', 'update'] }
  } as const;

  it('takes ids, counts, codes, hashes and declared words', () => {
    events(shapes)('run.ended', { run: '001000000000001AAA', rows: 3, error: 'INVALID_FIELD', object: 'Client__c', step: 'insert' });
    const folder = stateFolder('log');
    const [file] = readdirSync(folder);
    const { at, ...rest } = JSON.parse(readFileSync(path.join(folder, file!), 'utf8')) as Record<string, unknown>;
    assert.match(at as string, /^\d{4}-\d\d-\d\dT/);
    assert.equal(rest['event'], 'run.ended');
    assert.equal(rest['rows'], 3);
  });

  it('takes no value in any field, and no field or event that is not declared', () => {
    for (const value of Object.values(CANARY))
      for (const field of Object.keys(shapes['run.ended']))
        assert.throws(() => line(shapes, 'run.ended', { [field]: value }), `${field} refuses ${value}`);
    assert.throws(() => line(shapes, 'run.ended', { other: 1 }));
    assert.throws(() => line(shapes, 'run.ended', { constructor: 1 }));
    assert.throws(() => line(shapes, 'other', {}));
  });
});

describe('a canary', () => {
  it('is found in every form in which data hides', async () => {
    const { gzipSync } = await import('node:zlib');
    const text = `before ${CANARY.name} after`;
    const forms = [text, text.toUpperCase(), encodeURIComponent(text), Buffer.from(text).toString('hex')].map((form) => Buffer.from(form));
    forms.push(
      Buffer.from(text, 'utf16le'),
      gzipSync(text),
      ...[0, 1, 2].map((n) => Buffer.from(Buffer.from(' '.repeat(n) + text).toString('base64')))
    );
    for (const form of forms) assert.ok(canariesIn(form).includes('name'), form.toString('latin1').slice(0, 60));
    assert.deepEqual(canariesIn(Buffer.from('nothing of the kind')), []);
  });
});
