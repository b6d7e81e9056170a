/** The rarer parts of SOQL and SOSL: subtotals, time zones, TYPEOF, limits of semi-joins, words of a search, very large texts. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { USER } from '../security/types.ts';
import { gardens } from './fixture.ts';

const g = gardens();
after(() => g.org.store.close());
const admin = g.idOf('User', 'Username', 'admin@demo.example');
const rows = (text: string): unknown[][] => g.all(text).records.map((row) => [...row.values.values()]);
const refused = (text: string, message: RegExp, statusCode = 'MALFORMED_QUERY', options = {}): void =>
  assert.throws(
    () => g.all(text, options),
    (error: Error & { statusCode?: string }) => error.statusCode === statusCode && message.test(error.message),
    text
  );

test('ROLLUP gives subtotals after what they sum up, and GROUPING tells them from empty fields', () => {
  assert.deepEqual(rows('SELECT Status__c, COUNT(Id) n, GROUPING(Status__c) g FROM Garden__c GROUP BY ROLLUP(Status__c)'), [
    [null, 1, 0],
    ['Open', 1, 0],
    ['Resting', 1, 0],
    [null, 3, 1]
  ]);
  assert.deepEqual(
    rows('SELECT Status__c, COUNT(Id) n FROM Garden__c GROUP BY ROLLUP(Status__c) HAVING GROUPING(Status__c) = 1'),
    [[null, 3]],
    'HAVING knows subtotals'
  );
  refused('SELECT GROUPING(Status__c) g FROM Garden__c GROUP BY Status__c', /GROUPING\(\) needs GROUP BY ROLLUP or CUBE/);
});

test('CUBE gives every combination of its fields, in the order the query asks for', () => {
  const found = rows('SELECT Status__c, Name, COUNT(Id) n FROM Garden__c GROUP BY CUBE(Status__c, Name) ORDER BY COUNT(Id) DESC LIMIT 2');
  assert.deepEqual(found[0], [null, null, 3]);
  assert.equal(rows('SELECT Status__c, Name, COUNT(Id) n FROM Garden__c GROUP BY CUBE(Status__c, Name)').length, 3 + 3 + 3 + 1);
  refused('SELECT COUNT(Id) FROM Garden__c GROUP BY CUBE(Name, Status__c, OwnerId, Id)', /at most three fields/);
});

test('convertTimezone counts by the clocks of the user: 22:59 in summer is the 24th hour in London', () => {
  assert.deepEqual(
    rows(
      'SELECT HOUR_IN_DAY(convertTimezone(CreatedDate)) h, COUNT(Id) n FROM Garden__c GROUP BY HOUR_IN_DAY(convertTimezone(CreatedDate))'
    ),
    [
      [10, 1],
      [23, 2]
    ]
  );
  refused('SELECT convertTimezone(CreatedDate) FROM Garden__c', /inside a date function/);
});

test('TYPEOF gives each kind of parent its own fields, ELSE what is left', () => {
  const found = g.all('SELECT Name, TYPEOF Owner WHEN User THEN Username, Profile.Name ELSE Name END FROM Garden__c').records;
  const owners = found.map((row) => row.parents.get('Owner')!);
  assert.deepEqual(
    owners.map((owner) => [owner.object.name, owner.values.get('Username'), owner.values.get('Name')]),
    [
      ['User', 'admin@demo.example', undefined],
      ['User', 'admin@demo.example', undefined],
      ['Group', undefined, 'Garden Keepers']
    ]
  );
  assert.equal(owners[0]!.parents.get('Profile')?.values.get('Name'), 'System Administrator');
  refused('SELECT TYPEOF Owner WHEN Plot__c THEN Name END FROM Garden__c', /'Plot__c' is not supported/, 'INVALID_TYPE');
  refused('SELECT TYPEOF Owner WHEN User THEN Nope END FROM Garden__c', /No such column 'Nope' on entity 'User'/, 'INVALID_FIELD');
});

test('LIKE takes a list of patterns from a bind, toLabel() compares labels', () => {
  const binds = new Map([['some', ['A%', 'z%']]]);
  assert.deepEqual(g.names('SELECT Name FROM Garden__c WHERE Name LIKE :some ORDER BY Name', { binds }), ['Ash', 'zoo']);
  assert.deepEqual(g.names("SELECT Name FROM Garden__c WHERE toLabel(Status__c) = 'OPEN'"), ['Ash']);
});

test('semi-joins have the narrow limits of the platform', () => {
  const semi = 'Id IN (SELECT Garden__c FROM Plot__c)';
  refused(`SELECT Id FROM Garden__c WHERE ${semi} OR Name = 'x'`, /only allowed at the top level WHERE/);
  refused(`SELECT Id FROM Garden__c WHERE ${semi} AND ${semi} AND ${semi}`, /Maximum 2 semi join sub-selects/);
  refused('SELECT Id FROM Garden__c WHERE Id IN (SELECT Id FROM Garden__c)', /should not be on the same object type/);
  refused('SELECT Id FROM Garden__c WHERE Id IN (SELECT Garden__c FROM Plot__c LIMIT 1)', /not allowed in a semi join/);
});

test('OFFSET ends at 2,000, also from a bind', () => {
  refused('SELECT Id FROM Garden__c OFFSET 2001', /Maximum SOQL offset/, 'NUMBER_OUTSIDE_VALID_RANGE');
  const binds = new Map([['n', 2001]]);
  refused('SELECT Id FROM Garden__c OFFSET :n', /Maximum SOQL offset/, 'NUMBER_OUTSIDE_VALID_RANGE', { binds });
});

test('WITH SECURITY_ENFORCED refuses a field that the user may not read, and leaves the rows as they are', () => {
  const user = g.person('Enforced', 'Garden_Use');
  const ask = (text: string): number => g.all(text, { userId: user, apex: true }).records.length;
  assert.equal(ask('SELECT Name FROM Garden__c WITH SECURITY_ENFORCED'), 3);
  const stranger = g.person('Enforced stranger');
  assert.throws(() => g.all('SELECT Name FROM Garden__c WITH SECURITY_ENFORCED', { userId: stranger, apex: true }), /inaccessible field/);
});

test('a text of any size or depth is answered with a refusal or with rows, never with a crash', () => {
  refused(`SELECT Id FROM Garden__c WHERE ${'('.repeat(5000)}Name = 'x'${')'.repeat(5000)}`, /nested too deeply/);
  refused(`SELECT Id FROM Garden__c WHERE ${'NOT '.repeat(5000)}Name = 'x'`, /nested too deeply/);
  refused(`SELECT ${'(SELECT Id, '.repeat(3000)}`, /nested too deeply/);
  refused(`SELECT Id FROM Garden__c WHERE Name = '${'x'.repeat(100_001)}'`, /longer than 100000 characters/);
  const many = Array.from({ length: 3000 }, (_, n) => `Name = '${n}'`);
  assert.equal(g.all(`SELECT Id FROM Garden__c WHERE ${many.join(' OR ')}`).records.length, 0);
});

test('a search groups its words, leaves some out, and gives ids of every object without RETURNING', () => {
  const find = (text: string, found?: string[]): unknown[] =>
    g.org.soql
      .search(text, { userId: admin, access: USER, ...(found ? { found } : {}) })
      .flatMap((each) => each.map((row) => row.values.get('Name') ?? row.id));
  assert.deepEqual(find('FIND {(ash OR zoo) AND NOT "zoo"} RETURNING Garden__c(Name)'), ['Ash']);
  assert.deepEqual(find('FIND {ash OR zoo} RETURNING Garden__c(Name ORDER BY Name) WITH HIGHLIGHT LIMIT 1 UPDATE VIEWSTAT'), ['Ash']);
  assert.deepEqual(find('FIND {ash}'), [g.idOf('Garden__c', 'Name', 'Ash')]);
  assert.deepEqual(find("FIND {nothing} RETURNING Garden__c(Name WHERE Name LIKE 'z%')", [g.idOf('Garden__c', 'Name', 'zoo')]), ['zoo']);
  for (const text of ['FIND {NOT ash}', 'FIND {((((ash}', 'FIND {ash} LIMIT 0', `FIND {${'('.repeat(500)}ash${')'.repeat(500)}}`])
    assert.throws(
      () => find(text),
      (error: { statusCode?: string }) => error.statusCode === 'MALFORMED_QUERY',
      text
    );
});
