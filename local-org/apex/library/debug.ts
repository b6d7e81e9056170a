import { current } from '../../transaction.ts';
import { textOf } from '../values/index.ts';

/** What `System.debug` wrote in the running transaction. It stays in memory: a debug line may hold anything. */
const LINES = Symbol('debug lines');
const KEPT = 1000;

export function debug(message: unknown, level = 'DEBUG'): void {
  const lines = debugLines();
  if (lines.length < KEPT) lines.push(`USER_DEBUG|${level}|${textOf(message)}`);
}

export function debugLines(): string[] {
  return current().slot<string[]>(LINES, () => []);
}
