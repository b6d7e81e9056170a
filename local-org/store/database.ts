import { DatabaseSync } from 'node:sqlite';
import type { SQLInputValue, StatementSync } from 'node:sqlite';
import { localTime } from '../zones.ts';

const STATEMENTS = 2000;

/** The SQLite file under a store: one connection that owns it alone, transactions, cached statements. */
export class Database {
  private readonly sqlite: DatabaseSync;
  private readonly statements = new Map<string, StatementSync>();
  private readonly listing = new Map<string, StatementSync>();
  private open = 0;
  /** Called just before the outermost work commits, and again once it was rolled back: writes what must not be rolled back. */
  beforeCommit: () => void = () => undefined;

  /**
   * @param file a path, or `:memory:`
   * @param unsynced does not wait until the disk has what was committed: it survives a kill, and no power cut
   * @throws Error when another process has it open.
   */
  constructor(file: string, unsynced = false) {
    this.sqlite = opened(file);
    try {
      // FULL: a committed transaction survives a kill and a power cut. EXCLUSIVE: a second server on the same data is refused.
      this.sqlite.exec(
        `PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = ${unsynced ? 'NORMAL' : 'FULL'}; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -65536; PRAGMA recursive_triggers = OFF;`
      );
      this.sqlite.exec('BEGIN IMMEDIATE; COMMIT;');
      // For queries that count by the days and hours of a time zone.
      this.sqlite.function('local_time', { deterministic: true }, (zone, datetime) =>
        typeof datetime === 'string' ? localTime(String(zone), datetime) : null
      );
    } catch (error) {
      this.sqlite.close();
      if (/locked|busy/i.test((error as Error).message))
        throw new Error('The data of this org is in use by another process. Stop that one first, or choose another --data directory.');
      if (/not a database|malformed/i.test((error as Error).message))
        throw new Error(`${file} is damaged or is no data of an org. Start with --reset to begin with empty data.`);
      if (/readonly/i.test((error as Error).message)) throw unwritable(file);
      throw error;
    }
  }

  get depth(): number {
    return this.open;
  }

  prepare(sql: string): StatementSync {
    return this.kept(this.statements, sql, (statement) => statement);
  }

  all(sql: string, params: readonly SQLInputValue[] = []): Record<string, SQLInputValue>[] {
    return this.prepare(sql).all(...params) as Record<string, SQLInputValue>[];
  }

  /** Rows as lists of values, which costs half of what objects do. */
  rows(sql: string, params: readonly SQLInputValue[] = []): SQLInputValue[][] {
    const statement = this.kept(this.listing, sql, (made) => {
      made.setReturnArrays(true);
      return made;
    });
    return statement.all(...params) as unknown as SQLInputValue[][];
  }

  private kept(among: Map<string, StatementSync>, sql: string, made: (statement: StatementSync) => StatementSync): StatementSync {
    const known = among.get(sql);
    if (known) return known;
    if (among.size >= STATEMENTS) among.delete(among.keys().next().value!);
    const statement = made(this.sqlite.prepare(sql));
    among.set(sql, statement);
    return statement;
  }

  run(sql: string, params: readonly SQLInputValue[] = []): void {
    this.prepare(sql).run(...params);
  }

  /** For schema changes: several statements, no parameters. Cached statements are dropped. */
  exec(sql: string): void {
    this.statements.clear();
    this.listing.clear();
    this.sqlite.exec(sql);
  }

  /** Runs `work` between BEGIN and COMMIT, or between SAVEPOINT and RELEASE when inside one; undone when it throws. */
  atomically<T>(work: () => T): T {
    const mark = this.begin();
    let result: T;
    try {
      result = work();
      if (mark === 0) this.beforeCommit();
      this.commit(mark);
    } catch (error) {
      this.undo(mark);
      throw error;
    }
    return result;
  }

  /** Opens a level. @returns its number: 0 for the transaction itself. */
  begin(): number {
    const mark = this.open;
    this.run(mark === 0 ? 'BEGIN IMMEDIATE' : `SAVEPOINT s${mark}`);
    this.open = mark + 1;
    return mark;
  }

  /** Keeps what was done since the level was opened, levels inside it included. Nothing to do when a return to an earlier level has ended it. */
  commit(mark: number): void {
    if (mark >= this.open) return;
    this.run(mark === 0 ? 'COMMIT' : `RELEASE s${mark}`);
    this.open = mark;
  }

  /** Undoes what was done since the level was opened, levels inside it included, and closes it. */
  undo(mark: number): void {
    if (mark >= this.open) return;
    if (mark > 0) {
      this.run(`ROLLBACK TO s${mark}`);
      this.run(`RELEASE s${mark}`);
    } else this.run('ROLLBACK');
    this.open = mark;
    if (mark === 0) this.beforeCommit();
  }

  /** Undoes what was done since the level was opened and leaves it open. @throws Error when it has ended. */
  rewind(mark: number): void {
    if (mark >= this.open) throw new Error('The savepoint is no longer there');
    this.run(`ROLLBACK TO s${mark}`);
    this.open = mark + 1;
  }

  close(): void {
    this.statements.clear();
    this.listing.clear();
    this.sqlite.close();
  }
}

function opened(file: string): DatabaseSync {
  try {
    return new DatabaseSync(file, { enableForeignKeyConstraints: false });
  } catch (error) {
    throw /unable to open/i.test((error as Error).message) ? unwritable(file) : error;
  }
}

function unwritable(file: string): Error {
  return new Error(`${file} cannot be written to. Choose another --data directory, or one that belongs to you.`);
}
