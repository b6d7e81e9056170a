/** The records of a table of figures: each a cell of a release, with the words of the configuration and rounded numbers, once. */
import { HIDDEN_UP_TO, isColumn, isQuarter, isRow, ROUNDED_TO, smallestShown } from './check.ts';
import type { AirtableRecord } from './client.ts';
import type { Config, Source } from './config.ts';
import type { Code, Tally } from './audit.ts';
import { looksLikeName, signsIn } from './identifying.ts';

interface Column {
  readonly source: Source;
  readonly id: string;
  /** As it is told. */
  readonly shown: string;
}

export class FigureTable {
  readonly #columns: readonly Column[];
  readonly #tally: Tally;
  readonly #keys = new Set<string>();
  readonly #allowed: Readonly<Record<Source, (value: unknown) => boolean>>;

  constructor(columns: readonly Column[], config: Config, tally: Tally) {
    this.#columns = columns;
    this.#tally = tally;
    this.#allowed = allowedValues(config);
  }

  read({ fields }: AirtableRecord): void {
    const key = fields[this.#columns.find(({ source }) => source === 'key')?.id ?? ''];
    if (typeof key !== 'string' || !this.#allowed.key(key)) this.#tally.add(null, 'NOT_A_CELL');
    else if (this.#keys.has(key)) this.#tally.add(null, 'DOUBLED');
    else this.#keys.add(key);
    for (const { source, id, shown } of this.#columns) {
      const value = fields[id] ?? null;
      if (value === null || this.#allowed[source](value)) continue;
      for (const code of codesOf(source, value)) this.#tally.add(shown, code);
    }
  }
}

function allowedValues({ measures, programmes }: Config): Record<Source, (value: unknown) => boolean> {
  const known = Object.values(measures);
  const day = (value: unknown) => typeof value === 'string' && isQuarter(value);
  return {
    key: (value) => typeof value === 'string' && /^F-\d{6,}\/\d+$/.test(value),
    release: (value) => typeof value === 'string' && /^F-\d{6,}$/.test(value),
    title: (value) => known.some(({ title }) => title === value),
    unit: (value) => known.some(({ unit }) => unit === value),
    row: (value) => typeof value === 'string' && known.some(({ rows }) => isRow(value, rows)),
    column: (value) => typeof value === 'string' && isColumn(value, programmes),
    quarterFrom: day,
    quarterTo: day,
    programme: (value) => programmes.includes(value as string),
    mark: (value) => ['Shown', 'Hidden', 'Zero'].includes(value as string),
    shown: (value) =>
      value === 0 ||
      (Number.isInteger(value) && (value as number) % ROUNDED_TO === 0 && (value as number) >= smallestShown(HIDDEN_UP_TO, ROUNDED_TO)),
    // The day on which the officer approved: the one exact day that a figure has.
    approvedOn: (value) => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)
  };
}

/** What is wrong with a value that is not allowed; at least that it is not. */
function codesOf(source: Source, value: unknown): Code[] {
  if (source === 'shown') return ['SMALL_NUMBER'];
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const signs: Code[] = [...signsIn(text), ...(looksLikeName(text) ? (['NAME'] as const) : [])];
  return ['UNKNOWN_WORDS', ...signs];
}
