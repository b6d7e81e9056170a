import { current } from '../../transaction.ts';
import { ROLLED_BACK_WITH_OTHERS } from '../../dml/types.ts';
import type { DmlOperation, SaveResult } from '../../dml/types.ts';
import type { RecordError, SRecord } from '../../schema/record.ts';
import type { ObjectDef } from '../../schema/types.ts';
import type { AccessMode } from '../../security/types.ts';
import { engine } from '../runtime/engine.ts';
import { consume } from '../limits/limits.ts';
import { ApexList, present, raise, systemException, type ApexException } from '../values/index.ts';
import { publishEvents } from './EventBus.ts';

/** One failed row of a DmlException. */
export interface FailedRow {
  readonly index: number;
  readonly id: string | null;
  readonly errors: readonly RecordError[];
}

export interface DmlRequest {
  readonly allOrNone?: boolean;
  /** Absent: that of the class now running. */
  readonly access?: AccessMode | null;
  readonly externalIdField?: string | null;
}

/**
 * A DML statement or `Database.` method: counts it, refuses it where the platform does, saves.
 * @param target an sObject or a List of them.
 * @throws DmlException when `allOrNone` (the default) and a row fails; LimitException.
 */
export function runDml(operation: DmlOperation, target: unknown, request: DmlRequest = {}): SaveResult[] {
  const records = recordsOf(target);
  refuseWhereReadOnly();
  consume('dmlStatements');
  if (records.length === 0) return [];
  consume('dmlRows', records.length);
  checkRecords(operation, records);
  const transaction = current();
  const access = request.access ?? engine().access;
  if (records[0]!.object.kind === 'platformEvent' && operation === 'insert') return publishEvents(records);
  if (access.mode === 'user') checkObject(operation, records[0]!.object);
  const allOrNone = request.allOrNone ?? true;
  const results = transaction.org.dml.save(operation, records, {
    userId: transaction.userId,
    access,
    allOrNone,
    ...(request.externalIdField ? { externalIdField: request.externalIdField } : {})
  });
  if (allOrNone && results.some((result) => !result.success)) throw dmlException(operation, records, results);
  return results;
}

/** In user mode an operation that the user may not do on the object at all is refused before any row is looked at. */
function checkObject(operation: DmlOperation, object: ObjectDef): void {
  const { org, userId } = current();
  const access = org.security.objectAccess(userId, object.name);
  if (!access.read && !access.create) raise('SecurityException', `Access to entity '${object.name}' denied`);
  const allowed = {
    insert: access.create,
    update: access.edit,
    upsert: access.create || access.edit,
    delete: access.delete,
    undelete: access.delete
  }[operation];
  if (!allowed) raise('SecurityException', `DML operation ${operation.toUpperCase()} not allowed on ${object.name}`);
}

/** `Database.emptyRecycleBin`. */
export function purge(target: unknown): SaveResult[] {
  const records = recordsOf(target);
  refuseWhereReadOnly();
  consume('dmlStatements');
  consume('dmlRows', records.length);
  const transaction = current();
  return transaction.org.dml.purge(records, { userId: transaction.userId, access: engine().access, allOrNone: false });
}

const READ_ONLY = Symbol('no DML in this transaction');

/** Cacheable @AuraEnabled methods and page getters may not write. */
export function forbidDml(sentence: string): void {
  current().slots.set(READ_ONLY, sentence);
}

function refuseWhereReadOnly(): void {
  const sentence = current().slots.get(READ_ONLY);
  if (typeof sentence === 'string') raise('LimitException', sentence);
}

function recordsOf(target: unknown): SRecord[] {
  if (target instanceof ApexList) return target.items as SRecord[];
  return [present(target as SRecord | null)];
}

function checkRecords(operation: DmlOperation, records: readonly SRecord[]): void {
  const seen = new Set<SRecord>();
  const ids = new Set<string>();
  for (const [index, record] of records.entries()) {
    if (record === null) raise('NullPointerException', 'Attempt to de-reference a null object');
    if (operation === 'insert' || operation === 'upsert') {
      if (seen.has(record)) raise('ListException', `Before Insert or Upsert list must not have two identically equal elements`);
      seen.add(record);
    } else if (record.id !== null) {
      if (ids.has(record.id)) raise('ListException', `Duplicate id in list: ${record.id}`);
      ids.add(record.id);
    } else {
      throw missingId(operation, records, index);
    }
  }
}

function missingId(operation: DmlOperation, records: readonly SRecord[], index: number): ApexException {
  const error = { statusCode: 'MISSING_ARGUMENT', message: `Id not specified in an ${operation} call`, fields: [] };
  return dmlException(
    operation,
    records,
    records.map((record, i) => ({ id: record.id, success: i !== index, created: false, errors: i === index ? [error] : [] }))
  );
}

/** @returns the exception of a statement some of whose rows failed. */
export function dmlException(operation: DmlOperation, records: readonly SRecord[], results: readonly SaveResult[]): ApexException {
  const word = operation.charAt(0).toUpperCase() + operation.slice(1);
  const ids = records.map((record) => (operation === 'insert' ? null : (record.id ?? null)));
  return failureOf(
    word,
    results.map((result, i) => ({ ...result, id: ids[i] ?? null }))
  );
}

/** @param word what failed, as the sentence begins: `Insert`, `Lock`. */
export function failureOf(word: string, results: readonly SaveResult[]): ApexException {
  const rows: FailedRow[] = [];
  for (const [index, result] of results.entries()) {
    // Rows that failed only because others did are no faults of their own.
    if (!result.success && result.errors.some((error) => error.statusCode !== ROLLED_BACK_WITH_OTHERS))
      rows.push({ index, id: result.id, errors: result.errors });
  }
  const first = rows[0] ?? {
    index: 0,
    id: null,
    errors: [{ statusCode: 'UNKNOWN_EXCEPTION', message: 'The statement was rolled back', fields: [] }]
  };
  const error = first.errors[0]!;
  const where = first.id === null ? `row ${first.index}` : `row ${first.index} with id ${first.id}`;
  return systemException(
    'DmlException',
    `${word} failed. First exception on ${where}; first error: ${error.statusCode}, ${error.message}: [${error.fields.join(', ')}]`,
    rows
  );
}
