/** For tests only: random orgs as plain data, and what changes in them. Every reference is a number below the length of its list. */
import fc from 'fast-check';
import { FIELDS, KINDS } from './fixtures/forest.ts';

/** Whom something is shared with, or who belongs to a group. */
export type Who =
  { readonly kind: 'user' | 'group' | 'queue' | 'role' | 'roleAndSubordinates'; readonly at: number } | { readonly kind: 'everybody' };
export type Level = 'Read' | 'Edit';

export interface Rights {
  readonly read: boolean;
  readonly create: boolean;
  readonly edit: boolean;
  readonly delete: boolean;
  readonly viewAll: boolean;
  readonly modifyAll: boolean;
}
export interface PermissionSet {
  /** By object name. */
  readonly objects: Readonly<Record<string, Rights>>;
  /** By `Object.Field`. */
  readonly fields: Readonly<Record<string, { readonly read: boolean; readonly edit: boolean }>>;
  readonly viewAllData: boolean;
  readonly modifyAllData: boolean;
}
export interface PermissionSetGroup {
  readonly sets: readonly number[];
  readonly muting: PermissionSet | null;
}
/** To a set or to a group of sets; until tomorrow, or until yesterday. */
export interface Assignment {
  readonly to: 'set' | 'group';
  readonly at: number;
  readonly ended: boolean;
}
export interface User {
  role: number | null;
  active: boolean;
  readonly assignments: Assignment[];
}
export interface Group {
  readonly bosses: boolean;
  readonly members: Who[];
}
export type Criterion =
  | { readonly field: 'Colour__c'; readonly operation: 'equals' | 'notEqual' | 'contains' | 'startsWith'; readonly value: string }
  | {
      readonly field: 'Height__c';
      readonly operation: 'equals' | 'notEqual' | 'lessThan' | 'greaterThan' | 'lessOrEqual' | 'greaterOrEqual';
      readonly value: string;
    };
/** `$User.Alias = value` and a filter: a field of the row, of its owner or of its master, equal to values or to the user's own Id. */
export interface Restriction {
  readonly object: number;
  /** Users by number; null: everybody. */
  readonly users: readonly number[] | null;
  readonly filter:
    | { readonly by: 'colour' | 'master colour'; readonly values: readonly string[] }
    | { readonly by: 'height'; readonly values: readonly number[] }
    | { readonly by: 'owner'; readonly users: readonly number[] }
    | { readonly by: 'herself' };
}
export interface Rule {
  /** An object that has an owner and is not open for writing. */
  readonly object: number;
  readonly level: Level;
  readonly to: Who;
  /** Whose rows, or which. */
  readonly from: Who | null;
  readonly criteria: readonly Criterion[];
  readonly logic: 'all' | 'any' | 'first and not the rest' | 'first and any of the rest';
}
export interface Row {
  readonly object: number;
  owner: Who;
  /** Positions among the rows of each master object. */
  readonly masters: readonly number[];
  colour: string | null;
  height: number | null;
  readonly shares: { to: Who; level: Level }[];
}
export interface World {
  /** The role above each one. */
  readonly roles: readonly (number | null)[];
  readonly users: readonly User[];
  readonly groups: readonly Group[];
  readonly queues: readonly Group[];
  readonly sets: readonly PermissionSet[];
  readonly setGroups: readonly PermissionSetGroup[];
  readonly rules: readonly Rule[];
  readonly restrictions: readonly Restriction[];
  readonly rows: readonly Row[];
}
export type Change =
  | { readonly what: 'owner'; readonly row: number; readonly to: Who }
  | { readonly what: 'colour'; readonly row: number; readonly colour: string | null }
  | { readonly what: 'role'; readonly user: number; readonly role: number | null }
  | { readonly what: 'active'; readonly user: number; readonly active: boolean }
  | { readonly what: 'join'; readonly group: number; readonly who: Who }
  | { readonly what: 'leave'; readonly group: number; readonly member: number }
  | { readonly what: 'assign'; readonly user: number; readonly set: number }
  | { readonly what: 'unassign'; readonly user: number; readonly assignment: number }
  | { readonly what: 'share'; readonly row: number; readonly to: Who; readonly level: Level };

const COUNTS = { roles: 5, users: 6, groups: 4, queues: 2, sets: 4, setGroups: 2 } as const;
export const TOP = KINDS.map((_, at) => at).filter((at) => KINDS[at]!.masters.length === 0);
/** Objects whose rows are shared: with an owner, and not open to everybody already. */
export const SHARED = TOP.filter((at) => KINDS[at]!.model !== 'ReadWrite');
const ROWS_OF_EACH = 5;

