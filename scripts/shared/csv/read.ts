/** CSV as it comes from spreadsheets, other systems and Salesforce: rows as they stand, streamed. */
import { type Readable, Transform } from 'node:stream';
import { parse } from 'csv-parse';

/** Characters of one row; a quote that is never closed ends here. Source: Bulk API 2.0 limits, "Maximum number of characters in a record". */
const LONGEST_ROW = 400_000;

const LINE_END = 0x0a;

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

/** The file is not written in UTF-8, as Excel's plain "CSV" is not: read on, names would lose their letters. */
export class EncodingFault extends CsvFault {
  declare readonly line: number;
}

/**
 * Reads rows from bytes, the header too. A byte order mark and empty lines are no part of them; rows may differ in length.
 * @throws EncodingFault for what is not UTF-8; CsvFault for what is no CSV; what the source throws.
 */
export async function* csvRows(bytes: Readable, { delimiter = ',' }: CsvFormat = {}): AsyncGenerator<readonly string[]> {
  const parser = parse({ delimiter, bom: true, relax_column_count: true, skip_empty_lines: true, max_record_size: LONGEST_ROW });
  bytes.once('error', (error) => parser.destroy(error));
  try {
    yield* bytes
      .pipe(onlyUtf8())
      .on('error', (error) => parser.destroy(error))
      .pipe(parser) as AsyncIterable<string[]>;
  } catch (error) {
    throw faultOf(error);
  } finally {
    bytes.destroy();
  }
}

/** Lets bytes pass that are UTF-8. A line's end is never a part of another letter, so each line is looked at by itself. */
function onlyUtf8(): Transform {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let line = 1;
  const look = (bytes: Buffer, stream: boolean): EncodingFault | null => {
    try {
      decoder.decode(bytes, { stream });
      return null;
    } catch {
      return new EncodingFault(line);
    }
  };
  return new Transform({
    transform(bytes: Buffer, _encoding, done) {
      let fault: EncodingFault | null = null;
      for (let at = 0; at < bytes.length && !fault;) {
        const end = bytes.indexOf(LINE_END, at);
        fault = look(bytes.subarray(at, end < 0 ? bytes.length : end + 1), true);
        at = end < 0 ? bytes.length : end + 1;
        if (end >= 0) line++;
      }
      if (fault) done(fault);
      else done(null, bytes);
    },
    flush: (done) => done(look(Buffer.alloc(0), false))
  });
}

/** The library's own message quotes the data. */
function faultOf(error: unknown): unknown {
  const { code, lines } = error as { code?: unknown; lines?: unknown };
  if (typeof code !== 'string' || !code.startsWith('CSV_')) return error;
  return new CsvFault(typeof lines === 'number' ? lines : null);
}
