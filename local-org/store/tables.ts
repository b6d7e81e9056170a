import type { FieldDef, FieldType, ObjectDef, Schema } from '../schema/types.ts';
import type { Database } from './database.ts';

const NUMERIC: ReadonlySet<FieldType> = new Set(['Number', 'Currency', 'Percent']);
const REFERENCE: ReadonlySet<FieldType> = new Set(['Lookup', 'MasterDetail']);
/** Compared by case: ids, and what is no text for people. */
const EXACT: ReadonlySet<FieldType> = new Set(['Id', 'Lookup', 'MasterDetail', 'Date', 'DateTime', 'Time', 'AnyType']);

/** @returns an identifier safe in SQL. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** @returns whether the field has a column: all but formulas. */
export function isStored(definition: FieldDef): boolean {
  return definition.formula === undefined;
}

/** @returns the SQL type. Text compares without regard to ASCII case, as text does on the platform, unless the field says otherwise. */
export function columnType(definition: FieldDef): string {
  const { type } = definition;
  if (type === 'Checkbox' || type === 'Integer') return 'INTEGER';
  // REAL, not NUMERIC: whole numbers above 2^53 would come back as integers that JavaScript cannot hold.
  if (NUMERIC.has(type)) return 'REAL';
  if (type === 'Base64') return 'BLOB';
  return EXACT.has(type) || definition.caseSensitive ? 'TEXT' : 'TEXT COLLATE NOCASE';
}

/** A field cannot become what the schema says, because of what is stored in it. */
export class StoredValuesError extends Error {
  /** `Object.Field`. */
  readonly field: string;
  readonly problem: string;
  constructor(field: string, problem: string) {
    super(`${field} ${problem}`);
    this.name = 'StoredValuesError';
    this.field = field;
    this.problem = problem;
  }
}

/**
 * Makes the tables fit the schema: adds tables, columns and indexes. A field that is gone keeps its column and its values.
 * @throws Error naming the field whose type cannot be kept.
 */
export function migrate(database: Database, schema: Schema): void {
  database.run(
    'CREATE TABLE IF NOT EXISTS "_column" (object TEXT NOT NULL, field TEXT NOT NULL, type TEXT NOT NULL, PRIMARY KEY (object, field)) WITHOUT ROWID'
  );
  const known = new Map<string, Map<string, string>>();
  for (const row of database.all('SELECT object, field, type FROM "_column"')) {
    const columns = known.get(row.object as string) ?? new Map<string, string>();
    known.set(row.object as string, columns.set(row.field as string, row.type as string));
  }
  const indexes = new Set(database.all(`SELECT name FROM sqlite_schema WHERE type = 'index'`).map((row) => row.name as string));
  for (const object of schema.objects()) {
    if (object.virtual) continue;
    migrateObject(database, object, known.get(object.name));
    migrateIndexes(database, object, indexes);
  }
}

function migrateObject(database: Database, object: ObjectDef, known: ReadonlyMap<string, string> | undefined): void {
  const columns = [...object.fields.values()].filter(isStored);
  const added: FieldDef[] = [];
  for (const column of columns) {
    const before = known?.get(column.name);
    if (before === undefined) added.push(column);
    else if (before !== columnType(column)) retype(database, object, column, before);
  }
  if (!added.length) return;
  if (!known) {
    const definitions = columns.map((column) =>
      column.name === 'Id' ? '"Id" TEXT PRIMARY KEY NOT NULL' : `${quoted(column.name)} ${columnType(column)}`
    );
    database.exec(`CREATE TABLE ${quoted(object.name)} (${definitions.join(', ')})`);
  } else {
    for (const column of added) {
      const start = column.type === 'Checkbox' ? ' DEFAULT 0' : '';
      database.exec(`ALTER TABLE ${quoted(object.name)} ADD COLUMN ${quoted(column.name)} ${columnType(column)}${start}`);
    }
  }
  const places = added.map(() => '(?, ?, ?)').join(', ');
  database.run(
    `INSERT INTO "_column" (object, field, type) VALUES ${places}`,
    added.flatMap((column) => [object.name, column.name, columnType(column)])
  );
}

const NUMBERS = /^(INTEGER|REAL|NUMERIC)$/;

/** A type that changed is kept only while no row holds a value. */
function retype(database: Database, object: ObjectDef, column: FieldDef, before: string): void {
  const used = database.all(`SELECT 1 FROM ${quoted(object.name)} WHERE ${quoted(column.name)} IS NOT NULL LIMIT 1`).length > 0;
  if (used && before.split(' ')[0] !== columnType(column).split(' ')[0] && !(NUMBERS.test(before) && NUMBERS.test(columnType(column)))) {
    throw new StoredValuesError(
      `${object.name}.${column.name}`,
      `is now ${column.type}, but the stored rows hold values of another type. Start with --reset to begin with empty data.`
    );
  }
  const table = quoted(object.name);
  const name = quoted(column.name);
  const dependent = database.all(`SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL`, [object.name]);
  for (const index of dependent) database.exec(`DROP INDEX ${quoted(index.name as string)}`);
  database.exec(
    `ALTER TABLE ${table} ADD COLUMN "_retyped" ${columnType(column)}; UPDATE ${table} SET "_retyped" = ${name}; ALTER TABLE ${table} DROP COLUMN ${name}; ALTER TABLE ${table} RENAME COLUMN "_retyped" TO ${name}`
  );
  database.run('UPDATE "_column" SET type = ? WHERE object = ? AND field = ?', [columnType(column), object.name, column.name]);
}

function migrateIndexes(database: Database, object: ObjectDef, existing: ReadonlySet<string>): void {
  const live = object.fields.has('isdeleted') ? ' WHERE "IsDeleted" = 0' : '';
  for (const column of object.fields.values()) {
    if (!isStored(column) || column.name === 'Id') continue;
    const plain = `${object.name}.${column.name}`;
    const unique = `${plain} unique`;
    if (column.unique)
      ensureIndex(
        database,
        existing,
        unique,
        `CREATE UNIQUE INDEX ${quoted(unique)} ON ${quoted(object.name)} (${quoted(column.name)})${live}`
      );
    else if (existing.has(unique)) database.exec(`DROP INDEX IF EXISTS ${quoted(unique)}`);
    if (
      REFERENCE.has(column.type)
        ? !column.name.endsWith('ModifiedById') && column.name !== 'CreatedById'
        : column.externalId || column.nameField || SETUP_KEYS.has(column.name)
    ) {
      ensureIndex(database, existing, plain, `CREATE INDEX ${quoted(plain)} ON ${quoted(object.name)} (${quoted(column.name)})`);
    }
  }
}

/** Names by which setup rows are looked up all the time. */
const SETUP_KEYS: ReadonlySet<string> = new Set(['DeveloperName', 'SobjectType']);

function ensureIndex(database: Database, existing: ReadonlySet<string>, name: string, sql: string): void {
  if (existing.has(name)) return;
  try {
    database.exec(sql.replace(' INDEX ', ' INDEX IF NOT EXISTS '));
  } catch (error) {
    if (!/UNIQUE/.test((error as Error).message)) throw error;
    throw new StoredValuesError(
      name.replace(/ unique$/, ''),
      'is now unique, but stored rows share a value. Start with --reset to begin with empty data.'
    );
  }
}
