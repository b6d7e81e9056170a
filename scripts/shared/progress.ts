/** Where progress is written: standard error, or a test's ear. */
export interface ProgressTarget {
  readonly isTTY?: boolean | undefined;
  write(text: string): unknown;
}

/** On a terminal one line is redrawn at most four times a second; elsewhere a plain line comes every ten seconds. */
const EVERY = { terminal: 250, plain: 10_000 };

/** Shows how far long work has come: counts only. It runs no timer, so it costs nothing while nothing happens. */
export class Progress {
  readonly #words: string;
  readonly #total: number | undefined;
  readonly #target: ProgressTarget;
  readonly #now: () => number;
  #shown = -Infinity;
  #done = 0;
  #open = false;

  /** @param words what is being done, e.g. `Families`, from a message file */
  constructor(words: string, total?: number, target: ProgressTarget = process.stderr, now: () => number = Date.now) {
    this.#words = words;
    this.#total = total;
    this.#target = target;
    this.#now = now;
  }

  /** @param done how many are done by now */
  update(done: number): void {
    this.#done = done;
    const every = this.#target.isTTY ? EVERY.terminal : EVERY.plain;
    if (this.#now() - this.#shown < every) return;
    this.#shown = this.#now();
    this.#draw();
  }

  /** The last line stays. */
  end(done = this.#done): void {
    this.#done = done;
    this.#draw();
    if (this.#target.isTTY && this.#open) this.#target.write('\n');
  }

  #draw(): void {
    this.#open = true;
    const text = `${this.#words}: ${this.#done}${this.#total === undefined ? '' : ` of ${this.#total}`}`;
    this.#target.write(this.#target.isTTY ? `\r\u001b[2K${text}` : `${text}\n`);
  }
}
