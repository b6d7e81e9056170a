import { bootOrg } from '../../boot.ts';
import type { Org } from '../../org.ts';
import type { Apex } from '../service.ts';
import type { TestMethodResult, TestRun } from '../types.ts';
import { coverageOf } from './coverage.ts';
import { testClasses, type TestClass } from './discover.ts';
import { runTestClass } from './run-class.ts';

/**
 * Runs Apex tests in an org of their own, in memory, with nothing but the deployed source: what `SeeAllData=false` means.
 * @param names test classes (`Class`) or methods (`Class.method`) to run; all of them when empty. @throws Error for a name that is no test.
 */
export function runTests(
  org: Org,
  names: readonly string[],
  onProgress: (result: TestMethodResult) => void = () => undefined,
  cacheDir: string | null = null
): TestRun {
  const fresh = bootOrg({
    packageDirs: org.metadata.packageDirs,
    database: ':memory:',
    now: () => org.now(),
    coverage: true,
    tolerant: org.metadata.leftOut !== null,
    deployed: org.metadata.deployed,
    cacheDir
  });
  return runTestsIn(fresh, names, onProgress);
}

/** Runs Apex tests in an org that holds nothing else and is given up afterwards. @throws Error for a name that is no test. */
export function runTestsIn(
  fresh: Org,
  names: readonly string[],
  onProgress: (result: TestMethodResult) => void = () => undefined
): TestRun {
  const apex = fresh.apex as Apex;
  const chosen = choose(testClasses(apex), names);
  const results: TestMethodResult[] = [];
  for (const test of chosen) {
    runTestClass(fresh, test, (result) => {
      results.push(result);
      onProgress(result);
    });
  }
  return { results, coverage: coverageOf(fresh, new Set(testClasses(apex).map((test) => test.name))) };
}

/** `Class` is all of its tests, `Class.method` one of them. */
function choose(all: readonly TestClass[], names: readonly string[]): readonly TestClass[] {
  if (names.length === 0) return all;
  const chosen = new Map<string, TestClass>();
  for (const name of names) {
    const [className = '', methodName] = name.toLowerCase().split('.');
    const found = all.find((test) => test.name.toLowerCase() === className);
    if (!found) throw new Error(`There is no test class named ${name.split('.')[0]}.`);
    const methods = found.methods.filter((method) => methodName === undefined || method.name.toLowerCase() === methodName);
    if (methods.length === 0) throw new Error(`There is no test method named ${name}.`);
    const before = chosen.get(found.name)?.methods ?? [];
    chosen.set(found.name, { ...found, methods: found.methods.filter((method) => before.includes(method) || methods.includes(method)) });
  }
  return [...chosen.values()];
}
