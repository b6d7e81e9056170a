/**
 * The verbs of `confide migrate`, without a command line.
 *   plan → apply (with the plan's hash) → perhaps resume, perhaps rollback.
 */
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { migrate as words } from '../messages/migrate.ts';
import { bulkOf, type BulkClient } from '../shared/bulk/index.ts';
import { EXIT, ToolError } from '../shared/exit.ts';
import type { OrgConnection } from '../shared/org/index.ts';
import { stateRoot } from '../shared/state.ts';
import { requireWindow } from '../window/window.ts';
import { Decisions } from './decisions.ts';
import { log } from './events.ts';
import { execute, type Executed } from './execute.ts';
import { isPublicKey } from './for-charity.ts';
import { loaded, migrations, sha256, type Migration } from './folder.ts';
import { History, loadersOf, type RunRecord } from './history.ts';
import { keys, LocalMigration, type LocalRun, type RunState } from './local.ts';
import { OrgSide } from './org-side.ts';
import { demandSame, prepare, type Prepared, type Sink } from './prepare.ts';
import { Staging } from './staging.ts';

/** Days for which locked rows are kept. */
export const KEEP_DAYS = 14;
const NOTHING: Sink = { row: () => undefined, reject: () => undefined };

export interface Asked {
  readonly org: OrgConnection;
  readonly migration: Migration;
  /** Folder of the migrations. */
  readonly root?: string | undefined;
  readonly keepDays?: number;
  readonly onProgress?: (what: string, done: number, total?: number) => void;
}

export interface WithData extends Asked {
  readonly data: string;
  /** Public key of the charity: refused rows are locked so that she alone opens them. */
  readonly charity?: string | undefined;
}

export interface Planned extends Prepared {
  readonly migration: string;
  readonly decisions: number;
}

export interface Applied extends Executed {
  readonly run: string;
  readonly runKey: string;
}

/** Reads and counts; changes nothing but decisions.csv. A window must be open: it reads which keys the org has. */
export async function plan(asked: WithData): Promise<Planned> {
  await requireWindow(asked.org);
  const local = localOf(asked, true);
  local.purge(asked.keepDays ?? KEEP_DAYS);
  const decisions = await Decisions.read(asked.data);
  const prepared = await prepared_(asked, local, decisions, NOTHING);
  decisions.write();
  const count = (name: 'create' | 'update' | 'rejected' | 'held') => prepared.steps.reduce((total, { counts }) => total + counts[name], 0);
  log('migration.planned', {
    plan: prepared.hash,
    create: count('create'),
    update: count('update'),
    rejected: count('rejected'),
    held: count('held')
  });
  return { ...prepared, migration: asked.migration.name, decisions: decisions.count };
}

/** Stages what the plan showed, takes the lock, sends. @throws ToolError (blocked) when what would be done is not what was shown */
export async function apply(asked: WithData, planHash: string): Promise<Applied> {
  await requireWindow(asked.org);
  const local = localOf(asked, true);
  local.purge(asked.keepDays ?? KEEP_DAYS);
  if (local.unfinished()) throw new ToolError(words.run.unfinished, EXIT.blocked, 'MIGRATION_UNFINISHED');
  const runs = await new History(asked.org).runs();
  demandOrder(asked, runs);
  const run = local.run(randomUUID());
  const state = run.write({
    runKey: path.basename(run.folder).slice(4),
    kind: 'load',
    migration: asked.migration.name,
    checksum: asked.migration.checksum,
    chain: asked.migration.chain,
    planHash,
    decisionsHash: null,
    data: path.resolve(asked.data),
    phase: 'staging',
    begunAt: new Date().toISOString(),
    steps: [],
    charity: asked.charity === undefined ? null : isPublicKey(asked.charity),
    undoes: null
  });
  try {
    return await send(asked, local, run, await stage(asked, local, run, state, runs));
  } catch (error) {
    // Nothing was sent and nothing is held: there is nothing to go on with.
    if (run.state?.phase === 'staging') {
      run.write({ ...state, phase: 'abandoned' });
      run.removeRows();
    }
    throw error;
  }
}

