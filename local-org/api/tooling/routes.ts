import { PlatformError } from '../../errors.ts';
import { transact } from '../../transaction.ts';
import { describeSObject } from '../../schema/describe.ts';
import { notFound } from '../errors.ts';
import { query } from '../rest/query.ts';
import { logText } from '../../apex/logs.ts';
import { create, remove, retrieve, update } from '../rest/sobjects.ts';
import { ok } from '../types.ts';
import type { Answer, Call, Handler, Route } from '../types.ts';

/** As much of the Tooling API as running queries, anonymous Apex and tests needs. */
export const TOOLING_ROUTES: readonly Route[] = [
  {
    method: 'GET',
    path: /^tooling\/query$/,
    run: (call) => transact(call.org, call.userId, 'api', () => withCoverage(query(call, false)))
  },
  { method: 'GET', path: /^tooling\/sobjects\/(\w+)\/describe$/, run: describe },
  { method: 'POST', path: /^tooling\/sobjects\/(RemoteProxy|TraceFlag|DebugLevel)$/, run: inTransaction(create) },
  { method: 'GET', path: /^tooling\/sobjects\/(TraceFlag|DebugLevel|ApexLog)\/(\w+)$/, run: inTransaction(retrieve) },
  { method: 'PATCH', path: /^tooling\/sobjects\/(TraceFlag|DebugLevel)\/(\w+)$/, run: inTransaction(update) },
  { method: 'DELETE', path: /^tooling\/sobjects\/(RemoteProxy|TraceFlag|DebugLevel)\/(\w+)$/, run: inTransaction(remove) },
  { method: 'GET', path: /^tooling\/sobjects\/ApexLog\/(\w+)\/Body$/i, run: logBody },
  { method: 'GET', path: /^tooling\/executeAnonymous$/, run: executeAnonymous }
];

function inTransaction(run: Handler): Handler {
  return (call, ...parts) => transact(call.org, call.userId, 'api', () => run(call, ...parts));
}

/** A log may hold anything that Apex has seen: for who may write Apex, as on the platform. */
function logBody(call: Call, id: string): Answer {
  demandAuthor(call);
  const text = logText(call.org, id);
  if (text === null) throw notFound();
  return { status: 200, body: Buffer.from(text), headers: { 'content-type': 'text/plain; charset=UTF-8' } };
}

/** No source tracking here: SourceMember and its like do not exist. */
function describe(call: Call, name: string): Answer {
  const found = describeSObject(call.org, call.userId, name, call.version);
  if (!found) throw notFound();
  return ok(found);
}

/** @throws PlatformError for who may not write Apex. */
export function demandAuthor({ org, userId }: Pick<Call, 'org' | 'userId'>): void {
  if (!org.security.hasUserPermission(userId, 'AuthorApex'))
    throw new PlatformError(
      'INSUFFICIENT_ACCESS',
      'You do not have the level of access necessary to perform the operation you requested. Please contact the owner of the record or your administrator if access is necessary.'
    );
}

function executeAnonymous(call: Call): Answer {
  demandAuthor(call);
  const { debugLog: _lines, log: _log, ...result } = call.org.apex.executeAnonymous(call.userId, call.query['anonymousBody'] ?? '');
  return ok(result);
}

/** Covered lines are stored as text and answered as an object. */
function withCoverage(answer: Answer): Answer {
  for (const record of (answer.body as { records?: Record<string, unknown>[] }).records ?? [])
    if (typeof record['Coverage'] === 'string') record['Coverage'] = JSON.parse(record['Coverage']) as unknown;
  return answer;
}
