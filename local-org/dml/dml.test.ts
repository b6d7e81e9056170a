import assert from 'node:assert/strict';
import { test } from 'node:test';
import { transact } from '../transaction.ts';
import { bench, SYSTEM, USER } from './testing.ts';
import { freshMixedDml } from './index.ts';
import type { SaveResult } from './types.ts';

const codes = (results: readonly SaveResult[]): (string | undefined)[] => results.map((result) => result.errors[0]?.statusCode);

test('an insert fills defaults, the owner, the audit fields and the number, and gives the record its id', () => {
  const b = bench();
  const garden = b.record('Garden__c', { Name: ' Kew ' });
  const [result] = b.save('insert', [garden]);
  assert.deepEqual(result, { id: garden.id, success: true, created: true, errors: [] });
  const [row] = b.rows('SELECT * FROM "Garden__c"');
  assert.equal(row!['Name'], 'Kew');
  assert.equal(row!['Status__c'], 'Open');
  assert.equal(row!['Shared__c'], 0);
  assert.equal(row!['Plots__c'], 0);
  assert.equal(row!['OwnerId'], b.adminId);
  assert.equal(row!['CreatedById'], b.adminId);
  b.save('insert', [b.record('Plot__c', { Garden__c: garden.id })]);
  assert.match(String(b.rows('SELECT "Name" FROM "Plot__c"')[0]!['Name']), /^P-\d{4}$/);
});

test('each kind of bad value has its own status, names its field and repeats no value', () => {
  const b = bench();
  const now = '2026-11-24T10:00:00.000Z';
  const results = b.save('insert', [
    b.record('Garden__c', { Name: 'x'.repeat(81) }),
    b.record('Garden__c', { Status__c: 'Secret' }),
    b.record('Garden__c', { Area__c: 123456789 }),
    b.record('Garden__c', { Opened_On__c: '2026-02-30' }),
    b.record('Garden__c', { Warden__c: 'not an id' }),
    b.record('Garden__c', { Warden__c: b.record('Garden__c', {}).object.keyPrefix + '000000000001AAA' }),
    b.record('Garden__c', { Area__c: 0 })
  ]);
  assert.deepEqual(codes(results), [
    'STRING_TOO_LONG',
    'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
    'NUMBER_OUTSIDE_VALID_RANGE',
    'INVALID_TYPE_ON_FIELD_IN_RECORD',
    'MALFORMED_ID',
    results[5]!.errors[0]!.statusCode,
    'FIELD_CUSTOM_VALIDATION_EXCEPTION'
  ]);
  assert.equal(results[0]!.errors[0]!.message, 'Garden Name: data value too large: (max length=80)');
  assert.deepEqual(results[6]!.errors, [
    { statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message: 'The area is more than nothing.', fields: ['Area__c'] }
  ]);
  assert.ok(!JSON.stringify(results).includes('Secret'), 'a value appears in an error');
  const visits = b.save('insert', [
    b.record('Visit__c', {}),
    b.record('Visit__c', { Visited_At__c: now, Email__c: 'nobody' }),
    b.record('Visit__c', { Visited_At__c: now, Email__c: 'a.b@example.org' })
  ]);
  assert.deepEqual(codes(visits), ['REQUIRED_FIELD_MISSING', 'INVALID_EMAIL_ADDRESS', undefined]);
  assert.equal(visits[0]!.errors[0]!.message, 'Required fields are missing: [Visited_At__c]');
});

test('all or none rolls the statement back and marks the rows that were right', () => {
  const b = bench();
  const good = b.record('Garden__c', { Name: 'Kew' });
  const results = b.save('insert', [good, b.record('Garden__c', { Area__c: -1 })], { allOrNone: true });
  assert.deepEqual(codes(results), ['ALL_OR_NONE_OPERATION_ROLLED_BACK', 'FIELD_CUSTOM_VALIDATION_EXCEPTION']);
  assert.equal(good.id, null);
  assert.equal(b.rows('SELECT * FROM "Garden__c"').length, 0);
});

test('a partial save runs triggers again for the rows that are left', () => {
  const b = bench();
  const sizes: number[] = [];
  b.triggers.set('Garden__c', (timing, _operation, news) => {
    if (timing === 'before') return;
    sizes.push(news!.length);
    for (const row of news!)
      if (row.get('Name') === 'bad') row.errors.push({ statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message: 'no', fields: [] });
  });
  const results = b.save(
    'insert',
    ['a', 'bad', 'c'].map((Name) => b.record('Garden__c', { Name }))
  );
  assert.deepEqual(
    results.map((result) => result.success),
    [true, false, true]
  );
  assert.deepEqual(sizes, [3, 2]);
  assert.equal(b.rows('SELECT * FROM "Garden__c"').length, 2);
});