const below = (count: number): fc.Arbitrary<number> => fc.nat({ max: count - 1 });
const seldom = fc.nat({ max: 11 }).map((n) => n === 11);
const at = (kind: Exclude<Who['kind'], 'everybody'>, count: number): fc.Arbitrary<Who> => below(count).map((n) => ({ kind, at: n }));
const everybody = fc.constant<Who>({ kind: 'everybody' });
const user = at('user', COUNTS.users);
const role = fc.oneof(at('role', COUNTS.roles), at('roleAndSubordinates', COUNTS.roles));
const owner = fc.oneof({ arbitrary: user, weight: 3 }, { arbitrary: at('queue', COUNTS.queues), weight: 1 });
/** Groups hold later groups only, so that none holds itself. */
const member = (group: number): fc.Arbitrary<Who> =>
  fc.oneof(
    { arbitrary: user, weight: 5 },
    { arbitrary: role, weight: 2 },
    ...(group + 1 < COUNTS.groups
      ? [{ arbitrary: fc.integer({ min: group + 1, max: COUNTS.groups - 1 }).map((n): Who => ({ kind: 'group', at: n })), weight: 3 }]
      : []),
    { arbitrary: everybody, weight: 1 }
  );
const sharedTo = fc.oneof(
  { arbitrary: at('group', COUNTS.groups), weight: 4 },
  { arbitrary: role, weight: 2 },
  { arbitrary: everybody, weight: 1 }
);
const level = fc.constantFrom<Level>('Read', 'Edit');
const colour = fc.constantFrom(null, 'red', 'Red', 'dark red', 'green', 'GREENISH', 'blue');
const height = fc.constantFrom(null, 0, 1, 5, 9);

/** Rights as the setup allows them: each holds those it cannot stand without. */
const rights: fc.Arbitrary<Rights> = fc.nat({ max: 7 }).map((n) => ({
  read: n > 0,
  create: n > 1 && n !== 5,
  edit: n > 2 && n !== 5,
  delete: n > 3 && n !== 5,
  viewAll: n >= 5 && n !== 6,
  modifyAll: n === 7
}));
const setOf = (whole: fc.Arbitrary<boolean>): fc.Arbitrary<PermissionSet> =>
  fc.record({
    objects: fc.dictionary(fc.constantFrom(...KINDS.map((kind) => kind.name)), rights, { maxKeys: 8 }),
    fields: fc.dictionary(
      fc.constantFrom(...KINDS.flatMap((kind) => FIELDS.map((field) => `${kind.name}.${field}`))),
      fc.boolean().map((edit) => ({ read: true, edit })),
      { maxKeys: 16 }
    ),
    viewAllData: whole,
    modifyAllData: fc.constant(false)
  });
const permissionSet: fc.Arbitrary<PermissionSet> = fc
  .tuple(setOf(seldom), seldom)
  .map(([set, modifyAllData]) => ({ ...set, viewAllData: set.viewAllData || modifyAllData, modifyAllData }));

const textCriterion = fc.record({
  field: fc.constant('Colour__c' as const),
  operation: fc.constantFrom('equals', 'notEqual', 'contains', 'startsWith'),
  value: fc.constantFrom('red', 'RED', 'green', 'red,blue', '')
}) as fc.Arbitrary<Criterion>;
const numberCriterion = fc.record({
  field: fc.constant('Height__c' as const),
  operation: fc.constantFrom('equals', 'notEqual', 'lessThan', 'greaterThan', 'lessOrEqual', 'greaterOrEqual'),
  value: fc.constantFrom('0', '1', '5')
}) as fc.Arbitrary<Criterion>;
const rule: fc.Arbitrary<Rule> = fc.record({
  object: fc.constantFrom(...SHARED),
  level,
  to: sharedTo,
  from: fc.option(fc.oneof(sharedTo, at('queue', COUNTS.queues)), { nil: null }),
  criteria: fc.array(fc.oneof(textCriterion, numberCriterion), { minLength: 1, maxLength: 3 }),
  logic: fc.constantFrom('all', 'any', 'first and not the rest', 'first and any of the rest')
});
const someUsers = fc.uniqueArray(below(COUNTS.users), { minLength: 1, maxLength: 3 });
const someColours = fc.uniqueArray(fc.constantFrom('red', 'GREEN', 'dark red', 'blue'), { minLength: 1, maxLength: 2 });
/** At most one rule an object and user, as the platform wants it. */
const restrictionOf = (object: number): fc.Arbitrary<Restriction> => {
  const ofItsOwn = fc.oneof(
    fc.record({ by: fc.constant('colour' as const), values: someColours }),
    fc.record({ by: fc.constant('height' as const), values: fc.uniqueArray(fc.constantFrom(0, 1, 5), { minLength: 1, maxLength: 2 }) })
  );
  const ofOthers = KINDS[object]!.masters.length
    ? fc.record({ by: fc.constant('master colour' as const), values: someColours })
    : fc.oneof(fc.constant({ by: 'herself' as const }), fc.record({ by: fc.constant('owner' as const), users: someUsers }));
  return fc.record({ object: fc.constant(object), users: fc.option(someUsers, { nil: null }), filter: fc.oneof(ofItsOwn, ofOthers) });
};
const restrictions = fc
  .uniqueArray(below(KINDS.length), { maxLength: 3 })
  .chain((objects) => fc.tuple(...objects.map(restrictionOf)).map((list): Restriction[] => list));

