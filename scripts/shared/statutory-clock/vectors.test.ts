/** The vectors of RULES 6.3, 7, 8, 12.3 and EX-05 by their numbers: the same ones that the Apex tests hold. */
import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'node:test';
import { breachDeadlines, complaintDeadlines, lawOfSource, noticeDeadlines, opinionDeadlines, requestDeadlines } from './index.ts';
import { safeguardingDeadlines } from './index.ts';

const law = lawOfSource(path.join(import.meta.dirname, '..', '..', '..', 'force-app'));
const asOf = '2026-11-27';
const access = (receivedOn: string, more: object = {}) => requestDeadlines(law, { kind: 'Access', receivedOn, asOf, ...more });
const pause = (askedOn: string, answeredOn: string | null, question = 'dates') => ({ askedOn, answeredOn, question });

describe('one month', () => {
  for (const [id, receivedOn, dueOn] of [
    ['T01', '2024-11-25', '2024-12-27'],
    ['T02', '2027-01-01', '2027-02-01'],
    ['T03', '2026-01-01', '2026-02-02'],
    ['T04', '2026-01-31', '2026-03-02'],
    ['T05', '2027-01-31', '2027-03-01'],
    ['T06', '2028-01-31', '2028-02-29'],
    ['T07', '2028-01-30', '2028-02-29'],
    ['T08', '2026-03-03', '2026-04-07'],
    ['T09', '2027-02-26', '2027-03-30'],
    ['T10', '2026-08-31', '2026-09-30'],
    ['T11', '2026-11-23', '2026-12-23'],
    ['T12', '2026-11-24', '2026-12-24'],
    ['T13', '2026-11-25', '2026-12-29'],
    ['T14', '2026-11-26', '2026-12-29'],
    ['T15', '2026-11-28', '2026-12-29'],
    ['T16', '2026-12-01', '2027-01-04'],
    ['T17', '2027-11-25', '2027-12-29'],
    ['T18', '2027-12-01', '2028-01-04'],
    ['T19', '2028-02-29', '2028-03-29']
  ] as const) {
    it(`${id}: ${receivedOn} gives ${dueOn}`, () => assert.equal(access(receivedOn).dueOn, dueOn));
  }
});

describe('two months more', () => {
  for (const [id, receivedOn, baseOn, told, dueOn] of [
    ['T20', '2026-10-31', '2026-11-30', '2026-11-10', '2027-02-01'],
    ['T21', '2028-01-31', '2028-02-29', '2028-02-10', '2028-05-02'],
    ['T22', '2028-02-29', '2028-03-29', '2028-03-10', '2028-05-30'],
    ['T30', '2026-11-23', '2026-12-23', '2026-12-23', '2027-02-23']
  ] as const) {
    it(`${id}: ${receivedOn}, told ${told}, gives ${dueOn}`, () => {
      const given = access(receivedOn, { extensionToldOn: told });
      assert.deepEqual([given.baseOn, given.dueOn, given.extended], [baseOn, dueOn, true]);
    });
  }
  it('T30: she is told by 23 December', () => assert.equal(access('2026-11-23').extensionNoticeBy, '2026-12-23'));
  it('CLK-04: told too late, it stays a month', () => {
    const given = access('2026-11-25', { extensionToldOn: '2026-12-30' });
    assert.deepEqual([given.dueOn, given.refusals], ['2026-12-29', ['EXTENSION_TOLD_LATE']]);
  });
});

describe('a later start and pauses', () => {
  it('T23: from the proof of identity', () => assert.equal(access('2026-11-02', { identityReceivedOn: '2026-11-10' }).dueOn, '2026-12-10'));
  it('T24: over Christmas', () => assert.equal(access('2026-11-20', { identityReceivedOn: '2026-11-29' }).dueOn, '2026-12-29'));
  for (const [id, receivedOn, asked, answered, dueOn, outerLimitOn] of [
    ['T25', '2026-11-02', '2026-11-04', '2026-11-09', '2026-12-07', '2026-12-08'],
    ['T26', '2026-10-01', '2026-10-05', '2026-10-12', '2026-11-09', '2026-11-09'],
    ['T27', '2026-11-20', '2026-11-24', '2026-11-29', '2026-12-29', '2026-12-29'],
    ['T28', '2026-11-02', '2026-11-04', '2026-11-04', '2026-12-02', '2026-12-03']
  ] as const) {
    it(`${id}: asked ${asked}, answered ${answered}`, () => {
      const given = access(receivedOn, { pauses: [pause(asked, answered)] });
      assert.deepEqual([given.dueOn, given.outerLimitOn, given.refusals], [dueOn, outerLimitOn, []]);
    });
  }
  it('T29: an erasure is not paused', () => {
    const given = access('2026-11-02', { kind: 'Erasure', pauses: [pause('2026-11-04', '2026-11-09')] });
    assert.deepEqual([given.dueOn, given.refusals], ['2026-12-02', ['PAUSE_ONLY_FOR_ACCESS']]);
  });
  it('T31: paused and extended', () => {
    const given = access('2026-11-02', { pauses: [pause('2026-11-04', '2026-11-09')], extensionToldOn: '2026-12-01' });
    assert.equal(given.dueOn, '2027-02-08');
  });
  it('CLK-07: pauses that overlap count once', () => {
    const given = access('2026-11-02', { pauses: [pause('2026-11-06', '2026-11-12', 'systems'), pause('2026-11-04', '2026-11-09')] });
    assert.deepEqual([given.pausedDays, given.outerPausedDays], [8, 9]);
  });
  it('CLK-05: the old law knows neither', () => {
    const given = access('2026-02-04', { identityReceivedOn: '2026-02-20', pauses: [pause('2026-02-05', '2026-02-09')] });
    assert.deepEqual([given.dueOn, given.refusals], ['2026-03-04', ['RESET_NOT_IN_OLD_LAW', 'PAUSE_NOT_IN_OLD_LAW']]);
  });
});

