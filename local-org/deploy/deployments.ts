/** Deployments into a running org: one after another, each all or nothing, rehearsed before anything changes. */
import { PlatformError } from '../errors.ts';
import { MetadataError } from '../metadata/index.ts';
import type { Org } from '../org.ts';
import { StoredValuesError } from '../store/index.ts';
import { makeId } from '../schema/ids.ts';
import { NotSupportedError } from '../errors.ts';
import { faultsOf } from './faults.ts';
import type { Generation } from './generations.ts';
import { Job } from './job.ts';
import { readPackage } from './package.ts';
import type { Package } from './package.ts';
import { generationOf, planOf } from './plan.ts';
import type { Fault, Item, Plan } from './plan.ts';
import { rehearse } from './rehearse.ts';
import type { Findings } from './rehearse.ts';
import { coverageWarnings } from './test-results.ts';
import type { DeployOptions, DeployResult } from './types.ts';
import { unzip } from './zip.ts';

/** Results and packages of so many deployments are kept, in memory. */
const KEPT = 20;
/** With "rollbackOnError" off, components that fail are left out and the rest is tried again, so many times. */
const ROUNDS = 6;

export class Deployments {
  private readonly org: Org;
  private readonly report: (error: unknown) => void;
  private readonly jobs = new Map<string, Job>();
  private last: Promise<void> = Promise.resolve();
  private serial = 0;

  /** @param report is told of faults that are the org's own */
  constructor(org: Org, report: (error: unknown) => void) {
    this.org = org;
    this.report = report;
  }

  /** Takes a package. @returns the id to ask with. @throws PlatformError for a zip that cannot be read. */
  deploy(userId: string, zip: Buffer, options: DeployOptions): string {
    return this.enqueue(new Job(this.org, this.nextId(), userId, options, unzip(zip)));
  }

  /** Deploys what was validated, without its tests. @throws PlatformError when there is no such validation. */
  deployValidated(userId: string, id: string): string {
    const validated = this.jobs.get(id);
    if (!validated || !validated.options.checkOnly || validated.status !== 'Succeeded' || !validated.ranTests)
      throw new PlatformError(
        'INVALID_ID_FIELD',
        `Validation ${id} cannot be deployed: it did not succeed with tests, or is no longer known`
      );
    const options: DeployOptions = { ...validated.options, checkOnly: false, testLevel: 'NoTestRun', runTests: [] };
    return this.enqueue(new Job(this.org, this.nextId(), userId, options, validated.zip));
  }

  /** @returns whether it is over already. @throws PlatformError for an id that is not known. */
  cancel(userId: string, id: string): boolean {
    return this.job(id).cancel(userId);
  }

  /** @throws PlatformError for an id that is not known. */
  result(id: string, withDetails: boolean): DeployResult {
    return this.job(id).result(withDetails);
  }

  /** Waits for the deployments that were asked for. */
  async settled(): Promise<void> {
    await this.last;
  }

  /** Ends what is under way; nothing of it stays. */
  async stop(): Promise<void> {
    for (const job of this.jobs.values()) if (!job.isDone) job.cancel(job.userId);
    await this.last;
  }

  private job(id: string): Job {
    const job = [...this.jobs.values()].find((each) => each.id.slice(0, 15) === id.slice(0, 15));
    if (!job) throw new PlatformError('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id');
    return job;
  }

  private nextId(): string {
    this.serial = Math.max(this.serial + 1, this.org.now());
    return makeId('0Af', this.serial);
  }

  private enqueue(job: Job): string {
    this.jobs.set(job.id, job);
    for (const [id, old] of this.jobs) if (this.jobs.size > KEPT && old.isDone) this.jobs.delete(id);
    this.last = this.last.then(() => this.run(job));
    return job.id;
  }

  private async run(job: Job): Promise<void> {
    if (job.isDone) return;
    job.begin();
    try {
      await this.work(job);
    } catch (error) {
      if (job.wasCanceled) return job.canceled();
      const isKnown = error instanceof PlatformError || error instanceof MetadataError || error instanceof NotSupportedError;
      if (!isKnown) this.report(error);
      job.broken(isKnown ? error.message : 'An unexpected error occurred.');
    }
  }

  private async work(job: Job): Promise<void> {
    const given = readOr(job);
    if (!given) return;
    const plan = planOf(this.org, given);
    job.expect(plan.items.length + plan.faults.length);
    if (plan.faults.length > 0 && job.options.rollbackOnError) return job.failed(plan.items, plan.faults);
    if (!plan.items.some((item) => item.changed) && job.testsToRun() === null) return job.succeeded(plan.items, plan.faults);
    await this.rounds(job, given, plan);
  }

  /** Rehearses, and again without what failed where that is allowed. */
  private async rounds(job: Job, given: Package, plan: Plan): Promise<void> {
    let items = plan.items;
    const faults = [...plan.faults];
    for (let round = 0; round < ROUNDS; round++) {
      const generation = generationOf(this.org, given, items);
      try {
        const { found, candidate } = await this.rehearsal(job, generation);
        const wrong = faultsOf(this.org, candidate, items, found);
        if (wrong.length === 0) return this.finish(job, generation, items, faults, found);
        faults.push(...wrong);
        const left = items.filter((item) => !wrong.some((fault) => fault.root === item.root && fault.fullName === item.fullName));
        if (job.options.rollbackOnError || left.length === items.length) return job.failed(items, faults);
        items = left;
      } finally {
        generation.discardUnlessTaken();
      }
    }
    job.failed(items, faults);
  }

  private async rehearsal(job: Job, generation: Generation): Promise<{ found: Findings; candidate: ReturnType<Generation['finish']> }> {
    const candidate = generation.finish();
    const running = rehearse(this.org, { deployed: candidate, checks: true, tests: job.testsToRun() });
    job.stoppable(() => running.stop());
    return { found: await running.found, candidate };
  }

  private finish(job: Job, generation: Generation, items: readonly Item[], faults: readonly Fault[], { tests, refusal }: Findings): void {
    if (refusal !== null) return job.broken(refusal);
    if (tests) {
      const deployed = new Set(items.map((item) => `${item.root.replace('Apex', '')}:${item.fullName}`));
      const named = job.options.testLevel === 'RunSpecifiedTests';
      job.tested(tests, coverageWarnings(this.org, tests, named ? deployed : null));
      if (job.testsFailed) return job.failed(items, faults);
    }
    const wrong = job.options.checkOnly || !items.some((item) => item.changed) ? null : this.take(generation, items);
    if (wrong) job.failed(items, [...faults, wrong]);
    else job.succeeded(items, faults);
  }

  /** @returns what keeps the stored rows from following. */
  private take(generation: Generation, items: readonly Item[]): Fault | null {
    try {
      generation.take(this.org);
      return null;
    } catch (error) {
      if (!(error instanceof StoredValuesError)) throw error;
      const { field, problem } = error;
      const fileName =
        items.find((item) => item.root === 'CustomField' && item.fullName === field)?.fileName ?? `objects/${field.split('.')[0]}.object`;
      return {
        root: 'CustomField',
        fullName: field,
        fileName,
        problem: `Cannot change the field: it ${problem.replace(/ Start with .*$/, '')}`
      };
    }
  }
}

/** @returns the package, or null when its manifest cannot be read and the job has said so. */
function readOr(job: Job): Package | null {
  try {
    return readPackage(job.zip);
  } catch (error) {
    if (!(error instanceof MetadataError)) throw error;
    job.failed([], [{ root: '', fullName: error.path, fileName: error.path, problem: error.problem }]);
    return null;
  }
}
