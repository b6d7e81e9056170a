/** `records`: read, create, change and delete one row, as the user. */
import { PlatformError } from '../../errors.ts';
import type { Org } from '../../org.ts';
import type { SaveResult } from '../../dml/types.ts';
import { isValidId } from '../../schema/ids.ts';
import { SRecord } from '../../schema/record.ts';
import { fieldOf } from '../../schema/types.ts';
import type { ObjectDef } from '../../schema/types.ts';
import { USER } from '../../security/types.ts';
import { fieldPaths, objectRefusal, readable } from './fields.ts';
import { layoutFields } from './layouts.ts';
import { readRow } from './query.ts';
import { uiRecord } from './shape.ts';
import { valueFromJson } from '../value-json.ts';
import type { UiRecord } from './shape.ts';

export interface RecordRequest {
  readonly fields?: readonly string[] | undefined;
  readonly optionalFields?: readonly string[] | undefined;
  readonly layoutTypes?: readonly string[] | undefined;
}
export interface RecordInput {
  readonly apiName?: string;
  readonly fields?: Readonly<Record<string, unknown>>;
}

/** A save that was refused, with its errors by row and by field. */
export class SaveRefusal extends Error {
  readonly result: SaveResult;
  readonly object: ObjectDef;
  constructor(object: ObjectDef, result: SaveResult) {
    super('An error occurred while trying to update the record. Please try again.');
    this.object = object;
    this.result = result;
  }
}

/** @throws NOT_FOUND in the same words whether the row never was, was deleted, or is not hers to see. */
export function getRecord(org: Org, userId: string, id: string, request: RecordRequest): UiRecord {
  const object = objectOf(org, userId, id);
  const fromLayout = (request.layoutTypes ?? []).flatMap((type) => layoutFields(org, userId, object, type));
  const paths = [
    ...new Set([
      ...fieldPaths(org, userId, object, request.fields ?? [], false),
      ...fieldPaths(org, userId, object, request.optionalFields ?? [], true),
      ...fromLayout.flatMap((name) => withParentName(org, userId, object, name))
    ])
  ];
  const row = readRow(org, userId, object, id, paths);
  if (!row) throw notFound();
  return uiRecord(org, row, paths);
}

export function createRecord(org: Org, userId: string, input: RecordInput): UiRecord {
  const object = org.schema.object(input.apiName ?? '');
  if (!object || !org.security.objectAccess(userId, object.name).create) throw objectRefusal(input.apiName ?? '');
  const record = withFields(org, userId, object, input.fields ?? {});
  const id = save(org, userId, 'insert', record);
  return afterSave(org, userId, object, id);
}

export function updateRecord(org: Org, userId: string, id: string, input: RecordInput): UiRecord {
  const object = objectOf(org, userId, id);
  const record = withFields(org, userId, object, input.fields ?? {});
  record.id = id;
  save(org, userId, 'update', record);
  return afterSave(org, userId, object, id);
}

export function deleteRecord(org: Org, userId: string, id: string): void {
  const record = new SRecord(objectOf(org, userId, id));
  record.id = id;
  save(org, userId, 'delete', record);
}

function save(org: Org, userId: string, operation: 'insert' | 'update' | 'delete', record: SRecord): string {
  const [result] = org.dml.save(operation, [record], { userId, access: USER, allOrNone: true });
  if (!result?.success) throw new SaveRefusal(record.object, result ?? { id: null, success: false, created: false, errors: [] });
  return result.id ?? record.id!;
}

/** The saved row as its user sees it; an insert may give a row that she cannot see herself. */
function afterSave(org: Org, userId: string, object: ObjectDef, id: string): UiRecord {
  const paths = layoutFields(org, userId, object, 'Full');
  const row = readRow(org, userId, object, id, paths);
  if (row) return uiRecord(org, row, paths);
  const bare = new SRecord(object);
  bare.id = id;
  return uiRecord(org, bare, []);
}

function withFields(org: Org, userId: string, object: ObjectDef, fields: Readonly<Record<string, unknown>>): SRecord {
  const record = new SRecord(object);
  for (const [name, value] of Object.entries(fields)) {
    const field = fieldOf(object, name);
    // In the same words whether the field does not exist or is not hers to know.
    if (!field || !readable(org, userId, object, field))
      throw new PlatformError('INVALID_FIELD', `No such column '${name}' on sobject of type ${object.name}`, [name]);
    if (field.name !== 'Id') record.values.set(field.name, valueFromJson(field, value));
  }
  return record;
}

function withParentName(org: Org, userId: string, object: ObjectDef, name: string): string[] {
  const field = fieldOf(object, name);
  if (!field?.relationshipName || field.referenceTo.length === 0) return [name];
  return [name, ...fieldPaths(org, userId, object, [`${field.relationshipName}.Name`], true)];
}

function objectOf(org: Org, userId: string, id: string): ObjectDef {
  const object = isValidId(id) ? org.schema.byKeyPrefix(id.slice(0, 3)) : undefined;
  if (!object || !org.security.objectAccess(userId, object.name).read) throw notFound();
  return object;
}

function notFound(): PlatformError {
  return new PlatformError('NOT_FOUND', 'The requested resource does not exist');
}
