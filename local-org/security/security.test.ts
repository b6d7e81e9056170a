import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { gardenOrg } from '../fixtures/index.ts';
import type { Value } from '../schema/types.ts';

let clock = Date.parse('2026-11-24T12:00:00Z');
let org = gardenOrg({ now: () => clock });
beforeEach(() => {
  org.store.close();
  clock = Date.parse('2026-11-24T12:00:00Z');
  org = gardenOrg({ now: () => clock });
});
after(() => org.store.close());

function add(table: string, values: Record<string, Value>): string {
  const id = org.store.nextId(table);
  const flags = [...org.schema.object(table)!.fields.values()]
    .filter((field) => field.type === 'Checkbox')
    .map((field): [string, Value] => [field.name, false]);
  org.store.insert(table, [new Map<string, Value>([...flags, ['Id', id], ...Object.entries(values)])]);
  org.security.setupChanged();
  return id;
}

const idOf = (table: string, column: string, value: string): string =>
  org.store.all(`SELECT "Id" FROM "${table}" WHERE "${column}" = ?`, [value])[0]!.Id as string;
const person = (name: string, more: Record<string, Value> = {}): string =>
  add('User', {
    Username: `${name}@example.org`,
    LastName: name,
    IsActive: true,
    UserType: 'Standard',
    ProfileId: idOf('Profile', 'Name', 'Minimum Access - Salesforce'),
    ...more
  });
const grant = (user: string, set: string, more: Record<string, Value> = {}): string =>
  add('PermissionSetAssignment', { AssigneeId: user, PermissionSetId: idOf('PermissionSet', 'Name', set), ...more });
const grantGroup = (user: string, group: string): string =>
  add('PermissionSetAssignment', { AssigneeId: user, PermissionSetGroupId: idOf('PermissionSetGroup', 'DeveloperName', group) });
const admin = (): string => idOf('User', 'Username', 'admin@demo.example');

test('what a permission set holds is read anew after its rows changed, and again after that was rolled back', () => {
  const ann = person('Ann');
  grant(ann, 'Garden_Use');
  const mayEdit = (): boolean => org.security.objectAccess(ann, 'Garden__c').edit;
  assert.equal(mayEdit(), true);
  const set = idOf('PermissionSet', 'Name', 'Garden_Use');
  org.store.atomically(() => {
    const outer = org.store.savepoint();
    const [row] = org.store.all(`SELECT "Id" FROM "ObjectPermissions" WHERE "ParentId" = ? AND "SobjectType" = 'Garden__c'`, [set]);
    org.store.update('ObjectPermissions', [
      new Map<string, Value>([
        ['Id', row!.Id as string],
        ['PermissionsEdit', false]
      ])
    ]);
    org.security.setupChanged('ObjectPermissions');
    assert.equal(mayEdit(), false, 'the change counts at once');
    org.store.savepoint().rollback();
    org.security.setupUndone();
    assert.equal(mayEdit(), false, 'a rollback to a point after the change leaves it');
    outer.rollback();
    org.security.setupUndone();
    assert.equal(mayEdit(), true, 'a rollback to a point before it does not');
  });
});

test('a user without permission sets has no object, a permission set opens what it says', () => {
  const ann = person('Ann');
  assert.deepEqual(org.security.objectAccess(ann, 'Garden__c'), {
    read: false,
    create: false,
    edit: false,
    delete: false,
    viewAll: false,
    modifyAll: false
  });
  grant(ann, 'Garden_Use');
  assert.deepEqual(org.security.objectAccess(ann, 'garden__C'), {
    read: true,
    create: true,
    edit: true,
    delete: false,
    viewAll: false,
    modifyAll: false
  });
});

test('a field is read and edited only where field permissions say so; a name has none and follows the object', () => {
  const ann = person('Ann');
  grant(ann, 'Garden_Use');
  assert.deepEqual(org.security.fieldAccess(ann, 'Garden__c', 'Area__c'), { read: true, edit: true });
  assert.deepEqual(org.security.fieldAccess(ann, 'Garden__c', 'Notes__c'), { read: false, edit: false });
  assert.deepEqual(org.security.fieldAccess(ann, 'Garden__c', 'Name'), { read: true, edit: true });
  assert.deepEqual(org.security.fieldAccess(ann, 'Garden__c', 'CreatedDate'), { read: true, edit: false });
});

