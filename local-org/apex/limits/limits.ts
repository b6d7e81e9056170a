import { current, type Transaction } from '../../transaction.ts';
import { raise } from '../values/index.ts';

/**
 * What one transaction may use up, and what it has. Figures: Execution Governors and Limits, Winter '27.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_gov_limits.htm
 */
interface Governor {
  readonly sync: number;
  readonly async: number;
  readonly sentence: string;
}

export const GOVERNORS = {
  queries: { sync: 100, async: 200, sentence: 'Too many SOQL queries' },
  queryRows: { sync: 50_000, async: 50_000, sentence: 'Too many query rows' },
  aggregateQueries: { sync: 300, async: 300, sentence: 'Too many aggregate queries' },
  queryLocatorRows: { sync: 10_000, async: 10_000, sentence: 'Too many query locator rows' },
  searches: { sync: 20, async: 20, sentence: 'Too many SOSL queries' },
  dmlStatements: { sync: 150, async: 150, sentence: 'Too many DML statements' },
  dmlRows: { sync: 10_000, async: 10_000, sentence: 'Too many DML rows' },
  queueables: { sync: 50, async: 1, sentence: 'Too many queueable jobs added to the queue' },
  futures: { sync: 50, async: 0, sentence: 'Too many future calls' },
  immediateEvents: { sync: 150, async: 150, sentence: 'Too many EventBus.publish calls' },
  callouts: { sync: 100, async: 100, sentence: 'Too many callouts' },
  emails: { sync: 10, async: 10, sentence: 'Too many Email Invocations' },
  notifications: { sync: 10, async: 10, sentence: 'Too many custom notifications' },
  cursors: { sync: 10_000, async: 10_000, sentence: 'Too many Apex cursors' },
  cursorRows: { sync: 50_000_000, async: 50_000_000, sentence: 'Too many Apex cursor rows' },
  cursorFetches: { sync: 100, async: 100, sentence: 'Too many fetch calls on Apex cursors' },
  paginationCursors: { sync: 50, async: 50, sentence: 'Too many Apex pagination cursors' },
  paginationCursorRows: { sync: 100_000, async: 100_000, sentence: 'Too many Apex pagination cursor rows' },
  runAs: { sync: 20, async: 20, sentence: 'Too many System.runAs() invocations' }
} as const satisfies Readonly<Record<string, Governor>>;
export type Governed = keyof typeof GOVERNORS;

const CPU = { sync: 10_000, async: 60_000 };
const HEAP = { sync: 10 * 1024 * 1024, async: 25 * 1024 * 1024 };
const USAGE = Symbol('limits');

export class Usage {
  readonly isAsync: boolean;
  readonly used: Record<Governed, number>;
  startedAt = performance.now();
  /** Milliseconds spent in the database, which are not Apex's. */
  elsewhere = 0;

  constructor(isAsync: boolean) {
    this.isAsync = isAsync;
    this.used = Object.fromEntries(Object.keys(GOVERNORS).map((name) => [name, 0])) as Record<Governed, number>;
  }

  cap(name: Governed): number {
    return GOVERNORS[name][this.isAsync ? 'async' : 'sync'];
  }

  get cpu(): number {
    return Math.max(0, Math.round(performance.now() - this.startedAt - this.elsewhere));
  }

  get cpuCap(): number {
    return this.isAsync ? CPU.async : CPU.sync;
  }

  get heapCap(): number {
    return this.isAsync ? HEAP.async : HEAP.sync;
  }
}

const ASYNC_KINDS = new Set(['queueable', 'batch', 'future']);

/** @returns what the running transaction has used so far. */
export function usage(transaction: Transaction = current()): Usage {
  return transaction.slot(USAGE, () => new Usage(ASYNC_KINDS.has(transaction.kind)));
}

/** Counts. @throws LimitException `Too many SOQL queries: 101`, which Apex cannot catch. */
export function consume(name: Governed, amount = 1): void {
  const counted = usage();
  counted.used[name] += amount;
  if (counted.used[name] > counted.cap(name)) raise('LimitException', `${GOVERNORS[name].sentence}: ${counted.used[name]}`);
}

/** Called where a program may run for long: loops and method entries. @throws LimitException */
export function checkCpu(): void {
  const counted = usage();
  if (counted.cpu > counted.cpuCap) raise('LimitException', 'Apex CPU time limit exceeded');
}

/** Runs database work whose time is not counted as Apex's. */
export function inDatabase<T>(work: () => T): T {
  const counted = usage();
  const before = performance.now();
  try {
    return work();
  } finally {
    counted.elsewhere += performance.now() - before;
  }
}

/** `Test.startTest`: fresh limits in the place of the old ones, which are returned to be swapped back. */
export function swap(fresh: Usage = new Usage(false)): Usage {
  const old = usage();
  current().slots.set(USAGE, fresh);
  return old;
}
