import type { FieldDef } from '../schema/types.ts';
import { factsOf } from './facts.ts';
import { checkValue } from './field-values.ts';
import { normalise } from './normalise.ts';
import { changesOf } from './prepare.ts';
import { checkReferences } from './references.ts';
import { alive, fail } from './statement.ts';
import type { Row, Statement } from './statement.ts';
import { checkUnique } from './unique.ts';

/** What the platform itself demands of every row, after the before triggers. No message repeats a value: it may be personal. */
export function validate(statement: Statement): void {
  for (const row of alive(statement)) {
    tidy(statement, row);
    row.changed = changesOf(row);
    checkFields(statement, row);
  }
  checkReferences(statement);
  checkUnique(statement);
}

/** Before triggers may have left padded text, long decimals or short ids. What stands in the store is tidy already. */
function tidy({ object }: Statement, { next, old }: Row): void {
  const { shape, list } = next.values;
  const before = old?.values;
  const fields = factsOf(object).fieldsOf(shape);
  for (let i = 0; i < list.length; i++) {
    const value = list[i]!;
    const field = fields[i];
    if (!field || field.formula !== undefined) continue;
    if (before && before.list[i] === value && before.shape.names[i] === shape.names[i]) continue;
    list[i] = field.type === 'Checkbox' && value === null ? false : normalise(field, value);
  }
}

function checkFields(statement: Statement, row: Row): void {
  const { object, internal, operation } = statement;
  const { values } = row.next;
  const fields = factsOf(object).fieldsOf(values.shape);
  for (const name of row.changed) {
    const place = values.shape.places.get(name)!;
    const value = values.list[place]!;
    const field = fields[place];
    if (!field || value === null || field.formula !== undefined) continue;
    const fault = checkValue(field, value);
    if (fault) fail(row, fault.statusCode, fault.message, [field.name]);
    else if (operation === 'update' && !internal && field.type === 'MasterDetail' && !field.reparentableMasterDetail)
      fail(
        row,
        'INVALID_FIELD_FOR_INSERT_UPDATE',
        `Unable to create/update fields: ${field.name}. Please check the security settings of this field and verify that it is read/write for your profile or permission set.`,
        [field.name]
      );
  }
  const missing = factsOf(object)
    .needed.filter((field) => (values.get(field.name) ?? null) === null && isExpected(field, row, operation))
    .map((field) => field.name);
  if (missing.length > 0) fail(row, 'REQUIRED_FIELD_MISSING', `Required fields are missing: [${missing.join(', ')}]`, missing);
}

/** A field that was empty before may stay so. */
function isExpected(field: FieldDef, row: Row, operation: string): boolean {
  return operation !== 'update' || row.changed.includes(field.name);
}
