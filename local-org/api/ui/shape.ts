/** Rows in the UI API's shape: every field as `{ displayValue, value }`, parents as rows of the same shape. */
import type { Org } from '../../org.ts';
import type { SRecord } from '../../schema/record.ts';
import { fieldOf } from '../../schema/types.ts';
import type { FieldDef, ObjectDef, Value } from '../../schema/types.ts';
import { displayValue } from './display.ts';
import { parentField } from './fields.ts';

export interface UiField {
  readonly displayValue: string | null;
  readonly value: unknown;
}
export interface UiRecord {
  readonly apiName: string;
  readonly childRelationships: Record<string, never>;
  readonly eTag: string;
  readonly fields: Record<string, UiField>;
  readonly id: string | null;
  readonly lastModifiedById: string | null;
  readonly lastModifiedDate: string | null;
  readonly recordTypeId: string | null;
  readonly recordTypeInfo: {
    readonly available: boolean;
    readonly defaultRecordTypeMapping: boolean;
    readonly master: boolean;
    readonly name: string;
    readonly recordTypeId: string;
  } | null;
  readonly systemModstamp: string | null;
  readonly weakEtag: number;
}

/** The record type of an object that has none. */
export const MASTER_RECORD_TYPE = '012000000000000AAA';

/** @param paths the SOQL paths that were asked for: only these appear. */
export function uiRecord(org: Org, record: SRecord, paths: readonly string[]): UiRecord {
  const text = (name: string) => (record.values.get(name) as string | undefined) ?? null;
  const stamp = text('SystemModstamp') ?? text('LastModifiedDate');
  const recordTypeId = record.object.fields.has('recordtypeid') ? (text('RecordTypeId') ?? MASTER_RECORD_TYPE) : null;
  return {
    apiName: record.object.name,
    childRelationships: {},
    eTag: `${record.id ?? ''}-${stamp ?? ''}`,
    fields: shapeFields(org, record, paths),
    id: record.id,
    lastModifiedById: text('LastModifiedById'),
    lastModifiedDate: text('LastModifiedDate'),
    recordTypeId,
    recordTypeInfo: recordTypeId && recordTypeId !== MASTER_RECORD_TYPE ? recordTypeInfo(record.object, recordTypeId) : null,
    systemModstamp: stamp,
    weakEtag: stamp ? Date.parse(stamp) : 0
  };
}

/** @returns fields that the shape itself carries, to be selected with every record. */
export function systemFields(object: ObjectDef): string[] {
  return ['Id', 'LastModifiedById', 'LastModifiedDate', 'SystemModstamp', 'RecordTypeId'].filter((name) => fieldOf(object, name));
}

function shapeFields(org: Org, record: SRecord, paths: readonly string[]): Record<string, UiField> {
  const fields: Record<string, UiField> = {};
  const nested = new Map<string, string[]>();
  for (const path of paths) {
    const dot = path.indexOf('.');
    if (dot < 0) fields[path] = shapeField(fieldOf(record.object, path)!, record.values.get(path) ?? null);
    else nested.set(path.slice(0, dot), [...(nested.get(path.slice(0, dot)) ?? []), path.slice(dot + 1)]);
  }
  for (const [relationship, tails] of nested) {
    const name = parentField(record.object, relationship)?.relationshipName ?? relationship;
    const parent = record.parents.get(name) ?? null;
    fields[name] = {
      displayValue: parent ? nameOf(parent) : null,
      value:
        parent &&
        uiRecord(
          org,
          parent,
          tails.filter((tail) => tail.includes('.') || fieldOf(parent.object, tail))
        )
    };
  }
  return fields;
}

function shapeField(field: FieldDef, value: Value): UiField {
  return { displayValue: displayValue(field, value), value: value instanceof Uint8Array ? null : value };
}

function nameOf(record: SRecord): string | null {
  const name = record.object.nameField && record.values.get(record.object.nameField.name);
  return typeof name === 'string' ? name : null;
}

function recordTypeInfo(object: ObjectDef, id: string): UiRecord['recordTypeInfo'] {
  const type = object.recordTypes.find((candidate) => candidate.id === id);
  return type ? { available: type.active, defaultRecordTypeMapping: false, master: false, name: type.label, recordTypeId: id } : null;
}
