/** CSV as the tool reads and writes it. */
import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import fc from 'fast-check';
import { CsvFault, csvRows, EncodingFault } from './read.ts';
import { csvLine } from './write.ts';

async function read(text: string, delimiter?: string): Promise<(readonly string[])[]> {
  const rows: (readonly string[])[] = [];
  for await (const row of csvRows(Readable.from([Buffer.from(text)]), delimiter ? { delimiter } : {})) rows.push(row);
  return rows;
}

test('what is written is read again as it was: quotes, commas, line ends, blanks, other delimiters', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(fc.string(), { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 }), async (rows) => {
      assert.deepEqual(await read(rows.map(csvLine).join('')), rows);
    }),
    { numRuns: 200 }
  );
  assert.deepEqual(await read(csvLine(['a;b|c`d^e\tf', '"', ' x ', '\r\n'])), [['a;b|c`d^e\tf', '"', ' x ', '\r\n']]);
});

test('null empties a field, an empty text leaves it alone', () => assert.equal(csvLine(['a', null, '']), 'a,#N/A,\n'));

test('only the delimiter that is asked for divides, a byte order mark is no part of a name, empty lines are none', async () => {
  assert.deepEqual(await read('\ufeffName;Soil\r\n"Kew; old";a,b\r\n\r\n', ';'), [
    ['Name', 'Soil'],
    ['Kew; old', 'a,b']
  ]);
});

test('a quote that is never closed is told by its line, without the text', async () => {
  const error = await read('Name\n"Ada Lovelace\n').catch((reason: unknown) => reason);
  assert.ok(error instanceof CsvFault);
  assert.doesNotMatch(`${error.message}${error.stack}`, /Ada|Lovelace/);
});

test('a file that is not UTF-8 is refused by its line, however its bytes arrive', async () => {
  const refused = async (bytes: Buffer, size: number): Promise<number> => {
    const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) => bytes.subarray(at * size, (at + 1) * size));
    try {
      for await (const row of csvRows(Readable.from(pieces))) assert.doesNotMatch(row.join(), /\ufffd|Zo/);
    } catch (error) {
      assert.ok(error instanceof EncodingFault);
      assert.doesNotMatch(`${error.message}${error.stack}`, /Zo|son/);
      return error.line;
    }
    return 0;
  };
  const windows = Buffer.from('Name,Town\nAda,Leeds\nZo\xebson,York\nEve,Hull\n', 'latin1');
  const cut = Buffer.from('Name\nZo\u00eb').subarray(0, -1);
  const utf16 = Buffer.from('\ufeffName\nAda\n', 'utf16le');
  const right = Buffer.from('Name,Town\nJosef,\u0141\u00f3d\u017a \u{1f600}\n');
  for (const size of [1, 3, 1000])
    assert.deepEqual(
      [await refused(windows, size), await refused(cut, size), await refused(utf16, size), await refused(right, size)],
      [3, 2, 1, 0],
      `${size} bytes at a time`
    );
});
