import type { Org } from '../../org.ts';
import type { Value } from '../../schema/types.ts';
import { transact } from '../../transaction.ts';
import { callMethod } from '../runtime/dispatch.ts';
import { engine, type Engine } from '../runtime/engine.ts';
import { ApexException, exceptionText, raise } from '../values/index.ts';
import { finishBatch, runChunk, startBatch, waitingChunks } from './batch.ts';
import { FinalizerJobContext, QueueableJobContext, ScheduledJobContext } from './contexts.ts';
import { nextFire, parseCron } from './cron.ts';
import { attachedFinalizer } from './finalizers.ts';
import { addJob, jobById, removeJob, updateJob, type Job } from './jobs.ts';
import { deserialise, serialise } from './serialise.ts';
import { atDepth } from './submit.ts';
import { isTesting } from './testing.ts';

/** Runs one step of a job in its own transaction. A failure is kept on its AsyncApexJob. @returns the failure, or null. */
export function runStep(org: Org, job: Job): unknown {
  switch (job.kind) {
    case 'queueable':
      return runQueueable(org, job);
    case 'future':
      return runFuture(org, job);
    case 'scheduled':
      return runScheduled(org, job);
    case 'batch':
      return runBatchStep(org, job);
  }
}

/** Runs a job to its end inside a test. @throws what it throws. */
export function runToEnd(org: Org, job: Job): void {
  const failure = job.kind === 'batch' ? runBatchInTest(org, job) : runStep(org, job);
  if (failure !== null) throw failure;
}

export const apexOf = (org: Org): Engine => org.apex as unknown as Engine;

function runQueueable(org: Org, job: Job): unknown {
  let finalizer: string | null = null;
  let failure: unknown = null;
  try {
    transact(org, job.userId, 'queueable', (transaction) => {
      atDepth(transaction, job.options.depth ?? 1);
      begin(org, job);
      apexOf(org).enter(() => {
        const instance = deserialise(job.payload) as object;
        try {
          callMethod(instance, 'execute$queueablecontext', new QueueableJobContext(job.id));
        } finally {
          const attached = attachedFinalizer();
          finalizer = attached && serialise(attached);
        }
      });
      complete(org, job.id);
    });
  } catch (error) {
    failure = error;
    markFailed(org, job, error);
  }
  if (finalizer === null) return failure;
  const faulty = runFinalizer(org, job, finalizer, failure);
  return failure ?? faulty;
}

/** A finalizer has a transaction of its own, whatever became of the job. @returns what it threw, or null. */
function runFinalizer(org: Org, job: Job, finalizer: string, failure: unknown): unknown {
  try {
    transact(org, job.userId, 'queueable', () =>
      apexOf(org).enter(() => {
        callMethod(
          deserialise(finalizer) as object,
          'execute$finalizercontext',
          new FinalizerJobContext(job.id, failure instanceof ApexException ? failure : null)
        );
      })
    );
    return null;
  } catch (error) {
    return error;
  }
}

function runFuture(org: Org, job: Job): unknown {
  return guarded(org, job, () =>
    transact(org, job.userId, 'future', () => {
      begin(org, job);
      apexOf(org).enter(() => {
        const method = engine()
          .typeNamed(job.className)
          ?.user?.methods.find((candidate) => candidate.isStatic && candidate.name === job.options.method);
        if (!method) raise('AsyncException', `Method does not exist: ${job.className}.${job.options.method}`);
        method.invoke(null, (JSON.parse(job.payload) as string[]).map(deserialise));
      });
      complete(org, job.id);
    })
  );
}

function runScheduled(org: Org, job: Job): unknown {
  const failure = guarded(org, job, () =>
    transact(org, job.userId, 'scheduled', () => {
      begin(org, job);
      apexOf(org).enter(() => {
        callMethod(deserialise(job.payload) as object, 'execute$schedulablecontext', new ScheduledJobContext(job.options.cronId!));
      });
      complete(org, job.id);
    })
  );
  // A test runs the job once, without its time having come.
  if (!isTesting()) transact(org, job.userId, 'scheduled', () => reschedule(org, job));
  return failure;
}

/** The next firing is a job of its own; a schedule that never fires again is complete. */
function reschedule(org: Org, job: Job): void {
  const cronId = job.options.cronId!;
  const cron = org.store.read('CronTrigger', [cronId])[0];
  if (!cron) return;
  const due = nextFire(parseCron(String(cron.get('CronExpression'))), Math.max(org.now(), job.due), String(cron.get('TimeZoneSidKey')));
  if (due !== null) addJob('scheduled', job.className, job.payload, due, job.options);
  org.store.update('CronTrigger', [
    new Map<string, Value>([
      ['Id', cronId],
      ['TimesTriggered', Number(cron.get('TimesTriggered') ?? 0) + 1],
      ['PreviousFireTime', new Date(job.due).toISOString()],
      ['NextFireTime', due === null ? null : new Date(due).toISOString()],
      ['State', due === null ? 'COMPLETE' : 'WAITING']
    ])
  ]);
}

function runBatchStep(org: Org, job: Job): unknown {
  const state = waitingChunks(org, job.id);
  if (state === 'not started') return guarded(org, job, () => startBatch(org, job));
  if (state === 'finished') return guarded(org, job, () => finishBatch(org, job));
  return runChunk(org, job);
}

/** A test may run one chunk. https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_batch_interface.htm */
function runBatchInTest(org: Org, job: Job): unknown {
  let chunks = 0;
  for (;;) {
    const state = waitingChunks(org, job.id);
    if (typeof state === 'number' && (++chunks > 1 || state > 1))
      raise(
        'UnexpectedException',
        'No more than one executeBatch can be called from within a test method. Please make sure the iterable returned from your start method matches the batch size, resulting in one executeBatch invocation.'
      );
    const failure = runBatchStep(org, jobById(org, job.id) ?? job);
    if (failure !== null || state === 'finished') return failure;
  }
}

function guarded(org: Org, job: Job, work: () => void): unknown {
  try {
    work();
    return null;
  } catch (error) {
    markFailed(org, job, error);
    return error;
  }
}

function begin(org: Org, job: Job): void {
  removeJob(org, job.id);
  updateJob(org, job.id, { Status: 'Processing' });
}

export function complete(org: Org, id: string): void {
  updateJob(org, id, { Status: 'Completed', CompletedDate: new Date(org.now()).toISOString() });
}

function markFailed(org: Org, job: Job, error: unknown): void {
  org.store.atomically(() => {
    removeJob(org, job.id);
    updateJob(org, job.id, {
      Status: 'Failed',
      NumberOfErrors: 1,
      ExtendedStatus: statusText(error),
      CompletedDate: new Date(org.now()).toISOString()
    });
  });
}

/** What went wrong, as far as a setup page may show it. */
export function statusText(error: unknown): string {
  const text =
    error instanceof ApexException ? exceptionText(error) : error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return text.slice(0, 255);
}
