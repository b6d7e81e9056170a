/** Rows of a source, by the names of its columns, in an order that is the same each time. */
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import path from 'node:path';
import { migrate as words } from '../messages/migrate.ts';
import type { BulkClient } from '../shared/bulk/index.ts';
import { queryRows } from '../shared/bulk/index.ts';
import { CsvFault, csvRows, EncodingFault } from '../shared/csv/read.ts';
import { EXIT, ToolError } from '../shared/exit.ts';
import type { Source } from './mapping.ts';

/** Cells by column; what is missing is an empty text. */
export type SourceRow = Readonly<Record<string, string>>;

export interface Numbered {
  /** Of the source, 1 for the first after the header. */
  readonly number: number;
  readonly row: SourceRow;
  /** It has not as many cells as the header: which cell belongs to which column cannot be told. */
  readonly isUneven: boolean;
}

/** @throws ToolError when a file is missing, is no CSV or not in UTF-8, or lacks a column that is asked for */
export async function* rowsOf(
  name: string,
  source: Source,
  needed: readonly string[],
  folder: string,
  client: BulkClient
): AsyncGenerator<Numbered> {
  const rows = 'csv' in source ? csvRows(open(folder, source.csv), source) : objectRows(source, client);
  let header: readonly string[] | null = null;
  let number = 0;
  try {
    for await (const cells of rows) {
      if (!header) {
        header = cells.map((cell) => cell.trim());
        const missing = needed.filter((one) => !header!.includes(one));
        if (missing.length > 0) throw new ToolError(words.source.noColumn(name, missing.length, missing[0]!), EXIT.usage);
        if (new Set(header).size < header.length) throw new ToolError(words.source.columnTwice(name), EXIT.usage);
        continue;
      }
      yield { number: ++number, row: rowOf(header, cells), isUneven: cells.length !== header.length };
    }
  } catch (error) {
    if (error instanceof EncodingFault && 'csv' in source) throw new ToolError(words.source.notUtf8(source.csv, error.line), EXIT.usage);
    throw error instanceof CsvFault ? new ToolError(words.source.noCsv(name, error.line), EXIT.usage) : error;
  }
  if (!header) throw new ToolError(words.source.empty(name), EXIT.usage);
}

/** Cells beyond the header keep their number as a column, so that who opens what was not loaded sees them. */
const rowOf = (header: readonly string[], cells: readonly string[]): SourceRow =>
  Object.fromEntries([
    ...header.map((one, at) => [one, cells[at] ?? ''] as const),
    ...cells.slice(header.length).map((cell, at) => [`#${header.length + at + 1}`, cell] as const)
  ]);

/** In the order of ids: the same each time. The names in the header are as the mapping spells them. */
async function* objectRows(source: Extract<Source, { object: string }>, client: BulkClient): AsyncGenerator<readonly string[]> {
  const fields = [...new Set([...source.fields, ...source.key])];
  let isHeader = true;
  for await (const cells of queryRows(client, `SELECT ${fields.join(', ')} FROM ${source.object} ORDER BY Id`)) {
    yield isHeader ? fields : cells;
    isHeader = false;
  }
}

/** SHA-256 over the bytes of a file; nothing for rows of the org, of which the plan's own hash tells. */
export async function hashOf(source: Source, folder: string): Promise<string> {
  if (!('csv' in source)) return '';
  const hash = createHash('sha256');
  for await (const piece of open(folder, source.csv)) hash.update(piece as Buffer);
  return hash.digest('hex');
}

function open(folder: string, file: string) {
  const where = path.join(folder, file);
  if (!existsSync(where)) throw new ToolError(words.source.noFile(file), EXIT.usage);
  return createReadStream(where);
}

/** The key of a row; empty when a part of it is missing. */
export const keyOf = (columns: readonly string[], row: SourceRow): string => {
  const cells = columns.map((column) => (row[column] ?? '').trim());
  return cells.some((cell) => cell === '') ? '' : cells.join('/');
};
