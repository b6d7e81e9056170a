import { PlatformError } from '../../errors.ts';
import { transact } from '../../transaction.ts';
import { describeSObject } from '../../schema/describe.ts';
import { notFound } from '../errors.ts';
import { query } from '../rest/query.ts';
import { create, remove } from '../rest/sobjects.ts';
import { ok } from '../types.ts';
import type { Answer, Call, Route } from '../types.ts';

/** As much of the Tooling API as running queries, anonymous Apex and tests needs. */
export const TOOLING_ROUTES: readonly Route[] = [
  { method: 'GET', path: /^tooling\/query$/, run: (call) => transact(call.org, call.userId, 'api', () => query(call, false)) },
  { method: 'GET', path: /^tooling\/sobjects\/(\w+)\/describe$/, run: describe },
  { method: 'POST', path: /^tooling\/sobjects\/(RemoteProxy)$/, run: create },
  { method: 'DELETE', path: /^tooling\/sobjects\/(RemoteProxy)\/(\w+)$/, run: remove },
  { method: 'GET', path: /^tooling\/executeAnonymous$/, run: executeAnonymous },
  { method: 'POST', path: /^tooling\/runTestsSynchronous$/, run: runTests }
];

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
  const { debugLog: _log, ...result } = call.org.apex.executeAnonymous(call.userId, call.query['anonymousBody'] ?? '');
  return ok(result);
}

function runTests(call: Call): Answer {
  demandAuthor(call);
  const { tests, classNames } = (call.body ?? {}) as { tests?: { className?: string; testMethods?: string[] }[]; classNames?: string };
  const names = tests?.map((test) => test.className ?? '') ?? (classNames ?? '').split(',').filter(Boolean);
  if (names.length !== 1) throw new PlatformError('INVALID_INPUT', 'Name exactly one test class for a synchronous run');
  const wanted = tests?.[0]?.testMethods;
  const { results } = call.org.apex.runTests(names);
  const shown = results.filter(
    (result) => !wanted?.length || wanted.some((name) => name.toLowerCase() === result.methodName.toLowerCase())
  );
  const entry = (result: (typeof results)[number]): object => ({
    id: classId(call, result.className),
    name: result.className,
    namespace: null,
    methodName: result.methodName,
    time: result.milliseconds,
    seeAllData: false
  });
  const failed = shown.filter((result) => result.outcome !== 'Pass');
  return ok({
    numTestsRun: shown.length,
    numFailures: failed.length,
    totalTime: shown.reduce((sum, result) => sum + result.milliseconds, 0),
    successes: shown.filter((result) => result.outcome === 'Pass').map(entry),
    failures: failed.map((result) => ({
      ...entry(result),
      type: 'Class',
      packageName: result.className,
      message: result.message,
      stackTrace: result.stackTrace
    })),
    codeCoverage: [],
    codeCoverageWarnings: []
  });
}

function classId({ org }: Call, name: string): string | null {
  return (
    (org.store.all('SELECT "Id" AS id FROM "ApexClass" WHERE "Name" = ? COLLATE NOCASE', [name])[0]?.['id'] as string | undefined) ?? null
  );
}
