import type { Org } from '../org.ts';
import type { FieldDef, ObjectDef, Value } from '../schema/types.ts';
import { SRecord } from '../schema/record.ts';
import { normalise } from './normalise.ts';
import { fail, hasField, recordOf, sameValue } from './statement.ts';
import type { Row, Statement } from './statement.ts';

/**
 * @returns names of fields that the caller set: on an update of a row that was queried, what was selected and not changed does not count.
 * A row built in memory counts whole, also where the value is the same: otherwise an update would tell whether a guess is right.
 */
export function givenFields(row: Row): string[] {
  const { given, old } = row;
  return [...given.values.keys()].filter((name) => {
    if (name === 'Id') return false;
    return !(given.queried?.has(name) && old && sameValue(given.values.get(name) ?? null, old.values.get(name) ?? null));
  });
}

/** @returns names of fields whose new value differs from the stored one. */
export function changesOf(row: Row): string[] {
  if (!row.old) return [...row.next.values.keys()];
  return [...row.next.values.keys()].filter((name) => !sameValue(row.next.values.get(name) ?? null, row.old!.values.get(name) ?? null));
}

/** Trigger.new of an insert: what was given, defaults where nothing was, the owner. */
export function prepareInsert(statement: Statement): void {
  const { org, object, options } = statement;
  const defaults = [...object.fields.values()].filter((field) => hasDefault(field));
  for (const row of statement.rows) {
    if (row.given.values.get('Id') != null) fail(row, 'INVALID_FIELD_FOR_INSERT_UPDATE', 'cannot specify Id in an insert call', ['Id']);
    const next = new SRecord(object);
    for (const [name, value] of row.given.values) {
      const field = object.fields.get(name.toLowerCase());
      if (field && row.given.copied && !field.createable) continue;
      if (field && name !== 'Id' && !field.formula) next.values.set(name, normalise(field, value));
    }
    for (const field of defaults)
      if (!next.values.has(field.name)) next.values.set(field.name, defaultOf(org, object, field, next, options.userId));
    for (const field of object.fields.values())
      if (field.type === 'Checkbox' && !field.formula && next.values.get(field.name) == null) next.values.set(field.name, false);
    if (hasField(object, 'OwnerId') && next.values.get('OwnerId') == null) next.values.set('OwnerId', options.userId);
    row.next = next;
  }
}

/** Trigger.new of an update: the stored row with what was given laid over it. */
export function prepareUpdate(statement: Statement): void {
  const { object } = statement;
  for (const row of statement.rows) {
    if (!row.old) continue;
    const next = recordOf(object, row.old.values);
    for (const name of givenFields(row)) {
      const field = object.fields.get(name.toLowerCase());
      if (!field || field.formula) continue;
      const value = normalise(field, row.given.values.get(name) ?? null);
      next.values.set(field.name, field.type === 'Checkbox' && value === null ? false : value);
    }
    row.next = next;
  }
}

/** @returns the defaults of a row nothing is known of yet. */
export function defaultsOf(org: Org, object: ObjectDef, userId: string): ReadonlyMap<string, Value> {
  const blank = new SRecord(object);
  for (const field of object.fields.values())
    if (hasDefault(field)) blank.values.set(field.name, defaultOf(org, object, field, blank, userId));
  return blank.values;
}

function hasDefault(field: FieldDef): boolean {
  if (field.formula || field.summary) return false;
  return field.defaultValue !== undefined || field.picklist.some((value) => value.isDefault);
}

function defaultOf(org: Org, object: ObjectDef, field: FieldDef, record: SRecord, userId: string): Value {
  const preset = field.picklist.find((value) => value.isDefault && value.isActive);
  if (preset) return preset.value;
  if (field.type === 'Checkbox' && /^\s*(true|false)\s*$/i.test(field.defaultValue!))
    return field.defaultValue!.trim().toLowerCase() === 'true';
  const value = org.formula.compile(field.defaultValue!, object).evaluate({ record, prior: null, userId });
  return normalise(field, value);
}
