import { quoted } from '../../store/tables.ts';
import type { DeployTarget } from './index.ts';

/** Rows that people added and that point at setup rows which are no longer there. */
const DEPENDENTS: readonly (readonly [string, string, string])[] = [
  ['PermissionSetAssignment', 'PermissionSetId', 'PermissionSet'],
  ['PermissionSetAssignment', 'PermissionSetGroupId', 'PermissionSetGroup'],
  ['GroupMember', 'GroupId', 'Group']
];

/** Takes away assignments of permission sets that are gone, members of and shares with groups that are gone. */
export function removeOrphans({ store, schema }: DeployTarget): void {
  for (const [object, field, of] of DEPENDENTS) {
    store.run(
      `DELETE FROM ${quoted(object)} WHERE ${quoted(field)} IS NOT NULL AND ${quoted(field)} NOT IN (SELECT "Id" FROM ${quoted(of)})`
    );
  }
  const missing = `"UserOrGroupId" LIKE '00G%' AND "UserOrGroupId" NOT IN (SELECT "Id" FROM "Group")`;
  store.run(`DELETE FROM "GroupMember" WHERE ${missing}`);
  for (const object of schema.objects()) if (object.kind === 'share') store.run(`DELETE FROM ${quoted(object.name)} WHERE ${missing}`);
}
