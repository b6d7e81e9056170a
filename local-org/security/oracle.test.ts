/** The predicate against a brute-force evaluator over random orgs. Seeds are fixed: a failure can be run again. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Value } from '../schema/types.ts';
import { libraryOrg } from './fixtures/library.ts';
import { Oracle } from './oracle.ts';
import { undone } from './testing.ts';
import type { RecordLevel } from './types.ts';

const org = libraryOrg();
after(() => org.store.close());
const OBJECTS = ['Shelf__c', 'Book__c', 'Page__c', 'Poster__c', 'Chair__c'] as const;
const LEVELS: readonly RecordLevel[] = ['read', 'edit', 'delete', 'all'];
const ids = (table: string): string[] => org.store.all(`SELECT "Id" FROM "${table}" ORDER BY "Id"`).map((row) => row.Id as string);

/** A small generator of random numbers (mulberry32). */
function random(seed: number): { below(n: number): number; of<T>(list: readonly T[]): T; chance(p: number): boolean } {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const below = (n: number): number => Math.floor(next() * n);
  return { below, of: (list) => list[below(list.length)]!, chance: (p) => next() < p };
}

function add(table: string, values: Record<string, Value>): string {
  const id = org.store.nextId(table);
  const flags = [...org.schema.object(table)!.fields.values()]
    .filter((field) => field.type === 'Checkbox')
    .map((field): [string, Value] => [field.name, false]);
  org.store.insert(table, [new Map<string, Value>([...flags, ['Id', id], ...Object.entries(values)])]);
  return id;
}

/** People, groups in groups, queue members, permission sets with View All and Modify All. */
function people(dice: ReturnType<typeof random>): string[] {
  const roles = [...ids('UserRole'), null];
  const profile = org.store.all(`SELECT "Id" FROM "Profile" WHERE "Name" LIKE 'Minimum Access - Salesforce'`)[0]!.Id as string;
  const users = Array.from({ length: 8 }, (_, i) =>
    add('User', {
      Username: `u${i}@example.org`,
      LastName: `U${i}`,
      IsActive: dice.chance(0.9),
      ProfileId: profile,
      UserRoleId: dice.of(roles),
      UserType: 'Standard'
    })
  );
  const groups = org.store
    .all(`SELECT "Id" FROM "Group" WHERE "Type" IN ('Regular', 'Queue') ORDER BY "Id"`)
    .map((row) => row.Id as string);
  const inner = add('Group', { Name: 'Inner', DeveloperName: 'Inner', Type: 'Regular', DoesIncludeBosses: dice.chance(0.5) });
  const roleGroups = org.store.all(`SELECT "Id" FROM "Group" WHERE "Type" LIKE 'Role%' ORDER BY "Id"`).map((row) => row.Id as string);
  for (const id of groups) if (dice.chance(0.5)) add('GroupMember', { GroupId: id, UserOrGroupId: inner });
  for (const id of [...groups, inner])
    for (let i = dice.below(3); i > 0; i--)
      add('GroupMember', { GroupId: id, UserOrGroupId: dice.chance(0.8) ? dice.of(users) : dice.of(roleGroups) });
  for (const object of ['Shelf__c', 'Book__c', 'Poster__c']) {
    const set = add('PermissionSet', { Name: `S${object}`, Label: 'S' });
    const modifyAll = dice.chance(0.5);
    add('ObjectPermissions', {
      ParentId: set,
      SobjectType: object,
      PermissionsRead: true,
      PermissionsViewAllRecords: true,
      PermissionsModifyAllRecords: modifyAll,
      PermissionsEdit: modifyAll,
      PermissionsDelete: modifyAll
    });
    if (dice.chance(0.6)) add('PermissionSetAssignment', { AssigneeId: dice.of(users), PermissionSetId: set });
  }
  return users;
}

function records(dice: ReturnType<typeof random>, users: readonly string[]): void {
  const queue = org.store.all(`SELECT "Id" FROM "Group" WHERE "Type" = 'Queue'`)[0]!.Id as string;
  const owner = (): string => (dice.chance(0.3) ? queue : dice.of(users));
  const some = (count: number, make: () => string): string[] => Array.from({ length: count }, make);
  const shelves = some(12, () =>
    add('Shelf__c', {
      Name: 'S',
      OwnerId: owner(),
      Kind__c: dice.of([null, 'Open', 'secret', 'SHOWN', 'other']),
      Size__c: dice.of([null, 1, 6, 9])
    })
  );
  const books = some(10, () => add('Book__c', { Name: 'B', Shelf__c: dice.of(shelves) }));
  some(8, () => add('Page__c', { Name: 'P', Book__c: dice.of(books) }));
  const posters = some(6, () => add('Poster__c', { Name: 'P', OwnerId: dice.of(users) }));
  some(5, () => add('Chair__c', { Name: 'C', OwnerId: dice.of(users) }));
  const targets = [...users, ...ids('Group')];
  for (const [table, parents] of [
    ['Shelf__Share', shelves],
    ['Poster__Share', posters]
  ] as const) {
    for (let i = 0; i < 8; i++)
      add(table, {
        ParentId: dice.of(parents),
        UserOrGroupId: dice.of(targets),
        AccessLevel: dice.of(['Read', 'Edit']),
        RowCause: 'Manual'
      });
  }
  for (const object of OBJECTS) org.security.recordsSaved(object, ids(object));
}

for (let seed = 1; seed <= 40; seed++) {
  test(`the predicate and the brute-force evaluator agree on every user, row and level of random org ${seed}`, () => {
    undone(org, () => {
      const dice = random(seed);
      const users = people(dice);
      org.security.setupChanged();
      records(dice, users);
      const [yes, no] = compareAll(users);
      assert.ok(yes > 100 && no > 100, `the org is not one-sided: ${yes} allowed, ${no} refused`);
    });
  });
}

/** The form that queries use while a user reaches few rows; `reachable` uses the other one. */
function reachedAsSet(user: string, object: string, level: RecordLevel): Set<string> {
  const predicate = org.security.recordPredicate(user, object, 'x', level);
  const where = predicate ? ` WHERE ${predicate.sql}` : '';
  return new Set(
    org.store.all(`SELECT x."Id" FROM "${object}" x${where} ORDER BY x."Id"`, predicate?.params ?? []).map((row) => row.Id as string)
  );
}

function compareAll(users: readonly string[]): [number, number] {
  const oracle = new Oracle(org);
  let [yes, no] = [0, 0];
  for (const user of users)
    for (const object of OBJECTS)
      for (const level of LEVELS) {
        const all = ids(object);
        const reached = org.security.reachable(user, object, all, level);
        assert.deepEqual(reachedAsSet(user, object, level), reached, 'both forms of the predicate agree');
        for (const id of all) {
          const expected = oracle.allows(user, object, id, level);
          if (expected) yes++;
          else no++;
          assert.equal(reached.has(id), expected, `user ${users.indexOf(user)}, ${object} ${all.indexOf(id)}, ${level}`);
        }
      }
  return [yes, no];
}
