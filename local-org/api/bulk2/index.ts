/** Bulk API 2.0: `new Bulk(org)`. Jobs are made, fed and asked about here; the worker runs them. Bulk API 1.0 is another door to the same jobs. */
import { Readable } from 'node:stream';
import { PlatformError } from '../../errors.ts';
import type { Org } from '../../org.ts';
import { notFound } from '../errors.ts';
import { ok } from '../types.ts';
import type { Answer, Call } from '../types.ts';
import { jobJson } from './job-json.ts';
import { readWholeJob } from './multipart.ts';
import { ingestSpec, querySpec } from './requests.ts';
import { outcomes, rows, unprocessed } from './results.ts';
import { JobStore } from './store.ts';
import { isOver } from './types.ts';
import type { Job, JobKind } from './types.ts';
import { demandSize, upload } from './upload.ts';
import { Worker } from './worker.ts';

/** Jobs in one page of the list. */
const LISTED = 1000;
/** A client that asks at once, as most do, is told of the end of a small job, not to come back some seconds later. */
export const PATIENCE = 1000;

type Run = (call: Call, id: string) => Answer | Promise<Answer>;
interface Route {
  readonly method: string;
  readonly path: RegExp;
  readonly run: Run;
}

export class Bulk {
  readonly store: JobStore;
  readonly worker: Worker;
  private readonly arriving = new Set<Promise<void>>();
  private readonly routes: readonly Route[];

  constructor(org: Org) {
    this.store = new JobStore(org);
    this.worker = new Worker(org, this.store);
    this.routes = [
      { method: 'POST', path: /^jobs\/ingest$/, run: (call) => ok(jobJson(this.store.create('ingest', call.userId, ingestSpec(call)))) },
      { method: 'POST', path: /^jobs\/query$/, run: (call) => this.startQuery(call) },
      { method: 'GET', path: /^jobs\/ingest\/(\w+)\/successfulResults$/, run: (call, id) => this.outcomes(call, id, 'successful') },
      { method: 'GET', path: /^jobs\/ingest\/(\w+)\/failedResults$/, run: (call, id) => this.outcomes(call, id, 'failed') },
      {
        method: 'GET',
        path: /^jobs\/ingest\/(\w+)\/unprocessedrecords$/i,
        run: (call, id) => unprocessed(this.store, this.own(call, 'ingest', id))
      },
      { method: 'GET', path: /^jobs\/query\/(\w+)\/results$/, run: (call, id) => rows(this.store, this.own(call, 'query', id), call) },
      ...(['ingest', 'query'] as const).flatMap((kind) => this.commonRoutes(kind))
    ];
  }

  /** Goes on with what the last server left, and begins to run jobs. */
  start(): void {
    this.worker.start();
  }

  async stop(): Promise<void> {
    await Promise.all([this.worker.stop(), ...this.arriving]);
  }

  /** Answers a request below `jobs/`. @throws PlatformError. */
  async answer(call: Call): Promise<Answer> {
    const fitting = this.routes.filter(({ path }) => path.test(call.path));
    if (fitting.length === 0) throw notFound();
    const route = fitting.find(({ method }) => method === call.method);
    if (route) return route.run(call, route.path.exec(call.path)![1] ?? '');
    const allowed = fitting.map(({ method }) => method).join(',');
    throw new PlatformError('METHOD_NOT_ALLOWED', `HTTP Method '${call.method}' not allowed. Allowed are ${allowed}`);
  }

  /** Makes a job, fills and closes it, all in one request. @throws PlatformError, after which there is no job. */
  async createWhole(call: Call, body: Buffer): Promise<Answer> {
    const { spec, csv } = await readWholeJob(call, body);
    const job = this.store.create('ingest', call.userId, ingestSpec({ ...call, body: spec }));
    try {
      await upload(this.store, job, Readable.from([csv]));
    } catch (error) {
      this.store.remove(job.id);
      throw error;
    }
    return ok(jobJson(this.close(this.store.job(job.id)!)));
  }

