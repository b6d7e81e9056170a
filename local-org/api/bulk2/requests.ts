import { PlatformError } from '../../errors.ts';
import { fieldOf } from '../../schema/types.ts';
import type { ObjectDef } from '../../schema/types.ts';
import type { Call } from '../types.ts';
import { hardDeleteRefused } from './apply.ts';
import { openQuery } from './query.ts';
import { DELIMITERS, LINE_ENDINGS } from './types.ts';
import type { Format, IngestOperation, QueryOperation, Spec } from './types.ts';

const INGEST: readonly string[] = ['insert', 'update', 'upsert', 'delete', 'hardDelete'] satisfies IngestOperation[];
const QUERY: readonly string[] = ['query', 'queryAll'] satisfies QueryOperation[];
/** What a request for a job may say. */
const MEMBERS: Readonly<Record<'ingest' | 'query', readonly string[]>> = {
  ingest: ['object', 'operation', 'externalIdFieldName', 'lineEnding', 'columnDelimiter', 'contentType', 'concurrencyMode'],
  query: ['query', 'operation', 'lineEnding', 'columnDelimiter', 'contentType']
};

type Body = Readonly<Record<string, unknown>>;

/** @returns what an ingest job is to do. @throws PlatformError INVALIDJOB, INVALIDENTITY, FEATURENOTENABLED. */
export function ingestSpec(call: Call): Spec {
  const body = bodyOf(call, 'ingest');
  const operation = oneOf(body, 'operation', INGEST) as IngestOperation;
  const object = objectOf(call, String(body['object'] ?? ''));
  const key = body['externalIdFieldName'];
  if (operation === 'upsert') checkKey(call, object, key);
  if (operation === 'hardDelete' && !call.org.security.hasUserPermission(call.userId, 'BulkApiHardDelete')) throw hardDeleteRefused();
  return {
    ...formatOf(body),
    operation,
    object: object.name,
    externalIdFieldName: operation === 'upsert' ? String(key) : null,
    query: null,
    version: call.version
  };
}

/** @returns what a query job is to do. @throws PlatformError for a query that the user may not ask. */
export function querySpec(call: Call): Spec {
  const body = bodyOf(call, 'query');
  const operation = oneOf(body, 'operation', QUERY) as QueryOperation;
  const query = body['query'];
  if (typeof query !== 'string' || !query.trim()) throw new PlatformError('INVALIDJOB', 'InvalidJob : The request needs a query');
  openQuery(call.org, call.userId, query, operation);
  const { object } = call.org.soql.prepare(query);
  return { ...formatOf(body), operation, object: object.name, externalIdFieldName: null, query, version: call.version };
}

function bodyOf({ body }: Call, kind: 'ingest' | 'query'): Body {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new PlatformError('JSON_PARSER_ERROR', 'The request must be a JSON object');
  for (const [name, value] of Object.entries(body))
    if (value !== null && !MEMBERS[kind].includes(name)) throw new PlatformError('JSON_PARSER_ERROR', `Unrecognized field "${name}"`);
  const { contentType = 'CSV', concurrencyMode = 'Parallel' } = body as Body;
  if (contentType !== 'CSV') throw new PlatformError('INVALIDJOB', 'InvalidJob : contentType must be CSV');
  if (concurrencyMode !== 'Parallel') throw new PlatformError('INVALIDJOB', 'InvalidJob : concurrencyMode must be Parallel');
  return body as Body;
}

function formatOf(body: Body): Format {
  return {
    columnDelimiter: oneOf(body, 'columnDelimiter', Object.keys(DELIMITERS), 'COMMA') as Format['columnDelimiter'],
    lineEnding: oneOf(body, 'lineEnding', Object.keys(LINE_ENDINGS), 'LF') as Format['lineEnding']
  };
}

function oneOf(body: Body, name: string, choices: readonly string[], otherwise?: string): string {
  const value = body[name] ?? otherwise;
  if (typeof value !== 'string' || !choices.includes(value))
    throw new PlatformError('INVALIDJOB', `InvalidJob : ${name} must be one of ${choices.join(', ')}`);
  return value;
}

/** The same refusal whether the object does not exist or the user may do nothing with it. */
export function objectOf({ org, userId }: Call, name: string): ObjectDef {
  const object = org.schema.object(name);
  const access = object && org.security.objectAccess(userId, object.name);
  if (!object || object.virtual || !(access!.read || access!.create))
    throw new PlatformError('INVALIDENTITY', `InvalidEntity : Unable to find object: ${name}`);
  return object;
}

function checkKey({ org, userId }: Call, object: ObjectDef, key: unknown): void {
  if (typeof key !== 'string' || !key)
    throw new PlatformError(
      'INVALIDJOB',
      `InvalidJob : External ID was blank for ${object.name}. An External ID must be specified for upsert.`
    );
  const field = fieldOf(object, key);
  const fits = field && (field.type === 'Id' || field.externalId || field.unique || field.nameField);
  if (!fits || (field.type !== 'Id' && !org.security.fieldAccess(userId, object.name, field.name).read))
    throw new PlatformError('INVALIDJOB', `InvalidJob : Field name provided '${key}' does not match an External ID for '${object.name}'`);
}
