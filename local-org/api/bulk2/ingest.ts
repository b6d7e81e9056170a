import { setImmediate } from 'node:timers/promises';
import { CsvError } from 'csv-parse';
import type { Org } from '../../org.ts';
import type { SRecord } from '../../schema/record.ts';
import type { PlatformError } from '../../errors.ts';
import { transact } from '../../transaction.ts';
import { applyRows } from './apply.ts';
import { bindColumns } from './columns.ts';
import { csvLine, csvRows } from './csv.ts';
import { JobFailure } from './failure.ts';
import type { JobStore } from './store.ts';
import type { Job } from './types.ts';

/** Rows that triggers see together. */
const BATCH = 200;

type Reader = (cells: readonly string[]) => SRecord | PlatformError;
interface Batch {
  readonly rows: (readonly string[])[];
  /** Where its last row ends in the file. */
  end: number;
}

/**
 * Applies the rows of a job's file from where it stands, 200 in a transaction that also writes their results and how far the job
 * has come: whenever the process ends, each row has been applied once or not at all. Requests are answered in between.
 * @param goesOn is asked before each batch whether the server still runs.
 * @throws JobFailure for what ends the job.
 */
export async function runIngest(org: Org, store: JobStore, id: string, goesOn: () => boolean): Promise<void> {
  const job = await withHeader(store, id);
  const read = bindColumns(org, job, job.header!);
  const batch: Batch = { rows: [], end: job.consumed };
  try {
    for await (const { cells, end } of csvRows(store.file(id, job.consumed), job.spec)) {
      batch.rows.push(cells);
      batch.end = job.consumed + end;
      if (batch.rows.length < BATCH) continue;
      if (!goesOn() || !runBatch(org, store, id, read, batch)) return;
      batch.rows.length = 0;
      await setImmediate();
    }
  } catch (error) {
    throw csvFailure(error);
  }
  if (!goesOn() || (batch.rows.length > 0 && !runBatch(org, store, id, read, batch))) return;
  finish(org, store, id);
}

/** @returns the job with the names of its columns, which its file begins with. */
async function withHeader(store: JobStore, id: string): Promise<Job> {
  const job = store.job(id)!;
  if (job.header) return job;
  try {
    for await (const { cells, end } of csvRows(store.file(id, 0), job.spec)) {
      const other = job.spec.lineEnding === 'LF' ? cells.at(-1)!.endsWith('\r') : cells.some((cell) => cell.includes('\n'));
      if (other)
        throw new JobFailure(`ClientInputError : LineEnding is invalid on user data. Current LineEnding setting is ${job.spec.lineEnding}`);
      return store.update(job, { header: cells.map((cell) => cell.trim()), consumed: end });
    }
  } catch (error) {
    throw csvFailure(error);
  }
  throw new JobFailure('InvalidBatch : The file has no header');
}

/** The library's own message would quote the data. */
function csvFailure(error: unknown): unknown {
  return error instanceof CsvError ? new JobFailure('InvalidBatch : The quotes of the file do not match, or a record is too long') : error;
}

/** @returns false when the job was stopped or deleted meanwhile. */
function runBatch(org: Org, store: JobStore, id: string, read: Reader, batch: Batch): boolean {
  const job = store.job(id);
  if (job?.state !== 'InProgress') return false;
  if (!org.security.hasUserPermission(job.userId, 'ApiEnabled')) throw new JobFailure('InvalidUser : The user may no longer use the API');
  const started = performance.now();
  const entries = batch.rows.map(read);
  transact(org, job.userId, 'api', () => {
    const outcomes = applyRows(org, job, entries);
    const good: string[] = [];
    const bad: string[] = [];
    outcomes.forEach((outcome, i) => {
      const cells = batch.rows[i]!;
      if (outcome.error === null) good.push(csvLine([outcome.id ?? '', String(outcome.created), ...cells], job.spec));
      else bad.push(csvLine([outcome.id ?? '', outcome.error, ...cells], job.spec));
    });
    store.addLines(id, 'successful', job.processed - job.failed, good);
    store.addLines(id, 'failed', job.failed, bad);
    store.update(job, {
      consumed: batch.end,
      processed: job.processed + batch.rows.length,
      failed: job.failed + bad.length,
      milliseconds: job.milliseconds + Math.ceil(performance.now() - started)
    });
  });
  return true;
}

function finish(org: Org, store: JobStore, id: string): void {
  const job = store.job(id);
  if (job?.state !== 'InProgress') return;
  org.store.atomically(() => {
    store.update(job, { state: 'JobComplete' });
    store.removeParts(id);
  });
}
