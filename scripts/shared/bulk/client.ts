/** The requests of Bulk API 2.0, each made again where that helps and cannot do a thing twice. */
import type { Readable } from 'node:stream';
import { ToolError } from '../exit.ts';
import { CsvFault, csvRows } from '../csv/read.ts';
import { ApiBudget } from '../org/budget.ts';
import type { OrgConnection } from '../org/index.ts';
import { accessOf } from './access.ts';
import { Fault, faultOfError } from './faults.ts';
import { Http, readText } from './http.ts';
import type { Answer, Ask } from './http.ts';
import { MESSAGES } from './messages.ts';
import { REAL_PACE, TRIES, firstPoll, mayPass, nextPoll, retryDelay, retrying } from './pace.ts';
import type { Pace } from './pace.ts';
import { isOver } from './types.ts';
import type { JobInfo, LoadSpec, OrgAccess } from './types.ts';

const MINUTE = 60_000;

export interface ClientOptions {
  readonly budget?: ApiBudget;
  readonly pace?: Pace;
  /** How long a job is waited for before the run stops; the org goes on with it. */
  readonly patience?: number;
  /** Milliseconds without a byte after which a connection counts as dead. */
  readonly silence?: number;
}

/** The job cannot take this upload or closing, perhaps because it has: it has to be aborted and another begun. */
export class JobSpoilt extends Error {
  readonly fault: Fault;
  constructor(fault: Fault) {
    super('The job has to be made anew');
    this.fault = fault;
  }
}

export type ResultKind = 'successfulResults' | 'failedResults' | 'unprocessedrecords';

/** Takes the rows of one result. Begins anew when the result has to be fetched again. */
export interface RowSink {
  begin(header: readonly string[]): void;
  row(cells: readonly string[]): void;
}

/** For an org of the tool: the calls of jobs come off the same budget as all others. */
export function bulkOf(org: OrgConnection): BulkClient {
  return new BulkClient(accessOf(org.connection), { budget: org.budget });
}

export class BulkClient {
  readonly budget: ApiBudget;
  readonly pace: Pace;
  private readonly access: OrgAccess;
  private readonly http: Http;
  private readonly patience: number;
  private token: string | null = null;

  constructor(access: OrgAccess, { budget = new ApiBudget(), pace = REAL_PACE, patience = 240 * MINUTE, silence }: ClientOptions = {}) {
    this.access = access;
    this.budget = budget;
    this.pace = pace;
    this.patience = patience;
    this.http = new Http(access.instanceUrl, budget, silence);
  }

  close(): void {
    this.http.close();
  }

  /** A job that is made and then lost by a broken answer stays empty: it does nothing. */
  async createIngest({ object, operation, key }: LoadSpec): Promise<string> {
    const more = operation === 'upsert' ? { externalIdFieldName: key } : {};
    const spec = { object, operation, lineEnding: 'LF', columnDelimiter: 'COMMA', ...more };
    return (await this.json<JobInfo>('POST', '/ingest', spec)).id;
  }

  async createQuery(query: string, operation: 'query' | 'queryAll'): Promise<string> {
    return (await this.json<JobInfo>('POST', '/query', { query, operation, lineEnding: 'LF', columnDelimiter: 'COMMA' })).id;
  }

  /** @throws JobSpoilt when an upload whose answer was lost may have arrived. */
  async upload(id: string, bytes: Buffer): Promise<void> {
    const ask = { method: 'PUT', path: `/ingest/${id}/batches`, type: 'text/csv', body: bytes } as const;
    await retrying(this.pace, async () => void (await readText((await this.once(ask)).body))).catch((error: unknown) => {
      throw isRefusal(error) ? new JobSpoilt(error) : told(error);
    });
  }

  /** Closes a job once, however often the answer is lost. @throws JobSpoilt when it cannot be closed. */
  async closeJob(id: string): Promise<JobInfo> {
    for (let tried = 0; ; tried++) {
      try {
        return await this.text({ method: 'PATCH', path: `/ingest/${id}`, ...jsonBody({ state: 'UploadComplete' }) });
      } catch (error) {
        if (!(error instanceof Fault) || !(mayPass(error) || error.kind === 'refused')) throw told(error);
        const job = await this.job('ingest', id);
        if (job.state !== 'Open') return job;
        if (error.kind === 'refused') throw new JobSpoilt(error);
        if (tried + 1 >= TRIES) throw error.asToolError();
        await this.pace.wait(retryDelay(tried, this.pace, error.retryAfter));
      }
    }
  }

  /** Ends a job that holds nothing yet. One that is over, or gone, is left. */
  async abort(id: string): Promise<void> {
    const ask = { method: 'PATCH', path: `/ingest/${id}`, ...jsonBody({ state: 'Aborted' }) } as const;
    await retrying(this.pace, () => this.text(ask)).catch((error: unknown) => {
      if (!isRefusal(error)) throw told(error);
    });
  }

