import { PlatformError } from '../../errors.ts';
import { describeGlobal, describeSObject } from '../../schema/describe.ts';
import { SRecord } from '../../schema/record.ts';
import { fieldOf } from '../../schema/types.ts';
import type { ObjectDef } from '../../schema/types.ts';
import { USER } from '../../security/types.ts';
import type { DmlOperation, SaveResult } from '../../dml/types.ts';
import { apiError, notFound, statusOf } from '../errors.ts';
import { recordFromJson, recordToJson } from '../record-json.ts';
import { valueFromJson } from '../value-json.ts';
import { ok } from '../types.ts';
import type { Answer, Call, Route } from '../types.ts';
import { objectOf, visibleId } from './access.ts';

export const SOBJECT_ROUTES: readonly Route[] = [
  { method: 'GET', path: /^sobjects$/, run: (call) => ok(describeGlobal(call.org, call.userId, call.version)) },
  { method: 'GET', path: /^sobjects\/(\w+)$/, run: basic },
  { method: 'POST', path: /^sobjects\/(\w+)$/, run: create },
  { method: 'GET', path: /^sobjects\/(\w+)\/describe$/, run: describe },
  { method: 'GET', path: /^sobjects\/(\w+)\/(\w+)$/, run: retrieve },
  { method: 'PATCH', path: /^sobjects\/(\w+)\/([^/]+)$/, run: update },
  { method: 'DELETE', path: /^sobjects\/(\w+)\/([^/]+)$/, run: remove },
  { method: 'GET', path: /^sobjects\/(\w+)\/(\w+)\/(VersionData)$/i, run: blob },
  { method: 'GET', path: /^sobjects\/(\w+)\/(\w+)\/([^/]+)$/, run: retrieveByKey },
  { method: 'PATCH', path: /^sobjects\/(\w+)\/(\w+)\/([^/]+)$/, run: upsert },
  { method: 'DELETE', path: /^sobjects\/(\w+)\/(\w+)\/([^/]+)$/, run: removeByKey }
];

function basic(call: Call, name: string): Answer {
  const object = objectOf(call, name);
  const found = describeGlobal(call.org, call.userId, call.version).sobjects.find((one) => one.name === object.name);
  if (!found) throw notFound();
  return ok({ objectDescribe: found, recentItems: [] });
}

function describe(call: Call, name: string): Answer {
  const found = describeSObject(call.org, call.userId, name, call.version);
  if (!found) throw notFound();
  return ok(found);
}

export function create(call: Call, name: string): Answer {
  const object = objectOf(call, name);
  const result = saveOne(call, 'insert', recordFromJson(call.org, call.userId, object, call.body));
  return result.success ? { status: 201, body: { id: result.id, success: true, errors: [] } } : refusal(result);
}

/** Through a query, so that what comes back is what the user may see. */
export function retrieve(call: Call, name: string, id: string): Answer {
  const object = objectOf(call, name);
  return ok(readRow(call, object, visibleId(call, object, id), call.query['fields']));
}

export function readRow(call: Call, object: ObjectDef, id: string, fields: string | undefined): Record<string, unknown> {
  const names = fields
    ? fields
        .split(',')
        .map((field) => field.trim())
        .filter(Boolean)
    : readableFields(call, object);
  for (const name of names)
    if (!/^[\w.]+$/.test(name))
      throw new PlatformError('INVALID_FIELD', 'A field name holds other characters than letters, digits and underscores');
  const text = `SELECT ${[...new Set(names)].join(', ')} FROM ${object.name} WHERE Id = '${id}'`;
  const { columns } = call.org.soql.prepare(text);
  const [record] = call.org.soql.query(text, { userId: call.userId, access: USER }).records;
  if (!record) throw notFound();
  return recordToJson(record, columns, call.version);
}

function readableFields({ org, userId }: Call, object: ObjectDef): string[] {
  return [...object.fields.values()]
    .filter((field) => org.security.fieldAccess(userId, object.name, field.name).read)
    .map((field) => field.name);
}

