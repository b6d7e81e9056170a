/** From text to tree to SQL: what is asked of the database, and with which parameters. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { rangeOf } from './date-literals.ts';
import { gardens } from './fixture.ts';
import { bindQuery } from './bind.ts';
import { parseQuery } from './parse.ts';
import { RunContext } from './run-context.ts';
import { selectOf } from './select.ts';
import { startOfDay } from '../zones.ts';
import type { Bind } from './types.ts';

const g = gardens();
after(() => g.org.store.close());

function select(text: string, binds: Record<string, Bind> = {}): [string, unknown[]] {
  const context = new RunContext(
    g.org,
    {
      userId: g.idOf('User', 'Username', 'admin@demo.example'),
      access: { mode: 'system', sharing: false },
      binds: new Map(Object.entries(binds))
    },
    undefined,
    false
  );
  const { sql, params } = selectOf(context, bindQuery(g.org.schema, parseQuery(text)));
  return [sql, [...params]];
}

test('values are parameters, whatever they are; a list is one parameter', () => {
  assert.deepEqual(select("SELECT Name FROM Garden__c WHERE Name = 'a' AND Area__c IN (1, 2) LIMIT 3"), [
    'SELECT t0."Name" AS c0, t0."Id" AS id FROM "Garden__c" t0 WHERE 1 AND t0."IsDeleted" = 0 AND (t0."Name" = ? AND t0."Area__c" IN (SELECT value FROM json_each(?))) ORDER BY t0."Id" LIMIT ?',
    ['a', '[1,2]', 3]
  ]);
});

test('parents are left joins, deleted ones out; the order ends with the id', () => {
  assert.deepEqual(select('SELECT Garden__r.Name FROM Plot__c ORDER BY Name DESC NULLS LAST'), [
    'SELECT t1."Name" AS c0, t0."Id" AS id, t1."Id" AS j0 FROM "Plot__c" t0 LEFT JOIN "Garden__c" t1 ON t1."Id" = t0."Garden__c" AND t1."IsDeleted" = 0 WHERE 1 AND t0."IsDeleted" = 0 ORDER BY t0."Name" DESC NULLS LAST, t0."Id"',
    []
  ]);
});

test('a date literal over a datetime is a span in the time zone of the user', () => {
  const [, params] = select('SELECT Id FROM Garden__c WHERE CreatedDate = TODAY');
  assert.deepEqual(params, ['2026-11-24T00:00:00.000Z', '2026-11-25T00:00:00.000Z']);
  assert.equal(startOfDay('Europe/London', '2026-07-01'), '2026-06-30T23:00:00.000Z', 'summer time');
  assert.equal(startOfDay('Europe/London', '2026-10-25'), '2026-10-24T23:00:00.000Z', 'the day the clocks go back');
  assert.equal(startOfDay('Europe/London', '2026-10-26'), '2026-10-26T00:00:00.000Z');
});

test('a datetime with an offset is brought to UTC', () => {
  assert.deepEqual(select('SELECT Id FROM Garden__c WHERE CreatedDate >= 2026-07-01T01:30:00+01:00')[1], ['2026-07-01T00:30:00.000Z']);
});

test('binds keep their source text, in order, with the field they stand beside', () => {
  const bound = g.org.soql.prepare(
    'SELECT Id FROM Garden__c WHERE Name = :this.names[0].trim() AND Id IN :new Set<Id>{ a, b } AND Area__c > :(x + 1) AND Opened_On__c < :Date.today().addDays(-3) LIMIT :size + 1'
  );
  assert.deepEqual(
    bound.binds.map((bind) => [bind.source, bind.field?.name, bind.isList]),
    [
      ['this.names[0].trim()', 'Name', false],
      ['new Set<Id>{ a, b }', 'Id', true],
      ['(x + 1)', 'Area__c', false],
      ['Date.today().addDays(-3)', 'Opened_On__c', false],
      ['size + 1', undefined, false]
    ]
  );
});

test('columns nest as the records will', () => {
  const bound = g.org.soql.prepare('SELECT Id, Owner.Name, (SELECT Name FROM Plots__r) FROM Garden__c');
  assert.deepEqual(
    bound.columns.map((column) => [column.name, column.relationship, column.columns?.map((inner) => inner.name)]),
    [
      ['Id', undefined, undefined],
      ['Owner', 'parent', ['Name']],
      ['Plots__r', 'children', ['Name']]
    ]
  );
});

test('date literals, on a Tuesday with weeks from Monday', () => {
  const range = (name: string, count: number | null = null): string[] => Object.values(rangeOf(name, count, '2026-11-24', 1));
  assert.deepEqual(range('YESTERDAY'), ['2026-11-23', '2026-11-24']);
  assert.deepEqual(range('THIS_WEEK'), ['2026-11-23', '2026-11-30']);
  assert.deepEqual(Object.values(rangeOf('THIS_WEEK', null, '2026-11-24', 0)), ['2026-11-22', '2026-11-29']);
  assert.deepEqual(range('LAST_MONTH'), ['2026-10-01', '2026-11-01']);
  assert.deepEqual(range('NEXT_QUARTER'), ['2027-01-01', '2027-04-01']);
  assert.deepEqual(range('THIS_FISCAL_YEAR'), ['2026-01-01', '2027-01-01']);
  assert.deepEqual(range('LAST_N_DAYS', 7), ['2026-11-17', '2026-11-25']);
  assert.deepEqual(range('NEXT_N_DAYS', 2), ['2026-11-25', '2026-11-27']);
  assert.deepEqual(range('LAST_N_MONTHS', 2), ['2026-09-01', '2026-11-01']);
  assert.deepEqual(range('NEXT_N_MONTHS', 1), ['2026-12-01', '2027-01-01']);
  assert.deepEqual(range('N_DAYS_AGO', 3), ['2026-11-21', '2026-11-22']);
  assert.deepEqual(range('LAST_90_DAYS'), ['2026-08-26', '2026-11-25']);
});

test('spans compare by their beginning and end', () => {
  const count = (where: string): number => g.all(`SELECT COUNT() FROM Garden__c WHERE ${where}`).count!;
  assert.deepEqual(
    ['= TODAY', '< TODAY', '<= TODAY', '> TODAY', '>= TODAY', '!= TODAY', '= LAST_N_DAYS:7', '= LAST_YEAR'].map((each) =>
      count(`Opened_On__c ${each}`)
    ),
    [1, 2, 3, 0, 1, 2, 2, 1]
  );
});

test('escapes of text: quotes, unicode, line breaks; others are refused', () => {
  assert.deepEqual(select("SELECT Id FROM Garden__c WHERE Name = 'it\\'s \\u0041\\n\\\\'")[1], ["it's A\n\\"]);
  assert.throws(() => parseQuery("SELECT Id FROM Garden__c WHERE Name = '\\q'"), /illegal character sequence '\\q'/);
  assert.throws(() => parseQuery("SELECT Id FROM Garden__c WHERE Name = 'open"), /closing quote is missing/);
});
