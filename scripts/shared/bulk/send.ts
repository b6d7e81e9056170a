/** One chunk through as many jobs as it takes: again for rows that were locked, and for those that a job ended without. */
import { JobSpoilt } from './client.ts';
import type { BulkClient } from './client.ts';
import type { Chunk } from './chunk.ts';
import type { Attempt, Journal } from './journal.ts';
import { MESSAGES } from './messages.ts';
import { collect } from './outcome.ts';
import type { Collecting, FailedRow } from './outcome.ts';
import { retryDelay } from './pace.ts';
import { LOCAL_CODES } from './types.ts';
import type { JobInfo, LoadSpec, Reject } from './types.ts';

/** Jobs for the rows of one chunk, the first included. Locks pass within seconds; who holds one for minutes keeps the row. */
const MOST_JOBS = 6;
/** Jobs that are made because an upload or a closing could not be told to have worked. */
const MOST_SPOILT = 3;

export interface Sent {
  readonly rejects: readonly Reject[];
  /** Places in the chunk. */
  readonly notSaved: ReadonlySet<number>;
}

export interface Sending extends Collecting {
  readonly seen: (chunk: number, job: JobInfo) => void;
}

/** @throws ToolError, after which the same call goes on from the journal. */
export async function sendChunk(client: BulkClient, journal: Journal, mark: string, chunk: Chunk, how: Sending): Promise<Sent> {
  const told = (journal.chunk(chunk.index)?.attempts ?? []).filter(({ dropped }) => !dropped);
  const failed: FailedRow[] = [];
  /** Of the chunk; undefined for all. */
  let places: readonly number[] | undefined;
  for (let turn = 0; ; turn++) {
    const sent = places?.length ?? chunk.count;
    const before = told[turn];
    const id = await submitted(client, journal, mark, chunk, places, how.spec, before);
    const job = await client.ended('ingest', id, sent, (info) => how.seen(chunk.index, info));
    const outcome = await collect(client, job, chunk, sent, how);
    failed.push(...outcome.failed);
    // A job of an earlier process is history: its end was told then, and whoever runs again wants the rest sent.
    if (!before) demandProgress(job, sent, outcome.unprocessed.length, how.spec);
    const again = [...outcome.unprocessed, ...outcome.locked.map(({ place }) => place)];
    if (again.length === 0) return sentOf(chunk, failed, []);
    const isLast = turn + 1 >= MOST_JOBS && turn + 1 >= told.length;
    if (isLast) return sentOf(chunk, [...failed, ...outcome.locked], outcome.unprocessed);
    places = again.sort((a, b) => a - b);
    if (turn + 1 >= told.length && outcome.locked.length > 0) await client.pace.wait(retryDelay(turn + 1, client.pace, null));
  }
}

/** @returns the id of a closed job that holds the rows: the one that an earlier process made, when it came so far, or a new one. */
async function submitted(
  client: BulkClient,
  journal: Journal,
  mark: string,
  chunk: Chunk,
  places: readonly number[] | undefined,
  spec: LoadSpec,
  before: Attempt | undefined
): Promise<string> {
  if (before) {
    if ((await client.job('ingest', before.job)).state !== 'Open') return before.job;
    await drop(client, journal, chunk.index, before.job);
  }
  for (let spoilt = 0; ; spoilt++) {
    client.budget.check();
    const id = await client.createIngest(spec);
    journal.job(chunk.index, mark, id);
    try {
      await client.upload(id, chunk.bytes(places));
      await client.closeJob(id);
      return id;
    } catch (error) {
      if (!(error instanceof JobSpoilt)) throw error;
      if (spoilt + 1 >= MOST_SPOILT) throw error.fault.asToolError();
      await drop(client, journal, chunk.index, id);
    }
  }
}

async function drop(client: BulkClient, journal: Journal, chunk: number, job: string): Promise<void> {
  await client.abort(job);
  journal.dropped(chunk, job);
}

/** @throws ToolError when somebody ended the job, or when the org would not take any row of it. */
function demandProgress(job: JobInfo, sent: number, unprocessed: number, spec: LoadSpec): void {
  if (job.state === 'Aborted') throw MESSAGES.jobAborted(job.id);
  if (job.state !== 'Failed' || unprocessed < sent) return;
  const text = job.errorMessage ?? '';
  const code = /^\s*([A-Za-z_]{3,60})\s*:/.exec(text)?.[1] ?? 'UNKNOWN';
  throw MESSAGES.jobFailed(job.id, code, spec.columns.find((column) => text.endsWith(`: ${column}`)) ?? null);
}

function sentOf(chunk: Chunk, failed: readonly FailedRow[], unprocessed: readonly number[]): Sent {
  const rejects: Reject[] = failed.map(({ place, key, code, fields, message }) => ({
    row: chunk.sourceRow(place),
    key,
    code,
    fields,
    message
  }));
  for (const place of unprocessed)
    rejects.push({ row: chunk.sourceRow(place), key: '', code: LOCAL_CODES.unprocessed, fields: [], message: '' });
  return { rejects, notSaved: new Set([...failed.map(({ place }) => place), ...unprocessed]) };
}
