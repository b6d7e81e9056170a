/** As much of Bulk API 2.0 as a loader meets, with an org behind it that can be made to misbehave, and that counts how often each row was saved. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { parse } from 'csv-parse/sync';

interface Job {
  readonly id: string;
  readonly key: string;
  state: string;
  csv: string | null;
  header: string[];
  saved: string[][];
  failed: string[][];
  unprocessed: string[][];
  looks: number;
  error?: string;
}

export class FakeOrg {
  /** Times that the row of each key was saved. */
  readonly saves = new Map<string, number>();
  readonly jobs = new Map<string, Job>();
  /** Requests so far. */
  requests = 0;
  /** Times that the row of a key meets a lock. */
  readonly locks = new Map<string, number>();
  /** Keys that break a rule. */
  readonly broken = new Set<string>();
  /** The next jobs end after so many rows. */
  readonly failAfter: number[] = [];
  /** The end that those jobs tell of. */
  failure = 'InternalServerError : something';
  used = 0;
  max = 15_000;
  token = 'first';
  url = '';
  private readonly server = http.createServer((request, response) => {
    this.requests++;
    void this.answer(request, response);
  });

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    return this;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** Keys whose rows were not saved once. */
  notOnce(keys: readonly string[]): string[] {
    return keys.filter((key) => this.saves.get(key) !== 1);
  }

  private async answer(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const body = await text(request).catch(() => null);
    if (body === null) return;
    const send = (status: number, type: string, content: string): void => {
      response.setHeader('sforce-limit-info', `api-usage=${++this.used}/${this.max}`);
      response.writeHead(status, { 'content-type': type }).end(content);
    };
    const json = (content: unknown, status = 200): void => send(status, 'application/json', JSON.stringify(content));
    const refuse = (status: number, errorCode: string): void => json([{ errorCode, message: 'with a value: Ada Lovelace' }], status);
    if (request.headers.authorization !== `Bearer ${this.token}`) return refuse(401, 'INVALID_SESSION_ID');
    const [, id = '', part = ''] = /\/jobs\/ingest(?:\/(\w+))?(?:\/(\w+))?$/.exec(request.url!) ?? [];
    if (request.method === 'POST') return json(this.create(JSON.parse(body)));
    const job = this.jobs.get(id);
    if (!job) return refuse(404, 'NOT_FOUND');
    if (request.method === 'PUT') {
      if (job.csv !== null || job.state !== 'Open') return refuse(400, 'INVALIDJOBSTATE');
      job.csv = body;
      return send(201, 'text/plain', '');
    }
    if (request.method === 'PATCH')
      return this.change(job, JSON.parse(body).state)
        ? json({ ...infoOf(job), state: JSON.parse(body).state })
        : refuse(400, 'INVALIDJOBSTATE');
    if (part === '') return json(this.look(job));
    const rows = { failedResults: job.failed, successfulResults: job.saved, unprocessedrecords: job.unprocessed }[part]!;
    // Behind the front: who matches by position is wrong.
    const lines = [...rows].reverse();
    const front = { failedResults: ['sf__Id', 'sf__Error'], successfulResults: ['sf__Id', 'sf__Created'], unprocessedrecords: [] }[part]!;
    send(200, 'text/csv', [[...front, ...job.header], ...lines].map(lineOf).join(''));
  }

  private create({ externalIdFieldName = 'Code__c' }: { externalIdFieldName?: string }): object {
    const id = `750${String(this.jobs.size + 1).padStart(15, '0')}`;
    const job: Job = {
      id,
      key: externalIdFieldName,
      state: 'Open',
      csv: null,
      header: [],
      saved: [],
      failed: [],
      unprocessed: [],
      looks: 0
    };
    this.jobs.set(id, job);
    return infoOf(job);
  }

  private change(job: Job, state: string): boolean {
    if (job.state !== 'Open' || (state === 'UploadComplete' && job.csv === null)) return false;
    if (state === 'UploadComplete') this.run(job);
    else job.state = state;
    return true;
  }

  /** A closed job runs whether or not anybody asks for it. The first question finds it under way, the second done. */
  private look(job: Job): object {
    const isTold = job.state === 'Open' || job.state === 'Aborted' || ++job.looks > 1;
    return isTold ? infoOf(job) : { ...infoOf(job), state: 'InProgress' };
  }

  private run(job: Job): void {
    const [header, ...rows] = parse(job.csv!, { relax_column_count: true }) as string[][];
    job.header = header!;
    const end = this.failAfter.shift() ?? rows.length;
    job.state = end < rows.length ? 'Failed' : 'JobComplete';
    if (job.state === 'Failed') job.error = this.failure;
    rows.slice(0, end).forEach((row) => this.save(job, row));
    job.unprocessed = rows.slice(end);
  }

  private save(job: Job, row: string[]): void {
    const key = row[job.header.indexOf(job.key)]!;
    const locks = this.locks.get(key) ?? 0;
    this.locks.set(key, locks - 1);
    if (locks > 0) job.failed.push(['', 'UNABLE_TO_LOCK_ROW:unable to obtain exclusive access:--', ...row]);
    else if (this.broken.has(key)) job.failed.push(['', `FIELD_CUSTOM_VALIDATION_EXCEPTION:${key} is wrong:Area__c --`, ...row]);
    else {
      this.saves.set(key, (this.saves.get(key) ?? 0) + 1);
      job.saved.push([`a00${key.padStart(15, '0')}`, 'true', ...row]);
    }
  }
}

function infoOf({ id, state, saved, failed, error }: Job): object {
  return { id, state, numberRecordsProcessed: saved.length + failed.length, numberRecordsFailed: failed.length, errorMessage: error };
}

function lineOf(cells: readonly string[]): string {
  return `${cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\n`;
}
