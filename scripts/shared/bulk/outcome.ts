/** What became of the rows of one job, matched by key: an answer's order says nothing. */
import type { BulkClient, RowSink } from './client.ts';
import type { Chunk } from './chunk.ts';
import type { Digest } from './hashes.ts';
import { MESSAGES } from './messages.ts';
import { rowErrorOf } from './row-errors.ts';
import type { RowError } from './row-errors.ts';
import type { JobInfo, LoadSpec } from './types.ts';

export interface FailedRow extends RowError {
  readonly place: number;
  readonly key: string;
}

export interface Outcome {
  /** Not saved, and why. */
  readonly failed: readonly FailedRow[];
  /** Not saved because a row was locked. */
  readonly locked: readonly FailedRow[];
  /** Places of rows that the org has not looked at. */
  readonly unprocessed: readonly number[];
}

/** Takes the rows that were saved, with their ids, as they arrive. */
export interface SavedSink {
  row(key: string, id: string, created: boolean): void;
  /** All have come. After a kill it may be called again for the same job. */
  complete(): void | Promise<void>;
}

export interface Collecting {
  readonly spec: LoadSpec;
  readonly digestOf: (key: string) => Digest;
  /** Called anew each time the rows have to be fetched from their beginning. */
  readonly saved?: ((job: string) => SavedSink) | undefined;
}

/** Reads the results of a job that is over. @param sent rows in it. @throws ToolError when they cannot be had whole, or hold a stranger. */
export async function collect(client: BulkClient, job: JobInfo, chunk: Chunk, sent: number, how: Collecting): Promise<Outcome> {
  const failedCount = job.numberRecordsFailed ?? 0;
  const processed = job.numberRecordsProcessed ?? 0;
  const failed = failedCount > 0 ? await failedRows(client, job.id, chunk, failedCount, how) : [];
  const unprocessed = processed < sent ? await unprocessedRows(client, job.id, chunk, sent - processed, how) : [];
  if (how.saved && processed > failedCount) await savedRows(client, job.id, processed - failedCount, how);
  return { failed: failed.filter(({ isLocked }) => !isLocked), locked: failed.filter(({ isLocked }) => isLocked), unprocessed };
}

async function failedRows(client: BulkClient, job: string, chunk: Chunk, expected: number, how: Collecting): Promise<FailedRow[]> {
  let rows: FailedRow[] = [];
  let keyAt = -1;
  let errorAt = -1;
  await client.results(job, 'failedResults', expected, {
    begin: (header) => {
      rows = [];
      keyAt = columnOf(header, how.spec.key);
      errorAt = columnOf(header, 'sf__Error');
    },
    row: (cells) => {
      const key = cells[keyAt] ?? '';
      rows.push({ ...rowErrorOf(cells[errorAt] ?? ''), key, place: placeOf(chunk, key, job, how) });
    }
  });
  return rows;
}

async function unprocessedRows(client: BulkClient, job: string, chunk: Chunk, expected: number, how: Collecting): Promise<number[]> {
  let places: number[] = [];
  let keyAt = -1;
  await client.results(job, 'unprocessedrecords', expected, {
    begin: (header) => {
      places = [];
      keyAt = columnOf(header, how.spec.key);
    },
    row: (cells) => void places.push(placeOf(chunk, cells[keyAt] ?? '', job, how))
  });
  return places;
}

async function savedRows(client: BulkClient, job: string, expected: number, how: Collecting): Promise<void> {
  let sink: SavedSink | null = null;
  let at = { key: -1, id: -1, created: -1 };
  const reader: RowSink = {
    begin: (header) => {
      sink = how.saved!(job);
      at = { key: columnOf(header, how.spec.key), id: columnOf(header, 'sf__Id'), created: columnOf(header, 'sf__Created') };
    },
    row: (cells) => sink!.row(cells[at.key] ?? '', cells[at.id] ?? '', cells[at.created] === 'true')
  };
  await client.results(job, 'successfulResults', expected, reader);
  await (sink as SavedSink | null)?.complete();
}

function placeOf(chunk: Chunk, key: string, job: string, { digestOf }: Collecting): number {
  const place = chunk.placeOf(digestOf(key));
  if (place < 0) throw MESSAGES.strangerRow(job);
  return place;
}

/** Names of columns are told apart without regard to case, as Salesforce does. */
function columnOf(header: readonly string[], name: string): number {
  return header.findIndex((one) => one.toLowerCase() === name.toLowerCase());
}
