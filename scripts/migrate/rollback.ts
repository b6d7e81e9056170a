/** Takes a finished load back, as a run of its own: puts back what it changed, removes what it created where the org lets it go. */
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { migrate as words } from '../messages/migrate.ts';
import { load, type LoadSpec, type Reject } from '../shared/bulk/index.ts';
import { EXIT, ToolError } from '../shared/exit.ts';
import { writeAtomic } from '../shared/state.ts';
import { requireWindow } from '../window/window.ts';
import { before, touched, type BeforeImage } from './before.ts';
import { log } from './events.ts';
import { createdIn, jobsIn, sum } from './execute.ts';
import { idRows } from './few.ts';
import { History, loadersOf, type RunRecord, type Totals } from './history.ts';
import type { LocalMigration, LocalRun, RunState } from './local.ts';
import { clientOf, isLoad, isSignedByAnother, loadsToTake, localOf, takeBackHash, type Asked } from './migrate.ts';
import type { PreparedStep } from './prepare.ts';
import { keepRejects } from './rejects.ts';
import { removeCreated, writeStays, type Removed } from './removal.ts';

export interface TakenBack {
  readonly run: string;
  readonly restored: number;
  readonly rejected: number;
  readonly removed: number;
  /** Records that the load had created and that stay. */
  readonly left: number;
  /** File that says which and why. */
  readonly list: string | null;
}

export interface AskedBack extends Asked {
  /** Leaves what the load created. */
  readonly keepCreated?: boolean;
  /** Takes back the load before, when the last is taken back. */
  readonly further?: boolean;
}

/** @throws ToolError (blocked) when there is nothing to take back, its before-images are gone, or nobody has signed; run again, it goes on */
export async function rollback(asked: AskedBack): Promise<TakenBack> {
  await requireWindow(asked.org);
  const local = localOf(asked, false);
  const history = new History(asked.org);
  const runs = await history.runs();
  const begun = local.unfinished();
  if (begun && begun.state.kind === 'load') throw new ToolError(words.run.unfinished, EXIT.blocked, 'MIGRATION_UNFINISHED');
  const loadKey = begun?.state.undoes ?? lastLoad(runs, asked);
  const source = local.runs().find(({ state }) => state.runKey === loadKey);
  if (!source || isPurged(source.run, source.state, asked.keepCreated ?? false))
    throw new ToolError(words.run.purged, EXIT.blocked, 'MIGRATION_PURGED');
  const undo: Local = begun ?? begin(local, source.state, demandSigned(asked, runs, source));
  const record = await history.hold(undo.state);
  log('migration.began', { run: record.Id });
  return new Undoing(asked, local, history, source, undo, record).run();
}

/** The newest finished load, if it is not taken back; the newest that is not, where she says so. */
function lastLoad(runs: readonly RunRecord[], { migration, further }: AskedBack): string {
  const newest = runs.filter((run) => run.Migration__c === migration.name && isLoad(run)).at(-1);
  const [next] = loadsToTake(runs, migration.name);
  if (!next || (next !== newest && !further)) throw new ToolError(words.run.nothingToTake, EXIT.blocked, 'MIGRATION_NOTHING');
  return next.Run_Key__c;
}

/** @returns what was signed, for the org to ask again; null where nothing is removed */
function demandSigned({ org, migration, keepCreated }: AskedBack, runs: readonly RunRecord[], { run, state }: Local): string | null {
  const created = state.steps.reduce((total, { position }) => total + createdBy(run, position), 0);
  if (created === 0 || keepCreated) return null;
  const hash = takeBackHash(state.runKey);
  if (!isSignedByAnother(runs, migration.name, hash, org.identity.userId))
    throw new ToolError(words.run.takeBackUnsigned(created), EXIT.blocked, 'MIGRATION_UNSIGNED');
  return hash;
}

interface Local {
  readonly state: RunState;
  readonly run: LocalRun;
}

const createdBy = (run: LocalRun, position: number): number => totalsOf(run, position).created;

const totalsOf = (run: LocalRun, position: number): Totals =>
  (JSON.parse(readFileSync(run.file(`step-${position}.json`), 'utf8')) as { totals: Totals }).totals;

const isPurged = (run: LocalRun, { steps }: RunState, keepCreated: boolean): boolean =>
  steps.some(
    ({ position }) =>
      (totalsOf(run, position).updated > 0 && !run.has(before(position))) ||
      (!keepCreated && createdBy(run, position) > 0 && !run.has(createdIn(position)))
  );

function begin(local: LocalMigration, load: RunState, decisionsHash: string | null): Local {
  const run = local.run(randomUUID());
  const state = run.write({
    ...load,
    runKey: run.name.slice(4),
    decisionsHash,
    kind: 'undo',
    phase: 'loading',
    begunAt: new Date().toISOString(),
    undoes: load.runKey
  });
  return { run, state };
}

interface StepUndone {
  readonly step: PreparedStep;
  readonly totals: Totals;
  readonly gone: Removed;
}

class Undoing {
  readonly #asked: Asked;
  readonly #local: LocalMigration;
  readonly #history: History;
  readonly #source: Local;
  readonly #undo: Local;
  readonly #record: RunRecord;

