/** The people one may sit down as: the active users of the demo org, described by their own User rows. */
import type { Org } from '../../org.ts';
import { SYSTEM } from '../../security/types.ts';

export interface Persona {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly title: string;
  readonly department: string;
  /** What she can try, from `User.AboutMe`. */
  readonly about: string;
}

const PEOPLE =
  "SELECT Id, Username, Name, Title, Department, AboutMe FROM User WHERE IsActive = true AND UserType = 'Standard' ORDER BY CreatedDate, Username";

/** @returns active users who may use the screens; API-only users are left out. */
export function personas(org: Org): Persona[] {
  const { records } = org.soql.query(PEOPLE, { userId: '', access: SYSTEM });
  return records
    .map((row) => {
      const text = (name: string) => (row.values.get(name) as string | null | undefined) ?? '';
      return {
        id: row.id!,
        username: text('Username'),
        name: text('Name'),
        title: text('Title'),
        department: text('Department'),
        about: text('AboutMe')
      };
    })
    .filter((persona) => !org.security.hasUserPermission(persona.id, 'ApiUserOnly'));
}
