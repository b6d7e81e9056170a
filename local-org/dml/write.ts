import type { FieldDef, Value } from '../schema/types.ts';
import { changesOf } from './prepare.ts';
import { alive, hasField, listOf, quote } from './statement.ts';
import type { Row, Statement } from './statement.ts';

/** Writes the rows of a chunk that passed, with their audit fields, in one go. */
export function writeRows(statement: Statement): void {
  const rows = alive(statement).filter((row) => !row.existing);
  if (statement.operation === 'insert') insertRows(statement, rows);
  else updateRows(statement, rows);
}

function insertRows(statement: Statement, rows: readonly Row[]): void {
  const { org, object } = statement;
  const numbered = [...object.fields.values()].filter((field) => field.type === 'AutoNumber');
  for (const row of rows) {
    const id = org.store.nextId(object.name);
    row.next.id = id;
    if (object.nameField?.name === 'Name' && object.nameField.type === 'Text' && row.next.values.get('Name') == null)
      row.next.values.set('Name', id);
    for (const field of numbered) row.next.values.set(field.name, formatNumber(field, org.store.nextNumber(object.name, field.name)));
    for (const field of object.fields.values()) if (field.summary) row.next.values.set(field.name, startOfSummary(field));
    stamp(statement, row, ['CreatedDate', 'LastModifiedDate', 'SystemModstamp'], ['CreatedById', 'LastModifiedById']);
    if (hasField(object, 'IsDeleted')) row.next.values.set('IsDeleted', false);
  }
  org.store.insert(
    object.name,
    rows.map((row) => stored(statement, row, [...row.next.values.keys()]))
  );
  for (const row of rows) row.given.id = row.next.id;
}

function updateRows(statement: Statement, rows: readonly Row[]): void {
  const { org, object } = statement;
  for (const row of rows) stamp(statement, row, ['LastModifiedDate', 'SystemModstamp'], ['LastModifiedById']);
  const maps = rows.map((row) => stored(statement, row, ['Id', ...changesOf(row)]));
  org.store.update(object.name, maps);
  forgetManualShares(statement, rows);
}

/** Source: Salesforce Help, "Sharing considerations": shares made by hand end when a row changes hands, those of Apex reasons stay. */
function forgetManualShares({ org, object }: Statement, rows: readonly Row[]): void {
  const given = rows.filter((row) => row.next.values.get('OwnerId') !== row.old!.values.get('OwnerId')).map((row) => row.next.id!);
  if (object.shareObject && given.length > 0)
    org.store.run(
      `DELETE FROM ${quote(object.shareObject)} WHERE "RowCause" = 'Manual' AND "ParentId" IN (SELECT value FROM json_each(?))`,
      [listOf(given)]
    );
}

function stamp({ org, object, options }: Statement, row: Row, dates: readonly string[], users: readonly string[]): void {
  const now = new Date(Math.floor(org.now() / 1000) * 1000).toISOString();
  for (const name of dates) if (hasField(object, name)) row.next.values.set(name, now);
  for (const name of users) if (hasField(object, name)) row.next.values.set(name, options.userId);
}

/** @returns the columns to write: calculated fields have none. */
function stored({ object }: Statement, row: Row, names: readonly string[]): Map<string, Value> {
  const values = new Map<string, Value>();
  for (const name of names) {
    const field = object.fields.get(name.toLowerCase());
    if (field && field.formula === undefined) values.set(field.name, row.next.values.get(field.name) ?? null);
  }
  return values;
}

/** A count or sum of nothing is 0, a smallest or largest of nothing is empty. */
function startOfSummary(field: FieldDef): Value {
  return field.summary!.operation === 'count' || field.summary!.operation === 'sum' ? 0 : null;
}

/** `R-{000000}` with 12 gives `R-000012`; dates in the format are not used by any package here. */
export function formatNumber(field: FieldDef, number: number): string {
  const format = field.displayFormat ?? '{0}';
  return format.replace(/\{(0+)\}/, (_, zeros: string) => String(number).padStart(zeros.length, '0'));
}
