import { current } from '../../transaction.ts';
import type { Transaction } from '../../transaction.ts';
import { keepLog } from '../logs.ts';
import { apexLine } from '../runtime/stack.ts';
import { textOf } from '../values/index.ts';

/** One `System.debug`. It stays in memory: a debug line may hold anything. */
export interface DebugLine {
  readonly level: string;
  readonly text: string;
  /** Line of the source, null where it is not known. */
  readonly line: number | null;
  /** Milliseconds since the epoch. */
  readonly at: number;
}
export interface DebugLog {
  readonly lines: DebugLine[];
  readonly startedAt: number;
  /** What the log begins with: the source of anonymous Apex. */
  source: string | null;
  succeeded: boolean;
}

const LOG = Symbol('debug log');
const KEPT = 1000;

export function debug(message: unknown, level = 'DEBUG'): void {
  const { lines } = debugLog();
  if (lines.length < KEPT) lines.push({ level, text: textOf(message), line: apexLine(), at: Date.now() });
}

/** @returns what the running transaction has written; once it is over, the log is kept when somebody has asked for that. */
export function debugLog(): DebugLog {
  return current().slot<DebugLog>(LOG, () => begun(current()));
}

function begun(transaction: Transaction): DebugLog {
  const log: DebugLog = { lines: [], startedAt: Date.now(), source: null, succeeded: true };
  transaction.afterCommit.push(() => keepLog(transaction, log));
  transaction.afterRollback.push(() => keepLog(transaction, { ...log, succeeded: false }));
  return log;
}

/** Lines as tests read them: `USER_DEBUG|DEBUG|text`. */
export function debugText({ lines }: DebugLog): string {
  return lines.map(({ level, text }) => `USER_DEBUG|${level}|${text}`).join('\n');
}