export function update(call: Call, name: string, id: string): Answer {
  const object = objectOf(call, name);
  const record = recordFromJson(call.org, call.userId, object, call.body);
  if (record.values.has('Id'))
    throw new PlatformError('INVALID_FIELD', 'The Id field should not be specified in the sobject data.', ['Id']);
  record.id = visibleId(call, object, id);
  const result = saveOne(call, 'update', record);
  return result.success ? { status: 204 } : refusal(result);
}

export function remove(call: Call, name: string, id: string): Answer {
  const object = objectOf(call, name);
  return removeRow(call, object, visibleId(call, object, id));
}

function removeRow(call: Call, object: ObjectDef, id: string): Answer {
  const record = new SRecord(object);
  record.id = id;
  const result = saveOne(call, 'delete', record);
  return result.success ? { status: 204 } : refusal(result);
}

/** The bytes of a file. */
function blob(call: Call, name: string, id: string, fieldName: string): Answer {
  const object = objectOf(call, name);
  const field = fieldOf(object, fieldName);
  if (field?.type !== 'Base64' || !call.org.security.fieldAccess(call.userId, object.name, field.name).read) throw notFound();
  const [row] = call.org.store.read(object.name, [visibleId(call, object, id)]);
  return {
    status: 200,
    body: Buffer.from((row!.get(field.name) as Uint8Array | null) ?? new Uint8Array()),
    headers: { 'content-type': 'application/octet-stream' }
  };
}

function upsert(call: Call, name: string, key: string, value: string): Answer {
  const object = objectOf(call, name);
  const record = recordFromJson(call.org, call.userId, object, call.body);
  const field = keyField(call, object, key);
  if (record.values.has(field.name))
    throw new PlatformError('INVALID_FIELD', `The ${field.name} field should not be specified in the sobject data.`, [field.name]);
  if (field.type === 'Id') return update({ ...call, body: call.body }, name, value);
  record.values.set(field.name, valueFromJson(field, value));
  const result = saveOne(call, 'upsert', record, field.name);
  return result.success
    ? { status: result.created ? 201 : 200, body: { id: result.id, success: true, errors: [], created: result.created } }
    : refusal(result);
}

function retrieveByKey(call: Call, name: string, key: string, value: string): Answer {
  const object = objectOf(call, name);
  return ok(readRow(call, object, idByKey(call, object, key, value), call.query['fields']));
}

function removeByKey(call: Call, name: string, key: string, value: string): Answer {
  const object = objectOf(call, name);
  return removeRow(call, object, idByKey(call, object, key, value));
}

function keyField({ org, userId }: Call, object: ObjectDef, key: string): NonNullable<ReturnType<typeof fieldOf>> {
  const field = fieldOf(object, key);
  const usable = field && (field.externalId || field.type === 'Id') && org.security.fieldAccess(userId, object.name, field.name).read;
  if (!usable) throw new PlatformError('NOT_FOUND', 'Provided external ID field does not exist or is not accessible: ' + key);
  return field;
}

function idByKey(call: Call, object: ObjectDef, key: string, value: string): string {
  const field = keyField(call, object, key);
  const literal = field.type === 'Number' ? String(Number(value)) : `'${value.replace(/[\\']/g, '\\$&')}'`;
  const found = call.org.soql.query(`SELECT Id FROM ${object.name} WHERE ${field.name} = ${literal} LIMIT 2`, {
    userId: call.userId,
    access: USER
  }).records;
  if (found.length > 1)
    throw new PlatformError('DUPLICATE_EXTERNAL_ID', `${field.name}: more than one record found for external id field`, [field.name]);
  if (!found[0]) throw notFound();
  return found[0].id!;
}

function saveOne({ org, userId }: Call, operation: DmlOperation, record: SRecord, externalIdField?: string): SaveResult {
  return org.dml.save(operation, [record], {
    userId,
    access: USER,
    allOrNone: true,
    api: true,
    ...(externalIdField ? { externalIdField } : {})
  })[0]!;
}

function refusal(result: SaveResult): Answer {
  return { status: statusOf(result.errors[0]!.statusCode), body: result.errors.map(apiError) };
}