test('an administrator reads every object but no custom field without a field permission', () => {
  assert.equal(org.security.objectAccess(admin(), 'Garden__c').modifyAll, true);
  assert.equal(org.security.recordPredicate(admin(), 'Garden__c', 'a', 'delete'), null);
  assert.equal(org.security.fieldAccess(admin(), 'Garden__c', 'Notes__c').read, false);
});

test('a permission set group gives its sets less what it mutes', () => {
  const ann = person('Ann');
  grantGroup(ann, 'Gardener');
  assert.equal(org.security.fieldAccess(ann, 'Garden__c', 'Notes__c').edit, true);
  const bob = person('Bob');
  grantGroup(bob, 'Quiet_Gardener');
  assert.deepEqual(org.security.fieldAccess(bob, 'Garden__c', 'Area__c'), { read: true, edit: false });
  grant(bob, 'Garden_Use');
  assert.deepEqual(
    org.security.fieldAccess(bob, 'Garden__c', 'Area__c'),
    { read: true, edit: true },
    'muting takes nothing from what is given outside the group'
  );
});

test('an assignment ends at its minute, without anything being written', () => {
  const ann = person('Ann');
  grant(ann, 'Garden_Use', { ExpirationDate: '2026-11-24T12:30:00.000Z' });
  assert.equal(org.security.objectAccess(ann, 'Garden__c').read, true);
  clock = Date.parse('2026-11-24T12:29:59Z');
  assert.equal(org.security.objectAccess(ann, 'Garden__c').read, true);
  clock = Date.parse('2026-11-24T12:30:00Z');
  assert.equal(org.security.objectAccess(ann, 'Garden__c').read, false);
});

test('an inactive user has nothing and reaches nothing, her own rows neither', () => {
  const ann = person('Ann', { IsActive: false });
  grant(ann, 'Garden_Use');
  const garden = add('Garden__c', { Name: 'G', OwnerId: ann });
  assert.equal(org.security.objectAccess(ann, 'Garden__c').read, false);
  assert.deepEqual(org.security.reachable(ann, 'Garden__c', [garden], 'read'), new Set());
});

test('custom permissions and classes are held through permission sets; administrators run every class but hold no custom permission', () => {
  const ann = person('Ann');
  assert.equal(org.security.hasCustomPermission(ann, 'Open_Gate'), false);
  assert.equal(org.security.canExecuteApex(ann, 'GardenService'), false);
  grant(ann, 'Garden_Use');
  assert.equal(org.security.hasCustomPermission(ann, 'Open_Gate'), true);
  assert.equal(org.security.canExecuteApex(ann, 'gardenservice'), true);
  assert.equal(org.security.canExecuteApex(admin(), 'GardenService'), true);
  assert.equal(org.security.hasCustomPermission(admin(), 'Open_Gate'), false);
  assert.equal(org.security.hasCustomPermission(admin(), 'No_Such'), false);
});

test('a criteria rule shares the rows that meet it, and takes the share back when they no longer do', () => {
  const [ann, bob] = [person('Ann'), person('Bob')];
  add('GroupMember', { GroupId: idOf('Group', 'DeveloperName', 'Garden_Leads'), UserOrGroupId: ann });
  const garden = add('Garden__c', { Name: 'G', OwnerId: bob, Shared__c: true });
  org.security.recordsSaved('Garden__c', [garden]);
  assert.deepEqual([...org.security.reachable(ann, 'Garden__c', [garden], 'read')], [garden]);
  assert.equal(org.security.reachable(ann, 'Garden__c', [garden], 'edit').size, 0);
  org.store.update('Garden__c', [
    new Map<string, Value>([
      ['Id', garden],
      ['Shared__c', false]
    ])
  ]);
  org.security.recordsSaved('Garden__c', [garden]);
  assert.equal(org.security.reachable(ann, 'Garden__c', [garden], 'read').size, 0);
});

