import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { gardens } from './fixture.ts';

const g = gardens();
after(() => g.org.store.close());
const refused = (text: string, statusCode: string, message: RegExp): void =>
  assert.throws(
    () => g.all(text),
    (error: Error & { statusCode?: string }) => error.statusCode === statusCode && message.test(error.message),
    text
  );

test('fields come in canonical names whatever the case of the query, and only what was selected counts as queried', () => {
  const [row] = g.all("select nAME, area__C from garden__c where name = 'ash'").records;
  assert.deepEqual([...row!.queried!], ['Name', 'Area__c']);
  assert.deepEqual([row!.get('Name'), row!.get('Area__c'), row!.id?.length], ['Ash', 10, 18]);
});

test('text compares without regard to case, accented letters included', () => {
  assert.deepEqual(g.names("SELECT Name FROM Garden__c WHERE Name = 'éLAN'"), ['Élan']);
  assert.deepEqual(g.names("SELECT Name FROM Garden__c WHERE Name IN ('ÉLAN', 'ZOO') ORDER BY Name DESC"), ['Élan', 'zoo']);
  assert.deepEqual(g.names("SELECT Name FROM Garden__c WHERE Name LIKE 'é%'"), ['Élan']);
});

test('unequal and NOT IN give empty fields too: SOQL knows two truth values', () => {
  assert.deepEqual(g.names("SELECT Name FROM Garden__c WHERE Status__c != 'Open' ORDER BY Name"), ['zoo', 'Élan']);
  assert.deepEqual(g.names("SELECT Name FROM Garden__c WHERE Status__c NOT IN ('Open') ORDER BY Name"), ['zoo', 'Élan']);
  assert.deepEqual(g.names('SELECT Name FROM Garden__c WHERE NOT Area__c > 6 ORDER BY Name'), ['zoo', 'Élan']);
  assert.deepEqual(g.names('SELECT Name FROM Garden__c WHERE Area__c < 6'), ['Élan']);
});

test('null is asked for with equals, and with the empty text', () => {
  assert.deepEqual(g.names('SELECT Name FROM Garden__c WHERE Area__c = null'), ['zoo']);
  assert.deepEqual(g.names("SELECT Name FROM Garden__c WHERE Status__c = ''"), ['zoo']);
  assert.deepEqual(g.names("SELECT Name FROM Garden__c WHERE Status__c IN (null, 'Open') ORDER BY Name"), ['Ash', 'zoo']);
});

test('LIKE takes % and _ as wild, and as themselves after a backslash', () => {
  g.add('Crop__c', { Name: '50% off_er', OwnerId: g.idOf('User', 'Username', 'admin@demo.example') });
  g.add('Crop__c', { Name: '50x offxer', OwnerId: g.idOf('User', 'Username', 'admin@demo.example') });
  assert.deepEqual(g.names("SELECT Name FROM Crop__c WHERE Name LIKE '50_ off_er' ORDER BY Name"), ['50% off_er', '50x offxer']);
  assert.deepEqual(g.names("SELECT Name FROM Crop__c WHERE Name LIKE '50\\% off\\_er'"), ['50% off_er']);
});

test('nothing in a text or a bind becomes SQL', () => {
  const nasty = `x' OR 1=1 --"; DROP TABLE "Garden__c"`;
  assert.deepEqual(g.names('SELECT Name FROM Garden__c WHERE Name = :nasty', { binds: new Map([['nasty', nasty]]) }), []);
  assert.deepEqual(g.names("SELECT Name FROM Garden__c WHERE Name = 'x\\' OR Name != \\''"), []);
  assert.equal(g.all('SELECT COUNT() FROM Garden__c').count, 3);
});

test('INCLUDES takes a semicolon as "and", a comma as "or"; EXCLUDES is its opposite', () => {
  assert.deepEqual(g.names("SELECT Name FROM Garden__c WHERE Soil__c INCLUDES ('Clay;Sand')"), ['Ash']);
  assert.deepEqual(g.names("SELECT Name FROM Garden__c WHERE Soil__c INCLUDES ('Sand', 'Clay') ORDER BY Name"), ['Ash', 'Élan']);
  assert.deepEqual(g.names("SELECT Name FROM Garden__c WHERE Soil__c EXCLUDES ('Sand') ORDER BY Name"), ['zoo', 'Élan']);
  refused("SELECT Id FROM Garden__c WHERE Name INCLUDES ('a')", 'INVALID_QUERY_FILTER_OPERATOR', /multipicklist/);
});

