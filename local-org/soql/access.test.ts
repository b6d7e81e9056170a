import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { gardens } from './fixture.ts';

const g = gardens();
after(() => g.org.store.close());
const keeper = g.person('Keeper', 'Garden_Use');
const stranger = g.person('Stranger');
g.add('GroupMember', { GroupId: g.idOf('Group', 'DeveloperName', 'Garden_Keepers'), UserOrGroupId: keeper });
const names = (user: string, text: string): unknown[] => g.as(user, text).records.map((row) => row.values.get('Name'));
const refused = (user: string, text: string, statusCode: string, message: RegExp): void =>
  assert.throws(
    () => g.as(user, text),
    (error: Error & { statusCode?: string }) => error.statusCode === statusCode && message.test(error.message),
    text
  );

test('in user mode only reachable rows come, details through their master, counts and aggregates alike', () => {
  assert.deepEqual(names(keeper, 'SELECT Name FROM Garden__c'), ['zoo']);
  assert.deepEqual(names(keeper, 'SELECT Name FROM Plot__c'), []);
  assert.equal(g.as(keeper, 'SELECT COUNT() FROM Garden__c').count, 1);
  assert.equal(g.as(keeper, 'SELECT COUNT(Id) n FROM Plot__c').records[0]!.values.get('n'), 0);
});

test('system mode without sharing gives all rows, with sharing the reachable ones', () => {
  assert.equal(g.as(keeper, 'SELECT Id FROM Garden__c', { access: { mode: 'system', sharing: false } }).totalSize, 3);
  assert.equal(g.as(keeper, 'SELECT Id, Notes__c FROM Garden__c', { access: { mode: 'system', sharing: true } }).totalSize, 1);
});

test('an object that the user may not read does not exist, wherever it stands', () => {
  refused(stranger, 'SELECT Id FROM Garden__c', 'INVALID_TYPE', /^sObject type 'Garden__c' is not supported/);
  const crops = g.person('Crops', 'Api_Use');
  refused(crops, 'SELECT Id FROM User WHERE Id IN (SELECT OwnerId FROM Garden__c)', 'INVALID_TYPE', /'Garden__c'/);
  refused(crops, 'SELECT Id, (SELECT Id FROM Gardens__r) FROM User', 'INVALID_TYPE', /'Garden__c'/);
});

test('a field without read access does not exist in any clause', () => {
  for (const clause of [
    'SELECT Shared__c FROM Garden__c',
    'SELECT Id FROM Garden__c WHERE Shared__c = true',
    'SELECT Id FROM Garden__c ORDER BY Shared__c',
    'SELECT COUNT(Id) FROM Garden__c GROUP BY Shared__c',
    'SELECT Id FROM Plot__c WHERE Garden__r.Shared__c = true',
    'SELECT Id, (SELECT Id FROM Plots__r WHERE Garden__r.Shared__c = true) FROM Garden__c',
    'SELECT Id FROM Plot__c WHERE Garden__c IN (SELECT Id FROM Garden__c WHERE Shared__c = true)'
  ])
    refused(keeper, clause, 'INVALID_FIELD', /^No such column 'Shared__c' on entity 'Garden__c'/);
});

test('FIELDS(ALL) gives the fields that the user may see', () => {
  const [row] = g.as(keeper, 'SELECT FIELDS(ALL) FROM Garden__c LIMIT 1').records;
  assert.equal(row!.queried!.has('Area__c'), true);
  assert.equal(row!.queried!.has('Shared__c'), false);
});

test('the schema as rows holds what the user may read, and all of it for those who may see the setup', () => {
  const objects = (user: string): unknown[] =>
    g
      .as(user, "SELECT QualifiedApiName FROM EntityDefinition WHERE QualifiedApiName = 'Garden__c'")
      .records.map((row) => row.values.get('QualifiedApiName'));
  const fields = (user: string): unknown[] =>
    g
      .as(user, "SELECT QualifiedApiName FROM FieldDefinition WHERE DurableId LIKE 'Garden\\_\\_c.%\\_\\_c'")
      .records.map((row) => row.values.get('QualifiedApiName'));
  assert.deepEqual(objects(stranger), []);
  assert.deepEqual(objects(keeper), ['Garden__c']);
  assert.deepEqual(fields(stranger), []);
  assert.equal(fields(keeper).includes('Area__c'), true);
  assert.equal(fields(keeper).includes('Shared__c'), false);
  const admin = g.idOf('User', 'Username', 'admin@demo.example');
  assert.equal(fields(admin).includes('Shared__c'), true);
});