test('500 rows pass triggers in chunks of 200', () => {
  const b = bench();
  const sizes: number[] = [];
  b.triggers.set('Garden__c', (timing, _operation, news) => void (timing === 'after' && sizes.push(news!.length)));
  const records = Array.from({ length: 500 }, (_, i) => b.record('Garden__c', { Name: `G${i}`, Code__c: `c${i}` }));
  assert.ok(b.save('insert', records, { allOrNone: true }).every((result) => result.success));
  assert.deepEqual(sizes, [200, 200, 100]);
});

test('200 rows ask the store as often as one: saved, with roll-ups, and deleted', () => {
  const costs = [1, 200].map((size) => {
    const b = bench();
    const gardens = Array.from({ length: size }, (_, i) => b.record('Garden__c', { Code__c: `c${i}`, Warden__c: b.adminId }));
    const insert = b.costOf(() => b.save('insert', gardens, { access: USER }));
    const plots = b.costOf(() =>
      b.save(
        'insert',
        gardens.map(({ id }) => b.record('Plot__c', { Garden__c: id })),
        { access: USER }
      )
    );
    const remove = b.costOf(() =>
      b.save(
        'delete',
        gardens.map(({ id }) => b.record('Garden__c', { Id: id })),
        { access: USER }
      )
    );
    assert.equal(b.rows('SELECT * FROM "Plot__c" WHERE "IsDeleted" = 1').length, size);
    return { insert, plots, remove };
  });
  assert.deepEqual(costs[0], costs[1]);
});

test('giving a row away takes holding it whole, and ends what was shared by hand', () => {
  const b = bench();
  const garden = b.record('Garden__c', { Name: 'Kew' });
  b.save('insert', [garden]);
  const group = b.rows('SELECT "Id" AS id FROM "Group" WHERE "DeveloperName" = \'Garden_Leads\'')[0]!['id'] as string;
  const queue = b.rows('SELECT "Id" AS id FROM "Group" WHERE "DeveloperName" = \'Garden_Keepers\'')[0]!['id'] as string;
  for (const RowCause of ['Manual', 'Helper__c'])
    b.save('insert', [b.record('Garden__Share', { ParentId: garden.id, UserOrGroupId: group, AccessLevel: 'Read', RowCause })]);
  const give = (): SaveResult[] => b.save('update', [b.record('Garden__c', { Id: garden.id, OwnerId: queue })], { access: USER });
  b.security.reachable = (_user, _object, ids, level) => new Set(level === 'all' ? [] : ids);
  assert.deepEqual(codes(give()), ['INSUFFICIENT_ACCESS_OR_READONLY']);
  b.security.reachable = (_user, _object, ids) => new Set(ids);
  assert.deepEqual(codes(give()), [undefined]);
  assert.deepEqual(
    b.rows(`SELECT "RowCause" AS cause FROM "Garden__Share" WHERE "UserOrGroupId" = '${group}'`).map((row) => row['cause']),
    ['Helper__c']
  );
});

test('a before trigger sees the whole row and its changes are written', () => {
  const b = bench();
  const garden = b.record('Garden__c', { Name: 'Kew', Area__c: 5 });
  b.save('insert', [garden]);
  let seen: unknown;
  b.triggers.set('Garden__c', (timing, operation, news, olds) => {
    if (operation !== 'update' || timing !== 'before') return;
    seen = [olds![0]!.get('Name'), news![0]!.get('Area__c')];
    news![0]!.set('Code__c', 'K');
  });
  b.save('update', [b.record('Garden__c', { Id: garden.id, Name: 'Kew 2' })]);
  assert.deepEqual(seen, ['Kew', 5]);
  assert.deepEqual({ ...b.rows('SELECT "Name", "Code__c" FROM "Garden__c"')[0] }, { Name: 'Kew 2', Code__c: 'K' });
});

