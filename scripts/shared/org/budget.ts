import { budget as words } from '../../messages/common.ts';
import { EXIT, ToolError } from '../exit.ts';

/** Of the org's daily calls, the part that the tool may see used before it stops, in per cent; the rest is the charity's. */
export const SHARE = 80;

/**
 * The org's daily allowance of API calls, as the header `Sforce-Limit-Info` tells it with each answer.
 * Every transport of the tool notes its answers here and asks before it sends; loads in bulk before each job, which they see to its end.
 */
export class ApiBudget {
  /** Calls of this run. */
  calls = 0;
  /** Of transports that count them: what was sent, and what came as it came, packed. */
  bytesUp = 0;
  bytesDown = 0;
  /** Calls of everybody in the last 24 hours, and how many there may be; 0 until the org has told. */
  used = 0;
  limit = 0;
  readonly #ceiling: number | undefined;

  /** @param ceiling calls that this run may make; the person who names it may go over the share */
  constructor(ceiling?: number) {
    this.#ceiling = ceiling;
  }

  /** Counts one answered call. @param header the value of `Sforce-Limit-Info`, e.g. `api-usage=12/15000` */
  note(header: string | null | undefined): void {
    this.calls++;
    const usage = /api-usage=(\d+)\/(\d+)/.exec(header ?? '');
    if (!usage) return;
    this.used = Number(usage[1]);
    this.limit = Number(usage[2]);
  }

  /** @throws ToolError (resumable) when the next call would go over */
  check(): void {
    if (this.#ceiling !== undefined) {
      if (this.calls >= this.#ceiling) throw new ToolError(words.runOut(this.#ceiling), EXIT.remote, 'API_BUDGET');
    } else if (this.limit > 0 && this.used * 100 >= this.limit * SHARE) {
      throw new ToolError(words.keptForCharity(SHARE), EXIT.remote, 'API_BUDGET');
    }
  }

  /** What is shown at the end of a run, or nothing when the org has not told. */
  summary(): string | undefined {
    return this.limit > 0 ? words.spent(this.calls, this.used, this.limit) : undefined;
  }
}
