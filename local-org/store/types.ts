import type { SQLInputValue } from 'node:sqlite';
import type { FieldValues } from '../schema/field-values.ts';
import type { Value } from '../schema/types.ts';

/**
 * SQLite under the org: one table an object (table name = object API name, column name = field API name, both quoted).
 * Everything is synchronous. Checkbox columns hold 0/1; `rows` and `all` of the raw API give them so, `read` converts.
 */
export interface Store {
  /** Runs `work` atomically: BEGIN at the top, SAVEPOINT when nested. Rolls back when it throws. */
  atomically<T>(work: () => T): T;
  /** Marks a point to return to inside the running transaction (Database.setSavepoint, test isolation). */
  savepoint(): Savepoint;
  /** Canonical rows by id, in no particular order, deleted ones included. */
  read(object: string, ids: readonly string[]): FieldValues[];
  insert(object: string, rows: readonly ReadonlyMap<string, Value>[]): void;
  /** Updates the given columns of each row, matched by its Id. */
  update(object: string, rows: readonly ReadonlyMap<string, Value>[]): void;
  /** Removes rows for good. Soft deletion is an update of IsDeleted. */
  remove(object: string, ids: readonly string[]): void;
  /** A new 18-character id for the object. Never handed out twice, also not after a rollback. */
  nextId(object: string): string;
  nextIds(object: string, count: number): string[];
  /** The next number of an auto number field. Not rolled back, like the platform's. */
  nextNumber(object: string, field: string): number;
  /** Raw SQL, for the query compiler and the security tables. Statements are cached by text. */
  all(sql: string, params?: readonly SQLInputValue[]): Record<string, SQLInputValue>[];
  /** The same, each row as a list of values in the order of the columns: for rows by the thousand. */
  rows(sql: string, params?: readonly SQLInputValue[]): SQLInputValue[][];
  run(sql: string, params?: readonly SQLInputValue[]): void;
  /** Depth of open transactions and savepoints; 0 outside any. */
  readonly depth: number;
  close(): void;
}

export interface Savepoint {
  rollback(): void;
  release(): void;
}
