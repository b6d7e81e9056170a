/** CSV as it comes from spreadsheets, other systems and Salesforce: rows as they stand, streamed. */
import type { Readable } from 'node:stream';
import { parse } from 'csv-parse';

/** Characters of one row; a quote that is never closed ends here. Source: Bulk API 2.0 limits, "Maximum number of characters in a record". */
const LONGEST_ROW = 400_000;

export interface CsvFormat {
  /** One character; a comma when none is given. Another one in a cell is nothing but text. */
  readonly delimiter?: string;
}

/** The file is no CSV. Carries a line, never the text of a cell. */
export class CsvFault extends Error {
  readonly line: number | null;
  constructor(line: number | null) {
    super(
      line === null ? 'A quote does not match, or a row is too long.' : `A quote does not match, or a row is too long, near line ${line}.`
    );
    this.name = 'CsvFault';
    this.line = line;
  }
}

/**
 * Reads rows from bytes, the header too. A byte order mark and empty lines are no part of them; rows may differ in length.
 * @throws CsvFault for what is no CSV; what the source throws.
 */
export async function* csvRows(bytes: Readable, { delimiter = ',' }: CsvFormat = {}): AsyncGenerator<readonly string[]> {
  const parser = parse({ delimiter, bom: true, relax_column_count: true, skip_empty_lines: true, max_record_size: LONGEST_ROW });
  bytes.once('error', (error) => parser.destroy(error));
  try {
    yield* bytes.pipe(parser) as AsyncIterable<string[]>;
  } catch (error) {
    throw faultOf(error);
  } finally {
    bytes.destroy();
  }
}

/** The library's own message quotes the data. */
function faultOf(error: unknown): unknown {
  const { code, lines } = error as { code?: unknown; lines?: unknown };
  if (typeof code !== 'string' || !code.startsWith('CSV_')) return error;
  return new CsvFault(typeof lines === 'number' ? lines : null);
}
