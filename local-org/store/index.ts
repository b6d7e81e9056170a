/** The org's rows in SQLite. `createStore(database, schema)`; the contract stands in types.ts. */
import type { SQLInputValue } from 'node:sqlite';
import { PlatformError } from '../errors.ts';
import { makeId } from '../schema/ids.ts';
import { fieldOf } from '../schema/types.ts';
import type { FieldDef, ObjectDef, Schema, Value } from '../schema/types.ts';
import type { Database } from './database.ts';
import { Sequences } from './sequences.ts';
import { isStored, migrate, quoted } from './tables.ts';
import type { Savepoint, Store } from './types.ts';

export { Database } from './database.ts';
export { StoredPrefixes } from './prefixes.ts';
export { StoredValuesError } from './tables.ts';

type Row = ReadonlyMap<string, Value>;
interface Table {
  readonly object: ObjectDef;
  readonly columns: readonly FieldDef[];
  readonly checkboxes: ReadonlySet<string>;
  readonly insert: string;
  readonly updates: Map<string, string>;
}

/** Makes the tables fit the schema and opens the store over them. @throws Error naming a field whose stored values cannot be kept. */
export function createStore(database: Database, schema: Schema): Store {
  const sequences = new Sequences(database);
  database.atomically(() => migrate(database, schema));
  return new SqliteStore(database, schema, sequences);
}

class SqliteStore implements Store {
  private readonly database: Database;
  private readonly schema: Schema;
  private readonly sequences: Sequences;
  private readonly tables = new Map<string, Table>();

  constructor(database: Database, schema: Schema, sequences: Sequences) {
    this.database = database;
    this.schema = schema;
    this.sequences = sequences;
  }

  get depth(): number {
    return this.database.depth;
  }

  atomically<T>(work: () => T): T {
    return this.database.atomically(work);
  }

  savepoint(): Savepoint {
    if (this.depth === 0) throw new Error('A savepoint needs a running transaction');
    const mark = this.database.begin();
    return { rollback: () => this.database.rewind(mark), release: () => this.database.commit(mark) };
  }

  read(object: string, ids: readonly string[]): Map<string, Value>[] {
    const table = this.table(object);
    return this.all(`SELECT * FROM ${quoted(table.object.name)} WHERE "Id" IN (SELECT value FROM json_each(?))`, [JSON.stringify(ids)]).map(
      (raw) => {
        const row = new Map<string, Value>();
        for (const { name } of table.columns) row.set(name, table.checkboxes.has(name) ? raw[name] === 1 : (raw[name] as Value));
        return row;
      }
    );
  }

  insert(object: string, rows: readonly Row[]): void {
    const table = this.table(object);
    this.writing(table, () => {
      for (const row of rows) {
        known(table, row);
        this.database.run(
          table.insert,
          table.columns.map((column) => bound(row.get(column.name) ?? (column.type === 'Checkbox' ? false : null)))
        );
      }
    });
  }

  update(object: string, rows: readonly Row[]): void {
    const table = this.table(object);
    this.writing(table, () => {
      for (const row of rows) {
        const names = [...row.keys()].filter((name) => name !== 'Id');
        if (!names.length) continue;
        this.database.run(updateSql(table, row, names), [...names.map((name) => bound(row.get(name)!)), row.get('Id') as string]);
      }
    });
  }

  remove(object: string, ids: readonly string[]): void {
    this.run(`DELETE FROM ${quoted(this.table(object).object.name)} WHERE "Id" IN (SELECT value FROM json_each(?))`, [JSON.stringify(ids)]);
  }

  nextId(object: string): string {
    const { keyPrefix } = this.definition(object);
    return makeId(keyPrefix, this.sequences.take(`id ${keyPrefix}`, 1));
  }

  nextNumber(object: string, field: string): number {
    const definition = this.definition(object);
    const column = fieldOf(definition, field);
    if (!column) throw new Error(`No field ${field} on ${definition.name}`);
    return this.sequences.take(`number ${definition.name}.${column.name}`, column.startingNumber ?? 1);
  }

  all(sql: string, params: readonly SQLInputValue[] = []): Record<string, SQLInputValue>[] {
    return this.database.all(sql, params);
  }

  run(sql: string, params: readonly SQLInputValue[] = []): void {
    this.database.run(sql, params);
  }

  close(): void {
    this.database.close();
  }

  /** One statement for its caller: all rows or none, unique fields refused in the platform's words. */
  private writing(table: Table, work: () => void): void {
    try {
      this.atomically(work);
    } catch (error) {
      throw duplicate(table.object, error as Error) ?? error;
    }
  }

  private definition(name: string): ObjectDef {
    const object = this.schema.object(name);
    if (!object) throw new Error(`No object ${name}`);
    return object;
  }

  private table(name: string): Table {
    const ready = this.tables.get(name);
    if (ready) return ready;
    const object = this.definition(name);
    if (object.virtual) throw new Error(`${object.name} has no table`);
    const columns = [...object.fields.values()].filter(isStored);
    const names = columns.map((column) => quoted(column.name));
    const table: Table = {
      object,
      columns,
      checkboxes: new Set(columns.filter((column) => column.type === 'Checkbox').map((column) => column.name)),
      insert: `INSERT INTO ${quoted(object.name)} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
      updates: new Map()
    };
    this.tables.set(name, table);
    return table;
  }
}

function updateSql(table: Table, row: Row, names: readonly string[]): string {
  const key = names.join();
  const ready = table.updates.get(key);
  if (ready !== undefined) return ready;
  known(table, row);
  const sql = `UPDATE ${quoted(table.object.name)} SET ${names.map((name) => `${quoted(name)} = ?`).join(', ')} WHERE "Id" = ?`;
  table.updates.set(key, sql);
  return sql;
}

function known(table: Table, row: Row): void {
  for (const name of row.keys()) {
    if (!table.columns.some((column) => column.name === name)) throw new Error(`No stored field ${name} on ${table.object.name}`);
  }
}

function bound(value: Value): SQLInputValue {
  return typeof value === 'boolean' ? Number(value) : value;
}

function duplicate(object: ObjectDef, error: Error): PlatformError | null {
  const match = /^UNIQUE constraint failed: .*\.(\w+)$/.exec(error.message);
  if (!match) return null;
  const name = match[1]!;
  return new PlatformError('DUPLICATE_VALUE', `duplicate value found: ${name} duplicates value on record with id: <unknown>`, [
    object.fields.get(name.toLowerCase())?.name ?? name
  ]);
}