test('a semi-join looks at reachable rows only, so that it cannot be used to probe', () => {
  const garden = g.idOf('Garden__c', 'Name', 'Ash');
  g.add('Visit__c', { Name: 'V', OwnerId: keeper, Garden__c: garden, Kind__c: 'Tour' });
  assert.deepEqual(names(keeper, 'SELECT Name FROM Visit__c WHERE Garden__c IN (SELECT Id FROM Garden__c)'), []);
});

test('a parent that the user may not reach comes back empty, in the select and in conditions', () => {
  const [visit] = g.as(keeper, 'SELECT Garden__c, Garden__r.Name FROM Visit__c').records;
  assert.equal(visit!.parents.get('Garden__r'), null);
  assert.deepEqual(names(keeper, "SELECT Name FROM Visit__c WHERE Garden__r.Name = 'Ash'"), []);
  assert.equal(g.all("SELECT Id FROM Visit__c WHERE Garden__r.Name = 'Ash'").totalSize, 1);
});

test('a query over the API may not choose its mode; one in Apex may', () => {
  refused(keeper, 'SELECT Id FROM Garden__c WITH SYSTEM_MODE', 'MALFORMED_QUERY', /^unexpected token: 'SYSTEM_MODE'$/);
  assert.equal(
    g.as(keeper, 'SELECT Id, Shared__c FROM Garden__c WITH SYSTEM_MODE', { apex: true, access: { mode: 'user', sharing: false } })
      .totalSize,
    3
  );
  assert.throws(
    () => g.all('SELECT Shared__c FROM Garden__c WITH USER_MODE', { apex: true, userId: keeper }),
    /No such column 'Shared__c'/
  );
});

test('UserRecordAccess tells the rights on records, and must name the user and the records', () => {
  const ids = ['zoo', 'Ash'].map((name) => g.idOf('Garden__c', 'Name', name));
  const rows = g.as(
    keeper,
    'SELECT RecordId, HasReadAccess, HasEditAccess, MaxAccessLevel FROM UserRecordAccess WHERE UserId = :user AND RecordId IN :ids',
    {
      binds: new Map<string, string | string[]>([
        ['user', keeper],
        ['ids', ids]
      ])
    }
  ).records;
  const byId = new Map(
    rows.map((row) => [row.get('RecordId'), [row.get('HasReadAccess'), row.get('HasEditAccess'), row.get('MaxAccessLevel')]])
  );
  assert.deepEqual(
    [byId.get(ids[0]!), byId.get(ids[1]!)],
    [
      [true, true, 'Edit'],
      [false, false, 'None']
    ]
  );
  refused(keeper, 'SELECT RecordId FROM UserRecordAccess', 'INVALID_QUERY_FILTER_OPERATOR', /UserId/);
});

test('a search finds by the beginnings of words, in reachable rows and readable fields only', () => {
  const found = (user: string, words: string): unknown[][] =>
    g.org.soql
      .search(`FIND {${words}} IN ALL FIELDS RETURNING Garden__c(Id, Name ORDER BY Name)`, {
        userId: user,
        access: { mode: 'user', sharing: true }
      })
      .map((rows) => rows.map((row) => row.get('Name')));
  const admin = g.idOf('User', 'Username', 'admin@demo.example');
  assert.deepEqual([found(keeper, 'zo*'), found(keeper, 'ash'), found(admin, 'ASH OR zoo')], [[['zoo']], [[]], [['Ash', 'zoo']]]);
  assert.throws(() => found(keeper, 'z*'), /search term must be longer than one character/);
});

test('a reference to several objects shows nothing of an object that the user may not read', () => {
  const limited = g.person('Limited');
  const garden = g.add('Garden__c', { Name: 'Secret', OwnerId: limited });
  const file = g.add('ContentDocument', { Title: 'F', OwnerId: limited });
  g.add('ContentDocumentLink', { ContentDocumentId: file, LinkedEntityId: garden, ShareType: 'V' });
  const linked = (): unknown =>
    g.as(limited, 'SELECT LinkedEntity.Name FROM ContentDocumentLink').records[0]!.parents.get('LinkedEntity')?.values.get('Name');
  assert.equal(linked(), undefined);
  g.add('PermissionSetAssignment', { AssigneeId: limited, PermissionSetId: g.idOf('PermissionSet', 'Name', 'Garden_Use') });
  assert.equal(linked(), 'Secret');
});
