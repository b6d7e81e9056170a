import { custodian as words, labels } from '../messages/custodian.ts';
import { EXIT, ToolError } from '../shared/exit.ts';

type Value = string | number | boolean;
export type Row = Readonly<Record<string, Value>>;
type Raw = Readonly<Record<string, unknown>>;

/** A concern as the org gives it. */
export interface Given {
  readonly concern: Raw;
  readonly sharings: readonly Raw[];
  readonly families: readonly Raw[];
}

export interface Family extends Readonly<Record<string, unknown>> {
  readonly facts: Row;
  readonly related: readonly Row[];
  readonly preferences: readonly Row[];
}

/** A concern as the custodian gets it: no id of our org in it, nothing of our screens. */
export interface Concern {
  readonly concern: Row;
  readonly facts: readonly Row[];
  /** The three questions about an adult at risk, and her own wishes. */
  readonly adult: readonly Row[];
  readonly people: readonly Row[];
  readonly steps: readonly Row[];
  readonly knows: readonly Row[];
  readonly sharings: readonly Row[];
  readonly families: readonly Family[];
}

/** What the custodian has no use for: ids, what a screen may do next. Lists stand apart. */
const LEFT = new Set([
  ...['concernId', 'clientId', 'closesAfterSeconds', 'dues', 'facts', 'adult', 'people', 'steps', 'knows', 'wordCode'],
  ...['personId', 'stepId', 'answersId', 'mine', 'workerId', 'sharingId', 'noticeId', 'late', 'mayDecide', 'mayReview', 'mayTell'],
  ...['opened', 'message', 'related', 'preferences', 'notes', 'oldNotesWait', 'id']
]);

/** Takes over what is known. @throws ToolError, saying how many, when the org gives something that is not */
export function contentOf(given: readonly Given[]): Concern[] {
  const unknown = new Set<string>();
  const row = (kind: keyof typeof labels) => (raw: Raw) => taken(raw, labels[kind], kind, unknown);
  const fact = (raw: Raw): Row => taken(raw, { label: '', text: '', at: '' }, 'fact', unknown);
  const concerns = given.map(({ concern, sharings, families }) => ({
    concern: row('concern')(concern),
    facts: rows(concern['facts']).map(fact),
    adult: rows(concern['adult']).map(fact),
    people: rows(concern['people']).map(row('person')),
    steps: numbered(rows(concern['steps'])).map(row('step')),
    knows: rows(concern['knows']).map(row('know')),
    sharings: sharings.map(row('sharing')),
    families: families.map((family) => ({
      facts: row('family')(family),
      related: rows(family['related']).map(row('related')),
      preferences: rows(family['preferences']).map(row('preference'))
    }))
  }));
  if (unknown.size > 0) throw new ToolError(words.shape(unknown.size), EXIT.blocked, 'CUSTODY_SHAPE');
  return concerns;
}

const rows = (value: unknown): readonly Raw[] => (Array.isArray(value) ? (value as Raw[]) : []);

/** Oldest first, by number; what answers another step says which. */
function numbered(steps: readonly Raw[]): Raw[] {
  const oldestFirst = steps.toReversed();
  const numberOf = new Map(oldestFirst.map(({ stepId }, at) => [stepId, at + 1]));
  return oldestFirst.map((step, at) => ({ ...step, number: at + 1, answers: numberOf.get(step['answersId']) ?? null }));
}

function taken(raw: Raw, known: Readonly<Record<string, string>>, kind: string, unknown: Set<string>): Row {
  const kept: Record<string, Value> = {};
  for (const [key, value] of Object.entries(raw)) {
    if (value === null || value === undefined) continue;
    if (key in known && typeof value !== 'object') kept[key] = value as Value;
    else if (!LEFT.has(key)) unknown.add(`${kind}.${key}`);
  }
  return kept;
}
