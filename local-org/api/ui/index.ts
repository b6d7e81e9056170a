/**
 * The UI API (`/services/data/vX/ui-api/…`): what wire adapters and API clients read records, lists and metadata through.
 * One function for both doors; each decides who the user is. Always user mode.
 */
import { ApexFault } from '../../apex/types.ts';
import { NotSupportedError, PlatformError } from '../../errors.ts';
import type { Org } from '../../org.ts';
import type { RecordError } from '../../schema/record.ts';
import { fieldOf } from '../../schema/types.ts';
import { transact } from '../../transaction.ts';
import { readableObject } from './fields.ts';
import { layoutSections } from './layouts.ts';
import { listInfo, listInfos, listRecords, relatedListInfo, relatedListRecords, relatedLists } from './lists.ts';
import type { ListRequest } from './lists.ts';
import { objectInfo, picklistValues } from './object-info.ts';
import { createRecord, deleteRecord, getRecord, SaveRefusal, updateRecord } from './records.ts';
import type { RecordInput, RecordRequest } from './records.ts';
import { lookups } from './lookups.ts';

export interface UiRequest {
  readonly method: string;
  /** Below `ui-api/`: `records/a00…`. */
  readonly path: string;
  readonly query: Readonly<Record<string, string | undefined>>;
  readonly body: unknown;
}
export interface UiResponse {
  readonly status: number;
  readonly body: unknown;
}

interface Call {
  readonly org: Org;
  readonly userId: string;
  readonly part: readonly string[];
  readonly query: UiRequest['query'];
  readonly body: Record<string, unknown>;
}
interface Route {
  readonly method: string;
  readonly path: RegExp;
  readonly status?: number;
  run(call: Call): unknown;
}

const ROUTES: readonly Route[] = [
  { method: 'GET', path: /^object-info\/([^/]+)$/, run: ({ org, userId, part }) => objectInfo(org, userId, part[0]!) },
  {
    method: 'GET',
    path: /^object-info\/([^/]+)\/picklist-values\/([^/]+)(?:\/([^/]+))?$/,
    run: ({ org, userId, part }) => picklistValues(org, userId, part[0]!, part[1]!, part[2])
  },
  {
    method: 'GET',
    path: /^object-info\/batch\/([^/]+)$/,
    run: ({ org, userId, part }) => batch(part[0]!, (name) => objectInfo(org, userId, name))
  },
  {
    method: 'GET',
    path: /^records\/batch\/([^/]+)$/,
    run: ({ org, userId, part, query }) => batch(part[0]!, (id) => getRecord(org, userId, id, recordRequest(query)))
  },
  {
    method: 'GET',
    path: /^lookups\/([^/]+)\/([^/]+)(?:\/([^/]+))?$/,
    run: ({ org, userId, part, query }) => lookups(org, userId, part[0]!, part[1]!, part[2], query['q'] ?? '')
  },
  {
    method: 'GET',
    path: /^records\/([^/]+)$/,
    run: ({ org, userId, part, query }) => getRecord(org, userId, part[0]!, recordRequest(query))
  },
  { method: 'POST', path: /^records$/, status: 201, run: ({ org, userId, body }) => createRecord(org, userId, body as RecordInput) },
  {
    method: 'PATCH',
    path: /^records\/([^/]+)$/,
    run: ({ org, userId, part, body }) => updateRecord(org, userId, part[0]!, body as RecordInput)
  },
  {
    method: 'DELETE',
    path: /^records\/([^/]+)$/,
    status: 204,
    run: ({ org, userId, part }) => {
      deleteRecord(org, userId, part[0]!);
      return null;
    }
  },
  { method: 'GET', path: /^list-info\/([^/]+)$/, run: ({ org, userId, part }) => listInfos(org, userId, part[0]!) },
  { method: 'GET', path: /^list-info\/([^/]+)\/([^/]+)$/, run: ({ org, userId, part }) => listInfo(org, userId, part[0]!, part[1]!) },
  {
    method: 'GET',
    path: /^list-records\/([^/]+)\/([^/]+)$/,
    run: ({ org, userId, part, query }) => listRecords(org, userId, part[0]!, part[1]!, fromQuery(query))
  },
  {
    method: 'POST',
    path: /^list-records\/([^/]+)\/([^/]+)$/,
    run: ({ org, userId, part, body }) => listRecords(org, userId, part[0]!, part[1]!, body as ListRequest)
  },
  { method: 'GET', path: /^related-list-info\/([^/]+)$/, run: ({ org, userId, part }) => relatedLists(org, userId, part[0]!) },
  {
    method: 'GET',
    path: /^related-list-info\/([^/]+)\/([^/]+)$/,
    run: ({ org, userId, part }) => relatedListInfo(org, userId, part[0]!, part[1]!)
  },
  {
    method: 'GET',
    path: /^related-list-records\/([^/]+)\/([^/]+)$/,
    run: ({ org, userId, part, query }) => relatedListRecords(org, userId, part[0]!, part[1]!, fromQuery(query))
  },
  {
    method: 'POST',
    path: /^related-list-records\/([^/]+)\/([^/]+)$/,
    run: ({ org, userId, part, body }) => relatedListRecords(org, userId, part[0]!, part[1]!, body as ListRequest)
  },
  {
    method: 'GET',
    path: /^layout\/([^/]+)$/,
    run: ({ org, userId, part }) => ({
      objectApiName: part[0]!,
      layoutType: 'Full',
      mode: 'View',
      sections: layoutSections(org, userId, readableObject(org, userId, part[0]!))
    })
  }
];

