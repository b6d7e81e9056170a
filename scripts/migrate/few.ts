/** Rows of a query: at one call where the org's first page holds them all, which is what most orgs have; in bulk where it does not. */
import { queryRows, type BulkClient } from '../shared/bulk/index.ts';
import type { OrgConnection } from '../shared/org/index.ts';

/**
 * For ids, keys and names alone: days are written otherwise by the one way than by the other.
 * @returns the rows without a header, as text, in the order of the fields
 */
export async function* idRows(org: OrgConnection, client: BulkClient, soql: string): AsyncGenerator<readonly string[]> {
  const fields = /^SELECT (.+?) FROM /.exec(soql)![1]!.split(', ');
  const first = await org.connection.query<Record<string, string | null>>(soql, { autoFetch: false });
  if (first.done) {
    for (const record of first.records) yield fields.map((field) => record[field] ?? '');
    return;
  }
  let isHeader = true;
  for await (const cells of queryRows(client, soql)) {
    if (!isHeader) yield cells;
    isHeader = false;
  }
}
