/** Test runs that are asked for and looked at later: their rows, and a thread of their own to run in. */
import type { TestRun } from '../apex/types.ts';
import { PlatformError } from '../errors.ts';
import type { Org } from '../org.ts';
import type { Value } from '../schema/types.ts';
import { rehearse } from './rehearse.ts';
import type { Running } from './rehearse.ts';
import { codeId } from './test-results.ts';

interface Asked {
  readonly job: string;
  readonly userId: string;
  readonly run: string;
  /** Queue items by the name of the class. */
  readonly items: ReadonlyMap<string, string>;
}
type Values = Readonly<Record<string, Value>>;

export class TestRuns {
  private readonly org: Org;
  private readonly report: (error: unknown) => void;
  private last: Promise<void> = Promise.resolve();
  private running: Running | null = null;
  private stopped = false;
  /** Is told of each run that is over. */
  ended: (job: string, userId: string) => void = () => undefined;

  /** @param report is told of faults that are the org's own */
  constructor(org: Org, report: (error: unknown) => void) {
    this.org = org;
    this.report = report;
  }

  /** Queues a run. @param names classes or methods; all tests when empty. @returns the id of its AsyncApexJob. @throws PlatformError for a name that is no class. */
  start(userId: string, names: readonly string[]): string {
    const classes = [...new Set(names.map((name) => name.split('.')[0]!))];
    const unknown = classes.find((name) => codeId(this.org, name, 'Class') === null);
    if (unknown !== undefined) throw new PlatformError('INVALID_INPUT', `The following test class is not available in the org: ${unknown}`);
    const asked = this.org.store.atomically(() => this.rows(userId, classes.length > 0 ? classes : this.testClasses(), names.length === 0));
    this.last = this.last.then(() => this.work(asked, names));
    return asked.job;
  }

  /** Waits for the runs that were asked for. */
  async settled(): Promise<void> {
    await this.last;
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.running?.stop();
    await this.last;
  }

  /** Keeps what a run has covered: of each class and trigger, and of the org when all tests ran. */
  keepCoverage({ results, coverage }: TestRun, all: boolean): void {
    this.org.store.atomically(() => {
      for (const object of ['ApexCodeCoverage', 'ApexCodeCoverageAggregate']) this.org.store.run(`DELETE FROM "${object}"`);
      const tests = [...new Set(results.map((result) => codeId(this.org, result.className, 'Class')))];
      const lines = { covered: 0, all: 0 };
      for (const { name, kind, covered, uncovered } of coverage) {
        lines.covered += covered.length;
        lines.all += covered.length + uncovered.length;
        const values: Values = {
          ApexClassOrTriggerId: codeId(this.org, name, kind),
          NumLinesCovered: covered.length,
          NumLinesUncovered: uncovered.length,
          Coverage: JSON.stringify({ coveredLines: covered, uncoveredLines: uncovered })
        };
        this.add('ApexCodeCoverageAggregate', values);
        if (covered.length > 0) for (const test of tests) this.add('ApexCodeCoverage', { ...values, ApexTestClassId: test });
      }
      if (!all) return;
      this.org.store.run('DELETE FROM "ApexOrgWideCoverage"');
      this.add('ApexOrgWideCoverage', { PercentCovered: lines.all === 0 ? 0 : Math.floor((lines.covered / lines.all) * 100) });
    });
  }

  private testClasses(): string[] {
    return this.org.metadata.apexClasses.filter((each) => /@\s*istest\b/i.test(each.source)).map((each) => each.name);
  }

  private rows(userId: string, classes: readonly string[], all: boolean): Asked {
    const stamp = new Date(this.org.now()).toISOString();
    const audit = { CreatedDate: stamp, CreatedById: userId, LastModifiedDate: stamp, LastModifiedById: userId, SystemModstamp: stamp };
    const job = this.add('AsyncApexJob', {
      ...audit,
      JobType: 'TestRequest',
      Status: 'Queued',
      NumberOfErrors: 0,
      JobItemsProcessed: 0,
      TotalJobItems: classes.length
    });
    const run = this.add('ApexTestRunResult', {
      AsyncApexJobId: job,
      UserId: userId,
      IsAllTests: all,
      Status: 'Queued',
      StartTime: stamp,
      ClassesEnqueued: classes.length,
      ClassesCompleted: 0,
      MethodsEnqueued: 0
    });
    const items = new Map<string, string>();
    for (const name of classes)
      items.set(
        name.toLowerCase(),
        this.add('ApexTestQueueItem', {
          ApexClassId: codeId(this.org, name, 'Class'),
          Status: 'Queued',
          ParentJobId: job,
          TestRunResultId: run
        })
      );
    return { job, userId, run, items };
  }

  private async work(asked: Asked, names: readonly string[]): Promise<void> {
    if (this.stopped) return;
    this.status(asked, 'Processing', {});
    try {
      this.running = rehearse(this.org, { deployed: this.org.metadata.deployed, checks: false, tests: names });
      const { tests, refusal } = await this.running.found;
      if (tests) this.keep(asked, tests, names.length === 0);
      else this.status(asked, 'Failed', { ExtendedStatus: refusal });
    } catch (error) {
      if (this.stopped) return;
      this.report(error);
      this.status(asked, 'Failed', {});
    } finally {
      this.running = null;
      if (!this.stopped) this.ended(asked.job, asked.userId);
    }
  }

  private keep(asked: Asked, run: TestRun, all: boolean): void {
    const stamp = new Date(this.org.now()).toISOString();
    this.keepCoverage(run, all);
    this.org.store.atomically(() => {
      for (const { className, methodName, outcome, message, stackTrace, milliseconds } of run.results)
        this.add('ApexTestResult', {
          QueueItemId: asked.items.get(className.toLowerCase()) ?? null,
          ApexTestRunResultId: asked.run,
          AsyncApexJobId: asked.job,
          ApexClassId: codeId(this.org, className, 'Class'),
          MethodName: methodName,
          Outcome: outcome,
          Message: message,
          StackTrace: stackTrace,
          TestTimestamp: stamp,
          RunTime: milliseconds,
          IsTestSetup: false
        });
      const failed = run.results.filter((result) => result.outcome !== 'Pass').length;
      this.status(asked, 'Completed', {
        EndTime: stamp,
        TestTime: run.results.reduce((sum, result) => sum + result.milliseconds, 0),
        TestSetupTime: 0,
        ClassesCompleted: asked.items.size,
        MethodsEnqueued: run.results.length,
        MethodsCompleted: run.results.length - failed,
        MethodsFailed: failed
      });
    });
  }

  private status(asked: Asked, status: string, { ExtendedStatus = null, ...values }: Values): void {
    const { store } = this.org;
    const row = (id: string, more: Values): Map<string, Value> =>
      new Map<string, Value>([['Id', id], ['Status', status], ...Object.entries(more)]);
    store.update('ApexTestRunResult', [row(asked.run, values)]);
    store.update(
      'ApexTestQueueItem',
      [...asked.items.values()].map((id) => row(id, { ExtendedStatus }))
    );
    store.update('AsyncApexJob', [row(asked.job, { ExtendedStatus })]);
  }

  private add(object: string, values: Values): string {
    const id = this.org.store.nextId(object);
    this.org.store.insert(object, [new Map<string, Value>([['Id', id], ...Object.entries(values)])]);
    return id;
  }
}
