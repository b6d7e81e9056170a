import { setImmediate } from 'node:timers/promises';
import { CsvError } from 'csv-parse';
import type { Org } from '../../org.ts';
import type { SRecord } from '../../schema/record.ts';
import type { PlatformError } from '../../errors.ts';
import { transact } from '../../transaction.ts';
import { documentRows } from '../bulk1/documents.ts';
import { outcomeLines } from '../bulk1/results.ts';
import { applyRows } from './apply.ts';
import type { Outcome } from './apply.ts';
import { bindColumns, bindNamed } from './columns.ts';
import { csvLine, csvRows } from './csv.ts';
import { JobFailure } from './failure.ts';
import type { JobStore } from './store.ts';
import type { Format, Job } from './types.ts';

/** Rows that triggers see together. */
const BATCH = 200;
/** Source: Bulk API, "Batch Size and Limits": rows of a batch of version 1.0. */
const MOST_ROWS = 10_000;

interface Row {
  readonly entry: SRecord | PlatformError;
  /** As they were sent; of CSV alone. */
  readonly cells: readonly string[];
  /** Where the row ends in the data: in bytes of CSV, in rows of a document. */
  readonly end: number;
}

/**
 * Applies the rows of a job's data from where it stands, 200 in a transaction that also writes their results and how far the job
 * has come: whenever the process ends, each row has been applied once or not at all. Requests are answered in between.
 * @param goesOn is asked before each batch whether the server still runs.
 * @throws JobFailure for what ends the job.
 */
export async function runIngest(org: Org, store: JobStore, id: string, goesOn: () => boolean): Promise<void> {
  const rows: Row[] = [];
  try {
    for await (const row of await open(org, store, id)) {
      rows.push(row);
      if (rows.length < BATCH) continue;
      if (!goesOn() || !runBatch(org, store, id, rows)) return;
      rows.length = 0;
      await setImmediate();
    }
  } catch (error) {
    throw csvFailure(error);
  }
  if (!goesOn() || (rows.length > 0 && !runBatch(org, store, id, rows))) return;
  finish(org, store, id);
}

async function open(org: Org, store: JobStore, id: string): Promise<AsyncIterable<Row> | Iterable<Row>> {
  const { classic } = store.job(id)!.spec;
  if (!classic || classic.contentType === 'CSV') return rowsOfCsv(org, store, await withHeader(store, id));
  return rowsOfDocument(org, store.job(id)!, Buffer.concat([...store.file(id, 0)]).toString());
}

async function* rowsOfCsv(org: Org, store: JobStore, job: Job): AsyncGenerator<Row> {
  const read = bindColumns(org, job, job.header!);
  for await (const { cells, end } of csvRows(store.file(job.id, job.consumed), inputFormat(job)))
    yield { entry: read(cells), cells, end: job.consumed + end };
}

/** A column that does not exist fails the batch before its first row is saved. */
function rowsOfDocument(org: Org, job: Job, text: string): Row[] {
  const rows = documentRows(text, job.spec.classic!.contentType === 'XML' ? 'XML' : 'JSON');
  demandRows(rows.length);
  const read = bindNamed(org, job);
  return rows.map((row, i) => ({ entry: read(row), cells: [], end: i + 1 })).slice(job.consumed);
}

/** @returns the job with the names of its columns, which its file begins with. */
async function withHeader(store: JobStore, id: string): Promise<Job> {
  const job = store.job(id)!;
  if (job.header) return job;
  try {
    if (job.kind === 'batch') demandRows((await count(csvRows(store.file(id, 0), inputFormat(job)))) - 1);
    for await (const { cells, end } of csvRows(store.file(id, 0), inputFormat(job))) {
      const other = job.spec.lineEnding === 'LF' ? cells.at(-1)!.endsWith('\r') : cells.some((cell) => cell.includes('\n'));
      if (other && job.kind !== 'batch')
        throw new JobFailure(`ClientInputError : LineEnding is invalid on user data. Current LineEnding setting is ${job.spec.lineEnding}`);
      return store.update(job, { header: cells.map((cell) => cell.trim()), consumed: end });
    }
  } catch (error) {
    throw csvFailure(error);
  }
  throw new JobFailure('InvalidBatch : The file has no header');
}

/** Version 1.0 takes lines however they end. */
function inputFormat({ kind, spec }: Job): { columnDelimiter: Format['columnDelimiter']; lineEnding: Format['lineEnding'] | null } {
  return { columnDelimiter: spec.columnDelimiter, lineEnding: kind === 'batch' ? null : spec.lineEnding };
}

function demandRows(rows: number): void {
  if (rows > MOST_ROWS) throw new JobFailure(`InvalidBatch : A batch has at most ${MOST_ROWS} records`);
}

async function count(rows: AsyncIterable<unknown>): Promise<number> {
  let counted = 0;
  for await (const _ of rows) counted++;
  return counted;
}

/** The library's own message would quote the data. */
function csvFailure(error: unknown): unknown {
  return error instanceof CsvError ? new JobFailure('InvalidBatch : The quotes of the file do not match, or a record is too long') : error;
}

/** @returns false when the job was stopped or deleted meanwhile. */
function runBatch(org: Org, store: JobStore, id: string, rows: readonly Row[]): boolean {
  const job = store.job(id);
  if (job?.state !== 'InProgress') return false;
  if (!org.security.hasUserPermission(job.userId, 'ApiEnabled')) throw new JobFailure('InvalidUser : The user may no longer use the API');
  const started = performance.now();
  transact(org, job.userId, 'api', () => {
    const outcomes = applyRows(
      org,
      job,
      rows.map(({ entry }) => entry)
    );
    (job.spec.classic ? noteInOrder : noteApart)(store, job, rows, outcomes);
    store.update(job, {
      consumed: rows.at(-1)!.end,
      processed: job.processed + rows.length,
      failed: job.failed + outcomes.filter(({ error }) => error !== null).length,
      milliseconds: job.milliseconds + Math.ceil(performance.now() - started)
    });
  });
  return true;
}

/** Version 2.0: what was saved and what was not are two results, each with the rows as they were sent. */
function noteApart(store: JobStore, job: Job, rows: readonly Row[], outcomes: readonly Outcome[]): void {
  const good: string[] = [];
  const bad: string[] = [];
  outcomes.forEach(({ id, created, error }, i) => {
    const { cells } = rows[i]!;
    if (error === null) good.push(csvLine([id ?? '', String(created), ...cells], job.spec));
    else bad.push(csvLine([id ?? '', error, ...cells], job.spec));
  });
  store.addLines(job.id, 'successful', job.processed - job.failed, good);
  store.addLines(job.id, 'failed', job.failed, bad);
}

/** Version 1.0: one result, in the order of the rows. */
function noteInOrder(store: JobStore, job: Job, _rows: readonly Row[], outcomes: readonly Outcome[]): void {
  store.addLines(job.id, 'rows', job.processed, outcomeLines(job, outcomes));
}

/** What was sent to version 1.0 can be asked for afterwards. */
function finish(org: Org, store: JobStore, id: string): void {
  const job = store.job(id);
  if (job?.state !== 'InProgress') return;
  org.store.atomically(() => {
    store.update(job, { state: 'JobComplete' });
    if (job.kind === 'ingest') store.removeParts(id);
  });
}
