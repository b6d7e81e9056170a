/** What a run keeps on this machine: how far it is, and, locked, the rows it sends, what was there before, and what was refused. */
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { Hasher } from '../shared/bulk/hashes.ts';
import { REAL_FILES } from '../shared/bulk/files.ts';
import { Manifest } from '../shared/bulk/manifest.ts';
import { keyFor, keyedHash, masterKey } from '../shared/seal.ts';
import { SealedLines } from '../shared/sealed-lines.ts';
import { stateFolder, writeAtomic } from '../shared/state.ts';
import type { PreparedStep } from './prepare.ts';

/** Records that are locked and written at once. */
const AT_ONCE = 500;
const DAY = 86_400_000;

export type Phase = 'staging' | 'loading' | 'finished' | 'abandoned';

export interface RunState {
  readonly runKey: string;
  readonly kind: 'load' | 'undo';
  readonly migration: string;
  readonly checksum: string;
  readonly chain: string;
  readonly planHash: string;
  readonly decisionsHash: string | null;
  readonly data: string;
  readonly phase: Phase;
  readonly begunAt: string;
  readonly steps: readonly PreparedStep[];
  /** Public key of the charity, for which refused rows are locked. */
  readonly charity: string | null;
  /** Of an undo: the run that it takes back. */
  readonly undoes: string | null;
}

export interface Keys {
  /** Opens staged rows, before-images and rejected rows. */
  readonly rows: Buffer;
  /** Of the keyed hashes. */
  readonly hashes: Buffer;
}

/** @param make whether a key may be made: for the first migration on this machine */
export function keys(make: boolean): Keys {
  const master = masterKey(make);
  return { rows: keyFor('migration-rows', master), hashes: keyFor('migration-hashes', master) };
}

export class LocalMigration {
  readonly folder: string;
  readonly keys: Keys;
  readonly #scope: string;

  constructor(orgId: string, name: string, own: Keys) {
    this.#scope = `${orgId}/${name}`;
    this.folder = stateFolder('migrations', orgId, name);
    this.keys = own;
  }

  /** What the org has taken of a step's rows. Another set of columns begins anew. */
  manifest(position: number, object: string): Manifest {
    const scope = `${this.#scope}/${position}/${object}`;
    const file = path.join(stateFolder('migrations', ...this.#scope.split('/'), 'taken'), keyedHash(scope, this.keys.hashes).slice(0, 24));
    return new Manifest(REAL_FILES, file, new Hasher(this.keys.hashes), scope);
  }

  /** After a rollback the org no longer has what it had taken. */
  forgetTaken(): void {
    rmSync(path.join(this.folder, 'taken'), { recursive: true, force: true });
  }

  run(runKey: string): LocalRun {
    return new LocalRun(stateFolder('migrations', ...this.#scope.split('/'), `run-${runKey}`), this.keys.rows);
  }

  /** Newest first. */
  runs(): { state: RunState; run: LocalRun }[] {
    return readdirSync(this.folder)
      .filter((name) => name.startsWith('run-'))
      .map((name) => this.run(name.slice(4)))
      .flatMap((run) => (run.state ? [{ state: run.state, run }] : []))
      .sort((a, b) => (a.state.begunAt < b.state.begunAt ? 1 : -1));
  }

  unfinished(): { state: RunState; run: LocalRun } | undefined {
    return this.runs().find(({ state }) => state.phase === 'staging' || state.phase === 'loading');
  }

  /** Deletes locked rows of finished runs that are older than so many days. @returns how many runs it emptied */
  purge(days: number, now = Date.now()): number {
    const old = this.runs().filter(
      ({ state, run }) => (state.phase === 'finished' || state.phase === 'abandoned') && now - run.changedAt > days * DAY && run.holdsRows
    );
    for (const { run } of old) run.removeRows();
    return old.length;
  }
}

export class LocalRun {
  readonly folder: string;
  readonly #key: Buffer;

  constructor(folder: string, key: Buffer) {
    this.folder = folder;
    this.#key = key;
  }

  get state(): RunState | null {
    const file = this.file('run.json');
    return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as RunState) : null;
  }

  write(state: RunState): RunState {
    writeAtomic(this.file('run.json'), JSON.stringify(state));
    return state;
  }

  get name(): string {
    return path.basename(this.folder);
  }

  file(name: string): string {
    return path.join(this.folder, name);
  }

  has(name: string): boolean {
    return existsSync(this.file(name));
  }

  /** A file of locked records, begun anew. Call `end` when all are in it. */
  begin(name: string, key = this.#key): Batch {
    rmSync(this.file(name), { force: true });
    return new Batch(new SealedLines(this.file(name), key, this.name + name));
  }

  /** Records of a locked file; none when there is no such file. */
  async *read<T>(name: string): AsyncGenerator<T> {
    if (this.has(name)) yield* SealedLines.read<T>(this.file(name), this.#key, this.name + name);
  }

  /** A step that was done whole, so that it is not done again. */
  mark(name: string): void {
    writeAtomic(this.file(`${name}.done`), '');
  }

  isMarked(name: string): boolean {
    return this.has(`${name}.done`);
  }

  get changedAt(): number {
    return statSync(this.file('run.json')).mtimeMs;
  }

  get holdsRows(): boolean {
    return readdirSync(this.folder).some((name) => name.endsWith('.sealed'));
  }

  removeRows(which = /\.sealed$/): void {
    for (const name of readdirSync(this.folder)) if (which.test(name)) rmSync(this.file(name), { force: true });
  }
}

/** Locks records some hundred at a time: each write waits for the disk. */
export class Batch {
  readonly #lines: SealedLines;
  #waiting: unknown[] = [];
  count = 0;

  constructor(lines: SealedLines) {
    this.#lines = lines;
  }

  add(record: unknown): void {
    this.count++;
    if (this.#waiting.push(record) >= AT_ONCE) this.end();
  }

  end(): void {
    if (this.#waiting.length > 0) this.#lines.append(this.#waiting);
    this.#waiting = [];
  }
}