test('parents come as records of their own, null when there is none', () => {
  const [plot] = g.all(
    "SELECT Name, Garden__r.Name, Garden__r.Warden__r.Name, Garden__r.Owner.Name FROM Plot__c WHERE Garden__r.Area__c > 9 AND Name = 'North'"
  ).records;
  const garden = plot!.parents.get('Garden__r')!;
  assert.deepEqual(
    [garden.get('Name'), garden.parents.get('Warden__r')!.get('Name'), garden.object.name],
    ['Ash', 'Demo Administrator', 'Garden__c']
  );
  const [zoo] = g.all("SELECT Warden__r.Name, Owner.Name, Owner.Type FROM Garden__c WHERE Name = 'zoo'").records;
  assert.equal(zoo!.parents.get('Warden__r'), null);
  assert.deepEqual([zoo!.parents.get('Owner')!.object.name, zoo!.parents.get('Owner')!.values.get('Type')], ['Group', 'Group']);
});

test('children come under their parent, ordered and limited for each parent', () => {
  const rows = g.all('SELECT Name, (SELECT Name FROM Plots__r ORDER BY Area__c DESC LIMIT 2) FROM Garden__c ORDER BY Name').records;
  assert.deepEqual(
    rows.map((row) => row.children.get('Plots__r')!.map((plot) => plot.get('Name'))),
    [['North', 'East'], [], []]
  );
  refused(
    'SELECT Id, (SELECT Id FROM Nothing__r) FROM Garden__c',
    'INVALID_TYPE',
    /Didn't understand relationship 'Nothing__r' in FROM part of query call/
  );
});

test('semi-joins and anti-joins take ids from another object', () => {
  assert.deepEqual(g.names('SELECT Name FROM Garden__c WHERE Id IN (SELECT Garden__c FROM Plot__c WHERE Planted__c = true)'), ['Ash']);
  assert.deepEqual(g.names('SELECT Name FROM Garden__c WHERE Id NOT IN (SELECT Garden__c FROM Plot__c) ORDER BY Name'), ['zoo', 'Élan']);
  refused('SELECT Id FROM Garden__c WHERE Name IN (SELECT Name FROM Plot__c)', 'MALFORMED_QUERY', /should be an ID or reference field/);
});

test('aggregates: groups, HAVING, aliases, expr0', () => {
  const rows = g.all(
    'SELECT Garden__c, COUNT(Id), SUM(Area__c) total, AVG(Area__c), MAX(Name) last FROM Plot__c GROUP BY Garden__c HAVING COUNT(Id) > 2'
  ).records;
  assert.equal(rows[0]!.object.name, 'AggregateResult');
  assert.deepEqual([...rows[0]!.values].slice(1), [
    ['expr0', 3],
    ['total', 6],
    ['expr1', 2],
    ['last', 'South']
  ]);
  assert.deepEqual(
    [...g.all('SELECT COUNT(Area__c) n, COUNT_DISTINCT(Status__c) FROM Garden__c').records[0]!.values],
    [
      ['n', 2],
      ['expr0', 2]
    ]
  );
  refused('SELECT Name, COUNT(Id) FROM Plot__c GROUP BY Garden__c', 'MALFORMED_QUERY', /^Field must be grouped or aggregated: Name$/);
});

test('SELECT COUNT() counts, LIMIT included', () => {
  assert.deepEqual(g.all('SELECT COUNT() FROM Plot__c'), { records: [], count: 3, totalSize: 3 });
  assert.equal(g.all('SELECT COUNT() FROM Plot__c LIMIT 2').count, 2);
});

test('date functions group by UTC', () => {
  const rows = g.all(
    'SELECT CALENDAR_YEAR(Opened_On__c) y, COUNT(Id) n FROM Garden__c GROUP BY CALENDAR_YEAR(Opened_On__c) ORDER BY CALENDAR_YEAR(Opened_On__c)'
  ).records;
  assert.deepEqual(
    rows.map((row) => [row.values.get('y'), row.values.get('n')]),
    [
      [2025, 1],
      [2026, 2]
    ]
  );
  assert.equal(g.all('SELECT COUNT() FROM Garden__c WHERE DAY_ONLY(CreatedDate) = 2026-11-23').count, 1);
});

test('order: empty first when ascending, last when descending, unless said; picklists in the order of their values', () => {
  assert.deepEqual(g.names('SELECT Name FROM Garden__c ORDER BY Area__c'), ['zoo', 'Élan', 'Ash']);
  assert.deepEqual(g.names('SELECT Name FROM Garden__c ORDER BY Area__c DESC NULLS FIRST'), ['zoo', 'Ash', 'Élan']);
  assert.deepEqual(g.names('SELECT Name FROM Garden__c ORDER BY Status__c NULLS LAST'), ['Ash', 'Élan', 'zoo']);
  assert.deepEqual(
    g.names('SELECT Name FROM Plot__c ORDER BY Name LIMIT :size OFFSET :start', {
      binds: new Map([
        ['size', 1],
        ['start', 1]
      ])
    }),
    ['North']
  );
});

