/** Whether a health professional's opinion may be relied on: obtained within the six months that end with that day (EX-05). */
import { type Day, firstDayOfPeriod, plusDays, plusMonths } from './day.ts';
import type { Law } from './law.ts';

const MONTHS = 'Opinion_Valid';

/** An opinion, and the day on which somebody would rely on it. */
export interface OpinionFacts {
  readonly opinionOn?: Day | null;
  readonly reliedOn?: Day | null;
}
export interface OpinionDeadlines {
  earliestOn: Day | null;
  counts: boolean | null;
  usableUntil: Day | null;
  refusals: string[];
}

/** @returns what the day asks of an opinion, and how long this one serves */
export function opinionDeadlines(law: Law, { opinionOn, reliedOn }: OpinionFacts): OpinionDeadlines {
  const none = { earliestOn: null, counts: null, usableUntil: null };
  if (!reliedOn) return { ...none, refusals: ['RELIED_UNCLEAR'] };
  if (!law.holds(MONTHS, reliedOn)) return { ...none, refusals: ['NO_LAW_IN_FORCE'] };
  const months = law.whole(MONTHS, reliedOn);
  const earliestOn = firstDayOfPeriod(reliedOn, months);
  return {
    earliestOn,
    counts: Boolean(opinionOn) && earliestOn <= opinionOn! && opinionOn! <= reliedOn,
    usableUntil: opinionOn ? lastDayOf(opinionOn, months) : null,
    refusals: []
  };
}

/** The last day whose period still holds the opinion; looked for from well after it, backwards. */
function lastDayOf(opinionOn: Day, months: number): Day {
  let day = plusDays(plusMonths(opinionOn, months), 4);
  while (firstDayOfPeriod(day, months) > opinionOn) day = plusDays(day, -1);
  return day;
}
