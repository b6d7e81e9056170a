/** When a request about her data is to be answered (RULES 6.2, 6.3). The law of the day on which the request came decides. */
import { type Day, type Moment, dayOf, later, plusDays, plusMonths } from './day.ts';
import type { Law } from './law.ts';
import { LITERAL, type Pause, type Pauses, readPauses } from './pauses.ts';

const ANSWER = 'Rights_Request_Answer';
const ACCESS = 'Access';
const MARKETING = 'Marketing objection';
/** The values of Rights_Request__c.Kind__c. */
export const KINDS = [
  ACCESS,
  'Information',
  'Rectification',
  'Erasure',
  'Restriction',
  'Objection',
  'Portability',
  'Automated decision',
  'Withdraw consent',
  MARKETING
] as const;

/** What is known of a request. */
export interface RequestFacts {
  readonly kind?: string | null;
  readonly receivedOn?: Day | null;
  readonly receivedAt?: Moment | null;
  readonly identityAskedOn?: Day | null;
  readonly identityReceivedOn?: Day | null;
  readonly authorityAskedOn?: Day | null;
  readonly authorityReceivedOn?: Day | null;
  readonly feeAskedOn?: Day | null;
  readonly feePaidOn?: Day | null;
  readonly pauses?: readonly Pause[] | null;
  readonly extensionToldOn?: Day | null;
  readonly standingDueOn?: Day | null;
  /** The day on which the clock is read. */
  readonly asOf: Day;
}
/** While it waits or is paused there is no deadline, and every day is what it would be if her answer came on that day. */
export interface RequestDeadlines {
  startOn: Day | null;
  baseOn: Day | null;
  dueOn: Day | null;
  outerLimitOn: Day | null;
  projectedDueOn: Day | null;
  extensionNoticeBy: Day | null;
  extendedDueOn: Day | null;
  targetOn: Day | null;
  identityAskBy: Day | null;
  chaseOn: Day | null;
  stopOn: Day | null;
  pausedDays: number | null;
  outerPausedDays: number | null;
  waiting: boolean | null;
  paused: boolean | null;
  extended: boolean | null;
  keptDueOn: Day | null;
  moves: boolean | null;
  refusals: string[];
  warnings: string[];
}
const NOTHING: Omit<RequestDeadlines, 'refusals' | 'warnings'> = {
  startOn: null,
  baseOn: null,
  dueOn: null,
  outerLimitOn: null,
  projectedDueOn: null,
  extensionNoticeBy: null,
  extendedDueOn: null,
  targetOn: null,
  identityAskBy: null,
  chaseOn: null,
  stopOn: null,
  pausedDays: null,
  outerPausedDays: null,
  waiting: null,
  paused: null,
  extended: null,
  keptDueOn: null,
  moves: null
};

/** @returns the deadlines of a request; none, with the reason, when the facts do not make a request */
export function requestDeadlines(law: Law, facts: RequestFacts): RequestDeadlines {
  const receivedOn = facts.receivedOn ?? dayOf(facts.receivedAt);
  const refusals: string[] = [];
  if (!KINDS.some((kind) => kind === facts.kind)) refusals.push('KIND_UNKNOWN');
  if (!receivedOn || (facts.receivedAt && receivedOn !== dayOf(facts.receivedAt))) refusals.push('RECEIVED_UNCLEAR');
  else if (!law.holds(ANSWER, receivedOn)) refusals.push('NO_LAW_IN_FORCE');
  return refusals.length > 0 ? { ...NOTHING, refusals, warnings: [] } : deadlines(law, facts, receivedOn!);
}

/** What becomes of a deadline that stands when it is computed again: it only ever moves later (CAL-02). */
export function standing(standingDueOn: Day | null | undefined, computed: Day | null): { dueOn: Day | null; moves: boolean } {
  const moves = computed !== null && (!standingDueOn || computed > standingDueOn);
  return { dueOn: moves ? computed : (standingDueOn ?? null), moves };
}

