import { PlatformError } from '../../errors.ts';
import { SRecord } from '../../schema/record.ts';
import type { Value } from '../../schema/types.ts';
import type { AccessMode } from '../../security/types.ts';
import type { Bind, QueryOptions, QueryResult } from '../../soql/types.ts';
import { current } from '../../transaction.ts';
import { isTesting } from '../async/testing.ts';
import { consume, inDatabase } from '../limits/limits.ts';
import { engine } from '../runtime/engine.ts';
import {
  ApexBlob,
  ApexDate,
  ApexDatetime,
  ApexDecimal,
  ApexDouble,
  ApexEnum,
  ApexList,
  ApexSet,
  ApexTime,
  raise,
  systemException
} from '../values/index.ts';

export interface QueryRequest {
  /** Absent: that of the class now running. */
  readonly access?: AccessMode | null;
  /** Apex values by the source text of the bind expression, in any case. */
  readonly binds?: ReadonlyMap<string, unknown>;
  readonly allRows?: boolean;
  /** Rows of a query locator: a batch may take any number, others count against a limit of their own. */
  readonly locator?: boolean;
}

/** Runs SOQL for Apex: counted, refusals as QueryException. @throws QueryException, LimitException */
export function runQuery(text: string, request: QueryRequest = {}): QueryResult {
  consume('queries');
  const transaction = current();
  const result = inDatabase(() => refusedAsQuery(() => transaction.org.soql.query(text, optionsOf(request))));
  const rows = result.count ?? countRows(result.records);
  if (!request.locator) consume('queryRows', rows);
  else if (transaction.kind !== 'batch') consume('queryLocatorRows', rows);
  return result;
}

/** Finds the rows of a cursor. @throws QueryException, LimitException */
export function findRows(text: string, request: QueryRequest): string[] {
  consume('queries');
  return inDatabase(() => refusedAsQuery(() => current().org.soql.find(text, optionsOf(request))));
}

/** Reads rows that a cursor has found, in the rights of who reads them. @throws QueryException, LimitException */
export function readFoundRows(text: string, ids: readonly string[], access: AccessMode): SRecord[] {
  consume('queries');
  const records = inDatabase(() => refusedAsQuery(() => current().org.soql.readFound(text, ids, optionsOf({ access }))));
  consume('queryRows', countRows(records));
  return records;
}

function optionsOf(request: QueryRequest): QueryOptions {
  return {
    userId: current().userId,
    access: request.access ?? engine().access,
    binds: bindValues(request.binds),
    apex: true,
    ...(request.allRows ? { allRows: true } : {})
  };
}

function refusedAsQuery<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw asQueryException(error);
  }
}

const PORTION = 2000;

/** Opens a query whose rows are read as they are asked for; null where it cannot be read in portions. @throws QueryException, LimitException */
export function readQuery(text: string, request: QueryRequest): Iterable<SRecord> | null {
  const { org } = current();
  const options = optionsOf(request);
  const open = () => org.soql.reader(text, options, PORTION);
  try {
    open();
  } catch (error) {
    if (error instanceof PlatformError && error.statusCode === 'FEATURENOTENABLED') return null;
    throw asQueryException(error);
  }
  consume('queries');
  return {
    *[Symbol.iterator]() {
      const reader = open();
      for (let rows = inDatabase(() => reader.next()); rows; rows = inDatabase(() => reader.next())) yield* rows;
    }
  };
}

const FIXED = Symbol('fixed search results');

/** In a test a search finds these rows, and none before they are given. */
export function fixSearchResults(ids: readonly string[]): void {
  current().slots.set(FIXED, ids);
}

/** Runs SOSL for Apex. */
export function runSearch(text: string, request: QueryRequest = {}): ApexList<ApexList<SRecord>> {
  consume('searches');
  const transaction = current();
  try {
    const found = transaction.org.soql.search(text, {
      userId: transaction.userId,
      access: request.access ?? engine().access,
      binds: bindValues(request.binds),
      apex: true,
      ...(isTesting() ? { found: (transaction.slots.get(FIXED) as readonly string[] | undefined) ?? [] } : {})
    });
    const sobject = engine().typeNamed('SObject')!;
    return new ApexList(
      engine().listOf(sobject),
      found.map((rows) => recordList(rows))
    );
  } catch (error) {
    throw asQueryException(error);
  }
}

/** @returns the rows as a List of their own type; of SObject when there are none to tell by. */
export function recordList(records: SRecord[], objectName: string = records[0]?.object.name ?? 'SObject'): ApexList<SRecord> {
  return new ApexList(engine().typeNamed(objectName) ?? engine().typeNamed('SObject')!, records);
}

/** @returns the one row. @throws QueryException when there is none or more than one. */
export function singleRow(records: readonly SRecord[]): SRecord {
  if (records.length === 0) raise('QueryException', 'List has no rows for assignment to SObject');
  if (records.length > 1) raise('QueryException', 'List has more than 1 row for assignment to SObject');
  return records[0]!;
}

/** An Apex value as a bind: sObjects stand for their ids, collections for lists. */
export function bindValue(value: unknown): Bind {
  if (value instanceof ApexList || value instanceof ApexSet)
    return [...(value instanceof ApexList ? value.items : value.values())].map(scalar);
  return scalar(value);
}

function scalar(value: unknown): Value {
  if (value === null || value === undefined) return null;
  if (value instanceof ApexDecimal) return value.toNumber();
  if (value instanceof ApexDouble) return value.value;
  if (value instanceof ApexDate || value instanceof ApexDatetime || value instanceof ApexTime) return value.toIso();
  if (value instanceof ApexEnum) return value.constant;
  if (value instanceof ApexBlob) return value.bytes;
  if (value instanceof SRecord) return value.id;
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  raise('QueryException', 'Invalid bind expression type of a value for a column');
}

function bindValues(binds: ReadonlyMap<string, unknown> | undefined): ReadonlyMap<string, Bind> {
  return new Map([...(binds ?? [])].map(([name, value]) => [name, bindValue(value)]));
}

function countRows(records: readonly SRecord[]): number {
  let rows = records.length;
  for (const record of records) if (record.hasChildren) for (const children of record.children.values()) rows += children.length;
  return rows;
}

function asQueryException(error: unknown): unknown {
  return error instanceof PlatformError ? systemException('QueryException', error.message, error) : error;
}
