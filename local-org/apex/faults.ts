import { PlatformError } from '../errors.ts';
import type { FailedRow } from './library/dml.ts';
import { withStack } from './runtime/stack.ts';
import { ApexFault } from './types.ts';
import type { Json } from './types.ts';
import { ApexException, systemException } from './values/index.ts';

/** What reached the edge as the platform shows it. Errors of the engine itself pass unchanged: they are no Apex exceptions. */
export function toFault(error: unknown): unknown {
  const exception = asException(error);
  if (!exception) return error;
  withStack(exception);
  const message = exception.given ?? (exception.typeName === 'System.AuraHandledException' ? 'Script-thrown exception' : '');
  return new ApexFault(exception.typeName, message, exception.apexStack ?? '', bodyOf(exception, message));
}

/** @returns the Apex exception that an error is or amounts to, or null. */
export function asException(error: unknown): ApexException | null {
  if (error instanceof ApexException) return error;
  if (error instanceof RangeError && error.message.includes('call stack'))
    return systemException('LimitException', 'Maximum stack depth reached: 1001');
  if (error instanceof PlatformError) return systemException('UnexpectedException', `${error.statusCode}: ${error.message}`);
  return null;
}

function bodyOf(exception: ApexException, message: string): Json {
  const common = {
    exceptionType: exception.typeName,
    isUserDefinedException: !exception.typeName.startsWith('System.'),
    stackTrace: exception.apexStack ?? ''
  };
  if (exception.typeName === 'System.AuraHandledException') return { ...common, message, stackTrace: null };
  if (exception.typeName !== 'System.DmlException' || !Array.isArray(exception.detail)) return { ...common, message };
  const pageErrors: Json[] = [];
  const fieldErrors: Record<string, Json[]> = {};
  for (const row of exception.detail as readonly FailedRow[]) {
    for (const error of row.errors) {
      const entry = { message: error.message, statusCode: error.statusCode };
      if (error.fields.length === 0) pageErrors.push(entry);
      for (const field of error.fields) (fieldErrors[field] ??= []).push(entry);
    }
  }
  return {
    ...common,
    message,
    duplicateResults: [],
    fieldErrors,
    index: (exception.detail as readonly FailedRow[])[0]?.index ?? 0,
    pageErrors
  };
}
