import { NotSupportedError } from '../errors.ts';

import type { PackageMetadata } from './types.ts';

/** Source that cannot be deployed: says which file, and what is wrong with it. Fails the start. */
export class MetadataError extends Error {
  readonly path: string;
  readonly problem: string;
  constructor(path: string, problem: string) {
    super(`${path}: ${problem}`);
    this.name = 'MetadataError';
    this.path = path;
    this.problem = problem;
  }
}

type Sinks = Pick<PackageMetadata, 'leftOut' | 'faults'>;

/** Faults found in the source, gathered. */
export class Problems {
  private readonly found: MetadataError[] = [];
  private readonly sinks: Sinks;

  /** @param sinks where a tolerant start notes what it leaves out, and a rehearsal every fault; without either a fault fails the start. */
  constructor(sinks: Sinks) {
    this.sinks = sinks;
  }

  /** Runs `work` for each; a fault in one does not keep the others from being looked at. */
  each<T>(items: Iterable<T>, work: (item: T) => void): void {
    for (const item of items) {
      try {
        work(item);
      } catch (error) {
        if (!(error instanceof MetadataError || error instanceof NotSupportedError)) throw error;
        const { leftOut, faults } = this.sinks;
        if (faults) faults.push(asFault(error));
        else if (leftOut) leftOut.push(error.message);
        else if (error instanceof MetadataError) this.found.push(error);
        else throw error;
      }
    }
  }

  /** @throws MetadataError with a line for each fault, when there is any. */
  raise(): void {
    const [first, ...others] = this.found;
    if (first) throw new MetadataError(first.path, [first.problem, ...others.map((other) => other.message)].join('\n'));
  }
}

/** What is not supported names its file in brackets at the end. */
function asFault(error: Error): MetadataError {
  if (error instanceof MetadataError) return error;
  return new MetadataError(/\(([^()]+)\)$/.exec(error.message)?.[1] ?? '', error.message);
}
