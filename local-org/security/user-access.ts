import { assignedSets } from './grants.ts';
import type { GrantReader, Grants } from './grants.ts';
import { principalsOf } from './principals.ts';
import type { Store } from '../store/types.ts';

/** Everything about a user's access that does not depend on single records; kept until setup rows change or an assignment ends. */
export interface UserAccess {
  readonly userId: string;
  readonly active: boolean;
  readonly grants: Grants;
  /** Permission sets and groups that are hers. */
  readonly sets: readonly string[];
  readonly principals: readonly string[];
  readonly principalsJson: string;
  readonly validUntil: number;
  has(permission: string): boolean;
}

/** @returns the access of a user; none at all for one who is inactive or unknown. */
export function readUserAccess(store: Store, reader: GrantReader, userId: string, now: number): UserAccess {
  const [user] = store.all('SELECT "IsActive", "ProfileId", "UserRoleId", "UserType" FROM "User" WHERE "Id" = ?', [userId]);
  if (!user || user.IsActive !== 1) return nobody(userId);
  const assigned = assignedSets(store, userId, user.ProfileId as string | null, now);
  const grants = reader.combined(assigned);
  const principals = principalsOf(store, userId, user.UserRoleId as string | null, (user.UserType ?? 'Standard') === 'Standard');
  return {
    userId,
    active: true,
    grants,
    sets: [...assigned.sets, ...assigned.groups.flatMap((group) => [group.id, ...group.sets])],
    principals,
    principalsJson: JSON.stringify(principals),
    validUntil: assigned.validUntil,
    has: (permission) => grants.permissions.has(permission.toLowerCase())
  };
}

function nobody(userId: string): UserAccess {
  const grants: Grants = { objects: new Map(), fields: new Map(), permissions: new Set(), entities: new Set() };
  return { userId, active: false, grants, sets: [], principals: [], principalsJson: '[]', validUntil: Infinity, has: () => false };
}
