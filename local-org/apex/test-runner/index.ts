import { bootOrg } from '../../boot.ts';
import type { Org } from '../../org.ts';
import type { Apex } from '../service.ts';
import type { TestMethodResult, TestRun } from '../types.ts';
import { coverageOf } from './coverage.ts';
import { testClasses, type TestClass } from './discover.ts';
import { runTestClass } from './run-class.ts';

/**
 * Runs Apex tests in an org of their own, in memory, with nothing but the deployed source: what `SeeAllData=false` means.
 * @param classNames test classes to run; all of them when empty. @throws Error for a name that is no test class.
 */
export function runTests(
  org: Org,
  classNames: readonly string[],
  onProgress: (result: TestMethodResult) => void = () => undefined,
  cacheDir: string | null = null
): TestRun {
  const fresh = bootOrg({
    packageDirs: org.metadata.packageDirs,
    database: ':memory:',
    now: () => org.now(),
    coverage: true,
    ...(cacheDir === null ? {} : { cacheDir })
  });
  const apex = fresh.apex as Apex;
  const chosen = choose(testClasses(apex), classNames);
  const results: TestMethodResult[] = [];
  for (const test of chosen) {
    runTestClass(fresh, test, (result) => {
      results.push(result);
      onProgress(result);
    });
  }
  return { results, coverage: coverageOf(fresh, new Set(testClasses(apex).map((test) => test.name))) };
}

function choose(all: readonly TestClass[], names: readonly string[]): readonly TestClass[] {
  if (names.length === 0) return all;
  return names.map((name) => {
    const found = all.find((test) => test.name.toLowerCase() === name.toLowerCase());
    if (!found) throw new Error(`There is no test class named ${name}.`);
    return found;
  });
}
