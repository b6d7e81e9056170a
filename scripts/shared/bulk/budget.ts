/** API calls of the org's day: read from `Sforce-Limit-Info` of each answer, shown, and never all spent. */
import { MESSAGES } from './messages.ts';

/** Share of the day's calls that is left to people and other systems. */
const KEPT = 0.1;

export class Budget {
  /** Requests that this tool has made. */
  calls = 0;
  bytesUp = 0;
  bytesDown = 0;
  /** As the org counts, all callers together; null until it has answered. */
  used: number | null = null;
  max: number | null = null;
  private readonly kept: number;

  constructor(kept = KEPT) {
    this.kept = kept;
  }

  /** @param header `api-usage=12/15000`, and perhaps others behind it. */
  read(header: string | undefined): void {
    const [, used, max] = /\bapi-usage=(\d+)\/(\d+)/.exec(header ?? '') ?? [];
    if (used === undefined || max === undefined) return;
    this.used = Number(used);
    this.max = Number(max);
  }

  /** Before a new job is begun; one that is under way is always seen to its end. @throws ToolError when too few calls are left. */
  demandRoom(): void {
    if (this.used === null || this.max === null) return;
    const kept = Math.ceil(this.max * this.kept);
    if (this.max - this.used < kept) throw MESSAGES.budgetSpent(this.used, this.max, kept);
  }
}
