/**
 * The month's calls to Airtable, counted on this machine before each is made: what a kill cuts off is counted, never forgotten. Airtable
 * gives a workspace 1,000 a month on its free plan, to all who use it, and tells nobody how many are left.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { airtable as words } from '../messages/airtable.ts';
import { EXIT, ToolError } from '../shared/exit.ts';
import { stateFolder, writeAtomic } from '../shared/state.ts';

const kept = z.strictObject({ month: z.string().regex(/^\d{4}-\d{2}$/), calls: z.number().int().min(0) });

export class Calls {
  readonly limit: number;
  /** Of this run. */
  made = 0;
  readonly #file = path.join(stateFolder('airtable'), 'calls.json');
  readonly #today: () => Date;

  constructor(limit: number, today: () => Date = () => new Date()) {
    this.limit = limit;
    this.#today = today;
  }

  get left(): number {
    return Math.max(0, this.limit - this.#used());
  }

  /** Counts the call that is about to be made. @throws ToolError when the month has none left */
  note(): void {
    if (this.left === 0) throw new ToolError(words.monthSpent(this.limit), EXIT.remote, 'AIRTABLE_MONTH');
    writeAtomic(this.#file, JSON.stringify({ month: this.#month(), calls: this.#used() + 1 }));
    this.made++;
  }

  /** @throws ToolError before the first call, when so many do not fit into the month */
  need(calls: number): void {
    if (calls > this.left) throw new ToolError(words.monthTooShort(calls, this.left, this.limit), EXIT.remote, 'AIRTABLE_MONTH');
  }

  #used(): number {
    if (!existsSync(this.#file)) return 0;
    const parsed = kept.safeParse(JSON.parse(readFileSync(this.#file, 'utf8') || 'null'));
    if (!parsed.success) throw new ToolError(words.stateChanged, EXIT.blocked, 'AIRTABLE_STATE');
    return parsed.data.month === this.#month() ? parsed.data.calls : 0;
  }

  #month(): string {
    return this.#today().toISOString().slice(0, 7);
  }
}
