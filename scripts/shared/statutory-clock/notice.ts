/** When she is to be told that we hold her data (RULES TR-01, TR-02). Not rolled: the law gives no later day. */
import { type Day, plusMonths } from './day.ts';
import type { Law } from './law.ts';

const MONTHS = 'Notice_After_Third_Party';

/** How her data came. */
export interface NoticeFacts {
  readonly obtainedOn?: Day | null;
  readonly fromHerself?: boolean | null;
  readonly firstContactOn?: Day | null;
  readonly firstSharedOn?: Day | null;
}
export interface NoticeDeadlines {
  dueOn: Day | null;
  refusals: string[];
}

/** @returns the day by which she is told */
export function noticeDeadlines(law: Law, facts: NoticeFacts): NoticeDeadlines {
  const { obtainedOn: day, fromHerself, firstContactOn, firstSharedOn } = facts;
  if (!day) return { dueOn: null, refusals: ['OBTAINED_UNCLEAR'] };
  if (fromHerself) return { dueOn: day, refusals: [] };
  if (!law.holds(MONTHS, day)) return { dueOn: null, refusals: ['NO_LAW_IN_FORCE'] };
  const firsts = [firstContactOn, firstSharedOn].filter((first): first is Day => Boolean(first) && first! >= day);
  return { dueOn: [plusMonths(day, law.whole(MONTHS, day)), ...firsts].sort()[0]!, refusals: [] };
}