const share = fc.record({ to: fc.oneof(user, at('group', COUNTS.groups), role), level });
const rowOf = (object: number): fc.Arbitrary<Row> =>
  fc.record({
    object: fc.constant(object),
    owner,
    masters: fc.tuple(...KINDS[object]!.masters.map(() => below(ROWS_OF_EACH))),
    colour,
    height,
    shares: SHARED.includes(object) ? fc.uniqueArray(share, { maxLength: 3, selector: ({ to }) => JSON.stringify(to) }) : fc.constant([])
  });
const group = (members: fc.Arbitrary<Who>): fc.Arbitrary<Group> =>
  fc.record({ bosses: fc.boolean(), members: fc.uniqueArray(members, { maxLength: 4, selector: (who) => JSON.stringify(who) }) });

export const world: fc.Arbitrary<World> = fc.record({
  roles: fc.tuple(
    ...Array.from({ length: COUNTS.roles }, (_, n) => (n === 0 ? fc.constant(null) : fc.option(below(n), { nil: null, freq: 6 })))
  ),
  users: fc.array(
    fc.record({
      role: fc.option(below(COUNTS.roles), { nil: null, freq: 5 }),
      active: seldom.map((inactive) => !inactive),
      assignments: fc.uniqueArray(
        fc.oneof(
          fc.record({ to: fc.constant('set' as const), at: below(COUNTS.sets), ended: seldom }),
          fc.record({ to: fc.constant('group' as const), at: below(COUNTS.setGroups), ended: seldom })
        ),
        { maxLength: 3, selector: ({ to, at: n }) => `${to}${n}` }
      )
    }),
    { minLength: COUNTS.users, maxLength: COUNTS.users }
  ),
  groups: fc.tuple(...Array.from({ length: COUNTS.groups }, (_, n) => group(member(n)))),
  queues: fc.tuple(...Array.from({ length: COUNTS.queues }, () => group(member(-1)))),
  sets: fc.array(permissionSet, { minLength: COUNTS.sets, maxLength: COUNTS.sets }),
  setGroups: fc.array(
    fc.record({
      sets: fc.uniqueArray(below(COUNTS.sets), { maxLength: 3 }),
      muting: fc.option(setOf(fc.boolean()), { nil: null })
    }),
    { minLength: COUNTS.setGroups, maxLength: COUNTS.setGroups }
  ),
  rules: fc.array(rule, { maxLength: 5 }),
  restrictions,
  rows: fc.tuple(...KINDS.flatMap((_, object) => Array.from({ length: ROWS_OF_EACH }, () => rowOf(object))))
});

const someRow = (objects: readonly number[]): fc.Arbitrary<number> =>
  fc
    .constantFrom(
      ...KINDS.flatMap((_, object) => Array.from({ length: ROWS_OF_EACH }, (__, n) => [object, object * ROWS_OF_EACH + n] as const))
    )
    .filter(([object]) => objects.includes(object))
    .map(([, row]) => row);
export const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({ what: fc.constant('owner' as const), row: someRow(TOP), to: owner }),
  fc.record({ what: fc.constant('colour' as const), row: someRow(SHARED), colour }),
  fc.record({ what: fc.constant('role' as const), user: below(COUNTS.users), role: fc.option(below(COUNTS.roles), { nil: null }) }),
  fc.record({ what: fc.constant('active' as const), user: below(COUNTS.users), active: fc.boolean() }),
  fc.record({ what: fc.constant('join' as const), group: below(COUNTS.groups), who: fc.oneof(user, role) }),
  fc.record({ what: fc.constant('leave' as const), group: below(COUNTS.groups), member: below(4) }),
  fc.record({ what: fc.constant('assign' as const), user: below(COUNTS.users), set: below(COUNTS.sets) }),
  fc.record({ what: fc.constant('unassign' as const), user: below(COUNTS.users), assignment: below(3) }),
  fc.record({ what: fc.constant('share' as const), row: someRow(SHARED), to: fc.oneof(user, at('group', COUNTS.groups)), level })
);
