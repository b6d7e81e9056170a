import { PlatformError } from '../../errors.ts';
import { SRecord } from '../../schema/record.ts';
import { isValidId, to18 } from '../../schema/ids.ts';
import type { ObjectDef } from '../../schema/types.ts';
import { USER } from '../../security/types.ts';
import type { DmlOperation, SaveResult } from '../../dml/types.ts';
import { recordFromJson } from '../record-json.ts';
import { ok } from '../types.ts';
import type { Answer, Call, Route } from '../types.ts';
import { objectOf } from './access.ts';
import { readRow } from './sobjects.ts';

const MOST = 200;
const MOST_READ = 2000;

export const COLLECTION_ROUTES: readonly Route[] = [
  { method: 'POST', path: /^composite\/sobjects$/, run: (call) => saveAll(call, 'insert') },
  { method: 'PATCH', path: /^composite\/sobjects$/, run: (call) => saveAll(call, 'update') },
  { method: 'DELETE', path: /^composite\/sobjects$/, run: removeAll },
  {
    method: 'GET',
    path: /^composite\/sobjects\/(\w+)$/,
    run: (call, name) => readAll(call, name, (call.query['ids'] ?? '').split(','), (call.query['fields'] ?? '').split(','))
  },
  { method: 'POST', path: /^composite\/sobjects\/(\w+)$/, run: readAllPosted },
  { method: 'PATCH', path: /^composite\/sobjects\/(\w+)\/(\w+)$/, run: (call, name, key) => upsertAll(call, name, key) }
];

/** A record as it was read, or why it could not be. */
type Entry = SRecord | PlatformError;

function entries(call: Call, objectOfEntry: (type: string | undefined) => ObjectDef): Entry[] {
  const { records } = (call.body ?? {}) as { records?: unknown };
  if (!Array.isArray(records)) throw new PlatformError('JSON_PARSER_ERROR', 'The request needs a list "records"');
  if (records.length > MOST) throw new PlatformError('INVALID_INPUT', `Number of records in the request exceeds the limit of ${MOST}`);
  return records.map((json: { attributes?: { type?: string }; id?: unknown } | null) => {
    try {
      const object = objectOfEntry(json?.attributes?.type);
      return recordFromJson(call.org, call.userId, object, json);
    } catch (error) {
      if (error instanceof PlatformError) return error;
      throw error;
    }
  });
}

function allOrNone(call: Call): boolean {
  const asked = (call.body as { allOrNone?: unknown } | undefined)?.allOrNone ?? call.query['allOrNone'];
  return asked === true || asked === 'true';
}

function saveAll(call: Call, operation: 'insert' | 'update'): Answer {
  const list = entries(call, (type) => {
    if (!type) throw new PlatformError('INVALID_INPUT', 'Include a type attribute in each record');
    return objectOf(call, type);
  });
  return ok(saveEntries(call, operation, list).map((result) => outcome(result)));
}

function upsertAll(call: Call, name: string, key: string): Answer {
  const object = objectOf(call, name);
  const list = entries(call, (type) => {
    if (type && type.toLowerCase() !== object.name.toLowerCase())
      throw new PlatformError('INVALID_INPUT', `The records must be of type ${object.name}`);
    return object;
  });
  return ok(saveEntries(call, 'upsert', list, key).map((result) => ({ ...outcome(result), created: result.created })));
}

/** Entries that could not be read count as failed rows: with allOrNone nothing is saved then. */
function saveEntries(call: Call, operation: DmlOperation, list: readonly Entry[], externalIdField?: string): SaveResult[] {
  const { org, userId } = call;
  const whole = allOrNone(call);
  const failed = (error: PlatformError): SaveResult => ({
    id: null,
    success: false,
    created: false,
    errors: [{ statusCode: error.statusCode, message: error.message, fields: [...error.fields] }]
  });
  if (whole && list.some((entry) => entry instanceof PlatformError)) {
    const others = new PlatformError(
      'ALL_OR_NONE_OPERATION_ROLLED_BACK',
      'Record rolled back because not all records were valid and the request was using AllOrNone header'
    );
    return list.map((entry) => failed(entry instanceof PlatformError ? entry : others));
  }
  const records = list.filter((entry): entry is SRecord => entry instanceof SRecord);
  const saved = org.dml.save(operation, records, {
    userId,
    access: USER,
    allOrNone: whole,
    api: true,
    ...(externalIdField ? { externalIdField } : {})
  });
  let next = 0;
  return list.map((entry) => (entry instanceof PlatformError ? failed(entry) : saved[next++]!));
}

function outcome({ id, success, errors }: SaveResult): object {
  const list = errors.map(({ statusCode, message, fields }) => ({ statusCode, message, fields }));
  return success ? { id, success, errors: [] } : { ...(id ? { id } : {}), success, errors: list };
}

function removeAll(call: Call): Answer {
  const ids = (call.query['ids'] ?? '').split(',').filter(Boolean);
  if (ids.length === 0 || ids.length > MOST) throw new PlatformError('INVALID_INPUT', `Give 1 to ${MOST} ids`);
  const list = ids.map((id): Entry => {
    const object = isValidId(id) ? call.org.schema.byKeyPrefix(id.slice(0, 3)) : undefined;
    if (!object) return new PlatformError('MALFORMED_ID', 'malformed id');
    const record = new SRecord(object);
    record.id = to18(id);
    return record;
  });
  return ok(saveEntries(call, 'delete', list).map(outcome));
}

function readAllPosted(call: Call, name: string): Answer {
  const { ids, fields } = (call.body ?? {}) as { ids?: string[]; fields?: string[] };
  if (!Array.isArray(ids) || !Array.isArray(fields))
    throw new PlatformError('JSON_PARSER_ERROR', 'The request needs the lists "ids" and "fields"');
  return readAll(call, name, ids, fields);
}

/** Rows in the order of the ids, null where the user sees none. */
function readAll(call: Call, name: string, ids: readonly string[], fields: readonly string[]): Answer {
  if (ids.length > MOST_READ) throw new PlatformError('INVALID_INPUT', `Give at most ${MOST_READ} ids`);
  const object = objectOf(call, name);
  return ok(ids.map((id) => (isValidId(id) ? orNull(() => readRow(call, object, to18(id), ['Id', ...fields].join(','))) : null)));
}

function orNull<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof PlatformError && error.statusCode === 'NOT_FOUND') return null;
    throw error;
  }
}
