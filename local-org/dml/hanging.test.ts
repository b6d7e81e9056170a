/** What hangs at records: posts, comments, appointments, mails, notes, attachments, and the history of tracked fields. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { SRecord } from '../schema/record.ts';
import type { Value } from '../schema/types.ts';
import { SYSTEM, USER } from '../security/types.ts';
import { gardens } from '../soql/fixture.ts';
import type { SaveResult } from './types.ts';

const g = gardens();
after(() => g.org.store.close());
const admin = g.idOf('User', 'Username', 'admin@demo.example');
const keeper = g.person('Keeper', 'Garden_Use');
g.add('GroupMember', { GroupId: g.idOf('Group', 'DeveloperName', 'Garden_Keepers'), UserOrGroupId: keeper });
const [ash, zoo] = ['Ash', 'zoo'].map((name) => g.idOf('Garden__c', 'Name', name)) as [string, string];

function record(object: string, values: Record<string, Value>): SRecord {
  const made = new SRecord(g.org.schema.object(object)!);
  for (const [name, value] of Object.entries(values)) made.values.set(name, value);
  return made;
}
function save(operation: 'insert' | 'update' | 'delete', rows: SRecord[], userId = admin): SaveResult[] {
  return g.org.dml.save(operation, rows, { userId, access: userId === admin ? SYSTEM : USER, allOrNone: false });
}
function insert(object: string, values: Record<string, Value>): string {
  const [result] = save('insert', [record(object, values)]);
  assert.equal(result!.success, true, JSON.stringify(result!.errors));
  return result!.id!;
}
const codes = (results: readonly SaveResult[]): unknown[] => results.map(({ errors }) => errors[0]?.statusCode);
const count = (object: string, userId?: string): number | undefined =>
  (userId ? g.as(userId, `SELECT COUNT() FROM ${object}`) : g.all(`SELECT COUNT() FROM ${object} ALL ROWS`)).count;

test('posts and comments hang at records with a feed, are seen by who sees the record, and the post counts its comments', () => {
  const post = insert('FeedItem', { ParentId: ash, Body: 'The beds are dug.' });
  const atZoo = insert('FeedItem', { ParentId: zoo, Body: 'Open on Sunday.' });
  const comment = insert('FeedComment', { FeedItemId: post, CommentBody: 'Well done.' });
  insert('FeedComment', { FeedItemId: atZoo, CommentBody: 'I come.' });
  assert.equal(g.all(`SELECT CommentCount FROM FeedItem WHERE Id = '${post}'`).records[0]!.values.get('CommentCount'), 1);
  assert.equal(g.all(`SELECT ParentId FROM FeedComment WHERE Id = '${comment}'`).records[0]!.values.get('ParentId'), ash);
  assert.deepEqual([count('FeedItem', keeper), count('FeedComment', keeper)], [1, 1]);
  const [refused] = save('update', [record('FeedItem', { Id: atZoo, Body: 'Closed.' })], keeper);
  assert.equal(refused!.success, false, 'only who wrote it changes it');
  assert.deepEqual(codes(save('insert', [record('FeedItem', { ParentId: ash }), record('FeedComment', { FeedItemId: post })])), [
    'REQUIRED_FIELD_MISSING',
    'REQUIRED_FIELD_MISSING'
  ]);
  const crop = g.add('Crop__c', { Name: 'Kale', OwnerId: admin });
  assert.deepEqual(codes(save('insert', [record('FeedItem', { ParentId: crop, Body: 'x' })])), ['FIELD_INTEGRITY_EXCEPTION']);
});

test('an appointment needs a begin and an end or a length, which follow from each other', () => {
  const id = insert('Event', {
    Subject: 'Dig',
    StartDateTime: '2026-11-24T10:00:00.000Z',
    EndDateTime: '2026-11-24T11:30:00.000Z',
    WhatId: ash
  });
  assert.equal(g.all(`SELECT DurationInMinutes FROM Event WHERE Id = '${id}'`).records[0]!.values.get('DurationInMinutes'), 90);
  const day = { Subject: 'All day', IsAllDayEvent: true, ActivityDate: '2026-11-25' };
  assert.equal(
    g.all(`SELECT EndDateTime FROM Event WHERE Id = '${insert('Event', day)}'`).records[0]!.values.get('EndDateTime'),
    '2026-11-26T00:00:00.000Z'
  );
  assert.deepEqual(
    codes(save('insert', [record('Event', { Subject: 'x' }), record('Event', { StartDateTime: '2026-11-24T10:00:00.000Z' })])),
    ['REQUIRED_FIELD_MISSING', 'REQUIRED_FIELD_MISSING']
  );
  assert.equal(count('Event', keeper), 0, 'another person’s calendar is hers');
});

test('mails, notes and attachments are seen through their record; a private note by its owner alone', () => {
  insert('EmailMessage', { RelatedToId: zoo, Subject: 'Seeds', TextBody: 'They come on Monday.' });
  insert('EmailMessage', { RelatedToId: ash, Subject: 'Seeds' });
  insert('Note', { ParentId: zoo, Title: 'Gate', Body: 'It sticks.' });
  insert('Note', { ParentId: zoo, Title: 'Mine', IsPrivate: true });
  const file = insert('Attachment', { ParentId: zoo, Name: 'plan.txt', Body: new TextEncoder().encode('beds') });
  assert.equal(g.all(`SELECT BodyLength FROM Attachment WHERE Id = '${file}'`).records[0]!.values.get('BodyLength'), 4);
  assert.equal(count('EmailMessage', keeper), 1);
  assert.equal(count('Note', keeper), 1);
  assert.equal(count('Attachment', keeper), 1);
});

test('tracked fields keep their history: what was, what is, of long texts only that they changed', () => {
  const garden = record('Garden__c', { Name: 'Elm', Area__c: 3, Notes__c: 'a' });
  save('insert', [garden]);
  save('update', [record('Garden__c', { Id: garden.id, Area__c: 4, Notes__c: 'b', Status__c: 'Resting' })]);
  const rows = g
    .all(`SELECT Field, OldValue, NewValue FROM Garden__History WHERE ParentId = '${garden.id}' ORDER BY Field`)
    .records.map((row) => ['Field', 'OldValue', 'NewValue'].map((name) => row.values.get(name)));
  assert.deepEqual(rows, [
    ['Area__c', '3', '4'],
    ['created', null, null],
    ['Notes__c', null, null]
  ]);
  assert.equal(count('Garden__History', keeper), 0, 'not of gardens that she does not reach');
  assert.deepEqual(codes(save('insert', [record('Garden__History', { ParentId: garden.id, Field: 'Area__c' })])), [
    'INVALID_TYPE_FOR_OPERATION'
  ]);
});

test('what hangs at a record goes into the bin with it and leaves the bin with it; a mail stays', () => {
  const before = ['FeedItem', 'FeedComment', 'Event', 'Note', 'Attachment', 'Garden__History'].map((object) => count(object)!);
  const garden = insert('Garden__c', { Name: 'Oak' });
  const post = insert('FeedItem', { ParentId: garden, Body: 'x' });
  insert('FeedComment', { FeedItemId: post, CommentBody: 'y' });
  insert('Event', { Subject: 'z', StartDateTime: '2026-11-24T10:00:00.000Z', DurationInMinutes: 5, WhatId: garden });
  insert('Note', { ParentId: garden, Title: 'n' });
  insert('Attachment', { ParentId: garden, Name: 'a', Body: new Uint8Array([1]) });
  const mail = insert('EmailMessage', { RelatedToId: garden, Subject: 'm' });
  save('delete', [record('Garden__c', { Id: garden })]);
  assert.equal(g.all(`SELECT IsDeleted FROM FeedItem WHERE Id = '${post}' ALL ROWS`).records[0]!.values.get('IsDeleted'), true);
  g.org.dml.purge([record('Garden__c', { Id: garden })], { userId: admin, access: SYSTEM, allOrNone: true });
  assert.deepEqual(
    ['FeedItem', 'FeedComment', 'Event', 'Note', 'Attachment', 'Garden__History'].map((object) => count(object)!),
    before
  );
  assert.equal(g.all(`SELECT RelatedToId FROM EmailMessage WHERE Id = '${mail}'`).records[0]!.values.get('RelatedToId'), null);
});