test('a unique value is refused in the store and within the chunk, and the other row is named only to who may read it', () => {
  const b = bench();
  const first = b.record('Garden__c', { Code__c: 'k1' });
  b.save('insert', [first]);
  const [open] = b.save('insert', [b.record('Garden__c', { Code__c: 'K1' })]);
  assert.equal(open!.errors[0]!.message, `duplicate value found: Code__c duplicates value on record with id: ${first.id}`);
  b.security.reachable = () => new Set();
  const [hidden] = b.save('insert', [b.record('Garden__c', { Code__c: 'K1' })]);
  assert.equal(hidden!.errors[0]!.message, 'duplicate value found: <unknown> duplicates value on record with id: <unknown>');
  assert.deepEqual(codes(b.save('insert', [b.record('Garden__c', { Code__c: 'z' }), b.record('Garden__c', { Code__c: 'Z' })])), [
    undefined,
    'DUPLICATE_VALUE'
  ]);
});

test('an upsert inserts, updates, and refuses a key given twice', () => {
  const b = bench();
  const upsert = (...rows: Record<string, string>[]): SaveResult[] =>
    b.save(
      'upsert',
      rows.map((row) => b.record('Garden__c', row)),
      { externalIdField: 'code__c' }
    );
  assert.deepEqual(
    upsert({ Code__c: 'a', Name: 'A' }).map((result) => result.created),
    [true]
  );
  assert.deepEqual(
    upsert({ Code__c: 'A', Name: 'A2' }, { Code__c: 'b' }).map((result) => result.created),
    [false, true]
  );
  assert.deepEqual(codes(upsert({ Code__c: 'c' }, { Code__c: 'C' })), [undefined, 'DUPLICATE_VALUE']);
  assert.deepEqual(
    b
      .rows('SELECT "Name" FROM "Garden__c" ORDER BY "Name"')
      .map((row) => row['Name'])
      .filter((name) => String(name).startsWith('A')),
    ['A2']
  );
});

test('a parent given by its external id is found, and refused when there is none', () => {
  const b = bench();
  b.save('insert', [b.record('Garden__c', { Code__c: 'k' })]);
  const plot = (key: string) => {
    const row = b.record('Plot__c', {});
    row.parents.set('Garden__r', b.record('Garden__c', { Code__c: key }));
    return row;
  };
  assert.deepEqual(codes(b.save('insert', [plot('K'), plot('none')])), [undefined, 'INVALID_FIELD']);
});

test('roll-ups follow inserts, changes, deletions and undeletions of the details', () => {
  const b = bench();
  const garden = b.record('Garden__c', { Name: 'Kew' });
  b.save('insert', [garden]);
  const plots = [3, 4].map((area) => b.record('Plot__c', { Garden__c: garden.id, Area__c: area, Planted__c: true }));
  const sums = (): unknown => ({ ...b.rows('SELECT "Plots__c" AS plots, "Planted_Area__c" AS planted FROM "Garden__c"')[0] });
  b.save('insert', plots);
  assert.deepEqual(sums(), { plots: 2, planted: 7 });
  b.save('update', [b.record('Plot__c', { Id: plots[0]!.id, Planted__c: false })]);
  assert.deepEqual(sums(), { plots: 2, planted: 4 });
  b.save('delete', [b.record('Plot__c', { Id: plots[1]!.id })]);
  assert.deepEqual(sums(), { plots: 1, planted: 0 });
  b.save('undelete', [b.record('Plot__c', { Id: plots[1]!.id })]);
  assert.deepEqual(sums(), { plots: 2, planted: 4 });
});

test('details go with their master and come back with it; a lookup that restricts stops the deletion', () => {
  const b = bench();
  const [kew, ryde] = [b.record('Garden__c', { Name: 'Kew' }), b.record('Garden__c', { Name: 'Ryde' })];
  b.save('insert', [kew, ryde]);
  b.save('insert', [
    b.record('Plot__c', { Garden__c: kew.id }),
    b.record('Visit__c', { Garden__c: ryde.id, Visited_At__c: '2026-11-24T10:00:00.000Z' })
  ]);
  assert.deepEqual(
    codes(
      b.save(
        'delete',
        [kew, ryde].map(({ id }) => b.record('Garden__c', { Id: id }))
      )
    ),
    [undefined, 'DELETE_FAILED']
  );
  const deleted = (): unknown => b.rows('SELECT "IsDeleted" AS d FROM "Plot__c"')[0]!['d'];
  assert.equal(deleted(), 1);
  b.save('undelete', [b.record('Garden__c', { Id: kew.id })]);
  assert.equal(deleted(), 0);
  b.save('delete', [b.record('Garden__c', { Id: kew.id })]);
  assert.deepEqual(codes(b.save('update', [b.record('Garden__c', { Id: kew.id })])), ['ENTITY_IS_DELETED']);
  transact(b.org, b.adminId, 'api', () =>
    b.org.dml.purge([b.record('Garden__c', { Id: kew.id })], { userId: b.adminId, access: SYSTEM, allOrNone: true })
  );
  assert.equal(b.rows('SELECT * FROM "Plot__c"').length, 0);
});

