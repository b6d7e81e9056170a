import type { Org } from '../../org.ts';
import type { AsyncService } from '../types.ts';
import { deliverNext, publishValues, resumeSubscriptions } from './events.ts';
import { nextDue, nextJob } from './jobs.ts';
import { runStep } from './run.ts';
import { createTables } from './tables.ts';
import { offWake, onWake } from './wake.ts';

const LONGEST_SLEEP = 60_000;

/** Makes the org's asynchronous side. Work is stored in the org's database, so what waits survives a restart. */
export function createAsync(org: Org): AsyncService {
  createTables(org.store);
  return {
    drain() {
      let run = 0;
      while (runOne(org, warn)) run++;
      return run;
    },
    publish(event, values, userId) {
      const object = org.schema.object(event);
      if (object?.kind !== 'platformEvent') throw new Error(`Not a platform event: ${event}`);
      publishValues(org, object, values, userId);
    },
    start: (onError) => startWorker(org, onError)
  };
}

/** Says that something failed and of what kind; what it says may hold personal data, so that stays on the job's row. */
function warn(error: unknown): void {
  process.emitWarning(`Background work failed: ${error instanceof Error ? error.name : 'unknown'}`);
}

/** Runs the next batch of events, or the next step of the next job. @returns whether there was one. */
function runOne(org: Org, onError: (error: unknown) => void): boolean {
  if (deliverNext(org, onError) > 0) return true;
  const job = nextJob(org, org.now());
  if (!job) return false;
  const failure = runStep(org, job);
  if (failure !== null) onError(failure);
  return true;
}

/** One item at a time, so that requests are answered in between; asleep until woken by a commit or by the clock. */
function startWorker(org: Org, onError: (error: unknown) => void): () => void {
  let timer: NodeJS.Timeout | null = null;
  let scheduled: NodeJS.Immediate | null = null;
  const sleep = (): void => {
    const due = nextDue(org);
    if (due === null) return;
    timer = setTimeout(step, Math.min(Math.max(due - org.now(), 0), LONGEST_SLEEP));
    timer.unref();
  };
  const step = (): void => {
    scheduled = null;
    if (timer) clearTimeout(timer);
    timer = null;
    try {
      if (runOne(org, onError)) wakeUp();
      else sleep();
    } catch (error) {
      onError(error);
      sleep();
    }
  };
  const wakeUp = (): void => {
    scheduled ??= setImmediate(step);
  };
  onWake(org, wakeUp);
  resumeSubscriptions(org);
  wakeUp();
  return () => {
    offWake(org);
    if (timer) clearTimeout(timer);
    if (scheduled) clearImmediate(scheduled);
  };
}
