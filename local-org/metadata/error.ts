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
