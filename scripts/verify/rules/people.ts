import { heldBy } from '../effective.ts';
import type { Expected } from '../expected.ts';
import { finding, type Found } from '../faults.ts';
import type { Org, Package, Person } from '../types.ts';
import { OUT, WHOLE_ORG } from '../whole-org.ts';

/** Who holds what she should not: by id, never by name. */
export function peopleFindings(pack: Package, org: Org, expected: Expected): Found[] {
  const isAdministrator = ({ profile }: Person): boolean => expected.administrators.profiles.includes(profile);
  const administrators = org.people.filter(isAdministrator);
  const { most } = expected.administrators;
  return [
    ...(administrators.length > most ? [finding('ADMINISTRATORS', String(administrators.length), String(most))] : []),
    ...org.people.flatMap((person) => {
      if (person.isGuest) return guest(pack, org, person);
      return isAdministrator(person) ? administrator(person, pack, expected) : worker(pack, org, person, expected);
    }),
    ...[...org.strangers].flatMap(([group, members]) => members.map((member) => finding('GROUP_IN_GROUP', group, member))),
    ...[...org.queueMembers].map(([queue, count]) => finding('QUEUE_MEMBER', queue, String(count)))
  ];
}

function administrator(person: Person, pack: Package, expected: Expected): Found[] {
  const sets = person.sets.filter((set) => pack.sets.has(set) && !expected.administrators.sets.includes(set));
  const roles = person.roles.filter((role) => pack.roles.has(role));
  return [
    ...roles.map((role) => finding('ADMINISTRATOR_ROLE', person.id, role)),
    ...sets.map((set) => finding('SET_BESIDES', person.id, set)),
    ...person.groups.map((group) => finding('MEMBER_WITHOUT_ROLE', person.id, group))
  ];
}

function worker(pack: Package, org: Org, person: Person, expected: Expected): Found[] {
  const held = heldBy(org, person);
  const from = (permission: string): string => `${permission} by ${(held.from.get(permission) ?? []).join(', ')}`;
  const roles = Object.values(expected.roles).filter(({ group }) => person.roles.includes(group));
  const works = roles.some(({ api }) => api);
  const mayHold = new Set(roles.flatMap(({ sets }) => sets ?? []));
  const inWindow = person.sets.includes(expected.window.set);
  const isOurs =
    person.roles.some((role) => pack.roles.has(role)) || person.groups.length > 0 || person.sets.some((set) => pack.sets.has(set));
  const takes = (permission: string): boolean => {
    if (permission !== 'ApiEnabled') return isOurs;
    const givers = held.from.get(permission) ?? [];
    return !works && givers.some((giver) => !expected.apiSets.includes(giver) && !mayHold.has(giver));
  };
  const besides = person.sets.filter((set) => pack.sets.has(set) && !mayHold.has(set) && !(set === expected.window.set && works));
  return [
    ...WHOLE_ORG.filter((name) => held.permissions.has(name)).map((name) => finding('WHOLE_ORG', person.id, from(name))),
    ...OUT.filter((name) => held.permissions.has(name) && takes(name)).map((name) => finding('TAKES_OUT', person.id, from(name))),
    ...besides.map((set) => finding('SET_BESIDES', person.id, set)),
    ...memberships(person, roles, inWindow ? expected.window.members : undefined)
  ];
}

/** A role and its public group go together. */
function memberships(person: Person, roles: readonly Expected['roles'][string][], window: string | undefined): Found[] {
  const wanted = new Set(roles.flatMap(({ members }) => members ?? []));
  const paused = new Set(roles.flatMap(({ mayPause, members }) => (mayPause && members ? [members] : [])));
  return [
    ...person.groups
      .filter((group) => !wanted.has(group) && group !== window)
      .map((group) => finding('MEMBER_WITHOUT_ROLE', person.id, group)),
    ...[...wanted.difference(paused)]
      .filter((group) => !person.groups.includes(group))
      .map((group) => finding('ROLE_WITHOUT_MEMBER', person.id, group))
  ];
}

/** Who comes without a login reaches nothing of ours, and no program. */
function guest(pack: Package, org: Org, person: Person): Found[] {
  const held = heldBy(org, person);
  return [
    ...[...held.objects]
      .filter(([, rights]) => rights !== '')
      .map(([object, rights]) => finding('GUEST', person.id, `${object} ${rights}`)),
    ...[...held.classes].filter((name) => pack.classes.has(name)).map((name) => finding('GUEST', person.id, `class ${name}`)),
    ...[...WHOLE_ORG, ...OUT].filter((name) => held.permissions.has(name)).map((name) => finding('GUEST', person.id, name)),
    ...person.groups.map((group) => finding('GUEST', person.id, group))
  ];
}
