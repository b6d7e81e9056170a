import { alive, fail, listOf } from '../statement.ts';
import type { ObjectHook } from './types.ts';

/** An assignment is to a set or to a group of sets, once, and to a user who is active. */
export const permissionSetAssignmentHook: ObjectHook = {
  beforeValidation(statement) {
    if (statement.operation !== 'insert') return;
    const { store } = statement.org;
    const rows = alive(statement);
    const assignees = listOf(new Set(rows.map((row) => row.next.values.get('AssigneeId') as string)));
    const existing = new Set(
      store
        .all(
          'SELECT "AssigneeId" || coalesce("PermissionSetGroupId", "PermissionSetId") AS pair FROM "PermissionSetAssignment" WHERE "AssigneeId" IN (SELECT value FROM json_each(?))',
          [assignees]
        )
        .map((row) => row['pair'])
    );
    const inactive = new Set(
      store
        .all('SELECT "Id" AS id FROM "User" WHERE "IsActive" = 0 AND "Id" IN (SELECT value FROM json_each(?))', [assignees])
        .map((row) => row['id'])
    );
    const aggregated = new Map(
      store
        .all('SELECT "Id" AS id, "PermissionSetGroupId" AS grp FROM "PermissionSet" WHERE "PermissionSetGroupId" IS NOT NULL')
        .map((row) => [row['grp'], row['id'] as string])
    );
    for (const row of rows) {
      const values = row.next.values;
      const group = values.get('PermissionSetGroupId') ?? null;
      const target = group ?? values.get('PermissionSetId') ?? null;
      if (target === null) fail(row, 'REQUIRED_FIELD_MISSING', 'Required fields are missing: [PermissionSetId]', ['PermissionSetId']);
      const pair = `${values.get('AssigneeId')}${target}`;
      if (existing.has(pair)) fail(row, 'DUPLICATE_VALUE', 'Duplicate PermissionSetAssignment', ['AssigneeId']);
      if (inactive.has(values.get('AssigneeId') as string))
        fail(row, 'INACTIVE_OWNER_OR_USER', 'operation performed with inactive user', ['AssigneeId']);
      existing.add(pair);
      if (group !== null && aggregated.has(group as string)) values.set('PermissionSetId', aggregated.get(group as string)!);
      values.set('IsActive', true);
    }
  }
};
