/** Debug logs: written out as the platform does, and kept for those who are traced. Apex Developer Guide, "Debug Log". */
import { EventEmitter } from 'node:events';
import type { Org } from '../org.ts';
import type { Store } from '../store/types.ts';
import type { Transaction, TransactionKind } from '../transaction.ts';
import { localTime } from '../zones.ts';
import { isTesting } from './async/testing.ts';
import type { DebugLog } from './library/debug.ts';

/** More than the platform's client lists at once. */
const MOST = 50;
const LONGEST = 1024 * 1024;
const LEVELS = '67.0 APEX_CODE,DEBUG';
const ZONE = 'Europe/London';

const OPERATIONS: Readonly<Record<TransactionKind, string>> = {
  anonymous: 'Execute Anonymous',
  api: 'Api',
  aura: 'Lightning',
  batch: 'Batch Apex',
  event: 'Platform Event',
  future: 'Future Call',
  publishCallback: 'Publish Callback',
  queueable: 'Queueable',
  rest: 'Apex REST',
  scheduled: 'Scheduled Apex',
  test: 'Test'
};

/** Texts by the Id of their row. Only in memory: they go when the server ends, as they may hold anything. */
const texts = new WeakMap<Store, Map<string, string>>();
const textsOf = (org: Org): Map<string, string> => {
  const known = texts.get(org.store) ?? new Map<string, string>();
  texts.set(org.store, known);
  return known;
};

/** Tells of the Id of each log that is kept: `log`. */
export const logsKept = new EventEmitter<{ log: [org: Org, id: string, userId: string] }>();

/** @returns the text of a log, null when there is none. */
export function logText(org: Org, id: string): string | null {
  return textsOf(org).get(id) ?? null;
}

/** Rows of logs whose texts went with the last server go too. */
export function forgetLogs(org: Org): void {
  textsOf(org).clear();
  org.store.run('DELETE FROM "ApexLog"');
}

/** Keeps the log of a transaction that is over, when its user is traced now. */
export function keepLog(transaction: Transaction, log: DebugLog): void {
  const { org, userId } = transaction;
  if (isTesting() || !isTraced(org, userId)) return;
  const text = writtenOut(transaction, log).slice(0, LONGEST);
  const id = org.store.nextId('ApexLog');
  const stamp = new Date(org.now()).toISOString();
  const operation = OPERATIONS[transaction.kind];
  org.store.insert('ApexLog', [
    new Map<string, string | number | null>([
      ['Id', id],
      ['Application', 'Unknown'],
      ['DurationMilliseconds', Date.now() - log.startedAt],
      ['Location', 'SystemLog'],
      ['LogLength', text.length],
      ['LogUserId', userId],
      ['Operation', operation],
      ['Request', transaction.kind === 'api' || transaction.kind === 'anonymous' ? 'Api' : 'Application'],
      ['StartTime', new Date(log.startedAt).toISOString()],
      ['Status', log.succeeded ? 'Success' : 'Failed'],
      ['CreatedDate', stamp],
      ['CreatedById', userId],
      ['LastModifiedDate', stamp],
      ['LastModifiedById', userId],
      ['SystemModstamp', stamp]
    ])
  ]);
  const kept = textsOf(org);
  kept.set(id, text);
  for (const old of [...kept.keys()].slice(0, Math.max(0, kept.size - MOST))) {
    kept.delete(old);
    org.store.remove('ApexLog', [old]);
  }
  logsKept.emit('log', org, id, userId);
}

function isTraced(org: Org, userId: string): boolean {
  const now = new Date(org.now()).toISOString();
  const [flag] = org.store.all(
    `SELECT 1 FROM "TraceFlag" WHERE "TracedEntityId" = ? AND "LogType" IN ('USER_DEBUG', 'DEVELOPER_LOG') AND "ExpirationDate" > ? AND ("StartDate" IS NULL OR "StartDate" <= ?)`,
    [userId, now, now]
  );
  return flag !== undefined;
}

function clock(at: number): string {
  const moment = new Date(at).toISOString();
  return `${localTime(ZONE, moment).slice(11)}.${moment.slice(20, 23)}`;
}

/** The log as the platform writes it, with the debug lines alone. */
export function writtenOut({ org, userId, kind }: Transaction, { lines, source, startedAt }: DebugLog): string {
  const [user] = org.store.all('SELECT "Username" AS name FROM "User" WHERE "Id" = ?', [userId]);
  const line = (at: number, ...parts: string[]): string => `${clock(at)} (${Math.max(0, at - startedAt) * 1_000_000})|${parts.join('|')}`;
  const unit = kind === 'anonymous' ? 'execute_anonymous_apex' : OPERATIONS[kind];
  const end = lines.at(-1)?.at ?? startedAt;
  return [
    LEVELS,
    ...(source ?? '').split(/\r?\n/).flatMap((text) => (source === null ? [] : [`Execute Anonymous: ${text}`])),
    line(startedAt, 'USER_INFO', '[EXTERNAL]', userId, String(user?.['name'] ?? ''), ZONE),
    line(startedAt, 'EXECUTION_STARTED'),
    line(startedAt, 'CODE_UNIT_STARTED', '[EXTERNAL]', unit),
    ...lines.map((each) => line(each.at, 'USER_DEBUG', `[${each.line ?? 'EXTERNAL'}]`, each.level, each.text)),
    line(end, 'CODE_UNIT_FINISHED', unit),
    line(end, 'EXECUTION_FINISHED'),
    ''
  ].join('\n');
}
