import type { ObjectDef } from '../../schema/types.ts';
import { alive, fail, listOf, quote } from '../statement.ts';
import type { Row, Statement } from '../statement.ts';
import type { ObjectHook } from './types.ts';

const RANK: Readonly<Record<string, number>> = { Read: 1, Edit: 2, All: 3 };

/**
 * Share rows: only who holds a row whole may share it, reasons of Apex only by who may modify all data, no level that everybody has
 * anyway, and a share given twice is the one that exists, at the new level.
 */
export const shareHook: ObjectHook = {
  beforeTriggers(statement) {
    const shared = statement.org.schema.object(statement.object.shareOf!)!;
    for (const row of alive(statement))
      if (statement.operation === 'insert') row.next.values.set('RowCause', row.next.values.get('RowCause') ?? 'Manual');
    checkRights(statement, shared);
    for (const row of alive(statement)) checkRow(statement, shared, row);
  },
  beforeValidation(statement) {
    if (statement.operation === 'insert') adoptExisting(statement);
  },
  /** What follows from owner and rules is the platform's own: it goes with them, and for nobody before. */
  beforeDelete(statement) {
    const { sharingReasons } = statement.org.schema.object(statement.object.shareOf!)!;
    for (const row of alive(statement)) {
      const cause = row.old!.values.get('RowCause') as string;
      if (cause !== 'Manual' && !sharingReasons.includes(cause))
        fail(row, 'INSUFFICIENT_ACCESS_OR_READONLY', 'insufficient access rights on object id');
    }
  }
};

function checkRights(statement: Statement, shared: ObjectDef): void {
  const { org, options } = statement;
  if (!options.access.sharing) return;
  const rows = alive(statement);
  const parents = rows.map((row) => row.next.values.get('ParentId')).filter((id): id is string => typeof id === 'string');
  const whole = org.security.reachable(options.userId, shared.name, parents, 'all');
  const modifiesAll = org.security.hasUserPermission(options.userId, 'ModifyAllData');
  for (const row of rows) {
    const manual = row.next.values.get('RowCause') === 'Manual';
    if (!whole.has(row.next.values.get('ParentId') as string) || (!manual && !modifiesAll))
      fail(row, 'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY', 'insufficient access rights on cross-reference id', ['ParentId']);
  }
}

function checkRow({ operation }: Statement, shared: ObjectDef, row: Row): void {
  const cause = row.next.values.get('RowCause') as string;
  const level = RANK[row.next.values.get('AccessLevel') as string] ?? 0;
  const everybody = { Private: 0, Read: 1, ReadWrite: 2, FullAccess: 3, ControlledByParent: 3 }[shared.sharingModel];
  if (cause !== 'Manual' && !shared.sharingReasons.includes(cause))
    fail(row, 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', 'Row Cause: bad value for restricted picklist field', ['RowCause']);
  if (level === 3 || (level > 0 && level <= everybody))
    fail(
      row,
      'FIELD_INTEGRITY_EXCEPTION',
      `field integrity exception: AccessLevel (trivial share level ${String(row.next.values.get('AccessLevel'))}, for organization with default level ${shared.sharingModel})`,
      ['AccessLevel']
    );
  if (operation === 'update' && row.old!.values.get('RowCause') !== cause)
    fail(row, 'INVALID_FIELD_FOR_INSERT_UPDATE', 'Unable to create/update fields: RowCause', ['RowCause']);
}

function adoptExisting(statement: Statement): void {
  const { org, object } = statement;
  const rows = alive(statement);
  const parents = listOf(new Set(rows.map((row) => row.next.values.get('ParentId') as string)));
  const found = org.store.all(
    `SELECT "Id" AS id, "AccessLevel" AS level, "ParentId" || "UserOrGroupId" || "RowCause" AS key FROM ${quote(object.name)} WHERE "ParentId" IN (SELECT value FROM json_each(?))`,
    [parents]
  );
  const known = new Map(found.map((row) => [row['key'] as string, row]));
  for (const row of rows) {
    const values = row.next.values;
    const other = known.get(`${values.get('ParentId')}${values.get('UserOrGroupId')}${values.get('RowCause')}`);
    if (!other) continue;
    row.existing = true;
    row.next.id = row.given.id = other['id'] as string;
    if (other['level'] !== values.get('AccessLevel'))
      org.store.update(object.name, [
        new Map([
          ['Id', row.next.id],
          ['AccessLevel', values.get('AccessLevel') ?? null]
        ])
      ]);
  }
}
