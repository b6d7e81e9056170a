import type { Database } from './database.ts';

/**
 * Counters that never go back: ids and auto numbers. They count in memory, so a rollback does not touch them, and are written with
 * the next commit or right after the rollback. A process that is killed in between has handed nothing to the outside.
 */
export class Sequences {
  private readonly database: Database;
  private readonly next = new Map<string, number>();
  private readonly unsaved = new Set<string>();

  constructor(database: Database) {
    this.database = database;
    database.run('CREATE TABLE IF NOT EXISTS "_sequence" (name TEXT PRIMARY KEY, next INTEGER NOT NULL) WITHOUT ROWID');
    for (const row of database.all('SELECT name, next FROM "_sequence"')) this.next.set(row.name as string, row.next as number);
    database.beforeCommit = () => this.save();
  }

  /** @returns the next number of the counter, which starts at `first`; the first of so many that are taken. */
  take(name: string, first: number, count = 1): number {
    const number = this.next.get(name) ?? first;
    this.next.set(name, number + count);
    this.unsaved.add(name);
    if (this.database.depth === 0) this.save();
    return number;
  }

  private save(): void {
    if (this.unsaved.size === 0) return;
    // In one statement: after a rollback each is a transaction of its own.
    this.database.run(
      'INSERT INTO "_sequence" (name, next) SELECT key, value FROM json_each(?) WHERE true ON CONFLICT (name) DO UPDATE SET next = excluded.next',
      [JSON.stringify(Object.fromEntries([...this.unsaved].map((name) => [name, this.next.get(name)!])))]
    );
    this.unsaved.clear();
  }
}
