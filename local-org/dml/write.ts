import { FieldValues } from '../schema/field-values.ts';
import type { FieldDef, Value } from '../schema/types.ts';
import { factsOf } from './facts.ts';
import type { Facts, Stamps } from './facts.ts';
import { alive, listOf, quote } from './statement.ts';
import type { Row, Statement } from './statement.ts';

/** Writes the rows of a chunk that passed, with their audit fields, in one go. */
export function writeRows(statement: Statement): void {
  const rows = alive(statement).filter((row) => !row.existing);
  if (rows.length === 0) return;
  if (statement.operation === 'insert') insertRows(statement, rows);
  else updateRows(statement, rows);
}

function insertRows(statement: Statement, rows: readonly Row[]): void {
  const { org, object } = statement;
  const facts = factsOf(object);
  const ids = org.store.nextIds(object.name, rows.length);
  const namedById = object.nameField?.name === 'Name' && object.nameField.type === 'Text';
  const now = momentOf(statement);
  for (const [i, row] of rows.entries()) {
    const { values } = row.next;
    values.set('Id', ids[i]!);
    if (namedById && values.get('Name') == null) values.set('Name', ids[i]!);
    for (const field of facts.numbered) values.set(field.name, formatNumber(field, org.store.nextNumber(object.name, field.name)));
    for (const field of facts.summaries) values.set(field.name, startOfSummary(field));
    stamp(statement, values, facts.created, now);
    if (facts.deletable) values.set('IsDeleted', false);
  }
  org.store.insert(
    object.name,
    rows.map((row) => withoutCalculated(facts, row.next.values))
  );
  for (const row of rows) row.given.id = row.next.id;
}

function updateRows(statement: Statement, rows: readonly Row[]): void {
  const { org, object } = statement;
  const facts = factsOf(object);
  const now = momentOf(statement);
  const changes = rows.map(({ next, old, changed }) => {
    const { values } = next;
    stamp(statement, values, facts.changed, now);
    const fields = facts.fieldsOf(values.shape);
    const written = new FieldValues().set('Id', values.get('Id')!);
    for (const name of [...facts.changed.dates, ...facts.changed.users])
      if (values.get(name) !== old!.values.get(name)) written.set(name, values.get(name)!);
    for (const name of changed) {
      const place = values.shape.places.get(name)!;
      const field = fields[place];
      if (field && field.formula === undefined) written.set(field.name, values.list[place] ?? null);
    }
    return written;
  });
  org.store.update(object.name, changes);
  forgetManualShares(statement, rows);
}

/** Source: Salesforce Help, "Sharing considerations": shares made by hand end when a row changes hands, those of Apex reasons stay. */
function forgetManualShares({ org, object }: Statement, rows: readonly Row[]): void {
  if (!object.shareObject) return;
  const given = rows.filter((row) => row.next.values.get('OwnerId') !== row.old!.values.get('OwnerId')).map((row) => row.next.id!);
  if (given.length > 0)
    org.store.run(
      `DELETE FROM ${quote(object.shareObject)} WHERE "RowCause" = 'Manual' AND "ParentId" IN (SELECT value FROM json_each(?))`,
      [listOf(given)]
    );
}

/** The platform keeps whole seconds. */
function momentOf({ org }: Statement): string {
  return new Date(Math.floor(org.now() / 1000) * 1000).toISOString();
}

function stamp({ options }: Statement, values: FieldValues, { dates, users }: Stamps, now: string): void {
  for (const name of dates) values.set(name, now);
  for (const name of users) values.set(name, options.userId);
}

/** Calculated fields have no column; triggers may have been shown some. */
function withoutCalculated(facts: Facts, values: FieldValues): FieldValues {
  if (facts.calculated.length === 0) return values;
  const fields = facts.fieldsOf(values.shape);
  if (fields.every((field) => field && field.formula === undefined)) return values;
  const written = new FieldValues();
  fields.forEach((field, i) => {
    if (field && field.formula === undefined) written.set(field.name, values.list[i] ?? null);
  });
  return written;
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
