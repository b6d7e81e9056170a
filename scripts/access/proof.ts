import type { DataMap, Expected, Matrix } from '../verify/expected.ts';
import type { Org, Package, Person } from '../verify/types.ts';
import { allowed, allowedBy, doorFields, openRows, personReach, type Reach, roleReach } from './reach.ts';

/** Something that somebody can do and should not (`more`), or should and cannot (`less`). */
export interface Difference {
  /** A role, a user's id, `everybody`, `package`. */
  readonly who: string;
  readonly kind: 'more' | 'less';
  /** `Object letter`, `Object.Field letter`, `call Class`, `rows of Group`, a way by which rows are open. */
  readonly what: string;
  /** The sets and profiles that give it. */
  readonly from: readonly string[];
}
export interface Proof {
  /** Persona × object × operation, and classes, that were computed. */
  readonly compared: number;
  readonly differences: readonly Difference[];
}

interface Given {
  readonly pack: Package;
  readonly org: Org;
  readonly matrix: Matrix;
  readonly map: DataMap;
  readonly expected: Expected;
}

/** Computes what each role and each person can do in the org, and compares it with what the project says they may. */
export function prove(given: Given): Proof {
  const { pack, org, matrix, map, expected } = given;
  const roles = Object.keys(expected.roles);
  const people = org.people.filter(({ profile }) => !expected.administrators.profiles.includes(profile));
  return {
    compared:
      (roles.length + people.length) * (Object.keys(matrix.objects).length * 4 + Object.keys(matrix.methods).length + pack.addresses.size),
    differences: [
      ...inPackage(given),
      ...roles.flatMap((role) =>
        org.roles.has(expected.roles[role]!.group)
          ? compare(role, roleReach(role, org, matrix, pack, expected), allowed(role, matrix, pack, expected))
          : [{ who: role, kind: 'less' as const, what: 'role', from: [] }]
      ),
      ...people.flatMap((person) => ofPerson(person, given)),
      ...compare('everybody', openRows(org, rulesOf(org)), openRows(pack, pack.sharing)).filter(
        ({ kind, what }) => kind === 'more' || what.startsWith('everybody')
      ),
      ...administrators(given),
      ...strangers(org),
      ...doors(org, map, expected)
    ]
  };
}

/** The matrix against the package's own source: nothing that is deployed may go beyond it. */
function inPackage({ pack, matrix, expected }: Given): Difference[] {
  const sets = [...pack.sets].map(([name, grants]) => ({ ...grants, name, id: name, isProfile: false }));
  const asOrg = { sets, roles: pack.roles } as unknown as Org;
  return Object.keys(expected.roles).flatMap((role) =>
    compare('package', roleReach(role, asOrg, matrix, pack, expected), allowed(role, matrix, pack, expected)).map((one) => ({
      ...one,
      what: `${role} ${one.what}`
    }))
  );
}

function ofPerson(person: Person, { pack, org, matrix, expected }: Given): Difference[] {
  const roles = Object.keys(expected.roles).filter((role) => person.roles.includes(expected.roles[role]!.group));
  const mayHold = roles.flatMap((role) => expected.roles[role]!.sets ?? []);
  const window = roles.some((role) => expected.roles[role]!.api) ? [expected.window.set] : [];
  const besides = [...mayHold, ...window].filter((set) => person.sets.includes(set) && pack.sets.has(set));
  const may = new Set([...roles.flatMap((role) => [...allowed(role, matrix, pack, expected)]), ...allowedBy(besides, pack)]);
  if (besides.includes(expected.window.set)) may.add(`rows of ${expected.window.members}`);
  const { reach, held } = personReach(person, org, matrix, pack);
  const all = compare(person.id, reach, may);
  // What she lacks is her role's to lack, told there once; or a pause.
  return all
    .filter(({ kind }) => kind === 'more')
    .map((one) => ({ ...one, from: held.from.get(one.what.replace(/^(call|holds) /, '').split(' ')[0]!) ?? [] }));
}

/** An administrator has no role: her rights over the whole org would make each of its rights one over all rows. */
function administrators({ pack, org, expected }: Given): Difference[] {
  return org.people
    .filter(({ profile }) => expected.administrators.profiles.includes(profile))
    .flatMap(({ id, profile, roles, groups }) =>
      [...roles.filter((role) => pack.roles.has(role)).map((role) => `role ${role}`), ...groups.map((group) => `rows of ${group}`)].map(
        (what) => ({ who: id, kind: 'more' as const, what, from: [profile] })
      )
    );
}

/** Groups within our groups, and anybody in a queue that owns rows. */
function strangers(org: Org): Difference[] {
  const inGroups = [...org.strangers].flatMap(([group, members]) => members.map((who) => ({ who, what: `rows of ${group}` })));
  const inQueues = [...org.queueMembers.keys()].map((queue) => ({ who: 'everybody', what: `members of queue ${queue}` }));
  return [...inGroups, ...inQueues].map((one) => ({ ...one, kind: 'more' as const, from: [] }));
}

/** Fields behind the doorway that any set or profile opens, administrators' too, but for the one that a window gives. */
function doors(org: Org, map: DataMap, expected: Expected): Difference[] {
  const closed = doorFields(map);
  return org.sets
    .filter(({ name, isProfile }) => isProfile || name !== expected.window.set)
    .flatMap(({ name, fields }) =>
      [...fields.keys()]
        .filter((field) => closed.has(field))
        .map((field) => ({ who: name, kind: 'more' as const, what: `${field} r`, from: [name] }))
    );
}

/** Rules and shares by hand; those by owner and by reasons of the package are its own work. */
function rulesOf(org: Org): Set<string> {
  const own = /^\S+ (Owner|ImplicitParent|ImplicitChild|\w+__c)$/;
  return new Set([...(org.shares ?? [])].filter((line) => !own.test(line)));
}

function compare(who: string, is: Reach, may: Reach): Difference[] {
  return [
    ...[...is.difference(may)].map((what) => ({ who, kind: 'more' as const, what, from: [] })),
    ...[...may.difference(is)].map((what) => ({ who, kind: 'less' as const, what, from: [] }))
  ];
}
