/** Sends what is staged, step by step. Each part is marked as done on disk; what is not is done again, and the org takes no row twice. */
import { existsSync, readFileSync } from 'node:fs';
import { load, type BulkClient, type LoadResult, type LoadSpec } from '../shared/bulk/index.ts';
import { wholeLines, writeAtomic } from '../shared/state.ts';
import { takeBefore } from './before.ts';
import type { Heartbeat, History, RunRecord, Totals } from './history.ts';
import type { LocalMigration, LocalRun, RunState } from './local.ts';
import { log } from './events.ts';
import type { PreparedStep } from './prepare.ts';
import { keepRejects, rejectsOf, writeRejects } from './rejects.ts';
import { KINDS, loadRows, sentRows, type Kind } from './staging.ts';

export interface Executing {
  readonly client: BulkClient;
  readonly history: History;
  readonly local: LocalMigration;
  readonly run: LocalRun;
  readonly state: RunState;
  readonly record: RunRecord;
  readonly heartbeat: Heartbeat;
  /** Ids of who has run migrations, 15 characters: what they changed last is not a person's change. */
  readonly loaders: ReadonlySet<string>;
  readonly onProgress?: (object: string, done: number, total: number) => void;
}

export interface Executed extends Totals {
  readonly rejects: string | null;
}

interface StepDone {
  readonly totals: Totals;
  readonly codes: Record<string, number>;
  readonly jobs: readonly string[];
}

/** @throws ToolError, after which resume goes on */
export async function execute(how: Executing): Promise<Executed> {
  const { state, run } = how;
  const all: StepDone[] = [];
  for (const step of state.steps) all.push(await oneStep(how, step));
  const totals = sum(all.map(({ totals: one }) => one));
  const rejects = await writeRejects(run, state.steps, (name) => chunksIn(run, name), state.charity ?? null);
  await how.history.finish(how.record, totals);
  run.write({ ...state, phase: 'finished' });
  run.removeRows(/^(staged|spared|refused)-.*\.sealed$/);
  log('migration.finished', { run: how.record.Id, created: totals.created, updated: totals.updated, rejected: totals.rejected });
  return { ...totals, rejects };
}

async function oneStep(how: Executing, step: PreparedStep): Promise<StepDone> {
  const { run, client, history, record, heartbeat } = how;
  const file = run.file(`step-${step.position}.json`);
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as StepDone;
  const spared = await takeBefore(client, run, step, how.loaders);
  const results = { create: await oneLoad(how, step, 'create'), update: await oneLoad(how, step, 'update') };
  const codes: Record<string, number> = { ...step.codes };
  for (const result of Object.values(results))
    for (const [code, count] of Object.entries(result?.codes ?? {})) codes[code] = (codes[code] ?? 0) + count;
  if (spared > 0) codes['CHANGED_IN_ORG'] = (codes['CHANGED_IN_ORG'] ?? 0) + spared;
  await keepTaken(how, step);
  const failed = (results.create?.failed ?? 0) + (results.update?.failed ?? 0) + spared;
  const done: StepDone = {
    totals: {
      read: step.counts.read,
      created: results.create?.saved ?? 0,
      updated: results.update?.saved ?? 0,
      unchanged: step.counts.unchanged + step.counts.left,
      rejected: step.counts.rejected + step.counts.held + failed
    },
    codes,
    jobs: KINDS.flatMap((kind) => jobsIn(run, `${step.position}-${kind}`))
  };
  heartbeat.check();
  await history.step(record, step.position, { ...done.totals, object: step.object, checksum: step.hash, jobs: done.jobs, codes });
  writeAtomic(file, JSON.stringify(done));
  log('migration.step', { run: record.Id, object: step.object, created: done.totals.created, updated: done.totals.updated });
  return done;
}

async function oneLoad(how: Executing, step: PreparedStep, kind: Kind): Promise<LoadResult | null> {
  if (step.counts[kind] === 0) return null;
  const name = `${step.position}-${kind}`;
  const columns = ['Legacy_Id__c', ...step.columns[kind]];
  const spec: LoadSpec = { object: step.object, operation: 'upsert', columns, key: 'Legacy_Id__c' };
  how.heartbeat.check();
  return load(how.client, {
    spec,
    rows: loadRows(how.run, step.position, kind),
    key: how.local.keys.hashes,
    scope: `${how.state.runKey}/${name}`,
    journal: how.run.file(journal(name)),
    onRejects: (chunk, rejects) => keepRejects(how.run, name, chunk, rejects),
    onProgress: ({ processed }) => {
      how.heartbeat.check();
      how.onProgress?.(step.object, processed, step.counts[kind]);
    }
  });
}

/** Notes the rows that the org has taken, so that the next run sends only what has changed. Done again after a kill it says the same. */
async function keepTaken({ local, run }: Executing, step: PreparedStep): Promise<void> {
  const manifest = local.manifest(step.position, step.object);
  manifest.trim();
  for (const kind of KINDS) {
    const name = `${step.position}-${kind}`;
    const refused = await rejectsOf(run, name, chunksIn(run, name));
    const entries: number[] = [];
    const created = kind === 'create' ? run.begin(createdIn(step.position)) : null;
    let place = 0;
    for await (const { entry, key } of sentRows(run, step.position, kind)) {
      if (refused.has(++place)) continue;
      entries.push(...entry);
      created?.add(key);
    }
    created?.end();
    manifest.keep(new Uint8Array(Uint32Array.from(entries).buffer));
  }
  manifest.finish();
}

/** Keys of what a step created, locked, so that it can be taken back. */
export const createdIn = (position: number): string => `created-${position}.sealed`;

const journal = (name: string): string => `journal-${name}.jsonl`;

interface JournalLine {
  readonly is: string;
  readonly chunk?: number;
  readonly job?: string;
}

function linesIn(run: LocalRun, name: string): JournalLine[] {
  const file = run.file(journal(name));
  return existsSync(file) ? wholeLines(readFileSync(file, 'utf8')).map((line) => JSON.parse(line) as JournalLine) : [];
}

export const chunksIn = (run: LocalRun, name: string): number =>
  Math.max(0, ...linesIn(run, name).map(({ chunk }) => (chunk === undefined ? 0 : chunk + 1)));

export function jobsIn(run: LocalRun, name: string): string[] {
  const lines = linesIn(run, name);
  const dropped = new Set(lines.filter(({ is }) => is === 'dropped').map(({ job }) => job));
  return lines.flatMap(({ is, job }) => (is === 'job' && job !== undefined && !dropped.has(job) ? [job] : []));
}

export const sum = (all: readonly Totals[]): Totals =>
  all.reduce(
    (a, b) => ({
      read: a.read + b.read,
      created: a.created + b.created,
      updated: a.updated + b.updated,
      unchanged: a.unchanged + b.unchanged,
      rejected: a.rejected + b.rejected
    }),
    { read: 0, created: 0, updated: 0, unchanged: 0, rejected: 0 }
  );
