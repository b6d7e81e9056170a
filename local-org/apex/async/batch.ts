import type { Org } from '../../org.ts';
import { SRecord } from '../../schema/record.ts';
import type { Value } from '../../schema/types.ts';
import { transact } from '../../transaction.ts';
import { recordList } from '../library/query.ts';
import { callMethod } from '../runtime/dispatch.ts';
import { engine } from '../runtime/engine.ts';
import { ApexList, iterate } from '../values/index.ts';
import { BatchJobContext } from './contexts.ts';
import { insertRow, removeJob, updateJob, type Job } from './jobs.ts';
import { apexOf, complete, statusText } from './run.ts';
import { deserialise, serialise } from './serialise.ts';

/**
 * Batch Apex: `start` cuts its scope into chunks which wait in a table; every chunk and `finish` are transactions of their own, so
 * a server that stops goes on where it was. A chunk that fails is counted and the next one runs.
 */

/** @returns whether no, one or more chunks are still to run: counting all of them at each step would cost their square. */
export function waitingChunks(org: Org, jobId: string): 1 | 2 | 'not started' | 'finished' {
  const status = org.store.read('AsyncApexJob', [jobId])[0]?.get('Status');
  if (status === 'Queued') return 'not started';
  const next = org.store.all('SELECT 1 FROM "local_batch_chunk" WHERE job = ? ORDER BY n LIMIT 2', [jobId]).length;
  return next === 0 ? 'finished' : next === 1 ? 1 : 2;
}

export function startBatch(org: Org, job: Job): void {
  transact(org, job.userId, 'batch', () =>
    apexOf(org).enter(() => {
      const instance = deserialise(job.payload) as object;
      const size = job.options.scope ?? 200;
      let chunks = 0;
      let scope: unknown[] = [];
      const cut = (): void => {
        org.store.run('INSERT INTO "local_batch_chunk" (job, n, scope) VALUES (?, ?, ?)', [job.id, chunks++, serialise(typedList(scope))]);
        scope = [];
      };
      for (const item of iterate(callMethod(instance, 'start$database_batchablecontext', new BatchJobContext(job.id, job.id)))) {
        scope.push(item);
        if (scope.length === size) cut();
      }
      if (scope.length > 0) cut();
      keepState(org, job, instance);
      updateJob(org, job.id, { Status: 'Processing', TotalJobItems: chunks });
    })
  );
}

/** Runs the next chunk. @returns what it threw, or null. */
export function runChunk(org: Org, job: Job): unknown {
  const row = org.store.all('SELECT n, scope FROM "local_batch_chunk" WHERE job = ? ORDER BY n LIMIT 1', [job.id])[0]!;
  const child = org.store.nextId('AsyncApexJob');
  try {
    transact(org, job.userId, 'batch', () =>
      apexOf(org).enter(() => {
        const instance = deserialise(job.payload) as object;
        callMethod(
          instance,
          'execute$database_batchablecontext$list',
          new BatchJobContext(job.id, child),
          deserialise(String(row['scope']))
        );
        keepState(org, job, instance);
        chunkDone(org, job, child, Number(row['n']), null);
      })
    );
    return null;
  } catch (error) {
    org.store.atomically(() => chunkDone(org, job, child, Number(row['n']), error));
    return error;
  }
}

export function finishBatch(org: Org, job: Job): void {
  transact(org, job.userId, 'batch', () => {
    removeJob(org, job.id);
    apexOf(org).enter(() => {
      callMethod(deserialise(job.payload) as object, 'finish$database_batchablecontext', new BatchJobContext(job.id, job.id));
    });
    complete(org, job.id);
    if (job.options.cronId)
      org.store.update('CronTrigger', [
        new Map<string, Value>([
          ['Id', job.options.cronId],
          ['State', 'COMPLETE'],
          ['NextFireTime', null],
          ['TimesTriggered', 1]
        ])
      ]);
  });
}

function chunkDone(org: Org, job: Job, child: string, n: number, error: unknown): void {
  org.store.run('DELETE FROM "local_batch_chunk" WHERE job = ? AND n = ?', [job.id, n]);
  const row = org.store.read('AsyncApexJob', [job.id])[0]!;
  const done = Number(row.get('JobItemsProcessed') ?? 0) + 1;
  const errors = Number(row.get('NumberOfErrors') ?? 0) + (error === null ? 0 : 1);
  updateJob(org, job.id, {
    JobItemsProcessed: done,
    NumberOfErrors: errors,
    ...(error !== null && errors === 1 ? { ExtendedStatus: `First error: ${statusText(error)}`.slice(0, 255) } : {})
  });
  insertRow(
    org,
    'AsyncApexJob',
    job.userId,
    new Map([
      ['Id', child],
      ['ParentJobId', job.id],
      ['JobType', 'BatchApexWorker'],
      ['ApexClassId', row.get('ApexClassId') ?? null],
      ['Status', error === null ? 'Completed' : 'Failed'],
      ['NumberOfErrors', error === null ? 0 : 1],
      ['JobItemsProcessed', 1],
      ['TotalJobItems', 1],
      ['CompletedDate', new Date(org.now()).toISOString()],
      ['ExtendedStatus', error === null ? null : statusText(error)]
    ])
  );
}

/** Only a Database.Stateful class keeps what its methods changed. */
function keepState(org: Org, job: Job, instance: object): void {
  const stateful =
    engine()
      .typeOf(instance)
      .user?.interfaces.some((type) => type.is('Database.Stateful')) ?? false;
  if (stateful) org.store.run('UPDATE "local_async_job" SET payload = ? WHERE id = ?', [serialise(instance), job.id]);
}

function typedList(items: unknown[]): ApexList {
  if (items.every((item) => item instanceof SRecord)) return recordList(items);
  return new ApexList(engine().typeOf(items[0]), items);
}