function deadlines(law: Law, facts: RequestFacts, receivedOn: Day): RequestDeadlines {
  const isNewLaw = law.holds(LITERAL, receivedOn);
  const start = startOf(facts, receivedOn, isNewLaw);
  const baseOn = plusMonths(start.on, law.whole(ANSWER, receivedOn));
  const frame = { isAccess: facts.kind === ACCESS, isKnownToTheLaw: isNewLaw, receivedOn, startOn: start.on, baseOn, asOf: facts.asOf };
  const pauses = readPauses(law, facts.pauses ?? [], frame);
  const month = ends(law, baseOn, pauses);
  const extendedBase = plusMonths(start.on, law.whole(ANSWER, receivedOn) + law.whole('Rights_Request_Extension', receivedOn));
  const more = ends(law, extendedBase, pauses);
  const extensionNoticeBy = plusDays(baseOn, pauses.countedDays);
  const extension = extensionOf(facts, receivedOn, month.due, extensionNoticeBy);
  const chosen = extension.extended ? more : month;
  const runs = !start.waiting && pauses.openSince === null;
  const kept = standing(facts.standingDueOn, runs ? chosen.due : null);
  return {
    startOn: start.on,
    baseOn,
    dueOn: runs ? chosen.due : null,
    outerLimitOn: runs ? chosen.outer : null,
    projectedDueOn: runs ? null : chosen.due,
    extensionNoticeBy,
    extendedDueOn: more.due,
    targetOn: plusDays(start.on, law.whole('Rights_Request_Target', receivedOn)),
    identityAskBy: law.workingDaysAfter(receivedOn, law.whole('Identity_Asked_Within', receivedOn)),
    chaseOn: pauses.openSince && plusMonths(pauses.openSince, law.whole('Clarification_Chase', receivedOn)),
    stopOn: facts.kind === MARKETING ? receivedOn : null,
    pausedDays: pauses.countedDays,
    outerPausedDays: pauses.literalDays,
    waiting: start.waiting,
    paused: pauses.openSince !== null,
    extended: extension.extended,
    keptDueOn: kept.dueOn,
    moves: kept.moves,
    refusals: [...start.refusals, ...pauses.refusals, ...extension.refusals],
    warnings: [...extension.warnings, ...law.warnings(receivedOn, month.due, month.outer, more.due)]
  };
}

/** The latest of receipt, proof of identity, of authority, and fee (ID-02); the old law knew only receipt (CLK-05). */
function startOf(facts: RequestFacts, receivedOn: Day, isNewLaw: boolean): { on: Day; waiting: boolean; refusals: string[] } {
  const resets = [
    [facts.identityAskedOn, facts.identityReceivedOn],
    [facts.authorityAskedOn, facts.authorityReceivedOn],
    [facts.feeAskedOn, facts.feePaidOn]
  ].filter(([asked, came]) => asked || came);
  if (resets.length > 0 && !isNewLaw) return { on: receivedOn, waiting: false, refusals: ['RESET_NOT_IN_OLD_LAW'] };
  const on = resets.map(([, came]) => came ?? facts.asOf).reduce(later, receivedOn);
  return { on, waiting: resets.some(([, came]) => !came), refusals: [] };
}

function extensionOf({ extensionToldOn: told }: RequestFacts, receivedOn: Day, due: Day, noticeBy: Day) {
  if (!told) return { extended: false, refusals: [], warnings: [] };
  if (told < receivedOn) return { extended: false, refusals: ['EXTENSION_BEFORE_REQUEST'], warnings: [] };
  if (told > due) return { extended: false, refusals: ['EXTENSION_TOLD_LATE'], warnings: [] };
  return { extended: true, refusals: [], warnings: told > noticeBy ? ['EXTENSION_AFTER_NOTICE_DAY'] : [] };
}

function ends(law: Law, base: Day, pauses: Pauses): { due: Day; outer: Day } {
  return {
    due: law.rollForward(plusDays(base, pauses.countedDays)),
    outer: law.rollForward(plusDays(base, pauses.literalDays))
  };
}