  constructor(asked: Asked, local: LocalMigration, history: History, source: Local, undo: Local, record: RunRecord) {
    this.#asked = asked;
    this.#local = local;
    this.#history = history;
    this.#source = source;
    this.#undo = undo;
    this.#record = record;
  }

  async run(): Promise<TakenBack> {
    const heartbeat = this.#history.alive(this.#record);
    try {
      const all: StepUndone[] = [];
      for (const step of [...this.#source.state.steps].reverse()) {
        heartbeat.check();
        all.push(await this.#step(step));
      }
      const totals = sum(all.map(({ totals: one }) => one));
      const removed = all.reduce((total, { gone }) => total + gone.removed, 0);
      const created = this.#source.state.steps.reduce((total, { position }) => total + createdBy(this.#source.run, position), 0);
      const list = writeStays(
        this.#undo.run,
        all.map(({ step, gone }) => ({ step, stays: gone.stays }))
      );
      await this.#history.finish(this.#record, totals);
      this.#local.forgetTaken();
      this.#undo.run.write({ ...this.#undo.state, phase: 'finished' });
      log('migration.finished', { run: this.#record.Id, created: 0, updated: totals.updated, rejected: totals.rejected });
      return {
        run: this.#record.Name,
        restored: totals.updated,
        rejected: totals.rejected,
        removed,
        left: created - removed,
        list
      };
    } finally {
      heartbeat.stop();
    }
  }

  async #step(step: PreparedStep): Promise<StepUndone> {
    const { run, state } = this.#undo;
    const done = run.file(`step-${step.position}.json`);
    if (existsSync(done)) return JSON.parse(readFileSync(done, 'utf8')) as StepUndone;
    const totals = { read: 0, created: 0, updated: 0, unchanged: 0, rejected: 0 };
    const codes: Record<string, number> = {};
    const name = `${step.position}-undo`;
    if (step.counts.update > 0) {
      const changed = await this.#changedByOthers(step);
      const spec: LoadSpec = { object: step.object, operation: 'update', columns: ['Id', ...touched(step)], key: 'Id' };
      const result = await load(clientOf(this.#asked.org), {
        spec,
        rows: this.#rows(step, changed),
        key: this.#local.keys.hashes,
        scope: `${state.runKey}/${name}`,
        journal: run.file(`journal-${name}.jsonl`),
        onRejects: (chunk: number, rejects: readonly Reject[]) => keepRejects(run, name, chunk, rejects)
      });
      Object.assign(codes, result.codes);
      if (changed.size > 0) codes['CHANGED_IN_ORG'] = changed.size;
      totals.read = result.rows + changed.size;
      totals.updated = result.saved;
      totals.rejected = result.failed + changed.size;
    }
    const gone = await this.#remove(step);
    if (gone.removed > 0) codes['REMOVED'] = gone.removed;
    for (const { code } of gone.stays) codes[code] = (codes[code] ?? 0) + 1;
    const facts = { ...totals, object: step.object, checksum: step.hash, jobs: jobsIn(run, name), codes };
    await this.#history.step(this.#record, step.position, facts);
    writeAtomic(done, JSON.stringify({ step, totals, gone }));
    return { step, totals, gone };
  }

  /** Only what another person has signed: the undo carries her hash. */
  async #remove(step: PreparedStep): Promise<Removed> {
    const { run, state } = this.#undo;
    if (state.decisionsHash !== takeBackHash(this.#source.state.runKey)) return { removed: 0, stays: [] };
    const total = createdBy(this.#source.run, step.position);
    const progress = this.#asked.onProgress;
    const gone = await removeCreated(this.#asked.org, this.#source.run, run, step, (done) =>
      progress?.(words.run.removing(step.object), Math.min(done, total), total)
    );
    log('migration.removed', { run: this.#record.Id, object: step.object, removed: gone.removed, stays: gone.stays.length });
    return gone;
  }

  /** Rows as they were. A field that had no value is emptied again. */
  async *#rows(step: PreparedStep, leftOut: ReadonlySet<string>): AsyncGenerator<readonly (string | null)[]> {
    for await (const { id, cells } of this.#source.run.read<BeforeImage>(before(step.position)))
      if (!leftOut.has(id)) yield [id, ...cells.map((cell) => (cell === '' ? null : cell))];
  }

  /** Ids of rows that a person has changed since the load: hers is the last word. Asked once, so that a resumed run sends the same. */
  async #changedByOthers(step: PreparedStep): Promise<ReadonlySet<string>> {
    const { run } = this.#undo;
    const name = `others-${step.position}.sealed`;
    if (!run.isMarked(name)) {
      const loaders = loadersOf(await this.#history.runs(), this.#asked.org.identity.userId);
      const batch = run.begin(name);
      const soql = `SELECT Id, LastModifiedById FROM ${step.object} WHERE Legacy_Id__c != null`;
      for await (const [id, who] of idRows(this.#asked.org, clientOf(this.#asked.org), soql))
        if (!loaders.has(who!.slice(0, 15))) batch.add(id!);
      batch.end();
      run.mark(name);
    }
    const others = new Set<string>();
    for await (const id of run.read<string>(name)) others.add(id);
    const mine = new Set<string>();
    for await (const { id } of this.#source.run.read<BeforeImage>(before(step.position))) if (others.has(id)) mine.add(id);
    return mine;
  }
}
