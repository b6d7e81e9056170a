/** What of the package's navigation a user sees, through the permission sets she holds. */
import type { Org } from '../../org.ts';
import { nodes, text, texts } from '../../metadata/xml.ts';
import type { XmlNode } from '../../metadata/types.ts';
import { SYSTEM } from '../../security/types.ts';

export type TabVisibility = 'Visible' | 'Available' | 'None';

export interface NavigationAccess {
  tab(name: string): TabVisibility;
  app(name: string): boolean;
}

/** Administrators see everything, as with the platform's System Administrator profile. */
const EVERYTHING: NavigationAccess = { tab: () => 'Visible', app: () => true };

/** @returns what the user's permission sets, groups and profile say about tabs and apps. */
export function navigationAccess(org: Org, userId: string): NavigationAccess {
  if (org.security.hasUserPermission(userId, 'ModifyAllData')) return EVERYTHING;
  const grants = grantsOf(org, userId);
  return {
    tab(name) {
      const settings = grants
        .flatMap((grant) => [...nodes(grant, 'tabSettings'), ...nodes(grant, 'tabVisibilities')])
        .filter((setting) => text(setting, 'tab') === name)
        .map((setting) => text(setting, 'visibility'));
      if (settings.some((value) => value === 'Visible' || value === 'DefaultOn')) return 'Visible';
      return settings.some((value) => value === 'Available' || value === 'DefaultOff') ? 'Available' : 'None';
    },
    app: (name) =>
      grants.some((grant) =>
        nodes(grant, 'applicationVisibilities').some((entry) => text(entry, 'application') === name && text(entry, 'visible') === 'true')
      )
  };
}

function grantsOf(org: Org, userId: string): XmlNode[] {
  const query = (soql: string) => org.soql.query(soql, { userId, access: SYSTEM, binds: new Map([['userId', userId]]) }).records;
  const names = new Set<string>();
  for (const row of query(
    'SELECT PermissionSet.Name, PermissionSetGroup.DeveloperName FROM PermissionSetAssignment WHERE AssigneeId = :userId'
  )) {
    const group = row.parents.get('PermissionSetGroup')?.get('DeveloperName') as string | null | undefined;
    const set = row.parents.get('PermissionSet')?.get('Name') as string | null | undefined;
    if (set) names.add(set);
    const parts = group ? org.metadata.components.get('PermissionSetGroup')?.get(group) : undefined;
    for (const part of parts ? texts(parts, 'permissionSets') : []) names.add(part);
  }
  const [profile] = query('SELECT Profile.Name FROM User WHERE Id = :userId');
  const profileName = profile?.parents.get('Profile')?.get('Name') as string | null | undefined;
  const sets = [...names].map((name) => org.metadata.components.get('PermissionSet')?.get(name));
  const profiles = [profileName ? org.metadata.components.get('Profile')?.get(profileName) : undefined];
  return [...sets, ...profiles].filter((node) => node !== undefined);
}
