import { PlatformError } from '../../errors.ts';
import type { Org } from '../../org.ts';
import { normalise } from '../../dml/normalise.ts';
import { SRecord } from '../../schema/record.ts';
import { fieldOf } from '../../schema/types.ts';
import type { FieldDef, ObjectDef, Value } from '../../schema/types.ts';
import { valueFromJson } from '../value-json.ts';
import { JobFailure } from './failure.ts';
import type { Job } from './types.ts';

const NULL = '#N/A';

/** Puts the text of a cell, which is not empty, into a row; null empties the field. @throws PlatformError for a value of the wrong type. */
type Setter = (record: SRecord, text: string | null) => void;
/** A column by its name, and what is to be put there. */
export type NamedCell = readonly [name: string, text: string | null];

/**
 * Binds the header of a file to the fields of its object.
 * @returns reads the cells of a row. An empty cell leaves its field alone.
 * @throws JobFailure for a column that does not exist for the user, or stands there twice.
 */
export function bindColumns(org: Org, job: Job, header: readonly string[]): (cells: readonly string[]) => SRecord | PlatformError {
  const object = objectOf(org, job);
  const setters = settersOf(org, job, object, header);
  return (cells) =>
    cells.length === setters.length
      ? readRow(
          object,
          cells.map((text, i) => [setters[i]!, text === NULL ? null : text])
        )
      : new PlatformError('INVALID_FIELD', 'The row has not as many columns as the header');
}

/**
 * Binds cells that come with the names of their columns.
 * @returns reads a row. An empty cell leaves its field alone.
 * @throws JobFailure as `bindColumns` does, with the row that names such a column.
 */
export function bindNamed(org: Org, job: Job): (row: readonly NamedCell[]) => SRecord | PlatformError {
  const object = objectOf(org, job);
  const known = new Map<string, readonly Setter[]>();
  return (row) => {
    const names = row.map(([name]) => name);
    const key = JSON.stringify(names);
    const setters = known.get(key) ?? settersOf(org, job, object, names);
    known.set(key, setters);
    return readRow(
      object,
      row.map(([, text], i) => [setters[i]!, text])
    );
  };
}

function objectOf(org: Org, job: Job): ObjectDef {
  const object = org.schema.object(job.spec.object);
  if (!object) throw new JobFailure(`InvalidEntity : Entity '${job.spec.object}' is not supported by the Bulk API.`);
  return object;
}

function settersOf(org: Org, job: Job, object: ObjectDef, names: readonly string[]): Setter[] {
  const removes = job.spec.operation === 'delete' || job.spec.operation === 'hardDelete';
  const seen = new Set<string>();
  return names.map((name) => {
    const setter = setterOf(org, job.userId, object, name.trim());
    if (!setter || (removes && name.trim().toLowerCase() !== 'id')) throw new JobFailure(`InvalidBatch : Field name not found : ${name}`);
    if (seen.has(name.trim().toLowerCase())) throw new JobFailure(`InvalidBatch : Duplicate column : ${name}`);
    seen.add(name.trim().toLowerCase());
    return setter;
  });
}

function readRow(object: ObjectDef, cells: readonly (readonly [Setter, string | null])[]): SRecord | PlatformError {
  const record = new SRecord(object);
  try {
    for (const [set, text] of cells) if (text !== '') set(record, text);
  } catch (error) {
    if (error instanceof PlatformError) return error;
    throw error;
  }
  return record;
}

function setterOf(org: Org, userId: string, object: ObjectDef, name: string): Setter | null {
  if (name.includes('.')) return parentSetter(org, userId, object, name);
  const field = readable(org, userId, object, name);
  if (!field || field.type === 'Base64') return null;
  return (record, text) => void record.values.set(field.name, valueOf(field, text));
}

/** `Garden__r.Code__c`, and `User:Owner.Username` where there are several possible objects: the parent by its external id. */
function parentSetter(org: Org, userId: string, object: ObjectDef, name: string): Setter | null {
  const parts = /^(?:(\w+):)?(\w+)\.(\w+)$/.exec(name);
  if (!parts) return null;
  const [, type, relationship, key] = parts as unknown as [string, string | undefined, string, string];
  const lookup = [...object.fields.values()].find((field) => field.relationshipName?.toLowerCase() === relationship.toLowerCase());
  const wanted = type ? lookup?.referenceTo.find((one) => one.toLowerCase() === type.toLowerCase()) : lookup?.referenceTo[0];
  const parent = wanted ? org.schema.object(wanted) : undefined;
  const field = parent && readable(org, userId, parent, key);
  if (!lookup || !readable(org, userId, object, lookup.name) || !field || !isKey(field)) return null;
  return (record, text) => {
    if (text === null) return void record.values.set(lookup.name, null);
    const holder = new SRecord(parent);
    holder.values.set(field.name, valueOf(field, text));
    record.parents.set(lookup.relationshipName!, holder);
  };
}

function isKey(field: FieldDef): boolean {
  return field.externalId || field.unique || field.name === 'Username';
}

/** A field that is hidden from the user does not exist for her. */
function readable(org: Org, userId: string, object: ObjectDef, name: string): FieldDef | undefined {
  const field = fieldOf(object, name);
  return field && (field.type === 'Id' || org.security.fieldAccess(userId, object.name, field.name).read) ? field : undefined;
}

/** Source: Bulk API 2.0, "Valid CSV Record Rows" and "Valid Date Format in Records". */
function valueOf(field: FieldDef, text: string | null): Value {
  if (text === null) return null;
  const value = field.type === 'Checkbox' ? (CHECKBOX[text.toLowerCase()] ?? text) : text;
  try {
    const read = valueFromJson(field, value);
    return field.type === 'Id' ? normalise(field, read) : read;
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    throw new PlatformError('INVALID_TYPE_ON_FIELD_IN_RECORD', `${field.label}: value not of required type`, [field.name]);
  }
}

const CHECKBOX: Readonly<Record<string, boolean>> = {
  true: true,
  yes: true,
  y: true,
  on: true,
  1: true,
  false: false,
  no: false,
  n: false,
  off: false,
  0: false
};