  /** Takes in a job's file. @throws PlatformError. */
  async upload(call: Call, id: string, body: Readable): Promise<Answer> {
    if (!/^text\/csv\b/i.test(call.headers['content-type'] ?? '') || (call.headers['content-encoding'] ?? 'identity') !== 'identity')
      throw new PlatformError('UNSUPPORTED_MEDIA_TYPE', 'The data must be text/csv, not compressed');
    demandSize(Number(call.headers['content-length'] ?? 0));
    const arrival = upload(this.store, this.own(call, 'ingest', id), body);
    const settled = arrival.catch(() => undefined).then(() => void this.arriving.delete(settled));
    this.arriving.add(settled);
    await arrival;
    return { status: 201 };
  }

  private commonRoutes(kind: 'ingest' | 'query'): Route[] {
    const one = new RegExp(`^jobs/${kind}/(\\w+)$`);
    return [
      { method: 'GET', path: new RegExp(`^jobs/${kind}$`), run: (call) => this.list(call, kind) },
      { method: 'GET', path: one, run: (call, id) => this.tell(call, kind, id) },
      { method: 'PATCH', path: one, run: (call, id) => this.change(call, this.own(call, kind, id)) },
      { method: 'DELETE', path: one, run: (call, id) => this.remove(this.own(call, kind, id)) }
    ];
  }

  /** A job belongs to the user who made it; for everybody else it does not exist. */
  private own({ userId }: Call, kind: JobKind, id: string): Job {
    const job = this.store.job(id);
    if (job?.userId !== userId || job.kind !== kind) throw notFound();
    return job;
  }

  private startQuery(call: Call): Answer {
    const job = this.store.create('query', call.userId, querySpec(call), { state: 'UploadComplete' });
    this.worker.add(job.id);
    return ok(jobJson(job));
  }

  private outcomes(call: Call, id: string, result: 'successful' | 'failed'): Answer {
    return outcomes(this.store, this.own(call, 'ingest', id), result);
  }

  private list(call: Call, kind: JobKind): Answer {
    const before = Number(call.query['queryLocator'] ?? Number.MAX_SAFE_INTEGER);
    if (!Number.isInteger(before)) throw new PlatformError('INVALID_QUERY_LOCATOR', 'invalid query locator');
    const jobs = this.store.ofUser(call.userId, kind, before, LISTED + 1);
    const done = jobs.length <= LISTED;
    const next = `/services/data/v${call.version}/jobs/${kind}?queryLocator=${jobs[LISTED - 1]?.seq}`;
    return ok({ done, nextRecordsUrl: done ? null : next, records: jobs.slice(0, LISTED).map(jobJson) });
  }

  private async tell(call: Call, kind: JobKind, id: string): Promise<Answer> {
    if (!isOver(this.own(call, kind, id))) await this.worker.settled(id, PATIENCE);
    return ok(jobJson(this.own(call, kind, id)));
  }

  /** Closes or ends a job. Rows that were saved stay saved. */
  private change({ body }: Call, job: Job): Answer {
    const { state } = (body ?? {}) as { state?: unknown };
    if (state === 'Aborted') {
      if (isOver(job)) throw badState(`Aborting already ${job.state} Job not allowed`);
      return ok(jobJson(this.store.update(job, { state })));
    }
    if (state !== 'UploadComplete' || job.kind === 'query') throw badState('The state must be UploadComplete or Aborted');
    if (job.state !== 'Open') throw badState(`Closing already ${job.state} Job not allowed`);
    if (!job.uploaded) throw badState('The job has no data, or it is still arriving');
    return ok(jobJson(this.close(job)));
  }

  private close(job: Job): Job {
    const closed = this.store.update(job, { state: 'UploadComplete' });
    this.worker.add(job.id);
    return closed;
  }

  private remove(job: Job): Answer {
    if (job.state === 'Open' || job.state === 'InProgress') throw badState(`Deleting ${job.state} Job not allowed`);
    this.store.remove(job.id);
    return { status: 204 };
  }
}

function badState(message: string): PlatformError {
  return new PlatformError('INVALIDJOBSTATE', `InvalidJobState : ${message}`);
}
