/**
 * Bulk API 2.0 for loads and queries that survive a bad line, a full disk and a kill.
 *   const client = bulkOf(org);
 *   const result = await load(client, { spec, rows, key, scope, journal, manifest });
 *   for await (const row of queryRows(client, 'SELECT …')) …
 * Why it is our own: docs/decisions/bulk-transport.md.
 */
export { accessOf } from './access.ts';
export { BulkClient, bulkOf } from './client.ts';
export type { ClientOptions } from './client.ts';
export { load } from './load.ts';
export type { LoadOptions, LoadResult, Progress } from './load.ts';
export type { SavedSink } from './outcome.ts';
export { queryRows } from './query.ts';
export type { QueryOptions } from './query.ts';
export { LOCAL_CODES } from './types.ts';
export type { LoadSpec, Operation, OrgAccess, Reject, Row } from './types.ts';
