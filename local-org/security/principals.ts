/** Whom a user stands for when records are shared: herself, her groups and queues, and the people below her in the role hierarchy. */
import type { Store } from '../store/types.ts';
import { isOneOf } from './sql.ts';

const ROLE_GROUPS: ReadonlySet<string> = new Set(['Role', 'RoleAndSubordinates', 'RoleAndSubordinatesInternal']);

/**
 * @param internal whether the user belongs to "all internal users".
 * @returns ids of users and groups; a row owned by or shared with any of them is hers to reach.
 */
export function principalsOf(store: Store, userId: string, roleId: string | null, internal: boolean): string[] {
  const own = groupsOf(store, [userId], roleId === null ? [] : [roleId], internal);
  if (roleId === null) return [userId, ...own.keys()];
  const below = rolesBelow(store, roleId);
  if (!below.length) return [userId, ...own.keys()];
  const list = isOneOf('"UserRoleId"', below);
  const people = store.all(`SELECT "Id" FROM "User" WHERE ${list.sql}`, list.params).map((row) => row.Id as string);
  const theirs = groupsOf(store, people, below, false);
  const inherited = [...theirs].filter(([, group]) => group.bosses).map(([id]) => id);
  return [...new Set([userId, ...own.keys(), ...people, ...inherited])];
}

/** @returns the users who belong to a group or queue, through nested groups, roles and "all internal users" too. */
export function usersIn(store: Store, groupId: string): string[] {
  const users = new Set<string>();
  const seen = new Set<string>();
  for (let level = [groupId]; level.length;) {
    const next: string[] = [];
    for (const id of level) {
      if (seen.has(id)) continue;
      seen.add(id);
      for (const user of usersOfKind(store, id)) users.add(user);
      for (const row of store.all('SELECT "UserOrGroupId" AS member FROM "GroupMember" WHERE "GroupId" = ?', [id])) {
        const member = row.member as string;
        if (member.startsWith('005')) users.add(member);
        else next.push(member);
      }
    }
    level = next;
  }
  return [...users].sort();
}

function usersOfKind(store: Store, groupId: string): string[] {
  const [group] = store.all('SELECT "Type", "RelatedId" FROM "Group" WHERE "Id" = ?', [groupId]);
  if (group?.Type === 'Organization')
    return store.all(`SELECT "Id" FROM "User" WHERE "UserType" = 'Standard'`).map((row) => row.Id as string);
  if (!group || !ROLE_GROUPS.has(group.Type as string) || group.RelatedId === null) return [];
  const role = group.RelatedId as string;
  return usersInRoles(store, group.Type === 'Role' ? [role] : [role, ...rolesBelow(store, role)]);
}

export function usersInRoles(store: Store, roles: readonly string[]): string[] {
  const list = isOneOf('"UserRoleId"', roles);
  return store.all(`SELECT "Id" FROM "User" WHERE ${list.sql} ORDER BY "Id"`, list.params).map((row) => row.Id as string);
}

/** @returns the roles under a role, at every depth, without itself. */
export function rolesBelow(store: Store, roleId: string): string[] {
  const rows = store.all(
    `WITH RECURSIVE below(id) AS (SELECT "Id" FROM "UserRole" WHERE "ParentRoleId" = ? UNION SELECT r."Id" FROM "UserRole" r JOIN below ON r."ParentRoleId" = below.id) SELECT id FROM below`,
    [roleId]
  );
  return rows.map((row) => row.id as string).filter((id) => id !== roleId);
}

function rolesAbove(store: Store, roles: readonly string[]): string[] {
  const rows = store.all(
    `WITH RECURSIVE above(id) AS (SELECT value FROM json_each(?) UNION SELECT r."ParentRoleId" FROM "UserRole" r JOIN above ON r."Id" = above.id WHERE r."ParentRoleId" IS NOT NULL) SELECT id FROM above`,
    [JSON.stringify(roles)]
  );
  return rows.map((row) => row.id as string);
}

/** Groups by id, through every nesting; `bosses` says whether those above a member share her access. */
function groupsOf(store: Store, users: readonly string[], roles: readonly string[], internal: boolean): Map<string, { bosses: boolean }> {
  const found = new Map<string, { bosses: boolean }>();
  let level = new Set(users);
  const keep = (rows: readonly Record<string, unknown>[], next: Set<string>): void => {
    for (const row of rows) {
      const id = row.Id as string;
      if (found.has(id)) continue;
      found.set(id, { bosses: row.DoesIncludeBosses === 1 || ROLE_GROUPS.has(row.Type as string) });
      next.add(id);
    }
  };
  const start = new Set<string>();
  if (roles.length) {
    const exact = isOneOf('"RelatedId"', roles);
    keep(store.all(`SELECT "Id", "Type", "DoesIncludeBosses" FROM "Group" WHERE "Type" = 'Role' AND ${exact.sql}`, exact.params), start);
    const upward = isOneOf('"RelatedId"', rolesAbove(store, roles));
    keep(
      store.all(
        `SELECT "Id", "Type", "DoesIncludeBosses" FROM "Group" WHERE "Type" IN ('RoleAndSubordinates', 'RoleAndSubordinatesInternal') AND ${upward.sql}`,
        upward.params
      ),
      start
    );
  }
  if (internal) keep(store.all(`SELECT "Id", "Type", "DoesIncludeBosses" FROM "Group" WHERE "Type" = 'Organization'`), start);
  for (const id of start) level.add(id);
  while (level.size) {
    const next = new Set<string>();
    const list = isOneOf('m."UserOrGroupId"', [...level]);
    keep(
      store.all(
        `SELECT g."Id", g."Type", g."DoesIncludeBosses" FROM "GroupMember" m JOIN "Group" g ON g."Id" = m."GroupId" WHERE ${list.sql}`,
        list.params
      ),
      next
    );
    level = next;
  }
  return found;
}
