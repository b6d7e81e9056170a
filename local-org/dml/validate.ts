import type { FieldDef, ObjectDef, Value } from '../schema/types.ts';
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
    tidy(statement.object, row);
    checkFields(statement, row);
  }
  checkReferences(statement);
  checkUnique(statement);
}

/** Before triggers may have left padded text, long decimals or short ids. */
function tidy(object: ObjectDef, row: Row): void {
  for (const [name, value] of row.next.values) {
    const field = object.fields.get(name.toLowerCase());
    if (!field || field.formula !== undefined) continue;
    row.next.values.set(name, field.type === 'Checkbox' && value === null ? false : normalise(field, value));
  }
}

function checkFields(statement: Statement, row: Row): void {
  const { object, internal, operation } = statement;
  const changed = new Set(changesOf(row));
  for (const name of changed) {
    const field = object.fields.get(name.toLowerCase());
    const value = row.next.values.get(name) ?? null;
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
  const missing = [...object.fields.values()]
    .filter((field) => isMissing(object, field, row.next.values.get(field.name) ?? null, operation, changed))
    .map((field) => field.name);
  if (missing.length > 0) fail(row, 'REQUIRED_FIELD_MISSING', `Required fields are missing: [${missing.join(', ')}]`, missing);
}

function isMissing(object: ObjectDef, field: FieldDef, value: Value, operation: string, changed: ReadonlySet<string>): boolean {
  if (value !== null || isFilledByTheOrg(object, field)) return false;
  if (operation === 'update' && !changed.has(field.name)) return false;
  return field.required || field.type === 'MasterDetail';
}

/** Fields that the org writes itself after the validation. */
function isFilledByTheOrg(object: ObjectDef, field: FieldDef): boolean {
  if (field.formula !== undefined || field.summary || field.type === 'AutoNumber' || field.type === 'Checkbox' || field.type === 'Id')
    return true;
  // A text name that is left out becomes the id, on objects of the package.
  if (object.custom && field.nameField && field.name === 'Name') return true;
  return !field.createable && field.type !== 'MasterDetail';
}
