import type { Org } from '../../org.ts';
import { PlatformError } from '../../errors.ts';
import { report } from '../errors.ts';
import { JobFailure } from './failure.ts';
import { runIngest } from './ingest.ts';
import { runQuery } from './query.ts';
import type { JobStore } from './store.ts';
import { asks } from './types.ts';
import type { Job } from './types.ts';

/** Jobs that run side by side; the others wait their turn. */
const MOST = 4;

/** Runs jobs in the background of a server. What was under way when the last server ended goes on. */
export class Worker {
  private readonly org: Org;
  private readonly store: JobStore;
  private readonly running = new Map<string, Promise<void>>();
  private readonly waiting: string[] = [];
  /** Jobs of Bulk API 1.0 whose batches run one after another, and of which one is under way. */
  private readonly taken = new Set<string>();
  private stopped = false;

  constructor(org: Org, store: JobStore) {
    this.org = org;
    this.store = store;
  }

  start(): void {
    this.store.expire();
    for (const job of this.store.inState('UploadComplete', 'InProgress')) this.add(job.id);
  }

  /** Queues a job whose data is complete. */
  add(id: string): void {
    this.waiting.push(id);
    this.next();
  }

  /** Waits until a job is over, or the time is. */
  async settled(id: string, milliseconds: number): Promise<void> {
    const running = this.running.get(id);
    if (!running) return;
    let timer: NodeJS.Timeout | undefined;
    await Promise.race([running, new Promise<void>((resolve) => (timer = setTimeout(resolve, milliseconds)))]);
    clearTimeout(timer);
  }

  /** Ends between two batches. What is not done is done by the next server. */
  async stop(): Promise<void> {
    this.stopped = true;
    await Promise.all(this.running.values());
  }

  private next(): void {
    while (!this.stopped && this.running.size < MOST) {
      const at = this.waiting.findIndex((id) => !this.taken.has(laneOf(this.store.job(id)) ?? ''));
      if (at < 0) return;
      const id = this.waiting.splice(at, 1)[0]!;
      const lane = laneOf(this.store.job(id));
      if (lane !== null) this.taken.add(lane);
      const run = this.run(id).finally(() => {
        this.running.delete(id);
        if (lane !== null) this.taken.delete(lane);
        this.next();
      });
      this.running.set(id, run);
    }
  }

  private async run(id: string): Promise<void> {
    // The request that closed the job is answered first.
    await Promise.resolve();
    try {
      const job = this.store.job(id);
      if (job?.state !== 'UploadComplete' && job?.state !== 'InProgress') return;
      this.store.update(job, { state: 'InProgress' });
      await (asks(job) ? runQuery : runIngest)(this.org, this.store, id, () => !this.stopped);
    } catch (error) {
      this.fail(id, error);
    }
  }

  private fail(id: string, error: unknown): void {
    const known = error instanceof JobFailure || error instanceof PlatformError;
    if (!known) report(error);
    const job = this.store.job(id);
    if (job?.state !== 'InProgress') return;
    this.store.update(job, { state: 'Failed', error: known ? messageOf(job, error) : 'UnknownException : An unexpected error occurred.' });
  }
}

function messageOf(job: Job, error: Error): string {
  if (!(error instanceof PlatformError)) return error.message;
  return job.kind === 'batch'
    ? `InvalidBatch : Failed to process query: ${error.statusCode}: ${error.message}`
    : `${error.statusCode} : ${error.message}`;
}

function laneOf(job: Job | null): string | null {
  return job?.spec.classic?.concurrencyMode === 'Serial' ? job.spec.classic.job : null;
}
