import { current } from '../../transaction.ts';
import { debug } from '../library/debug.ts';
import { swap, Usage } from '../limits/limits.ts';
import { engine } from '../runtime/engine.ts';
import { raise } from '../values/index.ts';
import { deliverNext, failAll, releaseHeld } from './events.ts';
import { jobById } from './jobs.ts';
import { runToEnd } from './run.ts';

/** What a running test method has under way between `Test.startTest` and `Test.stopTest`. */
interface Testing {
  phase: 'before' | 'started' | 'stopped';
  outer: Usage | null;
  readonly jobs: string[];
  /** What `Test.setMock` gave for an interface. */
  readonly mocks: Map<string, object>;
  /** `@IsTest(SeeAllData=true)`: services that refuse tests on their own data answer. */
  readonly seesAllData: boolean;
  /** What a service keeps for the length of the test, by a symbol of its own. */
  readonly slots: Map<symbol, unknown>;
}

let testing: Testing | null = null;

/** Runs a test method (or a set-up) as a test. */
export function asTest<T>(work: () => T, seesAllData = false): T {
  testing = { phase: 'before', outer: null, jobs: [], mocks: new Map(), seesAllData, slots: new Map() };
  try {
    return work();
  } finally {
    testing = null;
  }
}

export function isTesting(): boolean {
  return testing !== null;
}

/** @returns whether the running test was marked `SeeAllData=true`; outside a test everything is seen. */
export const seesAllData = (): boolean => testing?.seesAllData ?? true;

/** @returns what a service keeps for the running test, made on first use; null outside a test. */
export function testSlot<T>(key: symbol, make: () => T): T | null {
  if (!testing) return null;
  if (!testing.slots.has(key)) testing.slots.set(key, make());
  return testing.slots.get(key) as T;
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

/** `Test.getEventBus().fail()`: the events published so far reach nobody, and their callbacks are told. */
export function failEvents(): void {
  within('getEventBus().fail');
  releaseHeld();
  failAll(current().org, toldAsDebug);
}

const toldAsDebug = (error: unknown): void =>
  debug(`an event trigger failed: ${error instanceof Error ? error.message : String(error)}`, 'ERROR');

/** `Test.getEventBus().deliver()`. A trigger's failure is not the test's, as on the platform. @returns events delivered. */
export function deliverEvents(): number {
  within('getEventBus().deliver');
  const { org } = current();
  let delivered = 0;
  for (;;) {
    releaseHeld();
    const count = deliverNext(org, toldAsDebug);
    if (count === 0) return delivered;
    delivered += count;
  }
}

function runJobs(state: Testing): void {
  const { org } = current();
  for (let id = state.jobs.shift(); id !== undefined; id = state.jobs.shift()) {
    const job = jobById(org, id);
    if (job) engine().sharingStatics(() => runToEnd(org, job));
  }
}

function within(what: string): Testing {
  return testing ?? raise('TypeException', `Test.${what} is only available in a test`);
}
