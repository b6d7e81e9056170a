import type { TestRun } from '../apex/types.ts';
import type { Org } from '../org.ts';
import { packageType, typeAt } from './catalogue.ts';
import type { Fault, Item } from './plan.ts';
import { codeId, runTestResult } from './test-results.ts';
import type { DeployMessage, DeployOptions, DeployResult, DeployStatus } from './types.ts';

/** One deployment: how far it has come and what came of it. */
export class Job {
  readonly id: string;
  readonly userId: string;
  readonly options: DeployOptions;
  readonly zip: ReadonlyMap<string, Buffer>;
  status: DeployStatus = 'Pending';
  wasCanceled = false;
  private readonly org: Org;
  private readonly created: number;
  private started: number | null = null;
  private completed: number | null = null;
  private total = 0;
  private successes: DeployMessage[] = [];
  private failures: DeployMessage[] = [];
  private tests: TestRun | null = null;
  private warnings: readonly object[] = [];
  private error: string | null = null;
  private stop: () => void = () => undefined;

  constructor(org: Org, id: string, userId: string, options: DeployOptions, zip: ReadonlyMap<string, Buffer>) {
    this.org = org;
    this.id = id;
    this.userId = userId;
    this.options = options;
    this.zip = zip;
    this.created = org.now();
  }

  get isDone(): boolean {
    return this.completed !== null;
  }

  get ranTests(): boolean {
    return this.tests !== null;
  }

  get testsFailed(): boolean {
    return this.testErrors > 0 || this.warnings.length > 0;
  }

  private get testErrors(): number {
    return this.tests?.results.filter((result) => result.outcome !== 'Pass').length ?? 0;
  }

  /** @returns the tests that the deployment asks for; null: none, empty: all. */
  testsToRun(): readonly string[] | null {
    const { testLevel, runTests } = this.options;
    if (testLevel === 'RunSpecifiedTests') return runTests;
    return testLevel === null || testLevel === 'NoTestRun' ? null : [];
  }

  begin(): void {
    this.started = this.org.now();
    this.status = 'InProgress';
  }

  expect(components: number): void {
    this.total = components;
  }

  stoppable(stop: () => void): void {
    this.stop = stop;
    if (this.wasCanceled) stop();
  }

  /** @returns whether it is over. */
  cancel(_userId: string): boolean {
    if (this.isDone) return true;
    this.wasCanceled = true;
    if (this.status === 'Pending') this.canceled();
    else {
      this.status = 'Canceling';
      this.stop();
    }
    return this.isDone;
  }

  canceled(): void {
    this.end('Canceled');
  }

  tested(tests: TestRun, warnings: readonly object[]): void {
    this.tests = tests;
    this.warnings = warnings;
  }

  broken(message: string): void {
    this.error = message;
    this.end('Failed');
  }

  failed(items: readonly Item[], faults: readonly Fault[]): void {
    const wrong = new Set(faults.map((fault) => `${fault.root}:${fault.fullName}`));
    this.say(
      items.filter((item) => !wrong.has(`${item.root}:${item.fullName}`)),
      faults
    );
    this.end('Failed');
  }

  succeeded(items: readonly Item[], faults: readonly Fault[]): void {
    this.say(items, faults);
    this.end(faults.length > 0 ? 'SucceededPartial' : 'Succeeded');
  }

  private end(status: DeployStatus): void {
    this.status = status;
    this.completed = this.org.now();
  }

  private say(items: readonly Item[], faults: readonly Fault[]): void {
    const stamp = iso(this.created);
    const manifest: DeployMessage = {
      ...NOTHING,
      fullName: 'package.xml',
      fileName: 'package.xml',
      componentType: '',
      createdDate: stamp,
      success: true,
      changed: true
    };
    this.successes = [
      manifest,
      ...items.map((item) => ({
        ...NOTHING,
        fullName: item.fullName,
        fileName: item.fileName,
        componentType: toldType(item.root, item.fileName),
        id: this.idOf(item),
        success: true,
        created: item.created,
        changed: item.changed,
        deleted: item.deleted,
        createdDate: stamp,
        ...(item.warning === undefined ? {} : { warning: true, problem: item.warning, problemType: 'Warning' as const })
      }))
    ];
    this.failures = faults.map(({ root, fullName, fileName, problem, line, column }) => ({
      ...NOTHING,
      fullName,
      fileName,
      componentType: toldType(root, fileName),
      createdDate: stamp,
      problem,
      problemType: 'Error' as const,
      ...(line === undefined ? {} : { lineNumber: line, columnNumber: column ?? 1 })
    }));
    this.total = items.length + faults.length;
  }

  private idOf({ root, fullName }: Item): string | null {
    return root === 'ApexClass' || root === 'ApexTrigger' ? codeId(this.org, fullName, root === 'ApexClass' ? 'Class' : 'Trigger') : null;
  }

  result(withDetails: boolean): DeployResult {
    const { checkOnly, ignoreWarnings, rollbackOnError } = this.options;
    const user = this.org.store.read('User', [this.userId])[0];
    const name = (user?.get('Name') as string | null) ?? '';
    const run = this.tests?.results.length ?? 0;
    const errors = this.testErrors;
    return {
      id: this.id,
      status: this.status,
      done: this.isDone,
      success: this.status === 'Succeeded' || this.status === 'SucceededPartial',
      checkOnly,
      ignoreWarnings,
      rollbackOnError,
      runTestsEnabled: this.testsToRun() !== null,
      numberComponentsTotal: this.total,
      numberComponentsDeployed: this.isDone ? Math.max(0, this.successes.length - 1) : 0,
      numberComponentErrors: this.failures.length,
      numberTestsTotal: run,
      numberTestsCompleted: run - errors,
      numberTestErrors: errors,
      createdBy: this.userId,
      createdByName: name,
      createdDate: iso(this.created),
      lastModifiedDate: iso(this.completed ?? this.started ?? this.created),
      ...(this.started === null ? {} : { startDate: iso(this.started) }),
      ...(this.completed === null ? {} : { completedDate: iso(this.completed) }),
      ...(this.status === 'Canceled' ? { canceledBy: this.userId, canceledByName: name } : {}),
      ...(this.error === null ? {} : { errorMessage: this.error, errorStatusCode: 'UNKNOWN_EXCEPTION' }),
      ...(withDetails
        ? {
            details: {
              componentSuccesses: this.successes,
              componentFailures: this.failures,
              runTestResult: runTestResult(this.org, this.tests, this.warnings)
            }
          }
        : {})
    };
  }
}

/** Clients want a type for everything but the manifest, and folders by their own. */
function toldType(root: string, fileName: string): string {
  if (root.endsWith('Folder')) return root;
  const type = packageType(root) || typeAt(fileName);
  return type === '' && fileName !== 'package.xml' ? 'Unknown' : type;
}

const NOTHING = { id: null, success: false, created: false, changed: false, deleted: false, warning: false } as const;

function iso(time: number): string {
  return new Date(time).toISOString();
}