test('user mode refuses objects and fields the user may not write; a guess at a hidden value is refused like any other', () => {
  const b = bench();
  const garden = b.record('Garden__c', { Name: 'Kew', Code__c: 'k' });
  b.save('insert', [garden]);
  b.security.fieldAccess = (_user, _object, field) => ({ read: field !== 'Code__c', edit: field !== 'Code__c' });
  const update = (Code__c: string): SaveResult[] =>
    b.save('update', [b.record('Garden__c', { Id: garden.id, Code__c })], { access: USER, api: true });
  assert.deepEqual(update('k')[0]!.errors, update('other')[0]!.errors);
  assert.deepEqual(codes(update('k')), ['INVALID_FIELD_FOR_INSERT_UPDATE']);
  b.security.objectAccess = () => ({ read: true, create: false, edit: false, delete: false, viewAll: false, modifyAll: false });
  const [refused] = b.save('insert', [b.record('Garden__c', {})], { access: USER });
  assert.equal(refused!.errors[0]!.message, "Access to entity 'Garden__c' denied");
});

test('a queried row may be saved back with what it merely carries along', () => {
  const b = bench();
  const garden = b.record('Garden__c', { Name: 'Kew' });
  b.save('insert', [garden]);
  const queried = b.record('Garden__c', { Id: garden.id, Name: 'Kew Gardens', Plots__c: 0 });
  queried.queried = new Set(['Id', 'Name', 'Plots__c']);
  assert.deepEqual(codes(b.save('update', [queried], { access: USER })), [undefined]);
});

test('rows out of reach are refused, to change and to point at', () => {
  const b = bench();
  const garden = b.record('Garden__c', { Name: 'Kew' });
  b.save('insert', [garden]);
  b.security.reachable = () => new Set();
  assert.deepEqual(codes(b.save('update', [b.record('Garden__c', { Id: garden.id, Name: 'x' })], { access: USER })), [
    'INSUFFICIENT_ACCESS_OR_READONLY'
  ]);
  assert.deepEqual(codes(b.save('insert', [b.record('Plot__c', { Garden__c: garden.id })], { access: USER })), [
    'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY'
  ]);
});

test('setup and ordinary objects do not mix in one transaction, except within runAs', () => {
  const b = bench();
  const options = { userId: b.adminId, access: SYSTEM, allOrNone: true };
  const group = b.rows('SELECT "Id" AS id FROM "Group" WHERE "DeveloperName" = \'Garden_Leads\'')[0]!['id'] as string;
  transact(b.org, b.adminId, 'anonymous', (transaction) => {
    b.org.dml.save('insert', [b.record('Garden__c', {})], options);
    const member = (): SaveResult[] =>
      b.org.dml.save('insert', [b.record('GroupMember', { GroupId: group, UserOrGroupId: b.adminId })], options);
    assert.deepEqual(codes(member()), ['MIXED_DML_OPERATION']);
    const back = freshMixedDml(transaction);
    assert.deepEqual(codes(member()), [undefined]);
    back();
    assert.deepEqual(codes(member()), ['MIXED_DML_OPERATION']);
  });
});

test('a trigger that calls itself stops at sixteen levels', () => {
  const b = bench();
  let depth = 0;
  b.triggers.set('Garden__c', (timing, operation) => {
    if (timing !== 'after' || operation !== 'insert') return;
    depth++;
    b.org.dml.save('insert', [b.record('Garden__c', {})], { userId: b.adminId, access: SYSTEM, allOrNone: true });
  });
  b.save('insert', [b.record('Garden__c', {})]);
  assert.equal(depth, 16);
});

