/** Puts back what a finished run changed, as a run of its own; what it created stays, and is listed for those who decide. */
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { migrate as words } from '../messages/migrate.ts';
import { load, queryRows, type LoadSpec, type Reject } from '../shared/bulk/index.ts';
import { csvLine } from '../shared/csv/write.ts';
import { EXIT, ToolError } from '../shared/exit.ts';
import { writeAtomic } from '../shared/state.ts';
import { requireWindow } from '../window/window.ts';
import { before, touched, type BeforeImage } from './before.ts';
import { log } from './events.ts';
import { jobsIn, sum } from './execute.ts';
import { History, loadersOf, type RunRecord, type Totals } from './history.ts';
import type { LocalMigration, LocalRun, RunState } from './local.ts';
import { clientOf, isLoad, localOf, type Asked } from './migrate.ts';
import type { PreparedStep } from './prepare.ts';
import { keepRejects } from './rejects.ts';

export interface TakenBack {
  readonly run: string;
  readonly restored: number;
  readonly rejected: number;
  /** Records that the load had created. */
  readonly left: number;
}

/** @throws ToolError (blocked) when there is nothing to take back or its before-images are gone; run again, it goes on */
export async function rollback(asked: Asked): Promise<TakenBack> {
  await requireWindow(asked.org);
  const local = localOf(asked, false);
  const history = new History(asked.org);
  const runs = await history.runs();
  const begun = local.unfinished();
  if (begun && begun.state.kind === 'load') throw new ToolError(words.run.unfinished, EXIT.blocked, 'MIGRATION_UNFINISHED');
  const loadKey = begun?.state.undoes ?? lastLoad(runs, asked.migration.name);
  const source = local.runs().find(({ state }) => state.runKey === loadKey);
  if (!source || isPurged(source.run, source.state)) throw new ToolError(words.run.purged, EXIT.blocked, 'MIGRATION_PURGED');
  const undo = begun ?? begin(local, source.state);
  const record = await history.hold(undo.state);
  log('migration.began', { run: record.Id });
  return new Undoing(asked, local, history, source, undo, record).run();
}

/** The newest finished load, if it is not taken back. */
function lastLoad(runs: readonly RunRecord[], name: string): string {
  const own = runs.filter((run) => run.Migration__c === name);
  const last = own.filter(isLoad).at(-1);
  const isTaken = own.some((run) => run.Kind__c === 'Undo' && run.Status__c === 'Finished' && run.Undoes_Key__c === last?.Run_Key__c);
  if (!last || isTaken) throw new ToolError(words.run.nothingToTake, EXIT.blocked, 'MIGRATION_NOTHING');
  return last.Run_Key__c;
}

const isPurged = (run: LocalRun, { steps }: RunState): boolean =>
  steps.some(({ position, counts }) => counts.update > 0 && !run.has(before(position)));

function begin(local: LocalMigration, load: RunState): { state: RunState; run: LocalRun } {
  const run = local.run(randomUUID());
  const state = run.write({
    ...load,
    runKey: path.basename(run.folder).slice(4),
    kind: 'undo',
    phase: 'loading',
    begunAt: new Date().toISOString(),
    undoes: load.runKey
  });
  return { run, state };
}

class Undoing {
  readonly #asked: Asked;
  readonly #local: LocalMigration;
  readonly #history: History;
  readonly #source: { state: RunState; run: LocalRun };
  readonly #undo: { state: RunState; run: LocalRun };
  readonly #record: RunRecord;

  constructor(
    asked: Asked,
    local: LocalMigration,
    history: History,
    source: { state: RunState; run: LocalRun },
    undo: { state: RunState; run: LocalRun },
    record: RunRecord
  ) {
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
      const all: Totals[] = [];
      for (const step of [...this.#source.state.steps].reverse()) {
        heartbeat.check();
        all.push(await this.#step(step));
      }
      const totals = sum(all);
      const left = await this.#writeCreated();
      await this.#history.finish(this.#record, totals);
      this.#local.forgetTaken();
      this.#undo.run.write({ ...this.#undo.state, phase: 'finished' });
      log('migration.finished', { run: this.#record.Id, created: 0, updated: totals.updated, rejected: totals.rejected });
      return { run: this.#record.Name, restored: totals.updated, rejected: totals.rejected, left };
    } finally {
      heartbeat.stop();
    }
  }

  async #step(step: PreparedStep): Promise<Totals> {
    const { run, state } = this.#undo;
    const done = run.file(`step-${step.position}.json`);
    if (existsSync(done)) return JSON.parse(readFileSync(done, 'utf8')) as Totals;
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
    const facts = { ...totals, object: step.object, checksum: step.hash, jobs: jobsIn(run, name), codes };
    await this.#history.step(this.#record, step.position, facts);
    writeAtomic(done, JSON.stringify(totals));
    return totals;
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
      let isHeader = true;
      const soql = `SELECT Id, LastModifiedById FROM ${step.object} WHERE Legacy_Id__c != null`;
      for await (const [id, who] of queryRows(clientOf(this.#asked.org), soql)) {
        if (!isHeader && !loaders.has(who!.slice(0, 15))) batch.add(id!);
        isHeader = false;
      }
      batch.end();
      run.mark(name);
    }
    const others = new Set<string>();
    for await (const id of run.read<string>(name)) others.add(id);
    const mine = new Set<string>();
    for await (const { id } of this.#source.run.read<BeforeImage>(before(step.position))) if (others.has(id)) mine.add(id);
    return mine;
  }

  /** How many the load had created: its own history says. */
  async #writeCreated(): Promise<number> {
    let left = 0;
    const lines = this.#source.state.steps.map((step) => {
      const file = this.#source.run.file(`step-${step.position}.json`);
      const { totals } = JSON.parse(readFileSync(file, 'utf8')) as { totals: Totals };
      left += totals.created;
      return csvLine([String(step.position + 1), step.object, String(totals.created)]);
    });
    writeAtomic(this.#undo.run.file('created.csv'), csvLine(['Step', 'Object', 'Created']) + lines.join(''));
    return left;
  }
}
