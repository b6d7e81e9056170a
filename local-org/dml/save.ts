import type { Org } from '../org.ts';
import { inTransaction, transact } from '../transaction.ts';
import type { ObjectDef } from '../schema/types.ts';
import type { SRecord } from '../schema/record.ts';
import { PlatformError } from '../errors.ts';
import { runChunk } from './chunk.ts';
import { noteObject } from './mixed-dml.ts';
import { resolveParentKeys } from './parent-keys.ts';
import { fail } from './statement.ts';
import type { Operation, Row } from './statement.ts';
import { ROLLED_BACK_WITH_OTHERS } from './types.ts';
import type { DmlOperation, DmlOptions, SaveResult } from './types.ts';
import type { Savepoint } from '../store/types.ts';
import { splitUpsert } from './upsert.ts';

const CHUNK = 200;
/** Source: Apex Developer Guide, "Bulk DML Exception Handling": a partial save is tried three times. */
const ATTEMPTS = 3;

interface Item {
  readonly operation: Operation;
  readonly row: Row;
}

/** One DML statement. */
export class Save {
  private readonly org: Org;
  private readonly options: DmlOptions;
  private readonly internal: boolean;

  constructor(org: Org, options: DmlOptions, internal = false) {
    this.org = org;
    this.options = options;
    this.internal = internal;
  }

  run(operation: DmlOperation, records: readonly SRecord[]): SaveResult[] {
    if (!inTransaction()) return transact(this.org, this.options.userId, 'api', () => this.run(operation, records));
    const items = this.itemsOf(operation, records);
    const savepoint = this.org.store.savepoint();
    try {
      for (const chunk of chunksOf(items)) {
        this.saveChunk(chunk);
        if (this.options.allOrNone && chunk.some(({ row }) => row.errors.length > 0)) break;
      }
    } catch (error) {
      undo(savepoint);
      this.forget(items);
      throw error;
    }
    if (this.options.allOrNone && items.some(({ row }) => row.errors.length > 0)) {
      undo(savepoint);
      this.forget(items);
      for (const { row } of items)
        if (row.errors.length === 0)
          fail(
            row,
            ROLLED_BACK_WITH_OTHERS,
            'Record rolled back because not all records were valid and the request was using AllOrNone header'
          );
    } else {
      savepoint.release();
    }
    return items.map(resultOf);
  }

  private itemsOf(operation: DmlOperation, records: readonly SRecord[]): Item[] {
    const rows = records.map((given): Row => ({ given, old: null, next: given, errors: [], set: [], changed: [] }));
    if (operation !== 'upsert') return rows.map((row) => ({ operation, row }));
    const operations = splitUpsert(this.org, rows, this.options);
    return rows.map((row, i) => ({ operation: operations[i]!, row }));
  }

  private saveChunk(chunk: readonly Item[]): void {
    const { operation, row } = chunk[0]!;
    const object = row.given.object;
    const pending = (): Row[] => chunk.map((item) => item.row).filter((one) => one.errors.length === 0);
    try {
      noteObject(this.org, object, operation, pending());
    } catch (error) {
      if (!(error instanceof PlatformError)) throw error;
      for (const one of pending()) fail(one, error.statusCode, error.message, error.fields);
      return;
    }
    // Not before its turn: the parent may be a row of this very statement.
    if (operation === 'insert' || operation === 'update') resolveParentKeys(this.org, pending(), this.options);
    for (let attempt = 1; pending().length > 0; attempt++) {
      const rows = pending();
      // All or none: a fault takes the whole statement back, whose own savepoint will do.
      const savepoint = this.options.allOrNone ? null : this.org.store.savepoint();
      try {
        runChunk({ org: this.org, object, operation, options: this.options, rows, internal: this.internal });
      } catch (error) {
        undo(savepoint);
        this.forget(chunk);
        if (!(error instanceof PlatformError)) throw error;
        for (const one of pending()) fail(one, error.statusCode, error.message, error.fields);
        return;
      }
      if (rows.every((one) => one.errors.length === 0)) return savepoint?.release();
      undo(savepoint);
      this.forget(chunk);
      if (this.options.allOrNone) return;
      if (attempt === ATTEMPTS)
        for (const one of pending())
          fail(one, 'UNKNOWN_EXCEPTION', 'Too many batch retries in the presence of Apex triggers and partial failures.');
    }
  }

  /** After a roll-back: rows that were being inserted have no Id, and cached access may be about rows that are gone. */
  private forget(items: readonly Item[]): void {
    let setup = false;
    for (const { operation, row } of items) {
      if (operation === 'insert') row.given.values.delete('Id');
      setup ||= row.given.object.isSetup;
    }
    if (setup) this.org.security.setupUndone();
  }
}

function undo(savepoint: Savepoint | null): void {
  if (!savepoint) return;
  savepoint.rollback();
  savepoint.release();
}

/** Rows keep their order; a chunk holds rows of one object and one operation. */
function* chunksOf(items: readonly Item[]): Iterable<Item[]> {
  let chunk: Item[] = [];
  for (const item of items) {
    const first = chunk[0];
    const fits = !first || (first.operation === item.operation && sameObject(first.row, item.row.given.object) && chunk.length < CHUNK);
    if (!fits) {
      yield chunk;
      chunk = [];
    }
    chunk.push(item);
  }
  if (chunk.length > 0) yield chunk;
}

function sameObject(row: Row, object: ObjectDef): boolean {
  return row.given.object === object;
}

function resultOf({ operation, row }: Item): SaveResult {
  const success = row.errors.length === 0;
  const id = operation === 'insert' && !success ? null : row.given.id;
  return { id, success, created: success && operation === 'insert' && !row.existing, errors: row.errors };
}
