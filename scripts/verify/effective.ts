import type { Grants, Org, Person, SetFacts } from './types.ts';

/** What one may do, from however many sets. */
export interface Held extends Grants {
  /** By permission, object, class or custom permission: the sets and profiles that give it. */
  readonly from: ReadonlyMap<string, readonly string[]>;
}

/** What a person may do by her profile, her own sets and her roles. Muting is left out: it only takes away. */
export function heldBy(org: Pick<Org, 'sets' | 'roles'>, person: Person): Held {
  const names = new Set([...person.sets, ...person.roles.flatMap((role) => [...(org.roles.get(role) ?? [])])]);
  return union(org.sets.filter((set) => (set.isProfile ? set.name === person.profile : names.has(set.name))));
}

/** What a role gives by itself. */
export function heldByRole(org: Pick<Org, 'sets' | 'roles'>, role: string): Held {
  const names = org.roles.get(role) ?? new Set();
  return union(org.sets.filter((set) => !set.isProfile && names.has(set.name)));
}

/** @returns letters in the one order, each once */
export const letters = (all: string): string => [...'credvmf'].filter((letter) => all.includes(letter)).join('');

type Named = Grants & Pick<SetFacts, 'name'>;

export function union(sets: readonly Named[]): Held {
  const objects = new Map<string, string>();
  const fields = new Map<string, string>();
  const from = new Map<string, string[]>();
  const note = (what: string, set: Named): void => void from.set(what, [...(from.get(what) ?? []), set.name]);
  for (const set of sets) {
    for (const [object, rights] of set.objects) {
      objects.set(object, letters((objects.get(object) ?? '') + rights));
      note(object, set);
    }
    for (const [field, rights] of set.fields)
      fields.set(field, rights.length > (fields.get(field) ?? '').length ? rights : fields.get(field)!);
    for (const each of [...set.permissions, ...set.classes, ...set.custom]) note(each, set);
  }
  const every = (of: (set: Named) => ReadonlySet<string>): Set<string> => new Set(sets.flatMap((set) => [...of(set)]));
  return {
    objects,
    fields,
    from,
    permissions: every(({ permissions }) => permissions),
    classes: every(({ classes }) => classes),
    custom: every(({ custom }) => custom)
  };
}
