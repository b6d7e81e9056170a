/** Exit codes of the tool: 0 done. */
export const EXIT = {
  ok: 0,
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

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/**
 * A failure told to the person in one sentence that says what to do, with the exit code that scripts read.
 * Its words come from a message file and carry codes, counts and places, never a value or a name.
 */
export class ToolError extends Error {
  readonly exitCode: ExitCode;
  /** For scripts: stands in the `--json` answer beside the sentence, e.g. `REQUEST_LIMIT_EXCEEDED`. */
  readonly code: string;
  constructor(message: string, exitCode: ExitCode, code = defaultCode(exitCode)) {
    super(message);
    this.name = 'ToolError';
    this.exitCode = exitCode;
    this.code = code;
  }
}

function defaultCode(exitCode: ExitCode): string {
  return `CONFIDE_${Object.entries(EXIT)
    .find(([, code]) => code === exitCode)![0]
    .toUpperCase()}`;
}
