import { fieldOf } from '../../schema/types.ts';
import type { FieldDef, ObjectDef } from '../../schema/types.ts';
import { SRecord } from '../../schema/record.ts';
import type { ApexType } from './type.ts';
import { ApexList, fromStored, raise, toStored } from '../values/index.ts';
import { nothing } from './nothing.ts';

/** A field as emitted code holds it. */
export interface FieldRef {
  readonly object: ObjectDef;
  readonly field: FieldDef;
}

/** @returns the Apex value of a field. @throws SObjectException when the row was queried without it. */
export function getField(record: SRecord, field: FieldDef): unknown {
  const stored = record.values.get(field.name);
  if (stored === undefined && record.queried && !record.queried.has(field.name)) notQueried(record, field.name);
  return fromStored(stored, field);
}

/** Sets a field from its Apex value. @throws FinalException for rows that may not change. */
export function setField(record: SRecord, field: FieldDef, value: unknown): void {
  if (record.readOnly) raise('FinalException', 'Record is read-only');
  record.values.set(field.name, toStored(value, field));
}

function notQueried(record: SRecord, name: string): never {
  raise('SObjectException', `SObject row was retrieved via SOQL without querying the requested field: ${record.object.name}.${name}`);
}

/** Rows as emitted code uses them. */
export const records = {
  record: (object: ObjectDef) => new SRecord(object),
  with(record: SRecord, ref: FieldRef, value: unknown): SRecord {
    setField(record, ref.field, value);
    return record;
  },
  withParent(record: SRecord, name: string, parent: SRecord | null): SRecord {
    record.parents.set(name, parent);
    return record;
  },
  get: (record: SRecord | null, ref: FieldRef) => getField(record ?? nothing(), ref.field),
  getOrNull: (record: SRecord | null, ref: FieldRef) => (record === null ? null : getField(record, ref.field)),
  getAny(record: SRecord | null, name: string): unknown {
    const field = record && fieldOf(record.object, name);
    return record && field ? getField(record, field) : null;
  },
  id: (record: SRecord | null) => (record ?? nothing()).id,
  idOrNull: (record: SRecord | null) => record && record.id,
  setId(record: SRecord | null, id: string | null): string | null {
    const row = record ?? nothing();
    if (row.readOnly) raise('FinalException', 'Record is read-only');
    row.id = id;
    return id;
  },
  set(record: SRecord | null, ref: FieldRef, value: unknown): unknown {
    setField(record ?? nothing(), ref.field, value);
    return value;
  },
  parent: (record: SRecord | null, name: string) => parentOf(record ?? nothing(), name),
  parentOrNull: (record: SRecord | null, name: string) => (record === null ? null : parentOf(record, name)),
  setParent(record: SRecord | null, name: string, parent: SRecord | null): SRecord | null {
    const row = record ?? nothing();
    if (row.readOnly) raise('FinalException', 'Record is read-only');
    row.parents.set(name, parent);
    return parent;
  },
  children(record: SRecord | null, name: string, type: ApexType): ApexList<SRecord> {
    const row = record ?? nothing();
    if (row.queried && !row.children.has(name)) notQueried(row, name);
    return new ApexList(type, row.children.get(name) ?? []);
  },
  fieldError(record: SRecord | null, name: string, message: unknown): void {
    const text = message !== null && typeof message === 'object' && 'given' in message ? String(message.given) : String(message);
    (record ?? nothing()).errors.push({ statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message: text, fields: [name] });
  }
};

function parentOf(record: SRecord, name: string): SRecord | null {
  const parent = record.parents.get(name);
  if (parent === undefined && record.queried && ![...record.queried].some((q) => q === name || q.startsWith(`${name}.`)))
    notQueried(record, name);
  return parent ?? null;
}
