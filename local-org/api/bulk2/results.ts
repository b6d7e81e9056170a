import { Readable } from 'node:stream';
import { PlatformError } from '../../errors.ts';
import type { Answer, Call } from '../types.ts';
import { csvLine } from './csv.ts';
import type { JobStore } from './store.ts';
import { isOver, LINE_ENDINGS } from './types.ts';
import type { Job, Result } from './types.ts';

/** Rows of a query's result in one answer, unless the client asks for fewer. */
const PAGE = 50_000;

/** `sf__Id,sf__Created,…` of the rows that were saved, `sf__Id,sf__Error,…` of those that were not. */
export function outcomes(store: JobStore, job: Job, result: 'successful' | 'failed'): Answer {
  demandOver(job);
  const header = ['sf__Id', result === 'successful' ? 'sf__Created' : 'sf__Error', ...(job.header ?? [])];
  const count = result === 'successful' ? job.processed - job.failed : job.failed;
  return csv(linesOf(store, job, result, header, 0, count));
}

/** The rows that were never looked at, as they were sent. */
export function unprocessed(store: JobStore, job: Job): Answer {
  demandOver(job);
  return csv(rest(store, job));
}

function* rest(store: JobStore, job: Job): Generator<string | Uint8Array> {
  if (job.header) yield csvLine(job.header, job.spec) + LINE_ENDINGS[job.spec.lineEnding];
  yield* store.file(job.id, job.consumed);
}

/** A page of a query's result. `Sforce-Locator` says where the next one begins, `null` that there is none. */
export function rows(store: JobStore, job: Job, call: Call): Answer {
  if (job.state !== 'JobComplete') throw notReady(job);
  const from = startOf(job, call.query['locator']);
  const size = call.query['maxRecords'] === undefined ? PAGE : Number(call.query['maxRecords']);
  if (!Number.isInteger(size) || size < 1) throw new PlatformError('INVALIDJOB', 'InvalidJob : maxRecords must be a whole number above 0');
  const to = Math.min(from + size, job.processed);
  return csv(linesOf(store, job, 'rows', job.header ?? [], from, to), {
    'sforce-locator': to < job.processed ? Buffer.from(`${job.id} ${to}`).toString('base64url') : 'null',
    'sforce-numberofrecords': String(to - from)
  });
}

function startOf(job: Job, locator: string | undefined): number {
  if (locator === undefined) return 0;
  const [id, start] = Buffer.from(locator, 'base64url').toString().split(' ');
  if (id !== job.id || !/^\d+$/.test(start ?? '') || Number(start) > job.processed)
    throw new PlatformError('INVALID_QUERY_LOCATOR', 'invalid query locator');
  return Number(start);
}

function* linesOf(store: JobStore, job: Job, result: Result, header: readonly string[], from: number, to: number): Generator<string> {
  const ending = LINE_ENDINGS[job.spec.lineEnding];
  yield csvLine(header, job.spec) + ending;
  for (const lines of store.lines(job.id, result, from, to)) yield lines.join(ending) + ending;
}

/** Sent piece by piece as the client takes it. */
function csv(pieces: Iterable<string | Uint8Array>, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status: 200, body: Readable.from(pieces, { objectMode: false }), headers: { ...headers, 'content-type': 'text/csv' } };
}

function demandOver(job: Job): void {
  if (!isOver(job)) throw notReady(job);
}

function notReady(job: Job): PlatformError {
  return new PlatformError('INVALIDJOBSTATE', `InvalidJobState : There are no results while the job is ${job.state}`);
}