  /** @throws ToolError when the org no longer knows the job. */
  async job(kind: 'ingest' | 'query', id: string): Promise<JobInfo> {
    return retrying(this.pace, () => this.text<JobInfo>({ method: 'GET', path: `/${kind}/${id}` })).catch((error: unknown) => {
      throw error instanceof Fault && error.status === 404 ? MESSAGES.jobGone(id) : told(error);
    });
  }

  /** Waits for a job's end. @param seen is told each time the org has been asked. @throws ToolError when it takes too long. */
  async ended(kind: 'ingest' | 'query', id: string, rows: number, seen: (job: JobInfo) => void): Promise<JobInfo> {
    const started = this.pace.now();
    await this.pace.wait(firstPoll(rows));
    for (let asked = 0; ; asked++) {
      const job = await this.job(kind, id);
      seen(job);
      if (isOver(job)) return job;
      const elapsed = this.pace.now() - started;
      if (elapsed > this.patience) throw MESSAGES.tooSlow(id, Math.round(this.patience / MINUTE));
      await this.pace.wait(nextPoll(asked, this.pace, job.numberRecordsProcessed ?? 0, rows, elapsed));
    }
  }

  /**
   * Reads a result as it arrives. One that breaks off, or has not as many rows as the job says, is fetched again from its beginning.
   * @param expected rows, as the job tells.
   * @throws ToolError when it never arrives whole.
   */
  async results(id: string, kind: ResultKind, expected: number, sink: RowSink): Promise<void> {
    await retrying(this.pace, async () => {
      const answer = await this.once({ method: 'GET', path: `/ingest/${id}/${kind}` });
      const count = await readInto(answer.body, sink);
      if (count !== expected) throw new Fault('network', 0, 'INCOMPLETE');
    }).catch((error: unknown) => {
      throw error instanceof Fault && error.code === 'INCOMPLETE' ? MESSAGES.resultsBroken(id) : told(error);
    });
  }

  /** One page of a query's rows, unread. @param locator null for the first. */
  async page(id: string, locator: string | null): Promise<Answer> {
    return this.once({ method: 'GET', path: `/query/${id}/results${locator === null ? '' : `?locator=${encodeURIComponent(locator)}`}` });
  }

  async remove(kind: 'ingest' | 'query', id: string): Promise<void> {
    await this.again(async () => void (await readText((await this.once({ method: 'DELETE', path: `/${kind}/${id}` })).body)));
  }

  private json<T>(method: 'POST', path: string, body: object): Promise<T> {
    return this.again(() => this.text<T>({ method, path, ...jsonBody(body) }));
  }

  private async text<T>(ask: Omit<Ask, 'token'>): Promise<T> {
    const text = await readText((await this.once(ask)).body);
    try {
      return JSON.parse(text) as T;
    } catch {
      // An answer that was cut off without a sign of it.
      throw new Fault('network', 0, 'UNREADABLE');
    }
  }

  private again<T>(run: () => Promise<T>): Promise<T> {
    return retrying(this.pace, run).catch((error: unknown) => {
      throw told(error);
    });
  }

  /** One request; a token that has run out is renewed once, and the request made again: the org did not act on it. */
  private async once(ask: Omit<Ask, 'token'>): Promise<Answer> {
    const path = `/services/data/v${this.access.apiVersion}/jobs${ask.path}`;
    const token = (this.token ??= await this.access.accessToken());
    try {
      return await this.http.send({ ...ask, path, token });
    } catch (error) {
      if (!(error instanceof Fault) || error.kind !== 'session' || !this.access.refresh) throw error;
      if (this.token === token) this.token = await this.renewed();
      return this.http.send({ ...ask, path, token: this.token });
    }
  }

  private async renewed(): Promise<string> {
    try {
      return await this.access.refresh!();
    } catch (error) {
      // Whatever the login says may name its user.
      throw error instanceof ToolError ? error : new Fault('session', 401, 'REFRESH_FAILED');
    }
  }
}

function jsonBody(body: object): { type: string; body: Buffer } {
  return { type: 'application/json', body: Buffer.from(JSON.stringify(body)) };
}

async function readInto(body: Readable, sink: RowSink): Promise<number> {
  let count = -1;
  try {
    for await (const cells of csvRows(body)) {
      if (count++ < 0) sink.begin(cells);
      else sink.row(cells);
    }
  } catch (error) {
    // Cut off in the middle of a quoted cell.
    throw error instanceof CsvFault ? new Fault('network', 0, 'INCOMPLETE') : faultOfError(error);
  }
  if (count < 0) throw new Fault('network', 0, 'INCOMPLETE');
  return count;
}

function isRefusal(error: unknown): error is Fault {
  return error instanceof Fault && error.kind === 'refused';
}

function told(error: unknown): unknown {
  return error instanceof Fault ? error.asToolError() : error;
}
