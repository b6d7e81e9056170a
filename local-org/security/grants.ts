/** What permission sets give: read from the setup rows, combined per user. Rules: Salesforce help, "Permission Set Groups", "Muting". */
import type { SQLInputValue } from 'node:sqlite';
import type { Store } from '../store/types.ts';
import { isOneOf } from './sql.ts';

/** Object rights as bits, so that sets of rights combine cheaply. */
export const RIGHT = { read: 1, create: 2, edit: 4, delete: 8, viewAll: 16, modifyAll: 32, viewAllFields: 64 } as const;
/** Field rights as bits. */
export const FIELD = { read: 1, edit: 2 } as const;

/** Names are in lower case, fields as `object.field`. */
export interface Grants {
  readonly objects: ReadonlyMap<string, number>;
  readonly fields: ReadonlyMap<string, number>;
  readonly permissions: ReadonlySet<string>;
  /** Ids of classes, custom permissions, apps and types that are opened. */
  readonly entities: ReadonlySet<string>;
}

interface GrowingGrants {
  readonly objects: Map<string, number>;
  readonly fields: Map<string, number>;
  readonly permissions: Set<string>;
  readonly entities: Set<string>;
}

export interface AssignedSets {
  /** Permission sets, the profile's own included. */
  readonly sets: readonly string[];
  readonly groups: readonly { readonly id: string; readonly sets: readonly string[]; readonly muting: readonly string[] }[];
  /** The next moment at which an assignment ends, in milliseconds; Infinity when none does. */
  readonly validUntil: number;
}

type Row = Record<string, SQLInputValue>;

/** @returns what is assigned to a user at this moment, through the profile, permission sets and permission set groups. */
export function assignedSets(store: Store, userId: string, profileId: string | null, now: number): AssignedSets {
  const sets = new Set<string>();
  const groups = new Set<string>();
  let validUntil = Infinity;
  for (const row of store.all('SELECT "Id" FROM "PermissionSet" WHERE "ProfileId" = ? AND "IsOwnedByProfile" = 1', [profileId]))
    sets.add(row.Id as string);
  const assignments = store.all(
    `SELECT a."PermissionSetId" AS direct, a."ExpirationDate" AS ends, coalesce(a."PermissionSetGroupId", p."PermissionSetGroupId") AS viaGroup, p."HasActivationRequired" AS session
     FROM "PermissionSetAssignment" a LEFT JOIN "PermissionSet" p ON p."Id" = a."PermissionSetId" WHERE a."AssigneeId" = ? AND a."IsRevoked" IS NOT 1`,
    [userId]
  );
  for (const row of assignments) {
    const ends = row.ends === null ? Infinity : Date.parse(row.ends as string);
    if (ends <= now) continue;
    validUntil = Math.min(validUntil, ends);
    if (row.viaGroup !== null) groups.add(row.viaGroup as string);
    // Session-based sets need an activation, which this org does not offer: they give nothing.
    else if (row.session !== 1 && row.direct !== null) sets.add(row.direct as string);
  }
  return { sets: [...sets], groups: groups.size ? components(store, [...groups]) : [], validUntil };
}

function components(store: Store, groups: readonly string[]): AssignedSets['groups'] {
  const list = isOneOf('c."PermissionSetGroupId"', groups);
  const rows = store.all(
    `SELECT c."PermissionSetGroupId" AS owner, c."PermissionSetId" AS part, m."Id" AS muting FROM "PermissionSetGroupComponent" c
     JOIN "PermissionSetGroup" g ON g."Id" = c."PermissionSetGroupId" AND g."HasActivationRequired" IS NOT 1
     LEFT JOIN "MutingPermissionSet" m ON m."Id" = c."PermissionSetId" WHERE ${list.sql}`,
    list.params
  );
  return groups.map((id) => {
    const own = rows.filter((row) => row.owner === id);
    return {
      id,
      sets: own.filter((row) => row.muting === null).map((row) => row.part as string),
      muting: own.filter((row) => row.muting !== null).map((row) => row.part as string)
    };
  });
}

/** Reads and remembers what each permission set or muting set holds. */
export class GrantReader {
  private readonly store: Store;
  private readonly known = new Map<string, Grants>();
  private readonly named = new Map<string, readonly string[]>();
  /** By the ids of all that is assigned: most users hold what many others hold. */
  private readonly unions = new Map<string, Grants>();

  constructor(store: Store) {
    this.store = store;
  }

  /** @returns everything assigned, combined: the union of the sets, where each group first loses what it mutes. */
  combined({ sets, groups }: AssignedSets): Grants {
    const key = JSON.stringify([sets, groups]);
    let union = this.unions.get(key);
    if (!union) this.unions.set(key, (union = this.union(sets, groups)));
    return union;
  }

