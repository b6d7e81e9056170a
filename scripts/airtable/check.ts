/**
 * The last look at a release before anything of it leaves: rounded, small numbers hidden, one row a cell, every word one that
 * config/airtable.json allows. The org has done all this already; here it is done again by other code, and any doubt stops the sending.
 */
import { airtable as words } from '../messages/airtable.ts';
import { EXIT, ToolError } from '../shared/exit.ts';
import type { Config } from './config.ts';
import { log } from './events.ts';
import type { Cell, Release } from './figures.ts';
import { signsIn } from './identifying.ts';

/** The charity's rule (RULES ANO-20): an org that hides or rounds less than this is not believed. */
export const HIDDEN_UP_TO = 7;
export const ROUNDED_TO = 5;
/** Between the values of a row that were put together. */
const AND_ALSO = ' + ';
const PERIOD = (() => {
  const month = 'January|February|March|April|May|June|July|August|September|October|November|December';
  return new RegExp(`^(?:${month})(?: \\d{4})? to (?:${month}) \\d{4}$`);
})();

export type Refusal = keyof typeof words.refused;

/** @throws ToolError (blocked) naming the release and what is wrong with it, never a word of it */
export function requireAnonymous(release: Release, config: Config): void {
  const refusal = refusalOf(release, config);
  if (!refusal) return;
  log('airtable.refused', { release: release.release.id, code: refusal });
  throw new ToolError(words.refusedRelease(release.release.name, words.refused[refusal]), EXIT.blocked, refusal);
}

/** @returns why a release may not be sent, or nothing */
export function refusalOf(release: Release, config: Config): Refusal | undefined {
  const { hiddenUpTo, roundedTo, cells } = release;
  if (hiddenUpTo < HIDDEN_UP_TO || roundedTo < ROUNDED_TO) return 'RULE_TOO_WEAK';
  if (cells.some((cell) => isSmall(cell, hiddenUpTo, roundedTo))) return 'SMALL_NUMBER';
  if (!isOneRowACell(release)) return 'ROW_LEVEL';
  if (textsOf(release).some((text) => signsIn(text).some((sign) => sign !== 'FREE_TEXT'))) return 'IDENTIFYING_TEXT';
  if (!allWordsAllowed(release, config)) return 'UNKNOWN_WORDS';
  return undefined;
}

function isSmall({ mark, shown }: Cell, hiddenUpTo: number, roundedTo: number): boolean {
  if (mark === 'Hidden') return shown !== null;
  if (mark === 'Zero') return shown !== 0;
  return shown === null || shown < smallestShown(hiddenUpTo, roundedTo) || shown % roundedTo !== 0;
}

/** What the smallest count that is not hidden is rounded to. */
export function smallestShown(hiddenUpTo: number, roundedTo: number): number {
  return Math.floor((hiddenUpTo + 1 + Math.floor(roundedTo / 2)) / roundedTo) * roundedTo;
}

/** Keys of this release, each once; no two cells of one row, column, period and programme; whole quarters within the period. */
function isOneRowACell({ release: { name, periodFrom, periodTo }, cells }: Release): boolean {
  const places = cells.map(({ row, column, quarterFrom, quarterTo, programme }) =>
    JSON.stringify([row, column, quarterFrom, quarterTo, programme])
  );
  return (
    cells.every(({ key }) => key.startsWith(`${name}/`)) &&
    new Set(cells.map(({ key }) => key)).size === cells.length &&
    new Set(places).size === cells.length &&
    cells.every(({ quarterFrom, quarterTo }) => isQuarter(quarterFrom) && isQuarter(quarterTo)) &&
    cells.every(({ quarterFrom, quarterTo }) => periodFrom <= quarterFrom && quarterFrom <= quarterTo && quarterTo <= periodTo)
  );
}

/** The first day of a quarter of the year. */
export const isQuarter = (day: string): boolean => /^\d{4}-(?:01|04|07|10)-01$/.test(day);

function textsOf({ release, unit, cells }: Release): string[] {
  // What a quarter is called holds months and years, no day.
  return [release.title, unit, ...cells.flatMap(({ row, column, programme }) => [row, column, ...(programme === null ? [] : [programme])])];
}

function allWordsAllowed({ release, unit, cells }: Release, { measures, programmes }: Config): boolean {
  const measure = Object.hasOwn(measures, release.measure) ? measures[release.measure] : undefined;
  if (measure?.title !== release.title || measure.unit !== unit) return false;
  return cells.every(
    ({ row, column, programme }) =>
      isRow(row, measure.rows) && isColumn(column, programmes) && (programme === null || programmes.includes(programme))
  );
}

export const isRow = (row: string, rows: readonly string[]): boolean => row.split(AND_ALSO).every((value) => rows.includes(value));

/** A period, and after it perhaps a programme. */
export function isColumn(column: string, programmes: readonly string[]): boolean {
  const [period, ...programme] = column.split(', ');
  return PERIOD.test(period!) && (programme.length === 0 || programmes.includes(programme.join(', ')));
}
