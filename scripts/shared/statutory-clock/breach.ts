/** When data lost or sent wrongly is to be reported (RULES 8): elapsed hours, counted in UTC (BRE-04). */
import { type Moment, dayOf, inLondon, moment, plusHours } from './day.ts';
import type { Law } from './law.ts';

const REPORT = 'Breach_Report';

/** What is known of a breach. */
export interface BreachFacts {
  readonly awareAt?: Moment | null;
  readonly processorAwareAt?: Moment | null;
  readonly processorToldAt?: Moment | null;
  readonly reportedAt?: Moment | null;
}
export interface BreachDeadlines {
  reportBy: Moment | null;
  /** The same moment on a clock in London. */
  reportByInLondon: string | null;
  processorTellBy: Moment | null;
  reasonsForDelayOwed: boolean | null;
  refusals: string[];
}

/** @returns the moments of a breach; none, with the reason, when nobody is said to have known */
export function breachDeadlines(law: Law, facts: BreachFacts): BreachDeadlines {
  const start = earliest(facts.awareAt, facts.processorToldAt);
  const none = { reportBy: null, reportByInLondon: null, processorTellBy: null, reasonsForDelayOwed: null };
  if (start === null) return { ...none, refusals: ['AWARE_UNCLEAR'] };
  if (!law.holds(REPORT, dayOf(earliest(start, facts.processorAwareAt))!)) return { ...none, refusals: ['NO_LAW_IN_FORCE'] };
  const reportBy = hoursAfter(law, start, REPORT)!;
  return {
    reportBy,
    reportByInLondon: inLondon(reportBy),
    processorTellBy: hoursAfter(law, facts.processorAwareAt, 'Breach_Processor_Notice'),
    reasonsForDelayOwed: Boolean(facts.reportedAt) && moment(facts.reportedAt!) > reportBy,
    refusals: []
  };
}

/** @returns the moment so many elapsed hours later as the parameter says; null for none */
export function hoursAfter(law: Law, start: Moment | null | undefined, parameter: string): Moment | null {
  return start ? plusHours(start, law.whole(parameter, dayOf(start)!)) : null;
}

function earliest(...moments: readonly (Moment | null | undefined)[]): Moment | null {
  return (
    moments
      .flatMap((one) => (one ? [moment(one)] : []))
      .sort()
      .at(0) ?? null
  );
}
