import type { Org } from './org.ts';

/**
 * One Apex/API transaction: who runs it, since when, and what belongs to it alone. Apex is synchronous and so is the store,
 * so at any time at most one is running; `current()` is that one.
 */
export class Transaction {
  readonly org: Org;
  /** The running user; `System.runAs` swaps it for the length of its block. */
  userId: string;
  readonly startedAt: number;
  /** Kind of entry: decides limits and what Apex reports of itself. */
  readonly kind: TransactionKind;
  /** Anything a service keeps for the length of the transaction (statics, limits, events), keyed by a symbol of its own. */
  readonly slots = new Map<symbol, unknown>();
  /** Run once the outermost work has been committed. */
  readonly afterCommit: (() => void)[] = [];
  /** Run when the work was rolled back instead. */
  readonly afterRollback: (() => void)[] = [];

  constructor(org: Org, userId: string, kind: TransactionKind) {
    this.org = org;
    this.userId = userId;
    this.kind = kind;
    this.startedAt = org.now();
  }

  /** @returns the slot, made on first use. */
  slot<T>(key: symbol, make: () => T): T {
    if (!this.slots.has(key)) this.slots.set(key, make());
    return this.slots.get(key) as T;
  }
}

export type TransactionKind =
  'api' | 'aura' | 'rest' | 'anonymous' | 'test' | 'queueable' | 'batch' | 'scheduled' | 'future' | 'event' | 'publishCallback';

let running: Transaction | null = null;

/** @returns the running transaction. @throws when none is. */
export function current(): Transaction {
  if (!running) throw new Error('No transaction is running');
  return running;
}

/** @returns whether a transaction is running. */
export function inTransaction(): boolean {
  return running !== null;
}

/**
 * Runs `work` as one transaction: committed when it returns, rolled back when it throws. Nested calls (asynchronous work
 * inside a test) get a transaction object of their own inside a savepoint of the outer one.
 */
export function transact<T>(org: Org, userId: string, kind: TransactionKind, work: (transaction: Transaction) => T): T {
  const outer = running;
  const transaction = new Transaction(org, userId, kind);
  running = transaction;
  let hooks = transaction.afterRollback;
  try {
    const result = org.store.atomically(() => work(transaction));
    hooks = transaction.afterCommit;
    return result;
  } finally {
    running = outer;
    for (const hook of hooks) hook();
  }
}
