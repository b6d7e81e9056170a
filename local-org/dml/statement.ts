import type { Org } from '../org.ts';
import { FieldValues } from '../schema/field-values.ts';
import { SRecord } from '../schema/record.ts';
import type { RecordError } from '../schema/record.ts';
import type { ObjectDef, Value } from '../schema/types.ts';
import type { DmlOptions } from './types.ts';

/** What one chunk of rows goes through; an upsert has been split into the two by then. */
export type Operation = 'insert' | 'update' | 'delete' | 'undelete';

/** One row on its way through the save order. */
export interface Row {
  /** As the caller gave it; only its Id is ever written, and only on insert. */
  readonly given: SRecord;
  /** As it stood in the store; null on insert. */
  old: SRecord | null;
  /** As it will be written: Trigger.new. */
  next: SRecord;
  readonly errors: RecordError[];
  /** Names of the fields that the caller set, once the row as it stands is known. */
  set: readonly string[];
  /** Names of the fields that are written: all on insert, those that differ on update. Known after the validation. */
  changed: readonly string[];
  /** The row exists already and nothing needs writing (a share or group member given twice). */
  existing?: boolean;
}

/** Rows of one object, saved together: at most 200. */
export interface Statement {
  readonly org: Org;
  readonly object: ObjectDef;
  readonly operation: Operation;
  readonly options: DmlOptions;
  readonly rows: readonly Row[];
  /** Set when the org itself writes (roll-ups, file bookkeeping): read-only fields may then change. */
  readonly internal: boolean;
}

/** @returns the rows that have no error yet. */
export function alive(statement: Statement): Row[] {
  return statement.rows.filter((row) => row.errors.length === 0);
}

export function fail(row: Row, statusCode: string, message: string, fields: readonly string[] = []): void {
  row.errors.push({ statusCode, message, fields: [...fields] });
}

/** @returns a record of a stored row. */
export function recordOf(object: ObjectDef, values: ReadonlyMap<string, Value>): SRecord {
  return new SRecord(object, FieldValues.from(values));
}

/** @returns stored rows by id, deleted ones included, in one query. */
export function readRecords(org: Org, object: ObjectDef, ids: readonly string[]): Map<string, SRecord> {
  const found = new Map<string, SRecord>();
  if (ids.length === 0) return found;
  for (const row of org.store.read(object.name, ids)) found.set(row.get('Id') as string, new SRecord(object, row));
  return found;
}

export function hasField(object: ObjectDef, name: string): boolean {
  return object.fields.has(name.toLowerCase());
}

export function quote(identifier: string): string {
  return `"${identifier.replaceAll('"', '""')}"`;
}

/** Equality of stored values; files compare by content. */
export function sameValue(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (a instanceof Uint8Array && b instanceof Uint8Array) return Buffer.compare(a, b) === 0;
  return (a === null || a === '') && (b === null || b === '');
}

/** Parameter for `IN (SELECT value FROM json_each(?))`: one statement text for lists of any length. */
export function listOf(values: Iterable<string | number>): string {
  return JSON.stringify([...values]);
}
