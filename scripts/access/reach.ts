import { heldBy, heldByRole, type Held, letters, union } from '../verify/effective.ts';
import type { DataMap, Expected, Matrix } from '../verify/expected.ts';
import type { Grants, Org, Package, Person } from '../verify/types.ts';

/** What somebody can do: `Object c` … `Object d`, `Object v` (all its rows), `Object.Field r`, `call Class`, `holds Permission`, `rows of Group`. */
export type Reach = ReadonlySet<string>;

/** What the matrix lets a role do with objects and classes; fields and groups as the package and config/posture.yaml give them. */
export function allowed(role: string, matrix: Matrix, pack: Package, expected: Expected): Reach {
  const { group, members } = expected.roles[role]!;
  const objects = Object.entries(matrix.objects).flatMap(([object, row]) =>
    [...(row[role] ?? '-')].filter((letter) => letter !== '-').map((letter) => `${object} ${letter}`)
  );
  const source = union([...(pack.roles.get(group) ?? [])].map((name) => ({ ...pack.sets.get(name)!, name })));
  return new Set([
    ...objects,
    ...fieldLines(source),
    ...[...source.custom].map((name) => `holds ${name}`),
    ...callsOf(role, matrix, pack),
    ...(members ? [`rows of ${members}`] : [])
  ]);
}

/** Classes that the matrix lets a role call: by one method or address at least, or held and refused inside. */
function callsOf(role: string, matrix: Matrix, pack: Package): string[] {
  const byName = [
    ...Object.entries(matrix.methods),
    ...Object.entries(matrix.inside).map(([name, row]) => [name, Object.keys(row)] as const)
  ];
  const addresses = new Set(Object.entries(matrix.rest).flatMap(([name, roles]) => (roles.includes(role) ? [name.split(' ')[1]!] : [])));
  return [
    ...byName.filter(([, roles]) => roles.includes(role)).map(([name]) => `call ${name.split('.')[0]}`),
    ...[...pack.addresses].filter(([, address]) => addresses.has(address)).map(([name]) => `call ${name}`)
  ];
}

/** Sets outside of every role that a person may hold besides: what the package puts in them. */
export function allowedBy(sets: readonly string[], pack: Package): Reach {
  return new Set(sets.flatMap((name) => [...reachOf(pack.sets.get(name)!, () => true)]));
}

/** What a role gives in the org. */
export function roleReach(role: string, org: Org, matrix: Matrix, pack: Package, expected: Expected): Reach {
  const { group, members } = expected.roles[role]!;
  return new Set([...reachOf(heldByRole(org, group), isInMatrix(matrix, pack)), ...(members ? [`rows of ${members}`] : [])]);
}

/** What a person can do in the org, all her grants together, with who has a right over the whole org counted for every object. */
export function personReach(person: Person, org: Org, matrix: Matrix, pack: Package): { reach: Reach; held: Held } {
  const held = heldBy(org, person);
  const wide = held.permissions.has('ModifyAllData') ? 'credvm' : held.permissions.has('ViewAllData') ? 'rv' : '';
  const objects = new Map([...org.objects.keys()].map((name) => [name, letters(`${held.objects.get(name) ?? ''}${wide}`)]));
  const rows = person.groups.map((group) => `rows of ${group}`);
  return { reach: new Set([...reachOf({ ...held, objects }, isInMatrix(matrix, pack)), ...rows]), held };
}

/** Only classes with a row of their own say something about a person; helpers that a screen never calls have none. */
function isInMatrix(matrix: Matrix, pack: Package): (apexClass: string) => boolean {
  const named = new Set([...Object.keys(matrix.methods).map((name) => name.split('.')[0]!), ...pack.addresses.keys()]);
  return (apexClass) => named.has(apexClass);
}

function reachOf(grants: Grants, counts: (apexClass: string) => boolean): Reach {
  return new Set([
    ...[...grants.objects].flatMap(([object, rights]) => [...rights].map((letter) => `${object} ${letter}`)),
    ...fieldLines(grants),
    ...[...grants.classes].filter(counts).map((name) => `call ${name}`),
    ...[...grants.custom].map((name) => `holds ${name}`)
  ]);
}

const fieldLines = (grants: Grants): string[] =>
  [...grants.fields].flatMap(([field, rights]) => [...rights].map((letter) => `${field} ${letter}`));

/** What everybody reaches without any grant on rows: `everybody Object internal Read`, and rules that share rows with groups. */
export function openRows(from: Pick<Package, 'objects'>, rules: ReadonlySet<string>): Reach {
  const models = [...from.objects].flatMap(([name, { internal, external }]) =>
    [
      ['internal', internal],
      ['external', external]
    ].flatMap(([side, model]) => (['Private', 'ControlledByParent'].includes(model!) ? [] : [`everybody ${name} ${side} ${model}`]))
  );
  return new Set([...models, ...[...rules].map((line) => `rule ${line}`)]);
}

/** Fields that lie behind the doorway, which no role may hold. */
export function doorFields(map: DataMap): ReadonlySet<string> {
  return new Set(
    Object.entries(map).flatMap(([object, { door, fields }]) =>
      Object.entries(fields).flatMap(([field, own]) => (door || own.door ? [`${object}.${field}`] : []))
    )
  );
}
