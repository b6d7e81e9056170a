/** Bulk API 1.0: `new ClassicBulk(bulk)`. Its batches are jobs of version 2.0's machinery; only how they are asked for and told of differs. */
import { Readable } from 'node:stream';
import { PlatformError } from '../../errors.ts';
import { PATIENCE } from '../bulk2/index.ts';
import type { Bulk } from '../bulk2/index.ts';
import { asks, isOver } from '../bulk2/types.ts';
import type { ContentType, Job } from '../bulk2/types.ts';
import { upload } from '../bulk2/upload.ts';
import { answerOf, notFound } from '../errors.ts';
import type { Answer, Call } from '../types.ts';
import { exceptionOf } from './errors.ts';
import { batchInfo, jobInfo } from './info.ts';
import { isJson, jobSpec, stateWanted } from './requests.ts';
import { TYPES, resultOf } from './results.ts';
import { xmlDocument } from './xml.ts';

/** Source: Bulk API, "Batch Size and Limits": bytes of a batch. */
const MOST = 10 * 1024 * 1024;

type Run = (call: Call, body: Buffer, job: string, batch: string) => Answer | Promise<Answer>;
interface Route {
  readonly method: string;
  readonly path: RegExp;
  readonly run: Run;
}

export class ClassicBulk {
  private readonly bulk: Bulk;
  private readonly routes: readonly Route[] = [
    { method: 'POST', path: /^job$/, run: (call, body) => this.create(call, body) },
    { method: 'GET', path: /^job\/(\w+)$/, run: (call, _body, id) => this.tell(call, this.job(call, id)) },
    { method: 'POST', path: /^job\/(\w+)$/, run: (call, body, id) => this.change(call, body, this.job(call, id)) },
    { method: 'POST', path: /^job\/(\w+)\/batch$/, run: (call, body, id) => this.add(call, body, this.job(call, id)) },
    { method: 'GET', path: /^job\/(\w+)\/batch$/, run: (call, _body, id) => this.list(call, this.job(call, id)) },
    { method: 'GET', path: /^job\/(\w+)\/batch\/(\w+)$/, run: (call, _body, id, batch) => this.tellBatch(call, id, batch) },
    { method: 'GET', path: /^job\/(\w+)\/batch\/(\w+)\/request$/, run: (call, _body, id, batch) => this.sent(this.batch(call, id, batch)) },
    {
      method: 'GET',
      path: /^job\/(\w+)\/batch\/(\w+)\/result$/,
      run: (call, _body, id, batch) => this.result(call, this.batch(call, id, batch))
    },
    {
      method: 'GET',
      path: /^job\/(\w+)\/batch\/(\w+)\/result\/(\w+)$/,
      run: (call, _body, id, batch) => this.rows(call, this.batch(call, id, batch))
    }
  ];

  constructor(bulk: Bulk) {
    this.bulk = bulk;
  }

  /** Answers a request below `/services/async/X/`, a refusal included. */
  async answer(type: Pick<Call, 'headers'>, open: () => Call, body: Buffer): Promise<Answer> {
    try {
      const call = open();
      const fitting = this.routes.filter(({ path }) => path.test(call.path));
      if (fitting.length === 0) throw notFound();
      const route = fitting.find(({ method }) => method === call.method);
      if (!route) throw new PlatformError('METHOD_NOT_ALLOWED', `HTTP Method '${call.method}' not allowed`);
      const [, job = '', batch = ''] = route.path.exec(call.path)!;
      return await route.run(call, body, job, batch);
    } catch (error) {
      const known = error instanceof PlatformError;
      const { status } = answerOf(error);
      // Clients know an ended session by 400, not by 401.
      const refusal = known ? error : { statusCode: 'UNKNOWN_EXCEPTION', message: 'An unexpected error occurred.' };
      return written(jsonWanted(type.headers), status === 401 ? 400 : status, 'error', exceptionOf(refusal));
    }
  }

  private create(call: Call, body: Buffer): Answer {
    const job = this.bulk.store.create('classic', call.userId, jobSpec(call, body));
    return written(jsonWanted(call.headers), 201, 'jobInfo', jobInfo(job, []));
  }

  private tell(call: Call, job: Job): Answer {
    return written(jsonWanted(call.headers, job), 200, 'jobInfo', jobInfo(job, this.bulk.store.batchesOf(job.id)));
  }

  /** Batches that wait when a job is ended are never looked at; one that is under way runs to its end. */
  private change(call: Call, body: Buffer, job: Job): Answer {
    const wanted = stateWanted(call, body);
    if (job.state === 'Aborted' || (job.state === 'UploadComplete' && wanted === 'Closed'))
      throw new PlatformError('INVALIDJOBSTATE', `The job is ${job.state === 'Aborted' ? 'aborted' : 'closed'} already`);
    const changed = this.bulk.store.update(job, { state: wanted === 'Closed' ? 'UploadComplete' : 'Aborted' });
    if (wanted === 'Aborted')
      for (const batch of this.bulk.store.batchesOf(job.id))
        if (batch.state === 'UploadComplete') this.bulk.store.update(batch, { state: 'Aborted' });
    return this.tell(call, changed);
  }

