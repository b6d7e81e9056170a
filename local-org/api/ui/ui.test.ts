import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bench } from '../../lightning/testing.ts';
import { uiApi } from './index.ts';

const { org, adminId, gardenerId, strangerId, insert } = bench();
const gardenId = insert('Garden__c', {
  Name: 'Old Wall',
  Status__c: 'Open',
  Area__c: 12.5,
  Opened_On__c: '2026-11-23',
  OwnerId: gardenerId,
  Notes__c: 'Behind the shed'
});
const hiddenId = insert('Garden__c', { Name: 'Hidden', Status__c: 'Resting', OwnerId: adminId });
for (let i = 0; i < 3; i++) insert('Plot__c', { Garden__c: gardenId, Area__c: i + 1 });

type Any = any; // eslint-disable-line @typescript-eslint/no-explicit-any -- answers of many shapes
const ask = (userId: string, method: string, path: string, more: { query?: Record<string, string>; body?: unknown } = {}) => {
  const { status, body } = uiApi(org, userId, { method, path, query: more.query ?? {}, body: more.body });
  return { status, body: body as Any };
};

test('a record comes with values and what people read', () => {
  const { status, body } = ask(gardenerId, 'GET', `records/${gardenId}`, {
    query: { fields: 'Garden__c.Name,Garden__c.Status__c,Garden__c.Area__c,Garden__c.Owner.Name' }
  });
  assert.equal(status, 200, JSON.stringify(body));
  assert.equal(body.apiName, 'Garden__c');
  assert.deepEqual(body.fields.Name, { displayValue: null, value: 'Old Wall' });
  assert.deepEqual(body.fields.Status__c, { displayValue: 'Open', value: 'Open' });
  assert.deepEqual(body.fields.Area__c, { displayValue: '12.50', value: 12.5 });
  assert.equal(body.fields.Owner.displayValue, 'Rosa Marrow');
  assert.deepEqual(Object.keys(body.fields.Owner.value.fields), ['Name']);
});

test('a row that is not hers, one that never was and an object that is not hers are refused in the same words', () => {
  const query = { fields: 'Garden__c.Name' };
  const hers = ask(gardenerId, 'GET', `records/${hiddenId}`, { query });
  const never = ask(gardenerId, 'GET', `records/${gardenId.slice(0, 8)}999999ZAAA`.slice(0, 8 + 18), { query });
  const noObject = ask(strangerId, 'GET', `records/${gardenId}`, { query });
  const nonsense = ask(gardenerId, 'GET', 'records/zzz', { query });
  for (const refused of [hers, never, noObject, nonsense])
    assert.deepEqual(refused, { status: 404, body: [{ errorCode: 'NOT_FOUND', message: 'The requested resource does not exist' }] });
});

test('a field that she may not read is refused when required and left out when optional', () => {
  assert.equal(
    ask(gardenerId, 'GET', `records/${gardenId}`, { query: { fields: 'Garden__c.Notes__c' } }).body[0].errorCode,
    'INVALID_FIELD'
  );
  const { body } = ask(gardenerId, 'GET', `records/${gardenId}`, { query: { optionalFields: 'Garden__c.Notes__c,Garden__c.Name' } });
  assert.deepEqual(Object.keys(body.fields), ['Name']);
  const info = ask(gardenerId, 'GET', 'object-info/Garden__c').body;
  assert.equal('Notes__c' in info.fields, false);
  assert.equal(info.fields.Status__c.dataType, 'Picklist');
});

test('object info is for those who may read the object', () => {
  const { status, body } = ask(strangerId, 'GET', 'object-info/Garden__c');
  assert.deepEqual(
    { status, body },
    { status: 400, body: [{ errorCode: 'INVALID_TYPE', message: "sObject type 'Garden__c' is not supported." }] }
  );
});

test('picklist values come in order with the master record type', () => {
  const { body } = ask(gardenerId, 'GET', 'object-info/Garden__c/picklist-values/012000000000000AAA/Status__c');
  assert.deepEqual(
    body.values.map((value: Any) => value.value),
    ['Open', 'Resting', 'Closed']
  );
});

test('a record can be created, changed and deleted by one who may', () => {
  const made = ask(gardenerId, 'POST', 'records', { body: { apiName: 'Garden__c', fields: { Name: 'New one', Area__c: '3.5' } } });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  const changed = ask(gardenerId, 'PATCH', `records/${made.body.id}`, { body: { fields: { Area__c: 4 } } });
  assert.equal(changed.body.fields.Area__c.value, 4, JSON.stringify(changed.body));
});

test('a stranger creates nothing and changes nothing', () => {
  assert.equal(ask(strangerId, 'POST', 'records', { body: { apiName: 'Garden__c', fields: { Name: 'Mine' } } }).status, 400);
  assert.equal(ask(strangerId, 'PATCH', `records/${gardenId}`, { body: { fields: { Name: 'Mine' } } }).status, 404);
  assert.equal(ask(strangerId, 'DELETE', `records/${gardenId}`).status, 404);
  assert.equal(ask(adminId, 'GET', `records/${gardenId}`, { query: { fields: 'Garden__c.Name' } }).body.fields.Name.value, 'Old Wall');
});

