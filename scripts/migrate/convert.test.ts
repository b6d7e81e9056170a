import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { convert } from './convert.ts';
import type { ColumnSpec } from './mapping.ts';

const spec = (more: Partial<ColumnSpec>): ColumnSpec => ({
  column: 'X',
  as: 'text',
  order: 'ask',
  blank: [],
  bad: 'reject',
  required: false,
  ...more
});
const TODAY = new Date('2026-11-27T00:00:00Z');
const of = (cell: string, more: Partial<ColumnSpec>, answer?: string) => convert(cell, spec(more), answer, TODAY);

describe('what a cell says', () => {
  for (const [cell, value] of [
    ['1987-03-04', '1987-03-04'],
    ['14/03/1987', '1987-03-14'],
    ['3.3.87', '1987-03-03'],
    ['4th March 1987', '1987-03-04'],
    ['4 Mar 87', '1987-03-04'],
    ['4-Sept-2019', '2019-09-04'],
    ['31840', '1987-03-04'],
    [' 14/03/26 ', '2026-03-14'],
    ['14/03/27', '1927-03-14']
  ])
    it(`is a day: ${cell}`, () => assert.deepEqual(of(cell!, { as: 'date' }), { value }));

  for (const [cell, fault] of [
    ['31/02/1990', 'DATE_BAD'],
    ['30 Feb 1990', 'DATE_BAD'],
    ['March 1987', 'DATE_INCOMPLETE'],
    ['1987', 'DATE_INCOMPLETE'],
    ['soon', 'DATE_BAD'],
    ['13/13/1990', 'DATE_BAD']
  ])
    it(`is no day: ${cell}`, () => assert.deepEqual(of(cell!, { as: 'date' }), { fault }));

  it('asks which is the month, and takes the answer', () => {
    assert.deepEqual(of('03/04/1987', { as: 'date' }), { question: 'DATE_ORDER', choices: ['day-month', 'month-day'] });
    assert.deepEqual(of('03/04/1987', { as: 'date' }, 'month-day'), { value: '1987-03-04' });
    assert.deepEqual(of('03/04/1987', { as: 'date', order: 'day-month' }), { value: '1987-04-03' });
  });

  it('is a moment', () => {
    assert.deepEqual(of('14/03/2019 9:05', { as: 'datetime' }), { value: '2019-03-14T09:05:00Z' });
    assert.deepEqual(of('14/03/2019', { as: 'datetime' }), { value: '2019-03-14T12:00:00Z' });
  });

  it('is a postcode, put right where only a digit can stand', () => {
    assert.deepEqual(of('zz12ab', { as: 'postcode' }), { value: 'ZZ1 2AB' });
    assert.deepEqual(of('ZZ12 OAB', { as: 'postcode' }), { value: 'ZZ12 0AB' });
    assert.deepEqual(of('ZZ1', { as: 'postcode' }), { fault: 'POSTCODE_BAD' });
  });

  it('is a telephone number, with the nought that a spreadsheet took away', () => {
    for (const cell of ['07700 900123', '+44 7700 900123', '0044 (0)7700 900123', '7700900123', '447700900123'])
      assert.deepEqual(of(cell, { as: 'phone' }), { value: '07700900123' }, cell);
    assert.deepEqual(of('+48 22 555 01 23', { as: 'phone' }), { value: '+48225550123' });
    assert.deepEqual(of('ask her sister', { as: 'phone' }), { fault: 'PHONE_BAD' });
  });

  it('is one of the values that the mapping knows, in any case, and no other', () => {
    assert.deepEqual(of('HOME VISIT', { values: { 'Home visit': 'Visit' } }), { value: 'Visit' });
    assert.deepEqual(of('fax', { values: { 'Home visit': 'Visit' } }), { fault: 'VALUE_UNKNOWN' });
    assert.deepEqual(of(' N/A ', { blank: ['n/a'], otherwise: 'English' }), { value: 'English' });
    assert.deepEqual(of('', { required: true }), { fault: 'REQUIRED_MISSING' });
    assert.deepEqual(of('abc', { max: 2 }), { fault: 'TOO_LONG' });
  });
});