test('formulas are read and filtered like fields', () => {
  const [row] = g.all('SELECT Double_Area__c FROM Garden__c WHERE Double_Area__c = 11').records;
  assert.equal(row!.get('Double_Area__c'), 11);
  assert.deepEqual(g.names('SELECT Name FROM Garden__c WHERE Double_Area__c >= 0 ORDER BY Double_Area__c DESC'), ['Ash', 'Élan', 'zoo']);
  assert.deepEqual(g.names("SELECT Name, Garden__r.Double_Area__c FROM Plot__c WHERE Garden__r.Double_Area__c = 20 AND Name = 'East'"), [
    'East'
  ]);
  assert.equal(g.all('SELECT SUM(Double_Area__c) s FROM Garden__c').records[0]!.values.get('s'), 31);
});

test('toLabel and FORMAT give what people read', () => {
  const [row] = g.all("SELECT toLabel(Status__c), FORMAT(Opened_On__c) opened FROM Garden__c WHERE Name = 'Ash'").records;
  assert.deepEqual([row!.values.get('Status__c'), row!.values.get('opened')], ['Open', '24/11/2026']);
});

test('deleted rows are seen with ALL ROWS alone', () => {
  const id = g.add('Plot__c', { Name: 'Gone', Garden__c: g.idOf('Garden__c', 'Name', 'Ash'), IsDeleted: true });
  assert.deepEqual(g.names("SELECT Name FROM Plot__c WHERE Name = 'Gone'"), []);
  assert.deepEqual(g.names("SELECT Name FROM Plot__c WHERE Name = 'Gone' ALL ROWS"), ['Gone']);
  assert.deepEqual(g.names("SELECT Name FROM Plot__c WHERE Name = 'Gone'", { allRows: true }), ['Gone']);
  g.org.store.remove('Plot__c', [id]);
});

test('ids compare in 15 characters and in 18; what is no id is refused', () => {
  const id = g.idOf('Garden__c', 'Name', 'Ash');
  assert.deepEqual(g.names('SELECT Name FROM Garden__c WHERE Id = :id', { binds: new Map([['id', id.slice(0, 15)]]) }), ['Ash']);
  refused("SELECT Id FROM Garden__c WHERE Id = 'abc'", 'INVALID_QUERY_FILTER_OPERATOR', /^invalid ID field: abc$/);
});

test('refusals speak the words of the platform', () => {
  refused(
    'SELECT Nope FROM Garden__c',
    'INVALID_FIELD',
    /^No such column 'Nope' on entity 'Garden__c'\. If you are attempting to use a custom field/
  );
  refused('SELECT Id FROM Nope__c', 'INVALID_TYPE', /^sObject type 'Nope__c' is not supported\./);
  refused('SELECT Nope__r.Name FROM Garden__c', 'INVALID_FIELD', /^Didn't understand relationship 'Nope__r' in field path\./);
  refused('SELECT Id FROM Garden__c WHERE', 'MALFORMED_QUERY', /^unexpected token: '<EOF>'$/);
  refused('SELECT Id FROM Garden__c WHERE Name = "x"', 'MALFORMED_QUERY', /^unexpected token: '"'$/);
  refused("SELECT Id FROM Garden__c WHERE Name = 'a' AND Name = 'b' OR Name = 'c'", 'MALFORMED_QUERY', /^unexpected token: 'OR'$/);
  refused("SELECT Id FROM Garden__c WHERE Area__c = '5'", 'INVALID_FIELD', /must be of type double and should not be enclosed in quotes/);
  refused('SELECT Id FROM Garden__c WHERE Name = 5', 'INVALID_FIELD', /must be of type string and should be enclosed in quotes/);
  refused("SELECT Id FROM Garden__c WHERE Notes__c = 'x'", 'INVALID_FIELD', /^field 'Notes__c' can not be filtered in a query call$/);
  refused('SELECT Id FROM Garden__c ORDER BY Notes__c', 'INVALID_FIELD', /can not be sorted/);
  refused('SELECT Name, Name FROM Garden__c', 'MALFORMED_QUERY', /duplicate field selected: Name/);
  refused('SELECT FIELDS(ALL) FROM Garden__c', 'MALFORMED_QUERY', /LIMIT of at most 200/);
  refused('SELECT Id FROM Harvest__e', 'INVALID_TYPE', /'Harvest__e' is not supported/);
  refused('SELECT Id FROM Garden__c WITH SECURITY_ENFORCED', 'MALFORMED_QUERY', /^unexpected token: 'SECURITY_ENFORCED'$/);
});

test('what is not done is named', () => {
  const unsupported = (text: string, what: RegExp): void => assert.throws(() => g.all(text), what);
  unsupported('SELECT Id FROM Garden__c, Garden__c.Plots__r p', /Not supported by the local org: several objects in FROM/);
  unsupported('SELECT convertCurrency(Area__c) FROM Garden__c', /convertCurrency/);
  unsupported('SELECT Id FROM Garden__c USING SCOPE team', /USING SCOPE team/);
});

test('custom metadata and roles of the schema are queried like any object', () => {
  assert.deepEqual(
    g.all('SELECT DeveloperName, Days__c FROM Tool_Rule__mdt ORDER BY DeveloperName').records.map((row) => row.get('DeveloperName')),
    ['Rake', 'Spade']
  );
});
