import type { Org } from '../org.ts';
import { alive, fail } from './statement.ts';
import type { Statement } from './statement.ts';

/** Rows that are locked for editing, as an approval does or Apex by `Approval.lock`. */
export function makeLocks(org: Org): void {
  org.store.run('CREATE TABLE IF NOT EXISTS "_lock" ("Id" TEXT PRIMARY KEY)');
}

/** @returns those of the rows that are locked. */
export function lockedAmong(org: Org, ids: readonly string[]): ReadonlySet<string> {
  if (org.store.rows('SELECT 1 FROM "_lock" LIMIT 1').length === 0) return new Set();
  const rows = org.store.all('SELECT "Id" FROM "_lock" WHERE "Id" IN (SELECT value FROM json_each(?))', [JSON.stringify(ids)]);
  return new Set(rows.map((row) => row['Id'] as string));
}

export function setLock(org: Org, id: string, locked: boolean): void {
  org.store.run(locked ? 'INSERT OR IGNORE INTO "_lock" ("Id") VALUES (?)' : 'DELETE FROM "_lock" WHERE "Id" = ?', [id]);
}

/** A locked row is changed and deleted by who may modify all of its object, in system mode too. Source: Apex Reference, "Approval Class". */
export function checkLocks(statement: Statement): void {
  const { org, object, options, internal } = statement;
  if (internal) return;
  const rows = alive(statement);
  const locked = lockedAmong(
    org,
    rows.map((row) => row.given.id!)
  );
  if (locked.size === 0 || org.security.objectAccess(options.userId, object.name).modifyAll) return;
  for (const row of rows) if (locked.has(row.given.id!)) fail(row, 'ENTITY_IS_LOCKED', 'the entity is locked for editing');
}
