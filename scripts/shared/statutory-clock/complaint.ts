/** When a complaint is to be acknowledged and followed up (RULES 7). */
import { type Day, type Moment, dayOf, plusDays } from './day.ts';
import type { Law } from './law.ts';

const TARGET = 'Complaint_Acknowledge_Target';
const ACKNOWLEDGE = 'Complaint_Acknowledge';
const DATA = 'Data';
/** The values of Complaint__c.Kind__c. */
export const COMPLAINT_KINDS = ['Service', DATA] as const;

/** What is known of a complaint. */
export interface ComplaintFacts {
  readonly kind?: string | null;
  readonly receivedOn?: Day | null;
  readonly receivedAt?: Moment | null;
  readonly acknowledgedOn?: Day | null;
  readonly lastUpdateOn?: Day | null;
  readonly outcomeOn?: Day | null;
}
export interface ComplaintDeadlines {
  /** The day of receipt does not count, and the last day rolls (CMP-03); null where the law sets none. */
  acknowledgeBy: Day | null;
  /** The last day if the day of receipt counts. */
  acknowledgeSafelyBy: Day | null;
  acknowledgeTargetOn: Day | null;
  acknowledgementOwed: boolean | null;
  nextUpdateOn: Day | null;
  outcomeTargetOn: Day | null;
  escalateOn: Day | null;
  refusals: string[];
  warnings: string[];
}

/** @returns the days of a complaint; none, with the reason, when the facts do not make a complaint */
export function complaintDeadlines(law: Law, facts: ComplaintFacts): ComplaintDeadlines {
  const receivedOn = facts.receivedOn ?? dayOf(facts.receivedAt);
  const refusals: string[] = [];
  if (!COMPLAINT_KINDS.some((kind) => kind === facts.kind)) refusals.push('KIND_UNKNOWN');
  if (!receivedOn || (facts.receivedAt && receivedOn !== dayOf(facts.receivedAt))) refusals.push('RECEIVED_UNCLEAR');
  else if (!law.holds(TARGET, receivedOn)) refusals.push('NO_LAW_IN_FORCE');
  if (refusals.length > 0)
    return {
      acknowledgeBy: null,
      acknowledgeSafelyBy: null,
      acknowledgeTargetOn: null,
      acknowledgementOwed: null,
      nextUpdateOn: null,
      outcomeTargetOn: null,
      escalateOn: null,
      refusals,
      warnings: []
    };
  const day = receivedOn!;
  const acknowledgement = acknowledgementOf(law, facts, day);
  const acknowledgeTargetOn = law.workingDaysAfter(day, law.whole(TARGET, day));
  const since = facts.lastUpdateOn && facts.lastUpdateOn > day ? facts.lastUpdateOn : day;
  return {
    ...acknowledgement,
    acknowledgeTargetOn,
    nextUpdateOn: facts.outcomeOn ? null : plusDays(since, law.whole('Complaint_Update_Every', day)),
    outcomeTargetOn: plusDays(day, law.whole('Complaint_Outcome_Target', day)),
    escalateOn: plusDays(day, law.whole('Complaint_Escalate', day)),
    refusals,
    warnings: law.warnings(day, acknowledgement.acknowledgeBy, acknowledgeTargetOn)
  };
}

/** CMP-03, CMP-05 and, before 19 June 2026, CMP-10. */
function acknowledgementOf(law: Law, { kind, acknowledgedOn, outcomeOn }: ComplaintFacts, day: Day) {
  if (kind !== DATA || !law.holds(ACKNOWLEDGE, day)) return { acknowledgeBy: null, acknowledgeSafelyBy: null, acknowledgementOwed: false };
  const last = plusDays(day, law.whole(ACKNOWLEDGE, day));
  const isAnswered = Boolean(outcomeOn && outcomeOn <= last);
  return {
    acknowledgeBy: law.rollForward(last),
    acknowledgeSafelyBy: plusDays(last, -1),
    acknowledgementOwed: !acknowledgedOn && !isAnswered
  };
}
