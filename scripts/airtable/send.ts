/** The sending of a plan: written down in the org before the first number leaves and after the last, and in the journal between. */
import { airtable as words } from '../messages/airtable.ts';
import { EXIT, ToolError } from '../shared/exit.ts';
import { A_REQUEST, type Airtable, Refused, type Table } from './client.ts';
import { type Config, fieldsOf, type Source } from './config.ts';
import { log } from './events.ts';
import type { Figures } from './figures.ts';
import { Journal, lockSending } from './journal.ts';
import { fingerprint, type Plan, type Sending } from './plan.ts';

export interface Sent {
  readonly releases: number;
  readonly cells: number;
  readonly calls: number;
}

export interface Means {
  readonly figures: Figures;
  readonly airtable: Airtable;
  readonly orgId: string;
  readonly config: Config;
  readonly progress?: ((cells: number) => void) | undefined;
}

/**
 * Sends what changed. Killed at any point, a run of the same plan goes on: what was confirmed is not sent again, and what was not is
 * found again by its key.
 * @throws ToolError before anything is sent when a table holds other fields, or the month's calls do not suffice
 */
export async function send(plan: Plan, means: Means): Promise<Sent> {
  const unlock = lockSending(means.orgId);
  try {
    const { airtable, config } = means;
    airtable.calls.need(plan.calls);
    const due = plan.sendings.filter(({ changed }) => changed.length > 0);
    for (const base of new Set(due.map(({ place }) => place.base))) {
      const tables = await airtable.tables(base);
      for (const { place } of due.filter((sending) => sending.place.base === base)) requireTable(tables, place.table, config);
    }
    let cells = 0;
    for (const sending of plan.sendings) cells += await sendOne(sending, plan.all, means, cells);
    return { releases: due.length, cells, calls: airtable.calls.made };
  } finally {
    unlock();
  }
}

async function sendOne(sending: Sending, all: boolean, means: Means, before: number): Promise<number> {
  const { release, changed, digest } = sending;
  const journal = new Journal(means.orgId, sending.place);
  const opened = await goOn(sending, all, journal, means);
  if (changed.length > 0 || opened) {
    const { push, cells } = opened ?? (await begin(sending, journal, means));
    const stop = (sent: number) => end(sending, push, 'Stopped', cells - (changed.length - sent), journal, means);
    await sendCells(sending, journal, means, before, stop);
    await end(sending, push, 'Finished', cells, journal, means);
  }
  journal.write({
    what: 'whole',
    release: release.release.id,
    hash: release.release.hash,
    digest,
    fields: fingerprint(fieldsOf(means.config))
  });
  return changed.length;
}

async function sendCells(
  { place, records, changed }: Sending,
  journal: Journal,
  { airtable, config, progress }: Means,
  before: number,
  stop: (sent: number) => Promise<void>
): Promise<void> {
  for (let at = 0; at < changed.length; at += A_REQUEST) {
    const keys = changed.slice(at, at + A_REQUEST);
    try {
      await airtable.upsert(
        place.base,
        place.table,
        config.fields.key,
        keys.map((key) => records.get(key)!)
      );
    } catch (error) {
      if (error instanceof Refused) await stop(at);
      throw error;
    }
    journal.write({ what: 'sent', cells: Object.fromEntries(keys.map((key) => [key, fingerprint(records.get(key))])) });
    progress?.(before + at + keys.length);
  }
}

async function begin(
  { place, processor, release, changed, digest }: Sending,
  journal: Journal,
  { figures }: Means
): Promise<{ push: string; cells: number }> {
  const { id, hash } = release.release;
  const cells = changed.length;
  journal.write({ what: 'beginning', release: id, digest });
  const push = await figures.begin(id, { processor, place: `${place.base}/${place.table}`, cells, hash });
  journal.write({ what: 'begun', release: id, digest, push, cells });
  log('airtable.begun', { release: id, push, cells });
  return { push, cells };
}

/** The beginning that an earlier run left open, when what it began is what is sent now; any other is closed as stopped. */
async function goOn(sending: Sending, all: boolean, journal: Journal, means: Means): Promise<{ push: string; cells: number } | undefined> {
  const { release, digest } = sending;
  const open = journal.open.get(release.release.id);
  if (!open) return undefined;
  const { push, cells } = open.push === undefined ? heardOf(sending, journal) : open;
  if (push === undefined || cells === undefined) return undefined;
  if (release.pushes.some(({ ends }) => ends === push)) {
    journal.write({ what: 'ended', release: release.release.id, push });
    return undefined;
  }
  if (open.digest === digest && !all && sending.changed.length <= cells) return { push, cells };
  await end(sending, push, 'Stopped', cells, journal, means);
  return undefined;
}

/** A beginning that the org wrote down although its answer never came. */
function heardOf({ place, release }: Sending, journal: Journal): { push?: string; cells?: number } {
  const ended = new Set(release.pushes.map(({ ends }) => ends));
  const ours = release.pushes.filter(
    ({ id, result, place: where }) =>
      result === 'Begun' && where === `${place.base}/${place.table}` && !ended.has(id) && !journal.pushes.has(id)
  );
  const last = ours.at(-1);
  return last ? { push: last.id, cells: last.cells } : {};
}

async function end(
  sending: Sending,
  push: string,
  result: 'Finished' | 'Stopped',
  cells: number,
  journal: Journal,
  { figures }: Means
): Promise<void> {
  const { id } = sending.release.release;
  await figures.end(id, push, { result, cells });
  journal.write({ what: 'ended', release: id, push });
  log('airtable.ended', { release: id, push, cells, result });
}

/** What a field of Airtable must be to take each part. */
const TYPES: Readonly<Record<Source, readonly string[]>> = {
  key: ['singleLineText'],
  release: ['singleLineText'],
  title: ['singleLineText', 'singleSelect'],
  unit: ['singleLineText', 'singleSelect'],
  row: ['singleLineText', 'singleSelect'],
  column: ['singleLineText', 'singleSelect'],
  quarterFrom: ['singleLineText', 'date'],
  quarterTo: ['singleLineText', 'date'],
  programme: ['singleLineText', 'singleSelect'],
  mark: ['singleLineText', 'singleSelect'],
  shown: ['number'],
  approvedOn: ['singleLineText', 'date']
};

/** @throws ToolError (blocked) unless the table has the configured fields, of their types, and no other */
export function requireTable(tables: readonly Table[], id: string, config: Config): void {
  const table = tables.find((one) => one.id === id);
  if (!table) throw new ToolError(words.noSuchTable(id), EXIT.blocked, 'AIRTABLE_TABLE');
  const wanted = fieldsOf(config);
  const others = table.fields.filter(({ name }) => !wanted.some(([, field]) => field === name)).length;
  if (others > 0) throw new ToolError(words.otherFields(id, others), EXIT.blocked, 'AIRTABLE_UNKNOWN_FIELD');
  const wrong = wanted.filter(([source, name]) => !TYPES[source].includes(table.fields.find((field) => field.name === name)?.type ?? ''));
  if (wrong.length > 0)
    throw new ToolError(
      words.wrongFields(
        id,
        wrong.map(([source]) => `fields.${source}`)
      ),
      EXIT.blocked,
      'AIRTABLE_FIELDS'
    );
}
