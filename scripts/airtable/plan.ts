/**
 * What would leave: the approved and published releases of the org, checked again, as records of the configured fields, for each table that
 * stands both in config/airtable.json and in the register. Asks the org only; nothing goes to Airtable here.
 */
import { createHash } from 'node:crypto';
import { airtable as words } from '../messages/airtable.ts';
import { EXIT, ToolError } from '../shared/exit.ts';
import { requireAnonymous } from './check.ts';
import { A_REQUEST, type Values } from './client.ts';
import { type Config, fieldsOf, type Place, placeOf, type Source } from './config.ts';
import type { Cell, Entry, Figures, Listing, Release } from './figures.ts';
import { Journal } from './journal.ts';

/** One release for one table. */
export interface Sending {
  readonly place: Place;
  readonly processor: string;
  readonly release: Release;
  /** By key of the cell, in the order of the table. */
  readonly records: ReadonlyMap<string, Values>;
  /** Fingerprint of all its records. */
  readonly digest: string;
  /** Keys of the records that are not there yet, or differ. */
  readonly changed: readonly string[];
}

export interface Plan {
  /** Names all that would stand in the tables afterwards: `--send` wants it back. */
  readonly code: string;
  readonly sendings: readonly Sending[];
  /** Releases, counted for each table, that are there already. */
  readonly whole: number;
  /** Calls to Airtable that it takes, without repeats. */
  readonly calls: number;
  /** Sends all again, whatever is known to be there. */
  readonly all: boolean;
}

export interface Choice {
  /** Names as F-000012; all when there are none. */
  readonly releases?: readonly string[] | undefined;
  readonly all?: boolean | undefined;
}

/** @throws ToolError (blocked) when a place is not in the register, or a release is not what may leave: then nothing at all is sent */
export async function planPush(figures: Figures, orgId: string, config: Config, choice: Choice = {}): Promise<Plan> {
  if (config.tables.length === 0) throw new ToolError(words.noTables, EXIT.usage, 'AIRTABLE_CONFIG');
  const listing = await figures.listing();
  const processors = config.tables.map((table) => processorOf(table, listing));
  const entries = chosen(listing, choice.releases ?? []);
  const fields = fingerprint(fieldsOf(config));
  const fetched = new Map<string, Release>();
  const sendings: Sending[] = [];
  const contents: string[][] = [];
  for (const [at, place] of config.tables.entries()) {
    const journal = new Journal(orgId, place);
    for (const entry of entries) {
      const known = journal.whole.get(entry.id);
      const isWhole = !choice.all && known?.hash === entry.hash && known.fields === fields && !journal.open.has(entry.id);
      const sending = isWhole ? undefined : await sendingOf(entry, place, processors[at]!);
      if (sending) sendings.push(sending);
      contents.push([placeOf(place), entry.id, sending?.digest ?? known!.digest]);
    }
    async function sendingOf(entry: Entry, to: Place, processor: string): Promise<Sending> {
      const release = fetched.get(entry.id) ?? (await fetchRelease(figures, entry, config));
      fetched.set(entry.id, release);
      const records = new Map(release.cells.map((cell) => [cell.key, valuesOf(release, cell, config)]));
      const changed = [...records]
        .filter(([key, values]) => choice.all || journal.sent.get(key) !== fingerprint(values))
        .map(([key]) => key);
      return { place: to, processor, release, records, digest: fingerprint([...records]), changed };
    }
  }
  return {
    code: fingerprint(contents.sort()).slice(0, 12),
    sendings,
    whole: contents.length - sendings.length,
    calls: callsOf(sendings),
    all: choice.all === true
  };
}

/** One call for the tables of each base, and one for each ten records. */
function callsOf(sendings: readonly Sending[]): number {
  const due = sendings.filter(({ changed }) => changed.length > 0);
  const bases = new Set(due.map(({ place }) => place.base));
  return bases.size + due.reduce((sum, { changed }) => sum + Math.ceil(changed.length / A_REQUEST), 0);
}

/** The one holder of figures whose place this is. */
function processorOf({ base }: Place, { holders }: Listing): string {
  const found = holders.filter(({ places }) => places.includes(base));
  if (found.length !== 1) throw new ToolError(words.notRegistered(base), EXIT.blocked, 'AIRTABLE_PLACE');
  return found[0]!.processor;
}

function chosen({ releases }: Listing, names: readonly string[]): Entry[] {
  const unknown = names.filter((name) => !releases.some((entry) => entry.name === name));
  if (unknown.length > 0) throw new ToolError(words.unknownRelease(unknown.length), EXIT.blocked, 'FIGURES_NOT_APPROVED');
  return names.length === 0 ? releases : releases.filter(({ name }) => names.includes(name));
}

async function fetchRelease(figures: Figures, entry: Entry, config: Config): Promise<Release> {
  const release = await figures.release(entry.id);
  if (release.release.hash !== entry.hash) throw new ToolError(words.changedMeanwhile, EXIT.remote, 'FIGURES_CHANGED');
  requireAnonymous(release, config);
  return release;
}

function valuesOf({ release, unit }: Release, cell: Cell, config: Config): Values {
  const of: Record<Source, string | number | null> = {
    key: cell.key,
    release: release.name,
    title: release.title,
    unit,
    row: cell.row,
    column: cell.column,
    quarterFrom: cell.quarterFrom,
    quarterTo: cell.quarterTo,
    programme: cell.programme,
    mark: cell.mark,
    shown: cell.shown,
    approvedOn: release.approvedOn
  };
  return Object.fromEntries(fieldsOf(config).map(([source, field]) => [field, of[source]]));
}

/** SHA-256 of a value's JSON; the order of its parts counts. */
export const fingerprint = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex');
