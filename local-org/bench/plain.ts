/** The same work as {@link ./work.ts} in plain TypeScript over node:sqlite: what the engine is measured against. */
import { DatabaseSync } from 'node:sqlite';

interface Thing {
  Id: string;
  Name: string;
  Size__c: number | null;
  Kind__c: string | null;
}

/** With the settings of the org's own file: a committed transaction survives a power cut. */
export class Plain {
  private readonly db: DatabaseSync;
  private made = 0;

  constructor(file: string) {
    this.db = new DatabaseSync(file);
    this.db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536;');
    this.db.exec(
      'CREATE TABLE thing (Id TEXT PRIMARY KEY, Name TEXT COLLATE NOCASE, Size__c REAL, Kind__c TEXT COLLATE NOCASE, OwnerId TEXT, CreatedDate TEXT, IsDeleted INTEGER) WITHOUT ROWID'
    );
  }

  close(): void {
    this.db.close();
  }

  calls(n: number): number {
    let sum = 0;
    for (let i = 0; i < n; i++) sum = this.add(sum, i % 7);
    return sum;
  }

  private add(a: number, b: number): number {
    return (a + b) | 0;
  }

  strings(n: number): number {
    let length = 0;
    for (let i = 0; i < n; i++) {
      const text = `Name ${i} of ${n}`;
      length += text.toUpperCase().replaceAll('NAME', 'N').length;
    }
    return length;
  }

  maps(n: number): number {
    const map = new Map<string, number>();
    for (let i = 0; i < n; i++) {
      const key = `k${i % 1000}`;
      map.set(key, (map.get(key) ?? 0) + i);
    }
    let sum = 0;
    for (const key of map.keys()) sum = (sum + map.get(key)!) | 0;
    return sum;
  }

  lists(n: number): number {
    const list: number[] = [];
    for (let i = 0; i < n; i++) list.push(n - i);
    let sum = 0;
    for (const each of list) if (each % 3 === 0) sum = (sum + each) | 0;
    return sum;
  }

  insert(n: number): number {
    const insert = this.db.prepare('INSERT INTO thing VALUES (?, ?, ?, ?, ?, ?, 0)');
    this.whole(() => {
      for (let i = 0; i < n; i++) {
        const id = `a00${String(++this.made).padStart(15, '0')}`;
        insert.run(id, `Thing ${i}`, i, i % 2 ? 'odd' : 'even', '005000000000001AAA', new Date().toISOString());
      }
    });
    return n;
  }

  update(n: number): number {
    const update = this.db.prepare('UPDATE thing SET Size__c = ? WHERE Id = ?');
    const rows = this.select(n);
    this.whole(() => {
      for (const row of rows) update.run((row.Size__c ?? 0) + 1, row.Id);
    });
    return rows.length;
  }

  remove(n: number): number {
    const remove = this.db.prepare('UPDATE thing SET IsDeleted = 1 WHERE Id = ?');
    const rows = this.select(n);
    this.whole(() => {
      for (const row of rows) remove.run(row.Id);
    });
    return rows.length;
  }

  query(n: number): number {
    let sum = 0;
    for (const row of this.select(n)) sum += row.Size__c ?? 0;
    return sum;
  }

  clear(): void {
    this.db.exec('DELETE FROM thing');
  }

  private select(n: number): Thing[] {
    const sql = 'SELECT Id, Name, Size__c, Kind__c FROM thing WHERE IsDeleted = 0 ORDER BY Id LIMIT ?';
    return this.db.prepare(sql).all(n) as unknown as Thing[];
  }

  private whole(work: () => void): void {
    this.db.exec('BEGIN IMMEDIATE');
    work();
    this.db.exec('COMMIT');
  }
}
