/** Tries source out in an org of its own, in memory and in a thread of its own: the org that is served goes on answering. */
import { Worker } from 'node:worker_threads';
import type { TestRun } from '../apex/types.ts';
import type { CompileProblem } from '../apex/errors.ts';
import type { DeployedSource } from '../metadata/types.ts';
import type { Org } from '../org.ts';

export interface Rehearsal {
  readonly packageDirs: readonly string[];
  readonly deployed: DeployedSource | null;
  readonly cacheDir: string | null;
  /** How far the org's clock is from the machine's, in milliseconds. */
  readonly ahead: number;
  /** Whether metadata, Apex and components are looked at, or tests alone are wanted. */
  readonly checks: boolean;
  /** Test classes or methods; all of them when empty; null: none. */
  readonly tests: readonly string[] | null;
}

export interface ComponentProblem {
  /** The file it is about. */
  readonly path: string;
  readonly problem: string;
  readonly line?: number;
  readonly column?: number;
}

export interface Findings {
  readonly metadata: readonly ComponentProblem[];
  readonly apex: readonly CompileProblem[];
  readonly bundles: readonly ComponentProblem[];
  /** Null when none were wanted, or something else was wrong before. */
  readonly tests: TestRun | null;
  /** What was wrong with the tests that were named. */
  readonly refusal: string | null;
}

export interface Running {
  readonly found: Promise<Findings>;
  stop(): void;
}

/** Starts a rehearsal. Its promise rejects when it is stopped, or when the org itself is at fault. */
export function rehearse(org: Org, what: Pick<Rehearsal, 'deployed' | 'checks' | 'tests'>): Running {
  const workerData: Rehearsal = {
    packageDirs: org.metadata.packageDirs,
    cacheDir: org.options.cacheDir ?? null,
    ahead: org.now() - Date.now(),
    ...what
  };
  const worker = new Worker(new URL('./rehearse-worker.ts', import.meta.url), { workerData });
  worker.unref(); // a server told to stop does not wait for it
  const found = new Promise<Findings>((resolve, reject) => {
    worker.once('message', (message: Findings) => resolve(message));
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('The rehearsal was stopped')));
  });
  return { found, stop: () => void worker.terminate() };
}
