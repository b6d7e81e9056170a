import type { Org } from '../org.ts';
import { FieldValues } from '../schema/field-values.ts';
import type { FieldDef, ObjectDef, Value } from '../schema/types.ts';
import { SRecord } from '../schema/record.ts';
import { factsOf } from './facts.ts';
import { normalise } from './normalise.ts';
import { fail, recordOf, sameValue } from './statement.ts';
import type { Row, Statement } from './statement.ts';

/**
 * @returns names of fields that the caller set: on an update of a row that was queried, what was selected and not changed does not count.
 * A row built in memory counts whole, also where the value is the same: otherwise an update would tell whether a guess is right.
 */
export function givenFields({ given, old }: Row): string[] {
  const { names } = given.values.shape;
  const { list } = given.values;
  const stored = given.queried ? old?.values : undefined;
  return names.filter((name, i) => {
    if (name === 'Id') return false;
    return !(stored && given.queried!.has(name) && sameValue(list[i]!, stored.get(name) ?? null));
  });
}

/** @returns names of fields whose new value differs from the stored one. */
export function changesOf({ next, old }: Row): readonly string[] {
  const { shape, list } = next.values;
  if (!old) return shape.names;
  const before = old.values;
  // The new row was copied from the old one, so nearly all names stand at the same place.
  const same = before.shape.names;
  return shape.names.filter((name, i) => !sameValue(list[i]!, (same[i] === name ? before.list[i] : before.get(name)) ?? null));
}

/** Trigger.new of an insert: what was given, defaults where nothing was, the owner. */
export function prepareInsert(statement: Statement): void {
  const { org, object, options } = statement;
  const facts = factsOf(object);
  for (const row of statement.rows) {
    const { values: given } = row.given;
    if (given.get('Id') != null) fail(row, 'INVALID_FIELD_FOR_INSERT_UPDATE', 'cannot specify Id in an insert call', ['Id']);
    const values = new FieldValues();
    const fields = facts.fieldsOf(given.shape);
    for (const [i, name] of given.shape.names.entries()) {
      const field = fields[i];
      if (!field || field.formula || name === 'Id' || (row.given.copied && !field.createable)) continue;
      values.set(name, normalise(field, given.list[i]!));
    }
    const next = new SRecord(object, values);
    for (const field of facts.defaults)
      if (!values.has(field.name)) values.set(field.name, defaultOf(org, object, field, next, options.userId));
    for (const { name } of facts.checkboxes) if (values.get(name) == null) values.set(name, false);
    if (facts.owned && values.get('OwnerId') == null) values.set('OwnerId', options.userId);
    row.next = next;
  }
}

/** Trigger.new of an update: the stored row with what was given laid over it. */
export function prepareUpdate(statement: Statement): void {
  const { object } = statement;
  for (const row of statement.rows) {
    if (!row.old) continue;
    const next = recordOf(object, row.old.values);
    for (const name of row.set) {
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
  for (const field of factsOf(object).defaults) blank.values.set(field.name, defaultOf(org, object, field, blank, userId));
  return blank.values;
}

function defaultOf(org: Org, object: ObjectDef, field: FieldDef, record: SRecord, userId: string): Value {
  const preset = field.picklist.find((value) => value.isDefault && value.isActive);
  if (preset) return preset.value;
  if (field.type === 'Checkbox' && /^\s*(true|false)\s*$/i.test(field.defaultValue!))
    return field.defaultValue!.trim().toLowerCase() === 'true';
  const value = org.formula.compile(field.defaultValue!, object).evaluate({ record, prior: null, userId });
  return normalise(field, value);
}