describe('complaints', () => {
  for (const [id, receivedOn, acknowledgeBy] of [
    ['C01', '2026-06-18', null],
    ['C02', '2026-06-19', '2026-07-20'],
    ['C03', '2026-06-22', '2026-07-22'],
    ['C04', '2026-11-23', '2026-12-23'],
    ['C05', '2026-11-25', '2026-12-29'],
    ['C06', '2026-11-26', '2026-12-29'],
    ['C07', '2026-11-29', '2026-12-29'],
    ['C08', '2027-02-26', '2027-03-30']
  ] as const) {
    it(`${id}: ${receivedOn} gives ${acknowledgeBy}`, () =>
      assert.equal(complaintDeadlines(law, { kind: 'Data', receivedOn }).acknowledgeBy, acknowledgeBy));
  }
});

describe('breaches', () => {
  for (const [id, awareAt, inLondon] of [
    ['B01', '2026-11-20T16:40:00Z', '2026-11-23 16:40'],
    ['B02', '2026-03-28T10:00:00Z', '2026-03-31 11:00'],
    ['B03', '2026-10-24T18:00:00+01:00', '2026-10-27 17:00'],
    ['B04', '2026-12-24T17:05:00Z', '2026-12-27 17:05']
  ] as const) {
    it(`${id}: ${awareAt} gives ${inLondon}`, () => assert.equal(breachDeadlines(law, { awareAt }).reportByInLondon, inLondon));
  }
});

describe('concerns, notices and opinions', () => {
  for (const [id, day, ladoBy] of [
    ['LADO 1', '2026-12-18', '2026-12-21'],
    ['LADO 2', '2026-12-19', '2026-12-21'],
    ['LADO 3', '2026-12-24', '2026-12-29'],
    ['LADO 4', '2026-04-02', '2026-04-07'],
    ['LADO 5', '2027-12-24', '2027-12-29'],
    ['LADO 6', '2026-11-23', '2026-11-24']
  ] as const) {
    it(`${id}: ${day} gives ${ladoBy}`, () =>
      assert.equal(safeguardingDeadlines(law, { allegationAt: `${day}T10:00:00Z` }).ladoBy, ladoBy));
  }
  it('SG-42: the review of 29 February is on 28 February', () =>
    assert.equal(safeguardingDeadlines(law, { openedOn: '2028-02-29' }).reviewOn, '2029-02-28'));
  it('TR-02: the first call comes before the month', () => {
    assert.equal(noticeDeadlines(law, { obtainedOn: '2026-11-02', firstContactOn: '2026-11-05' }).dueOn, '2026-11-05');
    assert.equal(noticeDeadlines(law, { obtainedOn: '2026-11-02' }).dueOn, '2026-12-02');
  });
  for (const [id, reliedOn, earliestOn] of [
    ['EX-05 a', '2026-11-23', '2026-05-24'],
    ['EX-05 b', '2026-08-31', '2026-03-01'],
    ['EX-05 c', '2027-01-15', '2026-07-16']
  ] as const) {
    it(`${id}: relied on ${reliedOn}, from ${earliestOn}`, () => assert.equal(opinionDeadlines(law, { reliedOn }).earliestOn, earliestOn));
  }
  it('EX-05 a: 23 May does not count', () => {
    assert.equal(opinionDeadlines(law, { opinionOn: '2026-05-24', reliedOn: '2026-11-23' }).counts, true);
    assert.equal(opinionDeadlines(law, { opinionOn: '2026-05-23', reliedOn: '2026-11-23' }).counts, false);
  });
});

describe('the calendar', () => {
  it('CAL-02: warns when it ends within fourteen months', () => {
    assert.equal(law.calendarWarning('2030-10-26'), null);
    assert.equal(law.calendarWarning('2030-10-27'), 'CALENDAR_ENDS_SOON');
    assert.deepEqual(access('2031-12-01').warnings, ['OUTSIDE_CALENDAR']);
  });
  it('CAL-03: Christmas Eve and New Year’s Eve are working days', () => {
    assert.deepEqual(
      ['2026-12-24', '2026-12-31', '2026-12-28'].map((day) => law.isWorkingDay(day)),
      [true, true, false]
    );
  });
  it('a number that is not in force stops the clock', () => {
    assert.throws(() => law.whole('Complaint_Acknowledge', '2026-06-18'), /No value/);
    assert.deepEqual(access('2018-05-24').refusals, ['NO_LAW_IN_FORCE']);
  });
});
