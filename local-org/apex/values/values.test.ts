import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gardenOrg } from '../../fixtures/index.ts';
import { localTime } from '../../zones.ts';
import { run } from '../library/testing.ts';
import { ApexDate, ApexDatetime, ApexDecimal, formatDouble, id18, isId, toId } from './index.ts';

test('decimals keep scale and round by every mode', () => {
  const modes = ['UP', 'DOWN', 'CEILING', 'FLOOR', 'HALF_UP', 'HALF_DOWN', 'HALF_EVEN'] as const;
  const rounded = (text: string): string[] => modes.map((mode) => ApexDecimal.parse(text).setScale(0, mode).toString());
  assert.deepEqual(rounded('2.5'), ['3', '2', '3', '2', '3', '2', '2']);
  assert.deepEqual(rounded('-2.5'), ['-3', '-2', '-2', '-3', '-3', '-2', '-2']);
  assert.equal(ApexDecimal.parse('1.10').plus(ApexDecimal.parse('0.9')).toString(), '2.00');
  assert.equal(ApexDecimal.parse('123456').setScale(-3).toString(), '123000');
  assert.throws(() => ApexDecimal.parse('1.5').setScale(0, 'UNNECESSARY'), /Rounding necessary/);
  assert.throws(() => ApexDecimal.parse('1,5'), /Invalid decimal: 1,5/);
});

test('doubles are written as Java writes them', () => {
  assert.deepEqual([1, 0.1, 1e7, 123456789.5, 0.0001, -0, Number.NaN].map(formatDouble), [
    '1.0',
    '0.1',
    '1.0E7',
    '1.234567895E8',
    '1.0E-4',
    '-0.0',
    'NaN'
  ]);
});

test('an id of 15 characters gets its check characters, and lost case is mended from them', () => {
  assert.equal(id18('0015g00000AbCdE'), '0015g00000AbCdEAAV');
  assert.equal(toId('0015G00000ABCDEAAV'.toLowerCase()), '0015g00000AbCdEAAV');
  assert.equal(isId('0015g00000AbCd'), false);
  assert.throws(() => toId('0015g00000AbCdEAA!'), /Invalid id/);
});

test('days before the epoch and in the first century are days', () => {
  assert.equal(ApexDate.fromIso('1969-12-31').epochDay, -1);
  assert.equal(ApexDate.of(33, 4, 3).toIso(), '0033-04-03');
  assert.equal(ApexDate.of(2026, 14, 1).toIso(), '2027-02-01');
});

test('classes with equals and hashCode are equal in sets and maps, others by identity', () => {
  assert.deepEqual(
    run(
      `
    class Point { Integer x; Point(Integer x) { this.x = x; } public Boolean equals(Object o) { return o instanceof Point && ((Point) o).x == x; } public Integer hashCode() { return 7; } }
    class Plain { }
    Map<Point, String> names = new Map<Point, String>{ new Point(1) => 'one', new Point(2) => 'two' };
    System.debug(names.get(new Point(2)));
    System.debug(new Set<Point>{ new Point(1), new Point(1) }.size());
    System.debug(new Set<Plain>{ new Plain(), new Plain() }.size());
    System.debug(new List<Point>{ new Point(3) }.contains(new Point(3)));`,
      gardenOrg()
    ),
    ['two', '1', '2', 'true']
  );
});

test('lists sort by natural order, by Comparable and by Comparator; nulls come first', () => {
  assert.deepEqual(
    run(
      `
    class Tall implements Comparable { Integer h; Tall(Integer h) { this.h = h; } public Integer compareTo(Object o) { return ((Tall) o).h - h; } public override String toString() { return 'T' + h; } }
    class ByLength implements Comparator<String> { public Integer compare(String a, String b) { return a.length() - b.length(); } }
    List<String> words = new List<String>{ 'bb', null, 'B', 'a' }; words.sort(); System.debug(words);
    List<Tall> people = new List<Tall>{ new Tall(1), new Tall(3) }; people.sort(); System.debug(people);
    List<String> byLength = new List<String>{ 'ccc', 'a', 'bb' }; byLength.sort(new ByLength()); System.debug(byLength);
    List<Garden__c> gardens = new List<Garden__c>{ new Garden__c(Name = 'b'), new Garden__c(Name = 'a') }; gardens.sort(); System.debug(gardens[0].Name);`,
      gardenOrg()
    ),
    ['(null, B, a, bb)', '(T3, T1)', '(a, bb, ccc)', 'a']
  );
});

test('a collection is not altered while it is walked', () => {
  assert.throws(
    () => run('List<Integer> a = new List<Integer>{ 1, 2 }; for (Integer i : a) { a.add(i); }', gardenOrg()),
    /System.FinalException: Cannot modify a collection while it is being iterated\./
  );
  assert.deepEqual(
    run('List<Integer> a = new List<Integer>{ 1, 2 }; for (Integer i : a) { break; } a.add(3); System.debug(a);', gardenOrg()),
    ['(1, 2, 3)']
  );
});

test('datetimes are written by the clocks of their zone, also within the hour in which those change', () => {
  const written = (iso: string, zone: string): string => ApexDatetime.fromIso(iso).format('yyyy-MM-dd HH:mm:ss Z', zone);
  for (const _again of [1, 2]) {
    assert.equal(written('2026-03-29T00:59:59Z', 'Europe/London'), '2026-03-29 00:59:59 +0000');
    assert.equal(written('2026-03-29T01:00:00Z', 'Europe/London'), '2026-03-29 02:00:00 +0100');
    assert.equal(written('2026-10-25T00:30:00Z', 'Europe/London'), '2026-10-25 01:30:00 +0100');
    assert.equal(written('2026-10-25T01:30:00Z', 'Europe/London'), '2026-10-25 01:30:00 +0000');
    // The clocks there changed at a minute past midnight.
    assert.equal(written('2010-03-14T03:30:30Z', 'America/St_Johns'), '2010-03-14 00:00:30 -0330');
    assert.equal(written('2010-03-14T03:31:00Z', 'America/St_Johns'), '2010-03-14 01:01:00 -0230');
    assert.equal(localTime('America/St_Johns', '2010-03-14T03:30:30.000Z'), '2010-03-14T00:00:30');
    assert.equal(localTime('America/St_Johns', '2010-03-14T03:31:00.000Z'), '2010-03-14T01:01:00');
  }
});

test('whole decimals are as exact as others: beyond what a double holds, with scale, and never minus nothing', () => {
  const most = ApexDecimal.fromInteger(Number.MAX_SAFE_INTEGER);
  const two = ApexDecimal.fromInteger(2);
  assert.equal(most.plus(two).toString(), '9007199254740993');
  assert.equal(most.times(most).toString(), '81129638414606663681390495662081');
  assert.equal(most.negated().minus(two).toString(), '-9007199254740993');
  assert.equal(two.setScale(2).toString(), '2.00');
  assert.equal(two.setScale(2).times(ApexDecimal.parse('1.5')).toString(), '3.000');
  assert.equal(ApexDecimal.fromStored(-0).times(ApexDecimal.fromInteger(-5)).toString(), '0');
  assert.deepEqual(
    [two.compare(ApexDecimal.parse('2.0')), two.equals(ApexDecimal.parse('2.00')), two.compare(most), most.compare(two)],
    [0, true, -1, 1]
  );
});
