/** Test runs in the words of the Metadata and Tooling APIs. */
import type { TestRun } from '../apex/types.ts';
import type { Org } from '../org.ts';

/** Source: "Code Coverage Requirements for Deployment": the share of lines that tests must run. */
export const ENOUGH = 75;

/** @returns `runTestResult`: of every test, and of every class and trigger that is no test. */
export function runTestResult(org: Org, run: TestRun | null, warnings: readonly object[] = []): object {
  const results = run?.results ?? [];
  const entry = (result: (typeof results)[number]): object => ({
    id: codeId(org, result.className, 'Class'),
    name: result.className,
    namespace: null,
    methodName: result.methodName,
    time: result.milliseconds,
    seeAllData: false
  });
  const failures = results.filter((result) => result.outcome !== 'Pass');
  return {
    numTestsRun: results.length,
    numFailures: failures.length,
    totalTime: results.reduce((sum, result) => sum + result.milliseconds, 0),
    successes: results.filter((result) => result.outcome === 'Pass').map(entry),
    failures: failures.map((result) => ({
      ...entry(result),
      message: result.message,
      stackTrace: result.stackTrace,
      packageName: result.className,
      type: 'Class'
    })),
    codeCoverage: (run?.coverage ?? []).map(({ name, kind, covered, uncovered }) => ({
      id: codeId(org, name, kind),
      name,
      namespace: null,
      type: kind,
      numLocations: covered.length + uncovered.length,
      numLocationsNotCovered: uncovered.length,
      locationsNotCovered: uncovered.map((line) => ({ line, column: 1, numExecutions: 0, time: -1 })),
      dmlInfo: [],
      methodInfo: [],
      soqlInfo: [],
      soslInfo: []
    })),
    codeCoverageWarnings: warnings,
    flowCoverage: [],
    flowCoverageWarnings: []
  };
}

/** @returns the id of a class or trigger, or null for one that only arrives with the deployment. */
export function codeId(org: Org, name: string, kind: 'Class' | 'Trigger'): string | null {
  const table = kind === 'Class' ? 'ApexClass' : 'ApexTrigger';
  return (
    (org.store.all(`SELECT "Id" AS id FROM "${table}" WHERE "Name" = ? COLLATE NOCASE`, [name])[0]?.['id'] as string | undefined) ?? null
  );
}

interface Warning {
  readonly id: string | null;
  readonly name: string | null;
  readonly namespace: null;
  readonly message: string;
}

/** @returns what is covered too little: the whole, or each class and trigger that is deployed when tests were named. */
export function coverageWarnings(org: Org, run: TestRun, deployed: ReadonlySet<string> | null): Warning[] {
  const percent = (covered: number, all: number): number => (all === 0 ? 100 : Math.floor((covered / all) * 100));
  if (deployed)
    return run.coverage.flatMap(({ name, kind, covered, uncovered }) => {
      const share = percent(covered.length, covered.length + uncovered.length);
      if (!deployed.has(`${kind}:${name}`) || share >= ENOUGH) return [];
      const message = `Test coverage of selected Apex ${kind} is ${share}%, at least ${ENOUGH}% test coverage is required`;
      return [{ id: codeId(org, name, kind), name, namespace: null, message }];
    });
  const covered = run.coverage.reduce((sum, one) => sum + one.covered.length, 0);
  const all = run.coverage.reduce((sum, one) => sum + one.covered.length + one.uncovered.length, 0);
  const share = percent(covered, all);
  if (share >= ENOUGH) return [];
  return [
    {
      id: null,
      name: null,
      namespace: null,
      message: `Average test coverage across all Apex Classes and Triggers is ${share}%, at least ${ENOUGH}% test coverage is required.`
    }
  ];
}
