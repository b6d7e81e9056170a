import type { Org } from '../../org.ts';
import { transact } from '../../transaction.ts';
import { asTest } from '../async/testing.ts';
import { asException } from '../faults.ts';
import type { Engine } from '../runtime/engine.ts';
import { withStack } from '../runtime/stack.ts';
import type { UserMethod } from '../runtime/type.ts';
import type { TestMethodResult } from '../types.ts';
import { exceptionText } from '../values/index.ts';
import type { TestClass } from './discover.ts';

/** Takes the work of a whole class back: nothing but this run may see it. */
class Undo extends Error {}

/** Runs the @TestSetup of a class once and each of its tests from there, with fresh statics, as the administrator. */
export function runTestClass(org: Org, test: TestClass, report: (result: TestMethodResult) => void): void {
  const userId = administrator(org);
  try {
    org.store.atomically(() => {
      const broken = test.setups.map((setup) => attempt(() => runMethod(org, userId, test, setup))).find((failure) => failure !== null);
      for (const method of test.methods) {
        const started = performance.now();
        const failure = broken ?? isolated(org, () => runMethod(org, userId, test, method));
        const outcome = failure === null ? 'Pass' : failure.compile ? 'CompileFail' : 'Fail';
        report({
          className: test.name,
          methodName: method.name,
          outcome,
          message: failure?.message ?? null,
          stackTrace: failure?.stackTrace ?? null,
          milliseconds: Math.round(performance.now() - started)
        });
      }
      throw new Undo();
    });
  } catch (error) {
    if (!(error instanceof Undo)) throw error;
  }
  org.security.setupUndone();
}

interface Failure {
  readonly message: string;
  readonly stackTrace: string | null;
  readonly compile: boolean;
}

function runMethod(org: Org, userId: string, test: TestClass, method: UserMethod): void {
  const engine = org.apex as unknown as Engine;
  const mark = [...method.annotations, ...test.annotations].find(
    ({ name, values }) => name.toLowerCase() === 'istest' && 'seealldata' in values
  );
  asTest(
    () => transact(org, userId, 'test', () => engine.withFreshStatics(() => method.invoke(null, []))),
    String(mark?.values['seealldata']) === 'true'
  );
}

function isolated(org: Org, work: () => void): Failure | null {
  const point = org.store.savepoint();
  try {
    return attempt(work);
  } finally {
    point.rollback();
    point.release();
    org.security.setupUndone();
  }
}

function attempt(work: () => void): Failure | null {
  try {
    work();
    return null;
  } catch (error) {
    const exception = asException(error);
    if (exception) return { message: exceptionText(exception), stackTrace: withStack(exception).apexStack, compile: false };
    const thrown = error instanceof Error ? error : new Error(String(error));
    return { message: thrown.message, stackTrace: thrown.stack ?? null, compile: thrown.name === 'CompileErrors' };
  }
}

/** The first administrator of the org: tests run as she does, unless they say `System.runAs`. */
function administrator(org: Org): string {
  const row = org.store.all(
    'SELECT u."Id" AS id FROM "User" u JOIN "Profile" p ON p."Id" = u."ProfileId" WHERE p."Name" = ? AND u."IsActive" = 1 ORDER BY u."Id" LIMIT 1',
    ['System Administrator']
  )[0];
  if (!row) throw new Error('The org has no active system administrator to run tests as.');
  return String(row['id']);
}