const STATUS: Readonly<Record<string, number>> = {
  NOT_FOUND: 404,
  INSUFFICIENT_ACCESS: 403,
  INSUFFICIENT_ACCESS_OR_READONLY: 403,
  METHOD_NOT_ALLOWED: 405,
  NOT_IMPLEMENTED: 501
};

/** Runs one request in a transaction of its own. Refusals come back as answers; only a fault of the org itself is thrown. */
export function uiApi(org: Org, userId: string, request: UiRequest): UiResponse {
  try {
    const matching = ROUTES.filter((candidate) => candidate.path.test(request.path));
    const route = matching.find((candidate) => candidate.method === request.method);
    if (!route)
      throw matching.length > 0
        ? new PlatformError(
            'METHOD_NOT_ALLOWED',
            `HTTP Method '${request.method}' not allowed. Allowed are ${matching.map(({ method }) => method).join(',')}`
          )
        : new PlatformError('NOT_FOUND', 'The requested resource does not exist');
    const part = route.path
      .exec(request.path)!
      .slice(1)
      .map((text) => (text === undefined ? text : decodeURIComponent(text))) as string[];
    const call = { org, userId, part, query: request.query, body: bodyOf(request) };
    return { status: route.status ?? 200, body: transact(org, userId, 'api', () => route.run(call)) };
  } catch (error) {
    return refusal(error);
  }
}

function bodyOf(request: UiRequest): Record<string, unknown> {
  if (request.method === 'GET' || request.method === 'DELETE') return {};
  if (typeof request.body !== 'object' || request.body === null || Array.isArray(request.body))
    throw new PlatformError('JSON_PARSER_ERROR', 'The request body must be a JSON object.');
  return request.body as Record<string, unknown>;
}

/** Each with the status it would have alone. */
function batch(names: string, work: (name: string) => unknown): object {
  const results = (split(names) ?? []).map((name) => {
    try {
      return { statusCode: 200, result: work(name) };
    } catch (error) {
      const { status, body } = refusal(error);
      return { statusCode: status, result: body };
    }
  });
  return { hasErrors: results.some((one) => one.statusCode >= 400), results };
}

function recordRequest(query: UiRequest['query']): RecordRequest {
  return { fields: split(query['fields']), optionalFields: split(query['optionalFields']), layoutTypes: split(query['layoutTypes']) };
}

function split(list: string | undefined): string[] | undefined {
  return list === undefined
    ? undefined
    : list
        .split(',')
        .map((part) => part.trim())
        .filter(Boolean);
}

function fromQuery(query: UiRequest['query']): ListRequest {
  const request: Record<string, unknown> = {
    fields: split(query['fields']),
    optionalFields: split(query['optionalFields']),
    pageSize: query['pageSize'],
    pageToken: query['pageToken'],
    sortBy: split(query['sortBy'])
  };
  return request as ListRequest;
}

function refusal(error: unknown): UiResponse {
  if (error instanceof SaveRefusal) return saveRefusal(error);
  if (error instanceof PlatformError)
    return { status: STATUS[error.statusCode] ?? 400, body: [{ errorCode: error.statusCode, message: error.message }] };
  if (error instanceof NotSupportedError) return { status: 501, body: [{ errorCode: 'NOT_IMPLEMENTED', message: error.message }] };
  if (error instanceof ApexFault) return { status: 400, body: [{ errorCode: 'APEX_ERROR', message: error.message }] };
  throw error;
}

/** The `RecordError` that forms show: faults of a field beside it, the others on top. */
function saveRefusal(refused: SaveRefusal): UiResponse {
  const shape = ({ statusCode, message }: RecordError, name: string | null) => {
    const field = name === null ? undefined : fieldOf(refused.object, name);
    return {
      constituentField: null,
      duplicateRecordError: null,
      errorCode: statusCode,
      field: field?.name ?? null,
      fieldLabel: field?.label ?? null,
      message
    };
  };
  const fieldErrors: Record<string, object[]> = {};
  const errors: object[] = [];
  for (const error of refused.result.errors) {
    if (error.fields.length === 0) errors.push(shape(error, null));
    for (const name of error.fields) (fieldErrors[name] ??= []).push(shape(error, name));
  }
  return {
    status: 400,
    body: {
      enhancedErrorType: 'RecordError',
      errorCode: refused.result.errors[0]?.statusCode ?? 'UNKNOWN_EXCEPTION',
      message: refused.message,
      output: { errors, fieldErrors },
      statusCode: 400
    }
  };
}
