import type { SQLInputValue } from 'node:sqlite';
import type { Org } from '../../org.ts';
import { makeId } from '../../schema/ids.ts';
import type { Job, JobKind, Progress, Result, Spec } from './types.ts';

/** Jobs, their files and their results, in the org's own file: what a batch wrote and that it was written are one transaction. */
const TABLES = [
  'CREATE TABLE IF NOT EXISTS "local_bulk_job" (seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT UNIQUE, kind TEXT NOT NULL, user_id TEXT NOT NULL, spec TEXT NOT NULL, progress TEXT NOT NULL, created INTEGER NOT NULL, modified INTEGER NOT NULL)',
  'CREATE TABLE IF NOT EXISTS "local_bulk_part" (job TEXT NOT NULL, start INTEGER NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (job, start))',
  'CREATE TABLE IF NOT EXISTS "local_bulk_lines" (job TEXT NOT NULL, result TEXT NOT NULL, start INTEGER NOT NULL, count INTEGER NOT NULL, lines TEXT NOT NULL, PRIMARY KEY (job, result, start))'
];
const KEY_PREFIX: Readonly<Record<JobKind, string>> = { ingest: '750', query: '750', classic: '750', batch: '751' };
/** Source: Bulk API 2.0 limits: jobs and their results are kept for seven days. */
const KEPT = 7 * 24 * 60 * 60 * 1000;

const NEW: Progress = { state: 'Open', uploaded: false, header: null, consumed: 0, processed: 0, failed: 0, milliseconds: 0, error: null };

export class JobStore {
  private readonly org: Org;

  /** Outside any transaction: its tables must not be rolled back. */
  constructor(org: Org) {
    this.org = org;
    for (const sql of TABLES) org.store.run(sql);
  }

  /** Makes a job; those that have been kept long enough go. */
  create(kind: JobKind, userId: string, spec: Spec, progress: Partial<Progress> = {}): Job {
    return this.org.store.atomically(() => {
      this.expire();
      const now = this.org.now();
      this.org.store.run('INSERT INTO "local_bulk_job" (kind, user_id, spec, progress, created, modified) VALUES (?, ?, ?, ?, ?, ?)', [
        kind,
        userId,
        JSON.stringify(spec),
        JSON.stringify({ ...NEW, ...progress }),
        now,
        now
      ]);
      const seq = Number(this.org.store.all('SELECT last_insert_rowid() AS seq')[0]!['seq']);
      const id = makeId(KEY_PREFIX[kind], seq);
      this.org.store.run('UPDATE "local_bulk_job" SET id = ? WHERE seq = ?', [id, seq]);
      return this.job(id)!;
    });
  }

  job(id: string): Job | null {
    return this.jobs('id = ?', [id])[0] ?? null;
  }

  /** @returns jobs of a user, newest first, that were made before one. */
  ofUser(userId: string, kind: JobKind, before: number, most: number): Job[] {
    return this.jobs('user_id = ? AND kind = ? AND seq < ? ORDER BY seq DESC LIMIT ?', [userId, kind, before, most]);
  }

  /** @returns jobs that do something in one of the states, oldest first. */
  inState(...states: Job['state'][]): Job[] {
    return this.jobs("kind <> 'classic' AND json_extract(progress, '$.state') IN (SELECT value FROM json_each(?)) ORDER BY seq", [
      JSON.stringify(states)
    ]);
  }

  /** @returns the batches of a job of Bulk API 1.0, oldest first. */
  batchesOf(id: string): Job[] {
    return this.jobs("json_extract(spec, '$.classic.job') = ? ORDER BY seq", [id]);
  }

  /** Writes how far a job has come. @returns the job as it stands then. */
  update(job: Job, change: Partial<Progress>): Job {
    const { state, uploaded, header, consumed, processed, failed, milliseconds, error } = { ...job, ...change };
    const progress: Progress = { state, uploaded, header, consumed, processed, failed, milliseconds, error };
    this.org.store.run('UPDATE "local_bulk_job" SET progress = ?, modified = ? WHERE id = ?', [
      JSON.stringify(progress),
      this.org.now(),
      job.id
    ]);
    return this.job(job.id)!;
  }

  remove(id: string): void {
    this.org.store.atomically(() => {
      this.removeParts(id);
      this.removeLines(id);
      this.org.store.run('DELETE FROM "local_bulk_job" WHERE id = ?', [id]);
    });
  }

  addPart(id: string, start: number, bytes: Uint8Array): void {
    this.org.store.run('INSERT INTO "local_bulk_part" (job, start, bytes) VALUES (?, ?, ?)', [id, start, bytes]);
  }

  removeParts(id: string): void {
    this.org.store.run('DELETE FROM "local_bulk_part" WHERE job = ?', [id]);
  }

  /** Gives the file from a byte on, part by part. */
  *file(id: string, from: number): Generator<Uint8Array> {
    for (let at = from; ;) {
      const row = this.org.store.all(
        'SELECT start, bytes FROM "local_bulk_part" WHERE job = ? AND start <= ? ORDER BY start DESC LIMIT 1',
        [id, at]
      )[0];
      const bytes = (row?.['bytes'] as Uint8Array | undefined)?.subarray(at - Number(row!['start']));
      if (!bytes?.length) return;
      yield bytes;
      at += bytes.length;
    }
  }

  /** Adds lines behind those that are there. */
  addLines(id: string, result: Result, start: number, lines: readonly string[]): void {
    if (lines.length === 0) return;
    this.org.store.run('INSERT INTO "local_bulk_lines" (job, result, start, count, lines) VALUES (?, ?, ?, ?, ?)', [
      id,
      result,
      start,
      lines.length,
      JSON.stringify(lines)
    ]);
  }

  /** Gives the lines `from` up to and without `to`, some at a time. */
  *lines(id: string, result: Result, from: number, to: number): Generator<readonly string[]> {
    for (let at = from; at < to;) {
      const row = this.org.store.all(
        'SELECT start, lines FROM "local_bulk_lines" WHERE job = ? AND result = ? AND start <= ? ORDER BY start DESC LIMIT 1',
        [id, result, at]
      )[0];
      const start = Number(row?.['start'] ?? 0);
      const lines = (row ? (JSON.parse(row['lines'] as string) as string[]) : []).slice(at - start, to - start);
      if (lines.length === 0) return;
      yield lines;
      at += lines.length;
    }
  }

  removeLines(id: string): void {
    this.org.store.run('DELETE FROM "local_bulk_lines" WHERE job = ?', [id]);
  }

  /** They hold people's data: what was fetched or forgotten does not stay for ever. */
  expire(): void {
    for (const job of this.jobs('modified < ?', [this.org.now() - KEPT])) this.remove(job.id);
  }

  private jobs(where: string, params: readonly SQLInputValue[]): Job[] {
    return this.org.store.all(`SELECT * FROM "local_bulk_job" WHERE ${where}`, params).map((row) => ({
      seq: Number(row['seq']),
      id: row['id'] as string,
      kind: row['kind'] as JobKind,
      userId: row['user_id'] as string,
      spec: JSON.parse(row['spec'] as string) as Spec,
      created: Number(row['created']),
      modified: Number(row['modified']),
      ...(JSON.parse(row['progress'] as string) as Progress)
    }));
  }
}
