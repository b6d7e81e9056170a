import { setImmediate } from 'node:timers/promises';
import { PlatformError } from '../../errors.ts';
import type { Org } from '../../org.ts';
import type { SRecord } from '../../schema/record.ts';
import { USER } from '../../security/types.ts';
import type { BoundQuery } from '../../soql/types.ts';
import type { QueryReader } from '../../soql/reader.ts';
import type { BoundColumn } from '../../soql/types.ts';
import { documentLine } from '../bulk1/results.ts';
import { csvLine } from './csv.ts';
import { JobFailure } from './failure.ts';
import type { JobStore } from './store.ts';
import type { Job, QueryOperation } from './types.ts';

/** Rows read in one go; requests are answered in between. */
const PORTION = 1000;

/** A column of the result: the way to its parent, and the field there. */
interface Column {
  readonly path: readonly string[];
  readonly name: string;
}

/** Opens the query in the user's rights. @throws PlatformError for what she may not ask, or what cannot be asked in bulk. */
export function openQuery(org: Org, userId: string, text: string, operation: QueryOperation): QueryReader {
  if (org.soql.prepare(text).binds.length > 0) throw new PlatformError('MALFORMED_QUERY', `unexpected token: ':'`);
  return org.soql.reader(text, { userId, access: USER, allRows: operation === 'queryAll' }, PORTION);
}

/** Runs a query job from its beginning: a result of before a restart is thrown away. @throws JobFailure, PlatformError for what ends the job. */
export async function runQuery(org: Org, store: JobStore, id: string, goesOn: () => boolean): Promise<void> {
  const { userId, spec } = store.job(id)!;
  const query = org.soql.prepare(spec.query!);
  if (spec.classic && query.object.name !== spec.object)
    throw new PlatformError('INVALIDJOB', `The job is for ${spec.object}, the query for ${query.object.name}`);
  const columns = columnsOf(org, userId, query);
  org.store.atomically(() => {
    store.removeLines(id);
    store.update(store.job(id)!, { processed: 0, header: columns.map(({ path, name }) => [...path, name].join('.')) });
  });
  const reader = openQuery(org, userId, spec.query!, spec.operation as QueryOperation);
  while (goesOn()) {
    const job = store.job(id);
    if (job?.state !== 'InProgress') return;
    if (!org.security.hasUserPermission(userId, 'ApiEnabled')) throw new JobFailure('InvalidUser : The user may no longer use the API');
    const started = performance.now();
    const rows = reader.next();
    if (rows === null) {
      store.update(job, { state: 'JobComplete' });
      return;
    }
    keep(org, store, job, linesOf(job, query, columns, rows), started);
    await setImmediate();
  }
}

function linesOf(job: Job, query: BoundQuery, columns: readonly Column[], rows: readonly SRecord[]): string[] {
  return rows.map((row) =>
    (job.spec.classic?.contentType ?? 'CSV') === 'CSV'
      ? csvLine(
          columns.map((column) => cellOf(row, column)),
          job.spec
        )
      : documentLine(job, row, query.columns)
  );
}

function keep(org: Org, store: JobStore, job: Job, lines: readonly string[], started: number): void {
  org.store.atomically(() => {
    store.addLines(job.id, 'rows', job.processed, lines);
    store.update(job, {
      processed: job.processed + lines.length,
      milliseconds: job.milliseconds + Math.ceil(performance.now() - started)
    });
  });
}

function columnsOf(org: Org, userId: string, { object, columns }: BoundQuery): Column[] {
  const flat = (list: readonly BoundColumn[], path: readonly string[]): Column[] =>
    list
      .filter(({ optional, field }) => !optional || !field || org.security.fieldAccess(userId, object.name, field.name).read)
      .flatMap((column) =>
        column.relationship === 'parent' ? flat(column.columns ?? [], [...path, column.name]) : [{ path, name: column.name }]
      );
  return flat(columns, []);
}

/** Empty for null. Source: Bulk API 2.0, "Get Results for a Query Job". */
function cellOf(row: SRecord, { path, name }: Column): string {
  let holder: SRecord | null = row;
  for (const step of path) holder = holder?.parents.get(step) ?? null;
  const value = holder?.values.get(name) ?? null;
  return value === null ? '' : String(value);
}
