import { ApexFault } from '../../apex/types.ts';
import type { SaveResult } from '../../dml/types.ts';
import { NotSupportedError, PlatformError } from '../../errors.ts';
import type { Org } from '../../org.ts';
import { SRecord } from '../../schema/record.ts';
import type { RecordError } from '../../schema/record.ts';
import { USER } from '../../security/types.ts';
import { report } from '../errors.ts';
import type { Job } from './types.ts';

/** What became of a row: `error` is null when it was saved. */
export interface Outcome {
  readonly id: string | null;
  readonly created: boolean;
  readonly error: string | null;
  readonly errors: readonly RecordError[];
}

/** Saves rows in the running transaction, in the rights of the job's user. Rows that fail leave the others alone. */
export function applyRows(org: Org, job: Job, entries: readonly (SRecord | PlatformError)[]): Outcome[] {
  const records = entries.filter((entry) => entry instanceof SRecord);
  const results = saveOrRefuse(org, job, records);
  let next = 0;
  return entries.map((entry) => outcomeOf(entry instanceof PlatformError ? refused(null, entry) : results[next++]!));
}

/** A fault of all rows together (a trigger that ends at a limit) undoes them and is the answer for each. */
function saveOrRefuse(org: Org, job: Job, records: readonly SRecord[]): SaveResult[] {
  const given = records.map((record) => record.id);
  const savepoint = org.store.savepoint();
  try {
    return save(org, job, records);
  } catch (error) {
    savepoint.rollback();
    return given.map((id) => refused(id, faultOf(error)));
  } finally {
    savepoint.release();
  }
}

function save(org: Org, job: Job, records: readonly SRecord[]): SaveResult[] {
  const { operation, externalIdFieldName } = job.spec;
  const options = { userId: job.userId, access: USER, allOrNone: false, api: true };
  if (operation === 'hardDelete') return removeForGood(org, job, records);
  if (operation === 'query' || operation === 'queryAll') throw new Error('A query writes nothing');
  return org.dml.save(operation, records, externalIdFieldName ? { ...options, externalIdField: externalIdFieldName } : options);
}

function removeForGood(org: Org, { userId }: Job, records: readonly SRecord[]): SaveResult[] {
  const options = { userId, access: USER, allOrNone: false, api: true };
  if (!org.security.hasUserPermission(userId, 'BulkApiHardDelete')) return records.map(({ id }) => refused(id, hardDeleteRefused()));
  const deleted = org.dml.save('delete', records, options);
  org.dml.purge(
    records.filter((_, i) => deleted[i]!.success),
    options
  );
  return deleted;
}

/** Source: Bulk API 2.0, "Bulk API Hard Delete" user permission. */
export function hardDeleteRefused(): PlatformError {
  return new PlatformError(
    'FEATURENOTENABLED',
    'hardDelete operation requires special user profile permission, please contact your system administrator'
  );
}

function faultOf(error: unknown): PlatformError {
  if (error instanceof PlatformError) return error;
  if (error instanceof ApexFault)
    return new PlatformError('CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', `${error.exceptionType}: ${error.message}`);
  if (error instanceof NotSupportedError) return new PlatformError('FUNCTIONALITY_NOT_ENABLED', error.message);
  report(error);
  return new PlatformError('UNKNOWN_EXCEPTION', 'An unexpected error occurred.');
}

function refused(id: string | null, { statusCode, message, fields }: PlatformError): SaveResult {
  return { id, success: false, created: false, errors: [{ statusCode, message, fields: [...fields] }] };
}

function outcomeOf({ id, success, created, errors }: SaveResult): Outcome {
  return { id, created, error: success ? null : errors.map(errorText).join(';'), errors: success ? [] : errors };
}

/** `CODE:message:fields --`, as the column `sf__Error` has it. */
function errorText({ statusCode, message, fields }: RecordError): string {
  return `${statusCode}:${message}:${fields.length > 0 ? `${fields.join(',')} ` : ''}--`;
}
