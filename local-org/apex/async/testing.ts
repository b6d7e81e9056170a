import { current } from '../../transaction.ts';
import { debug } from '../library/debug.ts';
import { swap, Usage } from '../limits/limits.ts';
import { raise } from '../values/index.ts';
import { deliverNext, releaseHeld } from './events.ts';
import { jobById } from './jobs.ts';
import { runToEnd } from './run.ts';

/** What a running test method has under way between `Test.startTest` and `Test.stopTest`. */
interface Testing {
  phase: 'before' | 'started' | 'stopped';
  outer: Usage | null;
  readonly jobs: string[];
  /** What `Test.setMock` gave for an interface. */
  readonly mocks: Map<string, object>;
}

let testing: Testing | null = null;

/** Runs a test method (or a set-up) as a test. */
export function asTest<T>(work: () => T): T {
  testing = { phase: 'before', outer: null, jobs: [], mocks: new Map() };
  try {
    return work();
  } finally {
    testing = null;
  }
}

export function isTesting(): boolean {
  return testing !== null;
}

/** A job was asked for: stopTest will run it when it was after startTest. */
export function submitted(id: string): void {
  if (testing?.phase === 'started') testing.jobs.push(id);
}

/** `Test.setMock`: answers for callouts until the test ends, in its jobs too. */
export function setMock(interfaceName: string, mock: object): void {
  within('setMock').mocks.set(interfaceName, mock);
}
export const mockOf = (interfaceName: string): object | undefined => testing?.mocks.get(interfaceName);

/** `Test.startTest`: fresh limits. */
export function startTest(): void {
  const state = within('startTest');
  if (state.phase !== 'before') raise('FinalException', 'Testing already started');
  state.phase = 'started';
  state.outer = swap();
}

/** `Test.stopTest`: runs the jobs and delivers the events since startTest, then gives the old limits back. @throws what a job throws. */
export function stopTest(): void {
  const state = within('stopTest');
  if (state.phase !== 'started') raise('FinalException', 'Testing not started');
  try {
    do runJobs(state);
    while (deliverEvents() > 0 || state.jobs.length > 0);
  } finally {
    state.phase = 'stopped';
    swap(state.outer ?? new Usage(false));
  }
}

/** `Test.getEventBus().deliver()`. A trigger's failure is not the test's, as on the platform. @returns events delivered. */
export function deliverEvents(): number {
  within('getEventBus().deliver');
  const { org } = current();
  let delivered = 0;
  for (;;) {
    releaseHeld();
    const count = deliverNext(org, (error) =>
      debug(`an event trigger failed: ${error instanceof Error ? error.message : String(error)}`, 'ERROR')
    );
    if (count === 0) return delivered;
    delivered += count;
  }
}

function runJobs(state: Testing): void {
  const { org } = current();
  for (let id = state.jobs.shift(); id !== undefined; id = state.jobs.shift()) {
    const job = jobById(org, id);
    if (job) runToEnd(org, job);
  }
}

function within(what: string): Testing {
  return testing ?? raise('TypeException', `Test.${what} is only available in a test`);
}