/** Goes on with the run that was cut short on this machine. */
export async function resume(asked: Asked): Promise<Applied> {
  await requireWindow(asked.org);
  const local = localOf(asked, false);
  const found = local.unfinished();
  if (!found || found.state.kind !== 'load') throw new ToolError(words.run.nothingToResume, EXIT.blocked, 'MIGRATION_NOTHING');
  if (found.state.checksum !== asked.migration.checksum) throw new ToolError(words.run.edited(asked.migration.name), EXIT.blocked);
  const { run } = found;
  const runs = await new History(asked.org).runs();
  const again = { ...asked, data: found.state.data };
  const state = found.state.phase === 'loading' ? found.state : await restage(again, local, run, found.state, runs);
  return send(again, local, run, state);
}

async function restage(
  asked: WithData,
  local: LocalMigration,
  run: LocalRun,
  state: RunState,
  runs: readonly RunRecord[]
): Promise<RunState> {
  try {
    return await stage(asked, local, run, state, runs);
  } catch (error) {
    if (!(error instanceof ToolError) || error.code !== 'PLAN_CHANGED') throw error;
    run.write({ ...state, phase: 'abandoned' });
    run.removeRows();
    throw new ToolError(words.run.sourceChanged, EXIT.blocked, 'PLAN_CHANGED');
  }
}

async function stage(
  asked: WithData,
  local: LocalMigration,
  run: LocalRun,
  state: RunState,
  runs: readonly RunRecord[]
): Promise<RunState> {
  const staging = new Staging(run);
  const decisions = await Decisions.read(asked.data);
  const prepared = await prepared_(asked, local, decisions, staging, runs);
  staging.end();
  demandSame(prepared, state.planHash);
  demandSigned(asked, prepared.decisionsHash, runs);
  return run.write({ ...state, planHash: prepared.hash, decisionsHash: prepared.decisionsHash, steps: prepared.steps, phase: 'loading' });
}

async function send(asked: Asked, local: LocalMigration, run: LocalRun, state: RunState): Promise<Applied> {
  const history = new History(asked.org);
  const runs = await history.runs();
  const earlier = runs.find(({ Run_Key__c: key, Status__c: status }) => key === state.runKey && status === 'Finished');
  // Killed between the org's last word and ours.
  const record = earlier ?? (await history.hold(state));
  log(earlier ? 'migration.resumed' : 'migration.began', { run: record.Id });
  const heartbeat = history.alive(record);
  try {
    const quiet = earlier
      ? Object.assign(Object.create(history) as History, { finish: async () => undefined, step: async () => undefined })
      : history;
    const loaders = loadersOf(runs, asked.org.identity.userId);
    const how = { client: clientOf(asked.org), history: quiet, local, run, state, record, heartbeat, loaders };
    const progress = asked.onProgress;
    const done = await execute(progress ? { ...how, onProgress: (object, at, total) => progress(words.run.step(object), at, total) } : how);
    return { ...done, run: record.Name, runKey: state.runKey };
  } finally {
    heartbeat.stop();
  }
}

async function prepared_(
  asked: WithData,
  local: LocalMigration,
  decisions: Decisions,
  sink: Sink,
  runs?: readonly RunRecord[]
): Promise<Prepared> {
  const migration = await loaded(asked.migration);
  const client = clientOf(asked.org);
  const loaders = loadersOf(runs ?? (await new History(asked.org).runs()), asked.org.identity.userId);
  return prepare({
    migration,
    client,
    side: new OrgSide(asked.org, client),
    decisions,
    data: asked.data,
    orgId: asked.org.identity.orgId,
    key: local.keys.hashes,
    manifest: (position) => local.manifest(position, migration.mapping.steps[position]!.object),
    loaders,
    sink
  });
}

