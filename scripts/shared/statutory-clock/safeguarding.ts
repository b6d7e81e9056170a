/** What a concern asks for, and when (RULES 12.3). Steps whose beginning is not known have no time. */
import { type Day, type Moment, dayOf, endOf, moment, plusDays, plusMonths } from './day.ts';
import { hoursAfter } from './breach.ts';
import type { Law } from './law.ts';

/** The moments of a concern that are known. */
export interface SafeguardingFacts {
  readonly knownAt?: Moment | null;
  readonly highRisk?: boolean | null;
  readonly recordedAt?: Moment | null;
  readonly decidedAt?: Moment | null;
  readonly phonedAt?: Moment | null;
  readonly referredAt?: Moment | null;
  readonly allegationAt?: Moment | null;
  readonly sharedUrgentlyAt?: Moment | null;
  readonly notToldOn?: Day | null;
  readonly openedOn?: Day | null;
  readonly lastReviewOn?: Day | null;
}
export interface SafeguardingDeadlines {
  raiseBy: Moment | null;
  lateEntry: boolean | null;
  decideBy: Day | null;
  referBy: Day | null;
  confirmInWritingBy: Moment | null;
  chaseAfter: Day | null;
  escalateAfter: Day | null;
  ladoBy: Day | null;
  secondReviewBy: Day | null;
  tellLaterOn: Day | null;
  reviewOn: Day | null;
  trusteesOn: Day | null;
  refusals: string[];
  warnings: string[];
}
const NOTHING = {
  raiseBy: null,
  lateEntry: null,
  decideBy: null,
  referBy: null,
  confirmInWritingBy: null,
  chaseAfter: null,
  escalateAfter: null,
  ladoBy: null,
  secondReviewBy: null,
  tellLaterOn: null,
  reviewOn: null,
  trusteesOn: null
} as const;

/** @returns the times of a concern */
export function safeguardingDeadlines(law: Law, facts: SafeguardingFacts): SafeguardingDeadlines {
  const { knownAt, recordedAt, decidedAt, phonedAt, referredAt, allegationAt, sharedUrgentlyAt } = facts;
  const moments = [knownAt, recordedAt, decidedAt, phonedAt, referredAt, allegationAt, sharedUrgentlyAt];
  const days = [...moments.map(dayOf), facts.notToldOn, facts.lastReviewOn ?? facts.openedOn];
  if (days.some((day) => day && !law.holds('Concern_Decision', day))) return { ...NOTHING, refusals: ['NO_LAW_IN_FORCE'], warnings: [] };
  const workingDays = (since: Moment | null | undefined, parameter: string) => {
    const day = dayOf(since);
    return day && law.workingDaysAfter(day, law.whole(parameter, day));
  };
  const steps = {
    decideBy: workingDays(recordedAt, 'Concern_Decision'),
    referBy: workingDays(decidedAt, 'Concern_Referral'),
    chaseAfter: workingDays(referredAt, 'Authority_Answer'),
    escalateAfter: workingDays(referredAt, 'Authority_Escalation'),
    ladoBy: workingDays(allegationAt, 'Lado_Report'),
    secondReviewBy: workingDays(sharedUrgentlyAt, 'Sharing_Second_Review')
  };
  return {
    ...raising(law, facts),
    ...steps,
    confirmInWritingBy: hoursAfter(law, phonedAt, 'Concern_Written'),
    ...reviews(law, facts),
    refusals: [],
    warnings: law.warnings(...Object.values(steps))
  };
}

/** High risk within the hour, otherwise by the end of the same day in London; late after a day (SG-11). */
function raising(law: Law, { knownAt, highRisk, recordedAt }: SafeguardingFacts) {
  if (!knownAt) return { raiseBy: null, lateEntry: null };
  const lateAfter = hoursAfter(law, knownAt, 'Concern_Late_Entry')!;
  return {
    raiseBy: highRisk ? hoursAfter(law, knownAt, 'Concern_Raise_High_Risk') : endOf(dayOf(knownAt)!),
    lateEntry: Boolean(recordedAt) && moment(recordedAt!) > lateAfter
  };
}

/** Each year from opening or the last review (SG-42); after sharing without telling her (SG-31). */
function reviews(law: Law, { lastReviewOn, openedOn, notToldOn }: SafeguardingFacts) {
  const since = lastReviewOn ?? openedOn;
  const reviewOn = since ? plusMonths(since, law.whole('Concern_Review', since)) : null;
  return {
    tellLaterOn: notToldOn ? plusDays(notToldOn, law.whole('Sharing_Told_Later', notToldOn)) : null,
    reviewOn,
    trusteesOn: reviewOn && plusDays(reviewOn, law.whole('Concern_Review_Overdue', since!))
  };
}
