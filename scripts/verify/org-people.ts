import type { Connection } from '@jsforce/jsforce-node';
import { about, all } from './ask.ts';
import type { Org, Package, Person } from './types.ts';

interface Assignment {
  readonly AssigneeId: string;
  readonly PermissionSetGroupId: string | null;
  readonly PermissionSet: {
    readonly Name: string;
    readonly IsOwnedByProfile: boolean;
    readonly PermissionSetGroupId: string | null;
  } | null;
}
interface Membership {
  readonly UserOrGroupId: string;
  readonly Group: { readonly DeveloperName: string; readonly Type: string };
}

/** The roles as the org has them: the permission sets of each permission set group of ours, muting sets too. */
export async function rolesOf(connection: Connection): Promise<{ roles: Map<string, Set<string>>; byId: Map<string, string> }> {
  const [groups, parts, sets] = await Promise.all([
    all<{ Id: string; DeveloperName: string }>(connection, 'SELECT Id, DeveloperName FROM PermissionSetGroup'),
    all<{ PermissionSetGroupId: string; PermissionSetId: string }>(
      connection,
      'SELECT PermissionSetGroupId, PermissionSetId FROM PermissionSetGroupComponent'
    ),
    all<{ Id: string; Name: string }>(connection, 'SELECT Id, Name FROM PermissionSet WHERE IsOwnedByProfile = FALSE')
  ]);
  const setName = new Map(sets.map(({ Id, Name }) => [Id, Name]));
  const byId = new Map(groups.map(({ Id, DeveloperName }) => [Id, DeveloperName]));
  const roles = new Map(groups.map(({ DeveloperName }) => [DeveloperName, new Set<string>()]));
  for (const { PermissionSetGroupId, PermissionSetId } of parts)
    roles.get(byId.get(PermissionSetGroupId) ?? '')?.add(setName.get(PermissionSetId) ?? PermissionSetId);
  return { roles, byId };
}

/** Everybody who can log in, by id, with what she holds; and who else stands in our groups and queues. */
export async function peopleOf(
  connection: Connection,
  pack: Package,
  roleById: ReadonlyMap<string, string>
): Promise<Pick<Org, 'people' | 'strangers' | 'queueMembers'>> {
  const [users, held, memberships] = await Promise.all([
    all<{ Id: string; UserType: string; Profile: { Name: string } | null }>(
      connection,
      "SELECT Id, UserType, Profile.Name FROM User WHERE IsActive = TRUE AND UserType != 'AutomatedProcess'"
    ),
    all<Assignment>(
      connection,
      'SELECT AssigneeId, PermissionSetGroupId, PermissionSet.Name, PermissionSet.IsOwnedByProfile, PermissionSet.PermissionSetGroupId FROM PermissionSetAssignment WHERE Assignee.IsActive = TRUE'
    ),
    about<Membership>(
      connection,
      [...pack.publicGroups, ...pack.queues],
      (list) => `SELECT UserOrGroupId, Group.DeveloperName, Group.Type FROM GroupMember WHERE Group.DeveloperName IN (${list})`
    )
  ]);
  const heldBy = Map.groupBy(held, ({ AssigneeId }) => AssigneeId);
  const regular = memberships.filter(({ Group }) => Group.Type === 'Regular');
  const groupsBy = Map.groupBy(regular, ({ UserOrGroupId }) => UserOrGroupId);
  const people = users.map(({ Id, UserType, Profile }): Person => {
    const own = heldBy.get(Id) ?? [];
    const roleId = (one: Assignment): string | null => one.PermissionSetGroupId ?? one.PermissionSet?.PermissionSetGroupId ?? null;
    return {
      id: Id,
      profile: Profile?.Name ?? '',
      isGuest: UserType === 'Guest',
      roles: distinct(own.flatMap((one) => roleById.get(roleId(one) ?? '') ?? [])),
      sets: distinct(
        own.flatMap((one) =>
          roleId(one) === null && one.PermissionSet && !one.PermissionSet.IsOwnedByProfile ? one.PermissionSet.Name : []
        )
      ),
      groups: distinct((groupsBy.get(Id) ?? []).map(({ Group }) => Group.DeveloperName))
    };
  });
  const notPeople = regular.filter(({ UserOrGroupId }) => !UserOrGroupId.startsWith('005'));
  const strangers = Map.groupBy(notPeople, ({ Group }) => Group.DeveloperName);
  const queued = Map.groupBy(
    memberships.filter(({ Group }) => Group.Type === 'Queue'),
    ({ Group }) => Group.DeveloperName
  );
  return {
    people,
    strangers: new Map([...strangers].map(([group, rows]) => [group, rows.map(({ UserOrGroupId }) => UserOrGroupId).sort()])),
    queueMembers: new Map([...queued].map(([queue, rows]) => [queue, rows.length]))
  };
}

const distinct = (names: readonly string[]): string[] => [...new Set(names)].sort();
