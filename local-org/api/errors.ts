import { ApexFault } from '../apex/types.ts';
import { NotSupportedError, PlatformError } from '../errors.ts';
import type { RecordError } from '../schema/record.ts';
import type { Answer } from './types.ts';

/** Statuses that are not 400. Source: REST API Developer Guide, "Status Codes and Error Responses"; see also PROTOCOL ground rules. */
const STATUS: Readonly<Record<string, number>> = {
  API_DISABLED_FOR_ORG: 403,
  ENTITY_IS_DELETED: 404,
  INSUFFICIENT_ACCESS: 403,
  INSUFFICIENT_ACCESS_OR_READONLY: 403,
  INVALID_SESSION_ID: 401,
  METHOD_NOT_ALLOWED: 405,
  NOT_FOUND: 404,
  REQUEST_LIMIT_EXCEEDED: 403,
  REQUEST_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415
};

export function statusOf(statusCode: string): number {
  return STATUS[statusCode] ?? 400;
}

/** One entry of the platform's error array. */
export interface ApiError {
  readonly message: string;
  readonly errorCode: string;
  readonly fields?: readonly string[];
}

export function apiError({ statusCode, message, fields }: RecordError): ApiError {
  return { message, errorCode: statusCode, fields };
}

/** @returns the answer for anything thrown. What is nobody's fault but the org's is reported without its message, which may be personal. */
export function answerOf(error: unknown): Answer {
  if (error instanceof PlatformError) {
    const entry: ApiError = {
      message: error.message,
      errorCode: error.statusCode,
      ...(error.fields.length > 0 ? { fields: error.fields } : {})
    };
    return { status: statusOf(error.statusCode), body: [entry] };
  }
  // Never 500 for what is merely unsupported: clients repeat a GET that answers 500 five times.
  if (error instanceof NotSupportedError)
    return { status: 400, body: [{ message: error.message, errorCode: 'FUNCTIONALITY_NOT_ENABLED' }] };
  if (error instanceof ApexFault)
    return {
      status: 400,
      body: [{ message: `${error.exceptionType}: ${error.message}`, errorCode: 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY' }]
    };
  report(error);
  return { status: 500, body: [{ message: 'An unexpected error occurred.', errorCode: 'UNKNOWN_EXCEPTION' }] };
}

/** Where a fault of the org happened, for its developers: the kind and the lines of code, never the text. */
export function report(error: unknown): void {
  const lines = error instanceof Error ? (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at ')) : [];
  console.error([`Internal fault: ${error instanceof Error ? error.name : typeof error}`, ...lines.slice(0, 12)].join('\n'));
}

export function notFound(): PlatformError {
  return new PlatformError('NOT_FOUND', 'The requested resource does not exist');
}
