import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextFire, parseCron } from './cron.ts';

const FROM = Date.parse('2026-11-24T12:00:00Z');

function next(expression: string, zone = 'Europe/London', from = FROM): string | null {
  const at = nextFire(parseCron(expression), from, zone);
  return at === null ? null : new Date(at).toISOString();
}

test('a cron expression gives the next moment in the zone', () => {
  const rows: readonly (readonly [string, string | null])[] = [
    ['0 0 13 * * ?', '2026-11-24T13:00:00.000Z'],
    ['0 0 12 * * ?', '2026-11-25T12:00:00.000Z'],
    ['0 0 22 ? * 6L', '2026-11-27T22:00:00.000Z'],
    ['0 0 10 ? * MON-FRI', '2026-11-25T10:00:00.000Z'],
    ['0 0 0 L * ?', '2026-11-30T00:00:00.000Z'],
    ['0 0 9 15W 8 ?', '2027-08-16T08:00:00.000Z'],
    ['0 0 9 ? * FRI#1', '2026-12-04T09:00:00.000Z'],
    ['0 0 9 29 2 ?', '2028-02-29T09:00:00.000Z'],
    ['0 30 8-10/2 1,15 * ?', '2026-12-01T08:30:00.000Z'],
    ['0 0 9 1 1 ? 2020', null]
  ];
  assert.deepEqual(
    rows.map(([expression]) => `${expression} ${next(expression)}`),
    rows.map(([expression, at]) => `${expression} ${at}`)
  );
});

test('nine in the morning stays nine when the clocks change', () => {
  assert.equal(next('0 0 9 * * ?', 'Europe/London', Date.parse('2026-03-28T12:00:00Z')), '2026-03-29T08:00:00.000Z');
});

test('an expression that says nothing sensible is refused', () => {
  for (const wrong of ['0 0 9 * *', '* 0 9 * * ?', '0 0 25 * * ?', '0 0 9 1 * MON', '0 0 9 ? * ?', '0 0 9 x * ?'])
    assert.throws(() => parseCron(wrong), wrong);
});
