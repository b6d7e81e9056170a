import { type DataMap, type Expected, isPersonal } from '../expected.ts';
import { finding, type Found } from '../faults.ts';
import type { Grants, Org, Package, SetFacts } from '../types.ts';

/** Our permission sets and roles, each as the package has it; and what others grant on our objects. */
export function grantFindings(pack: Package, org: Org, map: DataMap, expected: Expected): Found[] {
  const bySet = new Map(org.sets.filter(({ isProfile }) => !isProfile).map((set) => [set.name, set]));
  const ours = [...pack.sets].flatMap(([name, wanted]) => {
    const found = bySet.get(name);
    return found ? compared(name, wanted, found) : [finding('SET_MISSING', name)];
  });
  const others = org.sets.filter(({ name, isProfile }) => isProfile || !pack.sets.has(name));
  return [...ours, ...roles(pack, org), ...others.flatMap((set) => foreign(set, pack, map, expected))];
}

/** Everything that a set grants, as lines that can be compared. */
export function lines(grants: Grants): Set<string> {
  return new Set([
    ...[...grants.permissions].map((name) => `permission ${name}`),
    ...[...grants.objects].flatMap(([object, rights]) => [...rights].map((letter) => `${object} ${letter}`)),
    ...[...grants.fields].flatMap(([field, rights]) => [...rights].map((letter) => `${field} ${letter}`)),
    ...[...grants.classes].map((name) => `class ${name}`),
    ...[...grants.custom].map((name) => `custom ${name}`)
  ]);
}

function compared(name: string, wanted: Grants, found: Grants): Found[] {
  const [should, is] = [lines(wanted), lines(found)];
  return [
    ...[...is.difference(should)].map((line) => finding('SET_OPENED', name, line)),
    ...[...should.difference(is)].map((line) => finding('SET_CLOSED', name, line))
  ];
}

function roles(pack: Package, org: Org): Found[] {
  return [...pack.roles].flatMap(([name, wanted]) => {
    const found = org.roles.get(name);
    if (!found) return [finding('ROLE_MISSING', name)];
    return [
      ...[...found.difference(wanted)].map((set) => finding('ROLE_OPENED', name, set)),
      ...[...wanted.difference(found)].map((set) => finding('ROLE_CLOSED', name, set))
    ];
  });
}

/** Administrators' profiles have every object by the platform; a personal field only if somebody granted it. */
function foreign(set: SetFacts, pack: Package, map: DataMap, expected: Expected): Found[] {
  const isAdministrators = set.isProfile && expected.administrators.profiles.includes(set.name);
  const objects = isAdministrators ? [] : [...set.objects].filter(([, rights]) => rights !== '');
  const fields = [...set.fields.keys()].filter((field) => isPersonal(map, field));
  const classes = isAdministrators ? [] : [...set.classes].filter((name) => pack.classes.has(name));
  return [
    ...objects.map(([object, rights]) => finding('OBJECT_GRANTED', set.name, `${object} ${rights}`)),
    ...fields.map((field) => finding('FIELD_GRANTED', set.name, field)),
    ...classes.map((name) => finding('CLASS_GRANTED', set.name, name))
  ];
}