  private union(sets: AssignedSets['sets'], groups: AssignedSets['groups']): Grants {
    const result = emptyGrants();
    for (const id of sets) add(result, this.read(id, 'PermissionSet'));
    for (const group of groups) {
      const whole = emptyGrants();
      for (const id of group.sets) add(whole, this.read(id, 'PermissionSet'));
      for (const id of group.muting) mute(whole, this.read(id, 'MutingPermissionSet'));
      add(result, whole);
    }
    return result;
  }

  /** @returns the ids of the custom permissions of that name. */
  customPermission(developerName: string): readonly string[] {
    let ids = this.named.get(developerName);
    if (!ids) {
      const rows = this.store.all('SELECT "Id" FROM "CustomPermission" WHERE "DeveloperName" = ?', [developerName]);
      this.named.set(developerName, (ids = rows.map((row) => row.Id as string)));
    }
    return ids;
  }

  private read(id: string, table: 'PermissionSet' | 'MutingPermissionSet'): Grants {
    const known = this.known.get(id);
    if (known) return known;
    const grants = emptyGrants();
    const [own] = this.store.all(`SELECT * FROM "${table}" WHERE "Id" = ?`, [id]);
    for (const [name, value] of Object.entries(own ?? {}))
      if (value === 1 && name.startsWith('Permissions')) grants.permissions.add(name.slice(11).toLowerCase());
    for (const row of this.store.all('SELECT * FROM "ObjectPermissions" WHERE "ParentId" = ?', [id]))
      grants.objects.set((row.SobjectType as string).toLowerCase(), objectBits(row));
    for (const row of this.store.all('SELECT "Field", "PermissionsRead", "PermissionsEdit" FROM "FieldPermissions" WHERE "ParentId" = ?', [
      id
    ])) {
      grants.fields.set(
        (row.Field as string).toLowerCase(),
        (row.PermissionsRead ? FIELD.read : 0) | (row.PermissionsEdit ? FIELD.edit : 0)
      );
    }
    for (const row of this.store.all('SELECT "SetupEntityId" FROM "SetupEntityAccess" WHERE "ParentId" = ?', [id]))
      grants.entities.add(row.SetupEntityId as string);
    this.known.set(id, grants);
    return grants;
  }
}

function objectBits(row: Row): number {
  const { read, create, edit, delete: remove, viewAll, modifyAll, viewAllFields } = RIGHT;
  const bit = (name: string, value: number): number => (row[`Permissions${name}`] ? value : 0);
  return (
    bit('Read', read) |
    bit('Create', create) |
    bit('Edit', edit) |
    bit('Delete', remove) |
    bit('ViewAllRecords', viewAll) |
    bit('ModifyAllRecords', modifyAll) |
    bit('ViewAllFields', viewAllFields)
  );
}

function emptyGrants(): GrowingGrants {
  return { objects: new Map(), fields: new Map(), permissions: new Set(), entities: new Set() };
}

function add(to: GrowingGrants, from: Grants): void {
  for (const [name, bits] of from.objects) to.objects.set(name, (to.objects.get(name) ?? 0) | bits);
  for (const [name, bits] of from.fields) to.fields.set(name, (to.fields.get(name) ?? 0) | bits);
  for (const name of from.permissions) to.permissions.add(name);
  for (const id of from.entities) to.entities.add(id);
}

function mute(from: GrowingGrants, muted: Grants): void {
  for (const [name, bits] of muted.objects) from.objects.set(name, (from.objects.get(name) ?? 0) & ~withDependent(bits));
  for (const [name, bits] of muted.fields)
    from.fields.set(name, (from.fields.get(name) ?? 0) & ~(bits & FIELD.read ? FIELD.read | FIELD.edit : bits));
  for (const name of muted.permissions) from.permissions.delete(name);
  // Modify All Data cannot stand without View All Data.
  if (muted.permissions.has('viewalldata')) from.permissions.delete('modifyalldata');
  for (const id of muted.entities) from.entities.delete(id);
}

/** Rights that cannot stand without a muted one go with it. */
function withDependent(muted: number): number {
  let bits = muted;
  if (bits & RIGHT.read)
    return RIGHT.read | RIGHT.create | RIGHT.edit | RIGHT.delete | RIGHT.viewAll | RIGHT.modifyAll | RIGHT.viewAllFields;
  if (bits & RIGHT.edit) bits |= RIGHT.delete | RIGHT.modifyAll;
  if (bits & (RIGHT.delete | RIGHT.viewAll)) bits |= RIGHT.modifyAll;
  return bits;
}
