import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gardenOrg } from '../fixtures/index.ts';
import { SRecord } from '../schema/record.ts';
import type { Value } from '../schema/types.ts';
import { createFormula } from './index.ts';

const NOW = Date.parse('2026-06-30T23:30:00.000Z');
const org = gardenOrg({ now: () => NOW });
const formula = createFormula(org);
const garden = org.schema.object('Garden__c')!;
const userId = org.store.all('SELECT "Id" AS id FROM "User" WHERE "Username" = \'admin@demo.example\'')[0]!['id'] as string;

function evaluate(source: string, values: Record<string, Value> = {}, before: Record<string, Value> | null = null): Value {
  const record = (from: Record<string, Value>): SRecord => {
    const made = new SRecord(garden);
    for (const [name, value] of Object.entries(from)) made.set(name, value);
    return made;
  };
  return formula.compile(source, garden).evaluate({ record: record(values), prior: before && record(before), userId });
}

const CASES: readonly [string, Value][] = [
  ['1 + 2 * 3 ^ 2 - 4 / 2', 17],
  ['-2 ^ 2', -4],
  ['0.1 + 0.2 = 0.3', true],
  ['1 / 0', null],
  ['"a" & "b" + "c"', 'abc'],
  ['AND(true, NOT(1 > 2), OR(false, 2 <> 3))', true],
  ['true && false || !false', true],
  ['IF(1 = 1, "yes", "no")', 'yes'],
  ['CASE(3, 1, "one", 3, "three", "many")', 'three'],
  ['LEN(TRIM("  abc ")) + FIND("b", "abc")', 5],
  ['MID("abcdef", 2, 3) & LEFT("xyz", 1) & RIGHT("xyz", 1)', 'bcdxz'],
  ['SUBSTITUTE(UPPER("aXa"), "A", "b")', 'bXb'],
  ['REGEX("AB12 3CD", "[A-Z]{1,2}\\\\d{1,2} \\\\d[A-Z]{2}")', true],
  ['REGEX("AB", "A")', false],
  ['VALUE("12.50") * 2', 25],
  ['TEXT(1.5) & TEXT(DATE(2026, 2, 3))', '1.52026-02-03'],
  ['DATE(2026, 3, 31) - DATE(2026, 3, 1)', 30],
  ['DATE(2026, 12, 31) + 1', '2027-01-01'],
  ['ADDMONTHS(DATE(2026, 2, 28), 1)', '2026-03-31'],
  ['ADDMONTHS(DATE(2026, 1, 31), 1)', '2026-02-28'],
  ['DATE(2026, 2, 30)', null],
  ['WEEKDAY(DATE(2026, 11, 22))', 1],
  ['TODAY()', '2026-07-01'],
  ['NOW()', '2026-06-30T23:30:00.000Z'],
  ['YEAR(DATEVALUE("2026-04-05"))', 2026],
  ['ROUND(2.5, 0) + ROUND(-2.5, 0) + ROUND(15, -1)', 20],
  ['MOD(-1, 5)', 4],
  ['MAX(1, 3, 2) - MIN(4, 2)', 1],
  ['BLANKVALUE("", "none")', 'none'],
  ['ISBLANK($User.MobilePhone)', true],
  ['$User.Username', 'admin@demo.example']
];

for (const [source, expected] of CASES) {
  test(`${source} is ${String(expected)}`, () => assert.deepEqual(evaluate(source), expected));
}

test('fields of the record keep empty apart from nothing and zero', () => {
  assert.equal(evaluate('Area__c < 5'), null);
  assert.equal(evaluate('ISBLANK(Area__c)'), true);
  assert.equal(evaluate('Area__c < 5', { Area__c: 4.99 }), true);
  assert.equal(evaluate('Double_Area__c', {}), 0);
  assert.equal(evaluate('Double_Area__c', { Area__c: 2.25 }), 4.5);
});

test('picklists are read through the functions made for them, and refused elsewhere', () => {
  assert.equal(evaluate('ISPICKVAL(Status__c, "Open")', { Status__c: 'Open' }), true);
  assert.equal(evaluate('ISPICKVAL(Status__c, "")'), true);
  assert.equal(evaluate('CASE(Status__c, "Open", 1, 0)', { Status__c: 'Open' }), 1);
  assert.equal(evaluate('INCLUDES(Soil__c, "Clay")', { Soil__c: 'Sand;Clay' }), true);
  assert.throws(() => evaluate('Status__c = "Open"'), {
    message: 'Field Status__c is a picklist field. Picklist fields are only supported in certain functions.'
  });
});

test('changes are seen against the row before the save', () => {
  assert.equal(evaluate('ISNEW()'), true);
  assert.equal(evaluate('ISCHANGED(Area__c)', { Area__c: 2 }, { Area__c: 1 }), true);
  assert.equal(evaluate('ISCHANGED(Area__c)', { Area__c: 2 }, { Area__c: 2 }), false);
  assert.equal(evaluate('PRIORVALUE(Area__c)', { Area__c: 2 }, { Area__c: 1 }), 1);
  assert.equal(evaluate('ISPICKVAL(PRIORVALUE(Status__c), "Open")', { Status__c: 'Closed' }, { Status__c: 'Open' }), true);
});

test('parents are followed by relationship', () => {
  assert.equal(evaluate('Warden__r.Username', { Warden__c: userId }), 'admin@demo.example');
  assert.equal(evaluate('ISBLANK(Warden__r.Username)'), true);
  assert.deepEqual(formula.compile('Warden__r.Profile.Name', garden).parentPaths, [['Warden__r', 'Profile']]);
});

test('what is not there is named', () => {
  const refused: [string, string][] = [
    ['Colour__c = 1', 'Field Colour__c does not exist. Check spelling.'],
    ['SHOUT("a")', 'Unknown function SHOUT. Check spelling.'],
    ['$Permission.Nothing', 'Field $Permission.Nothing does not exist. Check spelling.'],
    ['LEN(1)', 'Incorrect parameter type for LEN. Expected Text, received Number'],
    ['LEN()', "Incorrect number of parameters for function 'LEN()'. Expected 1, received 0"],
    ['(1 + 2', "Syntax error. Missing ')'"],
    ['1 + "a" * 2', 'Incorrect parameter type for *. Expected Number, received Text']
  ];
  for (const [source, message] of refused) assert.throws(() => evaluate(source), { name: 'PlatformError', message }, source);
});
