import type { Org } from '../../org.ts';
import type { Value } from '../../schema/types.ts';
import { current } from '../../transaction.ts';

/**
 * The durable queue: an AsyncApexJob row that everybody can query, and beside it what is needed to run it. Both are written in
 * the transaction that asks for the work, so a rollback takes the job with it.
 */
export type JobKind = 'queueable' | 'batch' | 'scheduled' | 'future';
export interface Job {
  readonly id: string;
  readonly kind: JobKind;
  readonly userId: string;
  readonly className: string;
  /** Serialised state, see serialise.ts. */
  readonly payload: string;
  /** Milliseconds since the epoch. */
  readonly due: number;
  readonly options: JobOptions;
}
export interface JobOptions {
  /** How many queueables stand behind this one. */
  readonly depth?: number;
  readonly maxDepth?: number;
  readonly signature?: string;
  readonly scope?: number;
  readonly cronId?: string;
  readonly method?: string;
}

const TYPES: Readonly<Record<JobKind, string>> = {
  queueable: 'Queueable',
  batch: 'BatchApex',
  scheduled: 'ScheduledApex',
  future: 'Future'
};

/** Writes a job in the running transaction. @returns the id of its AsyncApexJob. */
export function addJob(kind: JobKind, className: string, payload: string, due: number, options: JobOptions): string {
  const { org, userId } = current();
  const id = org.store.nextId('AsyncApexJob');
  insertRow(
    org,
    'AsyncApexJob',
    userId,
    new Map<string, Value>([
      ['Id', id],
      ['JobType', TYPES[kind]],
      ['ApexClassId', classId(org, className)],
      ['Status', 'Queued'],
      ['NumberOfErrors', 0],
      ['JobItemsProcessed', 0],
      ['TotalJobItems', 0],
      ['MethodName', options.method ?? null],
      ['CronTriggerId', options.cronId ?? null]
    ])
  );
  org.store.run('INSERT INTO "local_async_job" (id, kind, user_id, class_name, payload, due, options) VALUES (?, ?, ?, ?, ?, ?, ?)', [
    id,
    kind,
    userId,
    className,
    payload,
    due,
    JSON.stringify(options)
  ]);
  return id;
}

/** Inserts a row that only the platform writes, with its audit fields. */
export function insertRow(org: Org, object: string, userId: string, values: Map<string, Value>): void {
  const def = org.schema.object(object);
  if (!def) throw new Error(`The org has no ${object}`);
  const moment = new Date(org.now()).toISOString();
  const audit: Record<string, Value> = {
    CreatedById: userId,
    CreatedDate: moment,
    LastModifiedById: userId,
    LastModifiedDate: moment,
    SystemModstamp: moment,
    OwnerId: userId,
    IsDeleted: false
  };
  for (const [name, value] of Object.entries(audit)) if (def.fields.has(name.toLowerCase()) && !values.has(name)) values.set(name, value);
  org.store.insert(object, [values]);
}

function classId(org: Org, className: string): Value {
  return (
    (org.store.all('SELECT "Id" AS id FROM "ApexClass" WHERE "Name" = ?', [className.split('.')[0]!])[0]?.['id'] as string | undefined) ??
    null
  );
}

/** @returns the job that is due first, in the order of asking. */
export function nextJob(org: Org, now: number): Job | null {
  const row = org.store.all('SELECT * FROM "local_async_job" WHERE due <= ? ORDER BY due, seq LIMIT 1', [now])[0];
  return row ? jobOf(row) : null;
}

export function jobById(org: Org, id: string): Job | null {
  const row = org.store.all('SELECT * FROM "local_async_job" WHERE id = ?', [id])[0];
  return row ? jobOf(row) : null;
}

function jobOf(row: Record<string, unknown>): Job {
  return {
    id: String(row['id']),
    kind: row['kind'] as JobKind,
    userId: String(row['user_id']),
    className: String(row['class_name']),
    payload: String(row['payload']),
    due: Number(row['due']),
    options: JSON.parse(String(row['options'])) as JobOptions
  };
}

/** @returns when the next job is due, null when none waits. */
export function nextDue(org: Org): number | null {
  const due = org.store.all('SELECT MIN(due) AS due FROM "local_async_job"')[0]?.['due'];
  return due === null || due === undefined ? null : Number(due);
}

export function waitingWithSignature(org: Org, signature: string): boolean {
  return org.store
    .all('SELECT options FROM "local_async_job"')
    .some((row) => (JSON.parse(String(row['options'])) as JobOptions).signature === signature);
}

/** Takes a job out of the queue: it runs now, is done, or was aborted. */
export function removeJob(org: Org, id: string): void {
  org.store.run('DELETE FROM "local_async_job" WHERE id = ?', [id]);
}

export function updateJob(org: Org, id: string, values: Readonly<Record<string, Value>>): void {
  org.store.update('AsyncApexJob', [new Map<string, Value>([['Id', id], ...Object.entries(values)])]);
}
