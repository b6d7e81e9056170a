/** Exit codes of the tool: 0 done. */
export const EXIT = {
  /** Ran to the end; some rows were rejected. */
  rejected: 1,
  /** Wrong usage, or input that does not hold. */
  usage: 2,
  /** Something stands in the way: a lock, a drift, a missing right. */
  blocked: 3,
  /** The org or the network failed; run the same command again to go on. */
  remote: 4,
  /** A fault of the tool itself. */
  bug: 10
} as const;

/** A failure told to the person in one sentence, with the exit code that scripts read. It never carries personal data. */
export class ToolError extends Error {
  readonly exitCode: number;
  constructor(message: string, exitCode: number) {
    super(message);
    this.exitCode = exitCode;
  }
}