test('a value that does not fit is refused beside its field', () => {
  const { status, body } = ask(gardenerId, 'PATCH', `records/${gardenId}`, { body: { fields: { Name: 'x'.repeat(81) } } });
  assert.equal(status, 400);
  assert.equal(body.enhancedErrorType, 'RecordError');
  assert.equal(body.output.fieldErrors.Name[0].errorCode, 'STRING_TOO_LONG');
  assert.equal(ask(gardenerId, 'PATCH', `records/${gardenId}`, { body: { fields: { Area__c: 'many' } } }).status, 400);
});

test('a list view gives the rows she may see, in its columns', () => {
  const info = ask(gardenerId, 'GET', 'list-info/Garden__c/All').body;
  assert.deepEqual(
    info.displayColumns.map((column: Any) => column.fieldApiName),
    ['Name', 'Status__c']
  );
  const names = ask(gardenerId, 'POST', 'list-records/Garden__c/All', { body: {} }).body.records.map(
    (record: Any) => record.fields.Name.value
  );
  assert.ok(names.includes('Old Wall'));
  assert.equal(names.includes('Hidden'), false, 'the list holds a row that is not hers');
});

test('a list view pages on and sorts', () => {
  const first = ask(adminId, 'POST', 'list-records/Garden__c/All', { body: { pageSize: 1, sortBy: ['-Name'] } }).body;
  assert.deepEqual(
    first.records.map((record: Any) => record.fields.Name.value),
    ['Old Wall']
  );
  const second = ask(adminId, 'POST', 'list-records/Garden__c/All', {
    body: { pageSize: 1, pageToken: first.nextPageToken, sortBy: ['-Name'] }
  }).body;
  assert.notEqual(second.records[0].id, first.records[0].id);
  assert.equal(ask(adminId, 'POST', 'list-records/Garden__c/All', { body: { pageSize: 'all' } }).status, 400);
});

test('a related list shows the children of a record that she can see, and refuses those of another', () => {
  const { body } = ask(gardenerId, 'GET', `related-list-records/${gardenId}/Plots__r`, { query: { fields: 'Plot__c.Area__c' } });
  assert.deepEqual(body.records.map((record: Any) => record.fields.Area__c.value).sort(), [1, 2, 3]);
  assert.equal(ask(gardenerId, 'GET', `related-list-records/${hiddenId}/Plots__r`).status, 404);
});

test('a batch gives each its own answer', () => {
  const { body } = ask(gardenerId, 'GET', `records/batch/${gardenId},${hiddenId}`, { query: { fields: 'Garden__c.Name' } });
  assert.deepEqual(
    body.results.map((one: Any) => one.statusCode),
    [200, 404]
  );
  assert.equal(body.hasErrors, true);
});

test('a look-up finds by name what she may see, and takes % as a character', () => {
  const names = (q: string) =>
    ask(gardenerId, 'GET', 'lookups/Visit__c/Garden__c', { query: { q } }).body.records.map((record: Any) => record.fields.Name.value);
  assert.deepEqual(names('wall'), ['Old Wall']);
  assert.deepEqual(names('Hidden'), []);
  assert.deepEqual(names('%'), []);
  assert.equal(ask(gardenerId, 'GET', 'lookups/Visit__c/Kind__c').status, 400);
});

test('a list view shared to a group is for its members', () => {
  const views = (userId: string) => ask(userId, 'GET', 'list-info/Garden__c').body.lists.map((list: Any) => list.apiName);
  assert.deepEqual(views(gardenerId), ['All']);
  const group = org.store.all(`SELECT "Id" AS id FROM "Group" WHERE "DeveloperName" = 'Garden_Leads'`)[0]!['id'] as string;
  insert('GroupMember', { GroupId: group, UserOrGroupId: gardenerId });
  assert.deepEqual(views(gardenerId), ['All', 'Leads_Only']);
});

test('an unknown resource and a method that does not fit are named', () => {
  assert.equal(ask(adminId, 'GET', 'nothing-like-it').body[0].errorCode, 'NOT_FOUND');
  assert.deepEqual(ask(adminId, 'DELETE', 'object-info/Garden__c').body, [
    { errorCode: 'METHOD_NOT_ALLOWED', message: "HTTP Method 'DELETE' not allowed. Allowed are GET" }
  ]);
  assert.equal(ask(adminId, 'POST', 'records', { body: 'text' }).body[0].errorCode, 'JSON_PARSER_ERROR');
});

test('filters of a list view are those of its metadata', () => {
  insert('Garden__c', { Name: 'Shut', Status__c: 'Closed', OwnerId: gardenerId });
  const names = ask(gardenerId, 'POST', 'list-records/Garden__c/Leads_Only', { body: {} }).body.records.map(
    (record: Any) => record.fields.Name.value
  );
  assert.ok(names.includes('Old Wall') && !names.includes('Shut'), names.join());
  const columns = ask(gardenerId, 'GET', 'list-info/Garden__c/Leads_Only').body.displayColumns;
  assert.deepEqual(
    columns.map((column: Any) => [column.fieldApiName, column.label]),
    [
      ['Name', 'Garden Name'],
      ['Area__c', 'Area'],
      ['Owner.Name', 'Owner']
    ]
  );
});
