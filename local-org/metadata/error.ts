import { NotSupportedError } from '../errors.ts';

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

/** Faults found in the source, gathered. */
export class Problems {
  private readonly found: MetadataError[] = [];
  private readonly leftOut: string[] | null;

  /** @param leftOut where a tolerant start notes what it leaves out; null: a fault fails the start. */
  constructor(leftOut: string[] | null) {
    this.leftOut = leftOut;
  }

  /** Runs `work` for each; a fault in one does not keep the others from being looked at. */
  each<T>(items: Iterable<T>, work: (item: T) => void): void {
    for (const item of items) {
      try {
        work(item);
      } catch (error) {
        if (this.leftOut && (error instanceof MetadataError || error instanceof NotSupportedError)) this.leftOut.push(error.message);
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
