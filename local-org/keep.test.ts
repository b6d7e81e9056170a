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
function visit(file: string, asked: readonly string[], put: Readonly<Record<string, string>> = {}, most?: number): (string | undefined)[] {
  const keep = new Keep(file, most);
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

test('a file that grows too large loses what was longest not asked for', () => {
  const file = fileOf('large');
  visit(file, [], { a: 'a', b: 'b', c: 'c', d: 'd' });
  visit(file, ['a'], { e: 'e' }, 4);
  assert.deepEqual(visit(file, ['a', 'b', 'c', 'd', 'e']), ['a', undefined, 'c', 'd', 'e']);
  visit(file, ['c'], { f: 'f' }, 4);
  assert.deepEqual(
    visit(file, ['a', 'c', 'd', 'e', 'f']),
    ['a', 'c', undefined, 'e', 'f'],
    'of d, a and e the one that was asked for before the others'
  );
});

test('what is asked for stays, however large the file', () => {
  const file = fileOf('asked');
  visit(file, [], { a: 'a', b: 'b' });
  visit(file, ['a', 'b'], { c: 'c' }, 1);
  assert.deepEqual(visit(file, ['a', 'b', 'c']), ['a', 'b', 'c']);
});

test('asking whether a text is there counts as asking for it', () => {
  const file = fileOf('asking');
  visit(file, [], { a: '1', b: '2', c: '3' });
  const keep = new Keep(file, 3);
  assert.deepEqual([keep.has('a'), keep.has('b'), keep.has('nothing')], [true, true, false]);
  keep.put('d', '4');
  keep.save();
  assert.deepEqual(visit(file, ['a', 'b', 'c', 'd']), ['1', '2', undefined, '4']);
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
