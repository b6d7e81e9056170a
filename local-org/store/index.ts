/** The org's rows in SQLite. `createStore(database, schema)`; the contract stands in types.ts. */
import type { SQLInputValue } from 'node:sqlite';
import { PlatformError } from '../errors.ts';
import { FieldValues, shapeOf } from '../schema/field-values.ts';
import type { Shape } from '../schema/field-values.ts';
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
interface Update {
  readonly sql: string;
  /** Of the values in the order of the statement's parameters. */
  readonly places: readonly number[];
}
interface Table {
  readonly object: ObjectDef;
  readonly columns: readonly FieldDef[];
  /** Names of the columns, in their order. */
  readonly shape: Shape;
  readonly checkboxes: readonly number[];
  readonly select: string;
  readonly insert: string;
  /** Worked out once for each way of filling rows. */
  readonly inserts: WeakMap<Shape, readonly number[]>;
  readonly updates: WeakMap<Shape, Update>;
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

  read(object: string, ids: readonly string[]): FieldValues[] {
    const table = this.table(object);
    const rows = this.rows(table.select, [JSON.stringify(ids)]);
    for (const row of rows) for (const place of table.checkboxes) row[place] = (row[place] === 1) as never;
    return rows.map((row) => new FieldValues(table.shape, row as Value[]));
  }

  insert(object: string, rows: readonly Row[]): void {
    const table = this.table(object);
    const statement = this.database.prepare(table.insert);
    this.writing(table, rows, (row) => {
      const places = placesOf(table, row.shape);
      statement.run(...table.columns.map((column, i) => bound(row.list[places[i]!] ?? (column.type === 'Checkbox' ? false : null))));
    });
  }

  update(object: string, rows: readonly Row[]): void {
    const table = this.table(object);
    this.writing(table, rows, ({ shape, list }) => {
      if (shape.names.length < 2) return;
      const { sql, places } = updateOf(table, shape);
      this.database.prepare(sql).run(...places.map((place) => bound(list[place]!)));
    });
  }

  remove(object: string, ids: readonly string[]): void {
    this.run(`DELETE FROM ${quoted(this.table(object).object.name)} WHERE "Id" IN (SELECT value FROM json_each(?))`, [JSON.stringify(ids)]);
  }

  nextId(object: string): string {
    return this.nextIds(object, 1)[0]!;
  }

  nextIds(object: string, count: number): string[] {
    const { keyPrefix } = this.definition(object);
    const first = this.sequences.take(`id ${keyPrefix}`, 1, count);
    return Array.from({ length: count }, (_, i) => makeId(keyPrefix, first + i));
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

  rows(sql: string, params: readonly SQLInputValue[] = []): SQLInputValue[][] {
    return this.database.rows(sql, params);
  }

  run(sql: string, params: readonly SQLInputValue[] = []): void {
    this.database.run(sql, params);
  }

  close(): void {
    this.database.close();
  }

  /** One statement for its caller: all rows or none, unique fields refused in the platform's words. */
  private writing(table: Table, rows: readonly Row[], write: (row: FieldValues) => void): void {
    const each = (): void => {
      for (const row of rows) write(row instanceof FieldValues ? row : FieldValues.from(row));
    };
    try {
      if (rows.length === 1 && this.depth > 0) each();
      else this.atomically(each);
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
      shape: shapeOf(columns.map((column) => column.name)),
      checkboxes: columns.flatMap((column, i) => (column.type === 'Checkbox' ? [i] : [])),
      select: `SELECT ${names.join(', ')} FROM ${quoted(object.name)} WHERE "Id" IN (SELECT value FROM json_each(?))`,
      insert: `INSERT INTO ${quoted(object.name)} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
      inserts: new WeakMap(),
      updates: new WeakMap()
    };
    this.tables.set(name, table);
    return table;
  }
}

/** @returns where the value of each column stands in rows of that shape; -1 for none. @throws Error for a name that is no column. */
function placesOf(table: Table, shape: Shape): readonly number[] {
  let places = table.inserts.get(shape);
  if (!places) {
    known(table, shape);
    places = table.columns.map(({ name }) => shape.places.get(name) ?? -1);
    table.inserts.set(shape, places);
  }
  return places;
}

function updateOf(table: Table, shape: Shape): Update {
  let update = table.updates.get(shape);
  if (!update) {
    known(table, shape);
    const names = shape.names.filter((name) => name !== 'Id');
    const sql = `UPDATE ${quoted(table.object.name)} SET ${names.map((name) => `${quoted(name)} = ?`).join(', ')} WHERE "Id" = ?`;
    update = { sql, places: [...names, 'Id'].map((name) => shape.places.get(name)!) };
    table.updates.set(shape, update);
  }
  return update;
}

function known(table: Table, shape: Shape): void {
  for (const name of shape.names) if (!table.shape.places.has(name)) throw new Error(`No stored field ${name} on ${table.object.name}`);
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
