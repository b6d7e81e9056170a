import { alive, listOf } from '../statement.ts';
import type { ObjectHook } from './types.ts';

/** Adding a member twice gives the membership that exists. */
export const groupMemberHook: ObjectHook = {
  beforeValidation(statement) {
    if (statement.operation !== 'insert') return;
    const rows = alive(statement);
    const groups = listOf(new Set(rows.map((row) => row.next.values.get('GroupId') as string)));
    const members = statement.org.store.all(
      'SELECT "Id" AS id, "GroupId" || "UserOrGroupId" AS pair FROM "GroupMember" WHERE "GroupId" IN (SELECT value FROM json_each(?))',
      [groups]
    );
    const known = new Map(members.map((row) => [row['pair'] as string, row['id'] as string]));
    for (const row of rows) {
      const id = known.get(`${row.next.values.get('GroupId')}${row.next.values.get('UserOrGroupId')}`);
      if (!id) continue;
      row.existing = true;
      row.next.id = row.given.id = id;
    }
  }
};
