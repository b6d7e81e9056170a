/** What holds of every deadline, whatever the case. */
import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import * as cases from './cases.ts';
import { breachDeadlines, complaintDeadlines, lawOfSource, opinionDeadlines, requestDeadlines, standing } from './index.ts';
import { plusDays, plusMonths } from './day.ts';

const law = lawOfSource(path.join(import.meta.dirname, '..', '..', '..', 'force-app'));
const holds = <T>(arbitrary: fc.Arbitrary<T>, check: (value: T) => void) => fc.assert(fc.property(arbitrary, check), { numRuns: 1000 });

describe('of every request', () => {
  it('the deadline is a working day, and the other reading and two months more are never earlier', () => {
    holds(cases.request, (facts) => {
      const { dueOn, outerLimitOn, extendedDueOn, projectedDueOn, startOn } = requestDeadlines(law, facts);
      if (startOn === null) return;
      assert.notEqual(dueOn === null, projectedDueOn === null, 'a deadline or a projection');
      assert.ok(law.isWorkingDay((dueOn ?? projectedDueOn)!));
      assert.ok(extendedDueOn! >= (dueOn ?? projectedDueOn)!);
      if (dueOn) assert.ok(outerLimitOn! >= dueOn);
    });
  });

  it('it lies at least a month after receipt; without proof, pause and extension, less than a week after that', () => {
    holds(cases.request, (facts) => {
      const given = requestDeadlines(law, facts);
      if (given.startOn === null) return;
      const month = plusMonths(given.startOn, 1);
      assert.ok((given.dueOn ?? given.projectedDueOn)! >= month);
      if (!given.extended && given.pausedDays === 0 && given.dueOn) assert.ok(given.dueOn < plusDays(month, 7));
    });
  });

  it('the same request of a day later is never due earlier', () => {
    holds(cases.request, ({ receivedOn, asOf }) => {
      if (!receivedOn || receivedOn < '2018-05-25') return;
      const due = (day: string) => requestDeadlines(law, { kind: 'Access', receivedOn: day, asOf }).dueOn!;
      assert.ok(due(plusDays(receivedOn, 1)) >= due(receivedOn));
    });
  });

  it('what stands never moves earlier (CAL-02)', () => {
    holds(cases.request, (facts) => {
      const given = requestDeadlines(law, facts);
      if (given.startOn !== null && facts.standingDueOn) assert.ok(given.keptDueOn! >= facts.standingDueOn);
      assert.equal(standing(given.dueOn, given.dueOn).moves, false);
    });
  });

  it('order of the pauses does not matter when each has a day of its own', () => {
    holds(cases.request, (facts) => {
      const days = (facts.pauses ?? []).map(({ askedOn }) => askedOn);
      if (new Set(days).size < days.length) return;
      const turned = { ...facts, pauses: [...(facts.pauses ?? [])].reverse() };
      assert.deepEqual(requestDeadlines(law, turned), requestDeadlines(law, facts));
    });
  });
});

describe('of every other case', () => {
  it('a complaint is acknowledged on a working day, and safely in both readings', () => {
    holds(cases.complaint, (facts) => {
      const { acknowledgeBy, acknowledgeSafelyBy } = complaintDeadlines(law, facts);
      if (acknowledgeBy) assert.ok(law.isWorkingDay(acknowledgeBy) && acknowledgeSafelyBy! < acknowledgeBy);
    });
  });

  it('a breach has exactly 72 hours from the first who knew', () => {
    holds(cases.breach, (facts) => {
      const { reportBy } = breachDeadlines(law, facts);
      if (!reportBy) return;
      const known = [facts.awareAt, facts.processorToldAt].flatMap((one) => (one ? [Date.parse(one)] : []));
      assert.equal(Date.parse(reportBy) - Math.min(...known), 72 * 3_600_000);
    });
  });

  it('an opinion counts on the last day it is said to serve, and not on the next', () => {
    holds(cases.opinion, ({ opinionOn, reliedOn }) => {
      const { usableUntil } = opinionDeadlines(law, { opinionOn, reliedOn });
      if (!usableUntil || usableUntil < '2018-05-25') return;
      assert.equal(opinionDeadlines(law, { opinionOn, reliedOn: usableUntil }).counts, true);
      assert.equal(opinionDeadlines(law, { opinionOn, reliedOn: plusDays(usableUntil, 1) }).counts, false);
    });
  });
});