  private async add(call: Call, body: Buffer, job: Job): Promise<Answer> {
    if (job.state !== 'Open') throw new PlatformError('INVALIDJOBSTATE', 'The job takes no more batches');
    demandData(call, body, job);
    const { store, worker } = this.bulk;
    const classic = { ...job.spec.classic!, job: job.id };
    const query = asks(job) ? body.toString() : null;
    const batch = store.create('batch', call.userId, { ...job.spec, query, classic });
    try {
      await upload(store, batch, Readable.from([body]));
    } catch (error) {
      store.remove(batch.id);
      throw error;
    }
    const queued = store.update(store.job(batch.id)!, { state: 'UploadComplete' });
    worker.add(batch.id);
    return written(jsonWanted(call.headers, job), 201, 'batchInfo', batchInfo(queued));
  }

  private list(call: Call, job: Job): Answer {
    const batches = this.bulk.store.batchesOf(job.id).map(batchInfo);
    return written(jsonWanted(call.headers, job), 200, 'batchInfoList', { batchInfo: batches });
  }

  private async tellBatch(call: Call, id: string, batchId: string): Promise<Answer> {
    if (!isOver(this.batch(call, id, batchId))) await this.bulk.worker.settled(batchId, PATIENCE);
    const batch = this.batch(call, id, batchId);
    return written(jsonWanted(call.headers, batch), 200, 'batchInfo', batchInfo(batch));
  }

  private sent(batch: Job): Answer {
    const type = asks(batch) ? 'text/plain; charset=UTF-8' : TYPES[batch.spec.classic!.contentType];
    return {
      status: 200,
      body: Readable.from(this.bulk.store.file(batch.id, 0), { objectMode: false }),
      headers: { 'content-type': type }
    };
  }

  /** Of a query: the names of its results, here always one. */
  private result(call: Call, batch: Job): Answer {
    demandOver(batch);
    if (!asks(batch)) return resultOf(this.bulk.store, batch);
    const json = jsonWanted(call.headers, batch);
    const names = [resultName(batch)];
    return json ? { status: 200, body: names } : written(false, 200, 'result-list', { result: names });
  }

  private rows(call: Call, batch: Job): Answer {
    demandOver(batch);
    if (!asks(batch) || !call.path.endsWith(`/${resultName(batch)}`)) throw notFound();
    return resultOf(this.bulk.store, batch);
  }

  /** A job belongs to the user who made it; for everybody else it does not exist. */
  private job({ userId }: Call, id: string): Job {
    const job = this.bulk.store.job(id);
    if (job?.kind !== 'classic' || job.userId !== userId) throw new PlatformError('INVALIDJOB', `Invalid job id: ${id}`);
    return job;
  }

  private batch(call: Call, jobId: string, id: string): Job {
    const batch = this.bulk.store.job(id);
    if (batch?.kind !== 'batch' || batch.spec.classic!.job !== this.job(call, jobId).id)
      throw new PlatformError('INVALIDBATCH', `Invalid batch id: ${id}`);
    return batch;
  }
}

function demandData({ headers }: Call, body: Buffer, job: Job): void {
  if ((headers['content-encoding'] ?? 'identity') !== 'identity')
    throw new PlatformError('FEATURENOTENABLED', 'Not supported by the local org: compressed data');
  if (body.length > MOST) throw new PlatformError('INVALIDBATCH', `A batch has at most ${MOST / 1024 / 1024} MB`);
  if (body.length === 0) throw new PlatformError('INVALIDBATCH', 'The batch is empty');
  const { contentType } = job.spec.classic!;
  const [type] = TYPES[contentType].split(';');
  if (!asks(job) && !(headers['content-type'] ?? '').toLowerCase().startsWith(type!))
    throw new PlatformError('INVALIDBATCH', `The batch must be ${type}, as the job's contentType ${contentType} says`);
}

function demandOver(batch: Job): void {
  if (batch.state !== 'JobComplete' && batch.state !== 'Failed')
    throw new PlatformError('INVALIDBATCH', 'There are no results until the batch has been processed');
}

function resultName(batch: Job): string {
  return batch.id.replace(/^751/, '752');
}

/** A request answers in its own form; one without a body in that of its job. */
function jsonWanted(headers: Call['headers'], job?: Job): boolean {
  if (isJson(headers['content-type']) || isJson(headers['accept'])) return true;
  const told = /xml|csv/i.test(`${headers['content-type'] ?? ''} ${headers['accept'] ?? ''}`);
  return !told && (job?.spec.classic?.contentType satisfies ContentType | undefined) === 'JSON';
}

function written(json: boolean, status: number, root: string, content: Record<string, unknown>): Answer {
  return json
    ? { status, body: content }
    : { status, body: Buffer.from(xmlDocument(root, content)), headers: { 'content-type': TYPES.XML } };
}
