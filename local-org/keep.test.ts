import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { Keep } from './keep.ts';

const dir = mkdtempSync(path.join(tmpdir(), 'keep-'));
after(() => rmSync(dir, { recursive: true }));
const fileOf = (name: string): string => path.join(dir, name, 'kept');

/** Opens a file, asks for some texts and puts others. */
function visit(file: string, asked: readonly string[], put: Readonly<Record<string, string>> = {}): (string | undefined)[] {
  const keep = new Keep(file);
  const found = asked.map((key) => keep.get(key));
  for (const [key, text] of Object.entries(put)) keep.put(key, text);
  keep.save();
  return found;
}

test('texts come back as they were put, whatever their letters', () => {
  const file = fileOf('letters');
  visit(file, [], { a: 'naïve\n"ß" 🌱', b: '' });
  assert.deepEqual(visit(file, ['a', 'b', 'c']), ['naïve\n"ß" 🌱', '', undefined]);
  assert.deepEqual(readdirSync(path.dirname(file)), ['kept']);
});

test('what nobody asks for goes once it is the larger part', () => {
  const file = fileOf('larger');
  visit(file, [], { old: '1', older: '2', a: '3' });
  visit(file, ['a'], { b: '4' });
  assert.deepEqual(visit(file, ['old', 'older', 'a', 'b']), ['1', '2', '3', '4'], 'two of four were not asked for: they stay');
  visit(file, ['a'], { c: '5' });
  assert.deepEqual(visit(file, ['old', 'older', 'b']), [undefined, undefined, undefined], 'three of five were not');
  assert.deepEqual(visit(file, ['a', 'c']), ['3', '5']);
});

test('asking whether a text is there counts as asking for it', () => {
  const file = fileOf('asking');
  visit(file, [], { a: '1', b: '2', c: '3' });
  const keep = new Keep(file);
  assert.deepEqual([keep.has('a'), keep.has('b'), keep.has('nothing')], [true, true, false]);
  keep.put('d', '4');
  keep.save();
  assert.deepEqual(visit(file, ['a', 'b', 'd']), ['1', '2', '4']);
});

test('half a file, and a file of something else, hold nothing', () => {
  const file = fileOf('half');
  visit(file, [], { a: 'twelve bytes' });
  truncateSync(file, 20);
  assert.deepEqual(visit(file, ['a']), [undefined]);
  writeFileSync(file, 'not an index\nand no texts');
  assert.deepEqual(visit(file, ['a'], { a: 'again' }), [undefined]);
  assert.deepEqual(visit(file, ['a']), ['again']);
});
