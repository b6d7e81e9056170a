/** Apex tests over the Tooling API: at once for one class, or queued for any. */
import { PlatformError } from '../../errors.ts';
import { codeId, runTestResult } from '../../deploy/test-results.ts';
import type { TestRuns } from '../../deploy/test-runs.ts';
import { ok } from '../types.ts';
import type { Answer, Call, Route } from '../types.ts';
import { demandAuthor } from './routes.ts';

interface Asked {
  readonly tests?: readonly { readonly className?: string; readonly classId?: string; readonly testMethods?: readonly string[] }[] | string;
  readonly classNames?: string;
  readonly classids?: string;
  readonly suiteNames?: string;
  readonly suiteids?: string;
  readonly testLevel?: string;
}

export function testRoutes(runs: TestRuns): readonly Route[] {
  return [
    { method: 'POST', path: /^tooling\/runTestsSynchronous$/, run: (call) => synchronous(runs, call) },
    {
      method: 'POST',
      path: /^tooling\/runTestsAsynchronous$/,
      run: (call) => {
        demandAuthor(call);
        return ok(runs.start(call.userId, namesOf(call)));
      }
    }
  ];
}

function synchronous(runs: TestRuns, call: Call): Answer {
  demandAuthor(call);
  const names = namesOf(call);
  if (new Set(names.map((name) => name.split('.')[0]!.toLowerCase())).size !== 1)
    throw new PlatformError('INVALID_INPUT', 'Name exactly one test class for a synchronous run');
  if (codeId(call.org, names[0]!.split('.')[0]!, 'Class') === null)
    throw new PlatformError('INVALID_INPUT', 'There is no test class of that name');
  const run = call.org.apex.runTests(names);
  runs.keepCoverage(run, false);
  return ok(runTestResult(call.org, run));
}

/** @returns classes or their methods; none stands for all tests. @throws PlatformError for what this org does not do. */
function namesOf(call: Call): string[] {
  const body = (call.body ?? {}) as Asked;
  if (body.suiteNames || body.suiteids) throw new PlatformError('FUNCTIONALITY_NOT_ENABLED', 'Not supported by the local org: test suites');
  const tests = typeof body.tests === 'string' ? (JSON.parse(body.tests) as Exclude<Asked['tests'], string>) : body.tests;
  const byId = (id: string): string => (call.org.store.read('ApexClass', [id])[0]?.get('Name') as string | undefined) ?? unknown();
  const names = (tests ?? []).flatMap(({ className, classId, testMethods }) => {
    const name = className ?? byId(classId ?? '');
    return testMethods?.length ? testMethods.map((method) => `${name}.${method}`) : [name];
  });
  const split = (list: string | undefined): string[] =>
    (list ?? '')
      .split(',')
      .map((each) => each.trim())
      .filter(Boolean);
  names.push(...split(body.classNames), ...split(body.classids).map(byId));
  if (names.length === 0 && body.testLevel !== 'RunLocalTests' && body.testLevel !== 'RunAllTestsInOrg')
    throw new PlatformError('INVALID_INPUT', 'No tests were named');
  return names;
}

function unknown(): never {
  throw new PlatformError('INVALID_ID_FIELD', 'There is no class of that id');
}
