/** From rows to chunks: what the org has already is left out, what cannot be sent is refused. The same source gives the same chunks. */
import { csvLine } from '../csv/write.ts';
import { CHUNK_BYTES, Chunk } from './chunk.ts';
import type { Room } from './chunk.ts';
import { DigestSet } from './hashes.ts';
import type { Hasher } from './hashes.ts';
import type { Manifest } from './manifest.ts';
import { LOCAL_CODES } from './types.ts';
import type { LoadSpec, Reject, Row } from './types.ts';

/** Source: Bulk API 2.0 limits, "Maximum number of characters in a record". */
const LONGEST_ROW = 400_000;

export interface Cutting {
  readonly hasher: Hasher;
  /** None: every row is sent. */
  readonly manifest: Manifest | null;
  readonly chunkBytes?: number;
  /** Whether `a` and `A` are two keys. They are one to Salesforce, unless the field says otherwise; two where the key is an Id. */
  readonly keyIsCaseSensitive: boolean;
  /** Room of chunks that are done with. */
  readonly spare?: Room[];
}

/** @throws what the source throws. The last chunk may be without rows: it tells of what was left out. */
export async function* cut(rows: AsyncIterable<Row> | Iterable<Row>, spec: LoadSpec, cutting: Cutting): AsyncGenerator<Chunk> {
  const header = csvLine(spec.columns);
  const most = cutting.chunkBytes ?? CHUNK_BYTES;
  const keyAt = spec.columns.indexOf(spec.key);
  const seen = new DigestSet();
  const { spare = [] } = cutting;
  let chunk = new Chunk(0, header);
  let sourceRow = 0;
  for await (const row of rows) {
    sourceRow++;
    const text = row[keyAt] ?? '';
    const line = csvLine(row);
    const bytes = Buffer.byteLength(line);
    const code = faultOf(row, spec, text, line);
    const key = cutting.hasher.digest(`key\n${cutting.keyIsCaseSensitive ? text : text.toLowerCase()}`);
    if (code || !seen.add(key)) {
      chunk.rejects.push(refused(sourceRow, text, code ?? LOCAL_CODES.keyTwice));
      continue;
    }
    const digest = cutting.hasher.digest(line);
    if (cutting.manifest?.holds(key, digest)) {
      chunk.unchanged++;
      continue;
    }
    if (!chunk.hasRoom(bytes, most)) {
      yield chunk;
      chunk = new Chunk(chunk.index + 1, header, spare.pop());
    }
    chunk.add(line, bytes, sourceRow, key, digest);
  }
  yield chunk;
}

function faultOf(row: Row, { columns }: LoadSpec, key: string, line: string): string | null {
  if (row.length !== columns.length) return LOCAL_CODES.columns;
  if (key.trim() === '') return LOCAL_CODES.keyMissing;
  return line.length > LONGEST_ROW ? LOCAL_CODES.tooLarge : null;
}

function refused(row: number, key: string, code: string): Reject {
  return { row, key, code, fields: [], message: '' };
}
