/** The time in which she was asked what she means, and which does not count (RULES CLK-06, CLK-07). */
import { type Day, daysBetween, later, plusDays } from './day.ts';
import type { Law } from './law.ts';

export const COUNTED = 'Clarification_Pause_Counted';
export const LITERAL = 'Clarification_Pause_Outer';

/** One question to her about her request. */
export interface Pause {
  readonly question?: string | null;
  readonly askedOn?: Day | null;
  /** Absent while she has not answered. */
  readonly answeredOn?: Day | null;
  /** She answered that she wants everything. */
  readonly everything?: boolean | null;
}
/** What the pauses are measured against. */
export interface Frame {
  readonly isAccess: boolean;
  readonly isKnownToTheLaw: boolean;
  readonly receivedOn: Day;
  readonly startOn: Day;
  readonly baseOn: Day;
  readonly asOf: Day;
}
export interface Pauses {
  readonly refusals: string[];
  /** The day the first open question was asked; null when none is open. */
  readonly openSince: Day | null;
  readonly countedDays: number;
  readonly literalDays: number;
}

/** @returns the days that do not count, in both readings, and the reasons of what does not pause */
export function readPauses(law: Law, pauses: readonly Pause[], frame: Frame): Pauses {
  const accepted: Pause[] = [];
  const refusals: string[] = [];
  const ordered = [...pauses].sort((one, other) => (one.askedOn ?? '').localeCompare(other.askedOn ?? ''));
  for (const [place, pause] of ordered.entries()) {
    const reason = reasonAgainst(law, pause, ordered.slice(0, place), accepted, frame);
    if (reason) refusals.push(reason);
    else accepted.push(pause);
  }
  const open = accepted.find((pause) => !pause.answeredOn);
  const days = (reading: string) => (accepted.length === 0 ? 0 : count(accepted, law.whole(reading, frame.receivedOn), frame));
  return { refusals, openSince: open?.askedOn ?? null, countedDays: days(COUNTED), literalDays: days(LITERAL) };
}

function reasonAgainst(law: Law, pause: Pause, before: readonly Pause[], accepted: readonly Pause[], frame: Frame): string | null {
  const { askedOn, answeredOn } = pause;
  const saidEverything = before.filter((one) => one.everything && one.answeredOn).length;
  if (!frame.isAccess) return 'PAUSE_ONLY_FOR_ACCESS';
  if (!frame.isKnownToTheLaw) return 'PAUSE_NOT_IN_OLD_LAW';
  if (!askedOn || askedOn < frame.receivedOn) return 'PAUSE_NOT_AFTER_REQUEST';
  if (answeredOn && answeredOn < askedOn) return 'PAUSE_ANSWERED_BEFORE_ASKED';
  if (askedOn > frame.baseOn) return 'PAUSE_AFTER_BASE';
  if (saidEverything >= law.whole('Clarification_Everything', frame.receivedOn)) return 'PAUSE_EVERYTHING_SAID';
  return accepted.some((one) => (one.question ?? '') === (pause.question ?? '')) ? 'PAUSE_SAME_QUESTION' : null;
}

/** The days of the union, from the start of the clock on; `lastDay` says how much of the day of an answer is left out. */
function count(accepted: readonly Pause[], lastDay: number, { startOn, asOf }: Frame): number {
  let reached = startOn;
  let total = 0;
  for (const { askedOn, answeredOn } of accepted) {
    const first = later(askedOn!, reached);
    const end = plusDays(later(answeredOn ?? asOf, askedOn!), lastDay);
    if (end > first) {
      total += daysBetween(first, end);
      reached = end;
    }
  }
  return total;
}