test('a file gets its document, links and version numbers', () => {
  const b = bench();
  const garden = b.record('Garden__c', { Name: 'Kew' });
  b.save('insert', [garden]);
  const version = b.record('ContentVersion', {
    PathOnClient: 'plan.txt',
    VersionData: new TextEncoder().encode('soil'),
    FirstPublishLocationId: garden.id
  });
  assert.deepEqual(codes(b.save('insert', [version])), [undefined]);
  const [document] = b.rows('SELECT * FROM "ContentDocument"');
  assert.equal(document!['Title'], 'plan');
  assert.equal(document!['LatestPublishedVersionId'], version.id);
  assert.equal(document!['ContentSize'], 4);
  b.save('insert', [
    b.record('ContentVersion', { PathOnClient: 'plan2.txt', VersionData: new Uint8Array(2), ContentDocumentId: document!['Id'] as string })
  ]);
  assert.deepEqual(
    b.rows('SELECT "VersionNumber" AS n, "IsLatest" AS latest FROM "ContentVersion" ORDER BY "Id"').map((row) => ({ ...row })),
    [
      { n: '1', latest: 0 },
      { n: '2', latest: 1 }
    ]
  );
  assert.equal(b.rows('SELECT * FROM "ContentDocumentLink" WHERE "IsDeleted" = 0').length, 2);
  b.save('delete', [b.record('ContentDocument', { Id: document!['Id'] as string })]);
  assert.equal(b.rows('SELECT * FROM "ContentVersion" WHERE "IsDeleted" = 0').length, 0);
});

test('a share given twice is the one that exists; a trivial level and an unknown reason are refused', () => {
  const b = bench();
  const garden = b.record('Garden__c', { Name: 'Kew' });
  b.save('insert', [garden]);
  const share = (AccessLevel: string, RowCause: string) =>
    b.record('Garden__Share', { ParentId: garden.id, UserOrGroupId: b.adminId, AccessLevel, RowCause });
  const [first] = b.save('insert', [share('Read', 'Helper__c')]);
  const [second] = b.save('insert', [share('Edit', 'Helper__c')]);
  assert.equal(first!.id, second!.id);
  assert.equal(b.rows(`SELECT "AccessLevel" AS level FROM "Garden__Share" WHERE "Id" = '${first!.id}'`)[0]!['level'], 'Edit');
  assert.deepEqual(codes(b.save('insert', [share('All', 'Helper__c'), share('Read', 'Nobody__c')])), [
    'FIELD_INTEGRITY_EXCEPTION',
    'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST'
  ]);
});

test('what is shared by owner or by rule is deleted by nobody, what is shared by hand or by Apex is', () => {
  const b = bench();
  const garden = b.record('Garden__c', { Name: 'Kew' });
  b.save('insert', [garden]);
  const shares = ['Manual', 'Helper__c'].map((RowCause) =>
    b.record('Garden__Share', { ParentId: garden.id, UserOrGroupId: b.adminId, AccessLevel: 'Read', RowCause })
  );
  b.save('insert', shares);
  const row = b.record('Garden__Share', { ParentId: garden.id, UserOrGroupId: b.adminId, AccessLevel: 'Read', RowCause: 'Rule' });
  b.org.store.insert('Garden__Share', [new Map([...row.values, ['Id', b.org.store.nextId('Garden__Share')]])]);
  const rule = b.rows('SELECT "Id" AS id FROM "Garden__Share" WHERE "RowCause" = \'Rule\'')[0]!['id'] as string;
  assert.deepEqual(codes(b.save('delete', [b.record('Garden__Share', { Id: rule })])), ['INSUFFICIENT_ACCESS_OR_READONLY']);
  assert.deepEqual(codes(b.save('delete', shares)), [undefined, undefined]);
});

test('a user name is taken once, in any case', () => {
  const b = bench();
  const profile = b.rows('SELECT "Id" AS id FROM "Profile" WHERE "Name" = \'Standard User\'')[0]!['id'] as string;
  const user = (Username: string) =>
    b.record('User', {
      Username,
      LastName: 'Invented',
      Alias: 'inv',
      Email: 'inv@example.org',
      ProfileId: profile,
      TimeZoneSidKey: 'Europe/London',
      LocaleSidKey: 'en_GB',
      EmailEncodingKey: 'UTF-8',
      LanguageLocaleKey: 'en_US'
    });
  assert.deepEqual(codes(b.save('insert', [user('Someone@Example.org')])), [undefined]);
  assert.deepEqual(codes(b.save('insert', [user('someone@example.org')])), ['DUPLICATE_USERNAME']);
  assert.deepEqual(codes(b.save('insert', [user('no address')])), ['INVALID_EMAIL_ADDRESS']);
});
