/** What this room says to people. Codes, counts and ids of jobs; never a value of a row, nor what the org wrote about one. */
import { EXIT, ToolError } from '../exit.ts';

const AGAIN = 'Run the same command again to go on from here.';

export const MESSAGES = {
  unreachable: (code: string) => new ToolError(`The org cannot be reached (${code}). What it has taken is kept. ${AGAIN}`, EXIT.remote),
  busy: (status: number) => new ToolError(`The org keeps answering ${status}. What it has taken is kept. ${AGAIN}`, EXIT.remote),
  sessionOver: () => new ToolError(`The login has run out. Log in again. ${AGAIN}`, EXIT.blocked),
  refused: (code: string) => new ToolError(`The org refused the request: ${code}.`, EXIT.blocked),
  limitReached: () => new ToolError(`The org has no API calls left for today. Wait until it has. ${AGAIN}`, EXIT.blocked),
  tooSlow: (job: string, minutes: number) =>
    new ToolError(`Job ${job} is still under way after ${minutes} minutes. The org goes on with it. ${AGAIN}`, EXIT.remote),
  jobFailed: (job: string, code: string, column: string | null) =>
    new ToolError(
      `The org ended job ${job} before its first row: ${code}${column ? `, column ${column}` : ''}. Put that right. ${AGAIN}`,
      EXIT.blocked
    ),
  jobAborted: (job: string) =>
    new ToolError(`Somebody aborted job ${job} in the org. Rows that it had saved stay saved. ${AGAIN}`, EXIT.blocked),
  jobGone: (job: string) =>
    new ToolError(
      `The org no longer knows job ${job}; it keeps jobs for seven days. Check in the org what was saved, then begin a new run.`,
      EXIT.blocked
    ),
  resultsBroken: (job: string) =>
    new ToolError(
      `The results of job ${job} do not arrive whole. The rows themselves are saved or not as the org says. ${AGAIN}`,
      EXIT.remote
    ),
  strangerRow: (job: string) =>
    new ToolError(`The org gave back a row in job ${job} that was not sent in it. Nothing more is sent.`, EXIT.blocked),
  sourceChanged: (chunk: number) =>
    new ToolError(
      `The source, or what was sent before, is not the same as when this run began (part ${chunk + 1}). Put it back, or begin a new run.`,
      EXIT.blocked
    ),
  otherRun: () => new ToolError('The journal belongs to another load. Choose another file, or begin a new run.', EXIT.blocked),
  otherManifest: () => new ToolError('The list of what was sent belongs to another load or key.', EXIT.blocked),
  diskFull: () => new ToolError(`The disk is full or cannot be written. Nothing is lost. Free some space. ${AGAIN}`, EXIT.blocked),
  keyColumn: (name: string) => new ToolError(`The key column ${name} is not among the columns.`, EXIT.usage),
  queryFailed: (job: string, code: string) => new ToolError(`The org ended query ${job}: ${code}.`, EXIT.blocked)
} as const;
