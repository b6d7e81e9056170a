import { PlatformError } from '../errors.ts';
import type { Org } from '../org.ts';
import { SRecord } from '../schema/record.ts';
import { fieldOf } from '../schema/types.ts';
import type { FieldDef, ObjectDef, Value } from '../schema/types.ts';
import type { BoundColumn, BoundQuery } from '../soql/types.ts';
import { normalise } from '../dml/normalise.ts';
import { valueFromJson } from './value-json.ts';

/** Rows as the REST API writes them, in the order of the query's columns. */
export function recordToJson(record: SRecord, columns: readonly BoundColumn[], version: string): Record<string, unknown> {
  const json: Record<string, unknown> = { attributes: attributesOf(record, version) };
  for (const column of columns) {
    if (column.optional && !record.queried?.has(column.name)) continue;
    if (column.relationship === 'parent') {
      const parent = record.parents.get(column.name) ?? null;
      json[column.name] = parent && recordToJson(parent, column.columns ?? [], version);
    } else if (column.relationship === 'children') {
      const children = record.children.get(column.name) ?? [];
      json[column.name] =
        children.length === 0
          ? null
          : {
              totalSize: children.length,
              done: true,
              records: children.map((child) => recordToJson(child, column.columns ?? [], version))
            };
    } else {
      const value = record.values.get(column.name) ?? null;
      json[column.name] = column.field ? valueToJson(record, column.field, value, version) : value;
    }
  }
  return json;
}

function attributesOf(record: SRecord, version: string): Record<string, string> {
  const type = record.object.name;
  return record.id === null || type === 'AggregateResult'
    ? { type }
    : { type, url: `/services/data/v${version}/sobjects/${type}/${record.id}` };
}

/** Source: REST API Developer Guide, "Valid Date and DateTime Formats". */
export function valueToJson(record: SRecord | null, field: FieldDef, value: Value, version: string): unknown {
  if (value === null) return null;
  if (field.type === 'DateTime' && typeof value === 'string') return value.replace(/Z$/, '+0000');
  if (field.type === 'Base64')
    return record?.id ? `/services/data/v${version}/sobjects/${record.object.name}/${record.id}/${field.name}` : null;
  return value;
}

/** The `columnMetadata` of a query asked with `columns=true`; `mayRead` is asked for what FIELDS() gives. */
export function columnsToJson(query: BoundQuery, mayRead: (field: FieldDef) => boolean): unknown {
  const describe = (columns: readonly BoundColumn[]): unknown[] =>
    columns.map((column) => ({
      columnName: column.name,
      displayName: column.display,
      aggregate: column.aggregate || column.relationship === 'children',
      joinColumns: describe(column.columns ?? [])
    }));
  return { columnMetadata: describe(query.columns.filter(({ optional, field }) => !optional || !field || mayRead(field))) };
}

/**
 * A row as a request gives it. Fields the user may not read do not exist for her.
 * @throws PlatformError INVALID_FIELD for an unknown name, JSON_PARSER_ERROR for a value of the wrong type.
 */
export function recordFromJson(org: Org, userId: string, object: ObjectDef, json: unknown): SRecord {
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    throw new PlatformError('JSON_PARSER_ERROR', 'A record must be a JSON object');
  const record = new SRecord(object);
  for (const [name, value] of Object.entries(json)) {
    if (name === 'attributes') continue;
    const field = fieldOf(object, name);
    if (field) {
      if (field.type !== 'Id' && !org.security.fieldAccess(userId, object.name, field.name).read) throw noColumn(name, object);
      record.values.set(field.name, readId(field, valueFromJson(field, value)));
      continue;
    }
    setParent(org, userId, record, name, value);
  }
  return record;
}

/** Ids of the row itself arrive in 15 or 18 characters. */
function readId(field: FieldDef, value: Value): Value {
  return field.type === 'Id' ? normalise(field, value) : value;
}

/** `{"Account": {"Ext_Id__c": "J-9"}}`: the parent by its external id. */
function setParent(org: Org, userId: string, record: SRecord, name: string, value: unknown): void {
  const { object } = record;
  const lookup = [...object.fields.values()].find((field) => field.relationshipName?.toLowerCase() === name.toLowerCase());
  if (!lookup || !org.security.fieldAccess(userId, object.name, lookup.name).read) throw noColumn(name, object);
  if (value === null) {
    record.values.set(lookup.name, null);
    return;
  }
  const type = (value as { attributes?: { type?: string } }).attributes?.type ?? lookup.referenceTo[0] ?? '';
  const parent = lookup.referenceTo.includes(type) ? org.schema.object(type) : undefined;
  if (!parent || typeof value !== 'object') throw noColumn(name, object);
  record.parents.set(lookup.relationshipName!, recordFromJson(org, userId, parent, value));
}

export function noColumn(name: string, object: ObjectDef): PlatformError {
  return new PlatformError('INVALID_FIELD', `No such column '${name}' on sobject of type ${object.name}`, []);
}
