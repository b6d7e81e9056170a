import type { Org } from '../org.ts';
import { listOf } from './statement.ts';

/**
 * Which rows were deleted along with others: an undelete or purge of the first takes those with it that its deletion took along.
 * A row that was deleted itself needs no mention.
 * A table of the org's own, beside those of the objects.
 */
export function makeBin(org: Org): void {
  org.store.run('CREATE TABLE IF NOT EXISTS "_recycle_bin" ("Id" TEXT PRIMARY KEY, "Object" TEXT NOT NULL, "RootId" TEXT NOT NULL)');
  org.store.run('CREATE INDEX IF NOT EXISTS "_recycle_bin_root" ON "_recycle_bin" ("RootId")');
}

export interface Binned {
  readonly id: string;
  readonly object: string;
  readonly rootId: string;
}

export function putInBin(org: Org, rows: readonly Binned[]): void {
  const along = rows.filter((row) => row.rootId !== row.id);
  if (along.length === 0) return;
  org.store.run(
    `INSERT OR REPLACE INTO "_recycle_bin" ("Id", "Object", "RootId")
     SELECT json_extract(value, '$.id'), json_extract(value, '$.object'), json_extract(value, '$.rootId') FROM json_each(?)`,
    [JSON.stringify(along)]
  );
}

/** @returns what was deleted along with these rows. */
export function binnedWith(org: Org, rootIds: readonly string[]): Binned[] {
  const rows = org.store.all('SELECT "Id", "Object", "RootId" FROM "_recycle_bin" WHERE "RootId" IN (SELECT value FROM json_each(?))', [
    listOf(rootIds)
  ]);
  return rows.map((row) => ({ id: row['Id'] as string, object: row['Object'] as string, rootId: row['RootId'] as string }));
}

export function takeFromBin(org: Org, ids: readonly string[]): void {
  org.store.run('DELETE FROM "_recycle_bin" WHERE "Id" IN (SELECT value FROM json_each(?))', [listOf(ids)]);
}
