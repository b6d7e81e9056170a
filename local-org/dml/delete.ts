import type { Org } from '../org.ts';
import type { SRecord } from '../schema/record.ts';
import { fieldOf } from '../schema/types.ts';
import type { FieldDef, ObjectDef, Value } from '../schema/types.ts';
import { hookOf } from './hooks/index.ts';
import { binnedWith, putInBin, takeFromBin } from './recycle-bin.ts';
import type { Binned } from './recycle-bin.ts';
import { fail, hasField, listOf, quote } from './statement.ts';
import type { Row, Statement } from './statement.ts';
import type { DmlOptions, SaveResult } from './types.ts';

/** Rows that go with a deletion, level by level, and lookups that are emptied by it. */
interface Plan {
  readonly doomed: Map<string, Binned>;
  readonly emptied: { child: ObjectDef; field: FieldDef; ids: string[] }[];
}

/** Deletes the rows of a chunk and everything that goes with them; refuses where a lookup restricts. Details fire no triggers of their own. */
export function deleteRows(statement: Statement): void {
  const { org, object, rows } = statement;
  const plan: Plan = { doomed: new Map(), emptied: [] };
  for (const row of rows) plan.doomed.set(row.given.id!, { id: row.given.id!, object: object.name, rootId: row.given.id! });
  let level = [...plan.doomed.values()];
  const restricted: { child: ObjectDef; field: FieldDef }[] = [];
  for (let first = true; level.length > 0; first = false) level = nextLevel(org, plan, level, restricted, first);
  if (refuseRestricted(statement, plan, restricted)) return;
  for (const { child, field, ids } of plan.emptied)
    empty(
      org,
      child,
      field,
      ids.filter((id) => !plan.doomed.has(id))
    );
  unshare(
    org,
    object,
    rows.map((row) => row.given.id!)
  );
  bury(org, [...plan.doomed.values()]);
  hookOf(object).afterDelete?.(statement);
}

/** @returns the rows that are deleted because of this level. */
function nextLevel(
  org: Org,
  plan: Plan,
  level: readonly Binned[],
  restricted: { child: ObjectDef; field: FieldDef }[],
  first: boolean
): Binned[] {
  const next: Binned[] = [];
  for (const [objectName, members] of groupBy(level, (row) => row.object)) {
    const roots = new Map(members.map((row) => [row.id, row.rootId]));
    for (const { childObject, field: name } of org.schema.object(objectName)!.childRelationships) {
      const child = org.schema.object(childObject);
      const field = child && fieldOf(child, name);
      if (!child || !field || !hasTable(child)) continue;
      if (first && childObject === org.schema.object(objectName)!.shareObject && field.name === 'ParentId') continue;
      if (!holdsRows(org, child)) continue;
      const found = referring(org, child, field, [...roots.keys()]);
      if (found.length === 0) continue;
      if (cascades(child, field)) {
        for (const { id, parentId } of found) {
          if (plan.doomed.has(id)) continue;
          const binned = { id, object: child.name, rootId: roots.get(parentId)! };
          plan.doomed.set(id, binned);
          next.push(binned);
        }
      } else if (field.deleteConstraint === 'Restrict') restricted.push({ child, field });
      else plan.emptied.push({ child, field, ids: found.map((row) => row.id) });
    }
  }
  return next;
}

/** What people and Apex shared ends with a row; whom it belongs to and the rules go with it into the bin. */
function unshare(org: Org, object: ObjectDef, ids: readonly string[]): void {
  if (object.shareObject)
    org.store.run(
      `DELETE FROM ${quote(object.shareObject)} WHERE "RowCause" NOT IN ('Owner', 'Rule') AND "ParentId" IN (SELECT value FROM json_each(?))`,
      [listOf(ids)]
    );
}

/** Most lookups are from objects without a row: asked once, not for every deleted row. */
function holdsRows(org: Org, object: ObjectDef): boolean {
  return org.store.rows(`SELECT 1 FROM ${quote(object.name)} LIMIT 1`).length > 0;
}

/** A lookup that restricts stops the deletion, unless the row that looks goes too. */
function refuseRestricted(statement: Statement, plan: Plan, restricted: readonly { child: ObjectDef; field: FieldDef }[]): boolean {
  let refused = false;
  for (const { child, field } of restricted) {
    for (const { id, parentId } of referring(statement.org, child, field, [...plan.doomed.keys()])) {
      if (plan.doomed.has(id)) continue;
      const root = plan.doomed.get(parentId)!.rootId;
      const row = statement.rows.find((one) => one.given.id === root)!;
      // The platform lists the names of the rows in the way; they may say what the user may not know.
      if (row.errors.length === 0)
        fail(
          row,
          'DELETE_FAILED',
          `Your attempt to delete this record could not be completed because it is associated with ${child.labelPlural}.`
        );
      refused = true;
    }
  }
  return refused;
}

function referring(org: Org, child: ObjectDef, field: FieldDef, ids: readonly string[]): { id: string; parentId: string }[] {
  const undeleted = hasField(child, 'IsDeleted') ? ' AND "IsDeleted" = 0' : '';
  const sql = `SELECT "Id" AS id, ${quote(field.name)} AS parent FROM ${quote(child.name)} WHERE ${quote(field.name)} IN (SELECT value FROM json_each(?))${undeleted}`;
  return org.store.all(sql, [listOf(ids)]).map((row) => ({ id: row['id'] as string, parentId: row['parent'] as string }));
}

