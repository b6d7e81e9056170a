import { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import { DELIMITERS, LINE_ENDINGS } from './types.ts';
import type { Format } from './types.ts';

/** Source: Bulk API limits: characters of a record. A quote that is never closed ends here. */
const LONGEST_RECORD = 400_000;

export interface CsvRow {
  readonly cells: readonly string[];
  /** Where the row ends, in bytes from the start of what was read. */
  readonly end: number;
}

/** Lines may end in any way where the ending is null. Reads rows from bytes without holding more than some of them. @throws CsvError of the library, whose message may quote the data. */
export async function* csvRows(
  bytes: Iterable<Uint8Array>,
  format: { readonly columnDelimiter: Format['columnDelimiter']; readonly lineEnding: Format['lineEnding'] | null }
): AsyncGenerator<CsvRow> {
  const parser = Readable.from(bytes, { objectMode: false }).pipe(
    parse({
      delimiter: DELIMITERS[format.columnDelimiter],
      record_delimiter: format.lineEnding ? LINE_ENDINGS[format.lineEnding] : ['\r\n', '\n', '\r'],
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: LONGEST_RECORD
    })
  );
  for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { bytes: number } }>)
    yield { cells: record, end: info.bytes };
}

/** @returns one line, every cell in quotes: some clients take other characters than the job's for delimiters. */
export function csvLine(cells: readonly string[], { columnDelimiter }: Format): string {
  return cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(DELIMITERS[columnDelimiter]);
}