test('a change of owner moves the owner row, removes manual shares and keeps those with a reason', () => {
  const [ann, bob, eve] = [person('Ann'), person('Bob'), person('Eve')];
  const garden = add('Garden__c', { Name: 'G', OwnerId: ann });
  org.security.recordsSaved('Garden__c', [garden]);
  add('Garden__Share', { ParentId: garden, UserOrGroupId: eve, AccessLevel: 'Read', RowCause: 'Manual' });
  add('Garden__Share', { ParentId: garden, UserOrGroupId: eve, AccessLevel: 'Edit', RowCause: 'Helper__c' });
  org.store.update('Garden__c', [
    new Map<string, Value>([
      ['Id', garden],
      ['OwnerId', bob]
    ])
  ]);
  org.security.recordsSaved('Garden__c', [garden]);
  const rows = org.store.all('SELECT "UserOrGroupId" AS u, "AccessLevel" AS l, "RowCause" AS c FROM "Garden__Share" ORDER BY c');
  assert.deepEqual(
    rows.map((row) => [row.u, row.l, row.c]),
    [
      [eve, 'Edit', 'Helper__c'],
      [bob, 'All', 'Owner']
    ]
  );
});

test('share rows are read by who has all rights on the record, and by nobody else', () => {
  const [ann, bob] = [person('Ann'), person('Bob')];
  const garden = add('Garden__c', { Name: 'G', OwnerId: ann });
  const share = add('Garden__Share', { ParentId: garden, UserOrGroupId: bob, AccessLevel: 'Edit', RowCause: 'Helper__c' });
  assert.deepEqual([...org.security.reachable(ann, 'Garden__Share', [share], 'read')], [share]);
  assert.equal(org.security.reachable(bob, 'Garden__Share', [share], 'read').size, 0);
});

test('a file is reached by its owner and through the record it hangs on, as the share type says', () => {
  const [ann, bob, eve] = [person('Ann'), person('Bob'), person('Eve')];
  for (const user of [ann, bob, eve]) grant(user, 'Garden_Use');
  const garden = add('Garden__c', { Name: 'G', OwnerId: bob });
  const file = add('ContentDocument', { Title: 'F', OwnerId: ann });
  const version = add('ContentVersion', { Title: 'F', ContentDocumentId: file, OwnerId: ann });
  const link = add('ContentDocumentLink', { ContentDocumentId: file, LinkedEntityId: garden, ShareType: 'V' });
  org.security.recordsSaved('ContentDocumentLink', [link]);
  const reach = (user: string, level: 'read' | 'edit'): number[] => [
    org.security.reachable(user, 'ContentDocument', [file], level).size,
    org.security.reachable(user, 'ContentVersion', [version], level).size
  ];
  assert.deepEqual(
    [reach(ann, 'edit'), reach(bob, 'read'), reach(bob, 'edit'), reach(eve, 'read')],
    [
      [1, 1],
      [1, 1],
      [0, 0],
      [0, 0]
    ]
  );
  org.store.update('ContentDocumentLink', [
    new Map<string, Value>([
      ['Id', link],
      ['ShareType', 'I']
    ])
  ]);
  assert.deepEqual(reach(bob, 'edit'), [1, 1], 'inferred: who edits the record edits the file');
});

test('a file on a record of an object that the user may not read stays closed to her', () => {
  const bob = person('Bob');
  const garden = add('Garden__c', { Name: 'G', OwnerId: bob });
  const file = add('ContentDocument', { Title: 'F', OwnerId: person('Ann') });
  org.security.recordsSaved('ContentDocumentLink', [
    add('ContentDocumentLink', { ContentDocumentId: file, LinkedEntityId: garden, ShareType: 'V' })
  ]);
  assert.equal(org.security.reachable(bob, 'ContentDocument', [file], 'read').size, 0);
  grant(bob, 'Garden_Use');
  assert.equal(org.security.reachable(bob, 'ContentDocument', [file], 'read').size, 1);
});

test('without View Setup a user sees her own assignments and writes no setup row; an administrator sees and writes them', () => {
  const [ann, bob] = [person('Ann'), person('Bob')];
  const [mine, theirs] = [grant(ann, 'Garden_Use'), grant(bob, 'Garden_Use')];
  assert.deepEqual([...org.security.reachable(ann, 'PermissionSetAssignment', [mine, theirs], 'read')], [mine]);
  assert.equal(org.security.reachable(admin(), 'PermissionSetAssignment', [mine, theirs], 'read').size, 2);
  assert.equal(org.security.objectAccess(ann, 'PermissionSetAssignment').create, false);
  assert.equal(org.security.objectAccess(admin(), 'PermissionSetAssignment').create, true);
});