function cascades(child: ObjectDef, field: FieldDef): boolean {
  return field.type === 'MasterDetail' || field.deleteConstraint === 'Cascade' || (child.kind === 'share' && field.name === 'ParentId');
}

function hasTable(object: ObjectDef): boolean {
  return object.kind !== 'platformEvent' && !object.virtual;
}

function empty(org: Org, child: ObjectDef, field: FieldDef, ids: readonly string[]): void {
  org.store.update(
    child.name,
    ids.map(
      (Id) =>
        new Map<string, Value>([
          ['Id', Id],
          [field.name, null]
        ])
    )
  );
}

/** Into the recycle bin where the object has one; away for good otherwise. */
function bury(org: Org, doomed: readonly Binned[]): void {
  const kept: Binned[] = [];
  for (const [name, members] of groupBy(doomed, (row) => row.object)) {
    const object = org.schema.object(name)!;
    if (!hasField(object, 'IsDeleted') || object.kind === 'share') {
      org.store.remove(
        name,
        members.map((row) => row.id)
      );
      continue;
    }
    const stamp = hasField(object, 'SystemModstamp') ? ', "SystemModstamp" = ?' : '';
    org.store.run(`UPDATE ${quote(name)} SET "IsDeleted" = 1${stamp} WHERE "Id" IN (SELECT value FROM json_each(?))`, [
      ...(stamp ? [new Date(org.now()).toISOString()] : []),
      listOf(members.map((row) => row.id))
    ]);
    kept.push(...members);
  }
  putInBin(org, kept);
}

/** Brings rows back with what was deleted with them. A row whose master is still deleted cannot come back alone. */
export function undeleteRows(statement: Statement): void {
  const { org, object, rows } = statement;
  for (const row of rows) {
    const master = [...object.fields.values()].find(
      (field) => field.type === 'MasterDetail' && isDeletedRow(org, row.old!.values.get(field.name))
    );
    if (master) fail(row, 'UNDELETE_FAILED', 'Undelete failed because the master record is deleted', [master.name]);
  }
  const ready = rows.filter((row) => row.errors.length === 0);
  const binned = binnedWith(
    org,
    ready.map((row) => row.given.id!)
  );
  // Rows that went with a master come back one by one too.
  const single = ready
    .filter((row) => !binned.some((one) => one.id === row.given.id))
    .map((row) => ({ id: row.given.id!, object: object.name, rootId: row.given.id! }));
  const all = [...binned, ...single];
  for (const [name, members] of groupBy(all, (row) => row.object))
    org.store.update(
      name,
      members.map(
        (row) =>
          new Map<string, Value>([
            ['Id', row.id],
            ['IsDeleted', false]
          ])
      )
    );
  takeFromBin(
    org,
    all.map((row) => row.id)
  );
  for (const [name, members] of groupBy(all, (row) => row.object))
    if (name !== object.name)
      org.security.recordsSaved(
        name,
        members.map((row) => row.id)
      );
  for (const row of ready) row.next = restored(row);
}

function restored(row: Row): SRecord {
  const record = row.old!.clone();
  record.values.set('IsDeleted', false);
  return record;
}

function isDeletedRow(org: Org, id: Value | undefined): boolean {
  const object = typeof id === 'string' ? org.schema.byKeyPrefix(id.slice(0, 3)) : undefined;
  return !!object && org.store.read(object.name, [id as string])[0]?.get('IsDeleted') === true;
}

/** Empties rows out of the recycle bin, with what was deleted with them and what only served them (shares, links of files). */
export function purge(org: Org, records: readonly SRecord[], options: DmlOptions): SaveResult[] {
  return org.store.atomically(() => {
    const results = records.map((record): SaveResult => {
      const values = record.id ? org.store.read(record.object.name, [record.id])[0] : undefined;
      const refuse = (statusCode: string, message: string): SaveResult => ({
        id: record.id,
        success: false,
        created: false,
        errors: [{ statusCode, message, fields: [] }]
      });
      if (values?.get('IsDeleted') !== true) return refuse('INVALID_ID_FIELD', 'Record is not in the recycle bin');
      if (options.access.mode === 'user' && !org.security.objectAccess(options.userId, record.object.name).delete)
        return refuse('INSUFFICIENT_ACCESS_OR_READONLY', 'insufficient access rights on entity');
      return { id: record.id, success: true, created: false, errors: [] };
    });
    const chosen = results.filter((result) => result.success).map((result) => result.id!);
    const singles = records
      .filter((record) => chosen.includes(record.id!))
      .map((record) => ({ id: record.id!, object: record.object.name, rootId: record.id! }));
    const all = [...binnedWith(org, chosen), ...singles];
    for (const [name, members] of groupBy(all, (row) => row.object))
      removeForGood(org, org.schema.object(name)!, [...new Set(members.map((row) => row.id))]);
    takeFromBin(
      org,
      all.map((row) => row.id)
    );
    return results;
  });
}

function removeForGood(org: Org, object: ObjectDef, ids: readonly string[]): void {
  if (object.shareObject)
    org.store.run(`DELETE FROM ${quote(object.shareObject)} WHERE "ParentId" IN (SELECT value FROM json_each(?))`, [listOf(ids)]);
  org.store.remove(object.name, ids);
}

function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  return Map.groupBy(items, key);
}
