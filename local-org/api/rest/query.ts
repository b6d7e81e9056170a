import { randomBytes } from 'node:crypto';
import { PlatformError } from '../../errors.ts';
import { USER } from '../../security/types.ts';
import { columnsToJson, recordToJson } from '../record-json.ts';
import { ok } from '../types.ts';
import type { Answer, Call, Cursors, Route } from '../types.ts';

const PAGE = 2000;
const SMALLEST_PAGE = 200;
/** Source: Salesforce limits, "open query cursors": the oldest of a user is given up for a new one. */
const CURSORS_A_USER = 10;

/** `FROM` of the query may be any object the user may read; the predicate is inside. */
export function query(call: Call, allRows: boolean): Answer {
  const text = call.query['q'];
  if (!text) throw new PlatformError('MALFORMED_QUERY', 'A query string has to be specified');
  const prepared = call.org.soql.prepare(text);
  if (prepared.binds.length > 0) throw new PlatformError('MALFORMED_QUERY', `unexpected token: ':'`);
  const result = call.org.soql.query(text, { userId: call.userId, access: USER, allRows });
  if (call.query['columns'] === 'true')
    return ok(columnsToJson(prepared, (field) => call.org.security.fieldAccess(call.userId, prepared.object.name, field.name).read));
  if (result.count !== undefined) return ok({ totalSize: result.count, done: true, records: [] });
  const rows = result.records.map((record) => recordToJson(record, prepared.columns, call.version));
  const size = pageSize(call);
  if (rows.length <= size) return ok({ totalSize: rows.length, done: true, records: rows });
  const locator = call.cursors.open(call.userId, rows);
  return ok({ totalSize: rows.length, done: false, nextRecordsUrl: nextUrl(call, locator, size), records: rows.slice(0, size) });
}

function nextPage(call: Call, locator: string, from: string): Answer {
  const rows = call.cursors.rows(call.userId, locator);
  const start = Number(from);
  const end = start + pageSize(call);
  const done = end >= rows.length;
  return ok({
    totalSize: rows.length,
    done,
    ...(done ? {} : { nextRecordsUrl: nextUrl(call, locator, end) }),
    records: rows.slice(start, end)
  });
}

function nextUrl(call: Call, locator: string, from: number): string {
  return `/services/data/v${call.version}/query/${locator}-${from}`;
}

function pageSize({ headers }: Call): number {
  const asked = Number(/batchSize\s*=\s*(\d+)/i.exec(headers['sforce-query-options'] ?? '')?.[1] ?? PAGE);
  return Math.min(PAGE, Math.max(SMALLEST_PAGE, asked));
}

/** Results that are fetched page by page, in memory. */
export function createCursors(): Cursors {
  const open = new Map<string, { userId: string; rows: readonly unknown[] }>();
  return {
    open(userId, rows) {
      const own = [...open].filter(([, cursor]) => cursor.userId === userId);
      if (own.length >= CURSORS_A_USER) open.delete(own[0]![0]);
      const locator = `01g${randomBytes(12).toString('hex').slice(0, 15)}`;
      open.set(locator, { userId, rows });
      return locator;
    },
    rows(userId, locator) {
      const cursor = open.get(locator);
      if (cursor?.userId !== userId) throw new PlatformError('INVALID_QUERY_LOCATOR', 'invalid query locator');
      return cursor.rows;
    }
  };
}

/** SOSL: `FIND {…} …`. Rows of each object in the order of RETURNING. */
function search(call: Call): Answer {
  const text = call.query['q'];
  if (!text) throw new PlatformError('MALFORMED_SEARCH', 'A search string has to be specified');
  const found = call.org.soql.search(text, { userId: call.userId, access: USER });
  const rows = found.flat().map((record) => {
    const columns = [...record.values.keys()].map((name) => ({
      name,
      display: name,
      aggregate: false,
      field: record.object.fields.get(name.toLowerCase())!
    }));
    return recordToJson(record, columns, call.version);
  });
  return ok({ searchRecords: rows });
}

export const QUERY_ROUTES: readonly Route[] = [
  { method: 'GET', path: /^query$/, run: (call) => query(call, false) },
  { method: 'GET', path: /^queryAll$/, run: (call) => query(call, true) },
  { method: 'GET', path: /^query(?:All)?\/(01g\w+)-(\d+)$/, run: nextPage },
  { method: 'GET', path: /^search$/, run: search }
];