/** Signs the answers in decisions.csv. The org refuses who loads. @returns how many, and their hash */
export async function decide({ org, migration, data }: WithData): Promise<{ count: number; hash: string }> {
  const decisions = await Decisions.read(data);
  const { hash, count } = decisions;
  if (hash === null) throw new ToolError(words.decisions.nothing, EXIT.usage);
  await new History(org).sign(sha256(`${org.identity.userId}\n${migration.name}\n${hash}`).slice(0, 36), migration.name, hash);
  log('migration.signed', { decisions: hash });
  return { count, hash };
}

/**
 * Signs that what the last load created may be removed again. The org refuses who loads.
 * @returns the load's number, how many records it had created, and what was signed
 */
export async function decideTakeBack({ org, migration }: Asked): Promise<{ run: string; created: number; hash: string }> {
  const history = new History(org);
  const load = loadsToTake(await history.runs(), migration.name)[0];
  if (!load) throw new ToolError(words.run.nothingToTake, EXIT.blocked, 'MIGRATION_NOTHING');
  const hash = takeBackHash(load.Run_Key__c);
  await history.sign(sha256(`${org.identity.userId}\n${migration.name}\n${hash}`).slice(0, 36), migration.name, hash);
  log('migration.signed', { decisions: hash });
  return { run: load.Name, created: load.Created__c ?? 0, hash };
}

/** As the org computes it (MigrationRemoval.hashOf). */
export const takeBackHash = (runKey: string): string => sha256(`take back\n${runKey}`);

/** Every one before is applied, and what was applied is what is here. */
function demandOrder({ migration, root }: Asked, runs: readonly RunRecord[]): void {
  const finished = new Map(runs.filter(isLoad).map((run) => [run.Migration__c, run]));
  for (const one of migrations(root)) {
    const run = finished.get(one.name);
    if (run && run.Chain__c !== one.chain) throw new ToolError(words.run.edited(one.name), EXIT.blocked, 'MIGRATION_EDITED');
    if (one.name === migration.name) return;
    if (!run) throw new ToolError(words.run.earlier(one.name), EXIT.blocked, 'MIGRATION_ORDER');
  }
}

/** Finished loads that are not taken back, the newest first. */
export function loadsToTake(runs: readonly RunRecord[], name: string): RunRecord[] {
  const own = runs.filter((run) => run.Migration__c === name);
  const taken = new Set(
    own.filter(({ Kind__c: kind, Status__c: status }) => kind === 'Undo' && status === 'Finished').map((run) => run.Undoes_Key__c)
  );
  return own.filter((run) => isLoad(run) && !taken.has(run.Run_Key__c)).reverse();
}

export const isSignedByAnother = (runs: readonly RunRecord[], migration: string, hash: string, me: string): boolean =>
  runs.some(
    (run) =>
      run.Kind__c === 'Decisions' &&
      run.Migration__c === migration &&
      run.Decisions_Hash__c === hash &&
      run.Actor__c?.slice(0, 15) !== me.slice(0, 15)
  );

export const isLoad = ({ Kind__c: kind, Status__c: status }: RunRecord): boolean => kind === 'Load' && status === 'Finished';

function demandSigned({ migration, org }: Asked, hash: string | null, runs: readonly RunRecord[]): void {
  if (hash === null) return;
  if (!isSignedByAnother(runs, migration.name, hash, org.identity.userId))
    throw new ToolError(words.decisions.unsigned, EXIT.blocked, 'MIGRATION_UNSIGNED');
}

/** People's data have no place where git could take them up; the tool's own state is out of it. */
export function dataFolder(folder: string): string {
  const where = path.resolve(folder);
  const project = path.resolve(stateRoot(), '..', '..');
  const inside = path.relative(path.resolve(import.meta.dirname, '..', '..'), where);
  const isInside = !inside.startsWith('..') && !path.isAbsolute(inside);
  if (isInside && !where.startsWith(path.join(project, '.confide'))) throw new ToolError(words.source.insideProject, EXIT.usage);
  return where;
}

export const localOf = ({ org, migration }: Asked, make: boolean): LocalMigration =>
  new LocalMigration(org.identity.orgId, migration.name, keys(make));

export const clientOf = (org: OrgConnection): BulkClient => bulkOf(org);
