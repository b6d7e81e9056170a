/** How long to wait, and how often to come again. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Fault } from './faults.ts';

const SECOND = 1000;

export interface Pace {
  wait(milliseconds: number): Promise<void>;
  /** 0 up to 1. */
  random(): number;
  now(): number;
}

export const REAL_PACE: Pace = { wait: (milliseconds) => sleep(milliseconds), random: Math.random, now: () => performance.now() };

/** Times that one request is made before the run stops: about a minute and a half with the waits between. */
export const TRIES = 8;
const LONGEST_RETRY = 30 * SECOND;
const SHORTEST_POLL = SECOND / 2;
const LONGEST_POLL = 10 * SECOND;
/** Rows a second that no org does better than: it is not asked before it could be done. */
const FASTEST = 20_000;

/** Doubles from half a second. A quarter is left to chance, so that those who failed together do not come again together. */
export function retryDelay(tried: number, pace: Pace, asked: number | null): number {
  return Math.max(asked ?? 0, Math.min(LONGEST_RETRY, (SECOND / 2) * 2 ** tried) * (0.75 + pace.random() / 2));
}

/** Before a job is asked about for the first time. */
export function firstPoll(rows: number): number {
  return Math.min(LONGEST_POLL, Math.max(SHORTEST_POLL, (rows / FASTEST) * SECOND));
}

/** Before a job is asked about again: when it should be done by what it has done so far, else longer each time. */
export function nextPoll(asked: number, pace: Pace, done: number, rows: number, elapsed: number): number {
  const growing = SHORTEST_POLL * 2 ** asked * (0.75 + pace.random() / 2);
  const foreseen = done > 0 && done < rows ? (elapsed / done) * (rows - done) : growing;
  return Math.min(LONGEST_POLL, Math.max(SHORTEST_POLL, foreseen));
}

/**
 * Does something until it succeeds.
 * @param again is told of each fault that coming again may help against, before the wait.
 * @throws the last Fault; anything else at once.
 */
export async function retrying<T>(pace: Pace, run: () => Promise<T>): Promise<T> {
  for (let tried = 0; ; tried++) {
    try {
      return await run();
    } catch (error) {
      if (!(error instanceof Fault) || !mayPass(error) || tried + 1 >= TRIES) throw error;
      await pace.wait(retryDelay(tried, pace, error.retryAfter));
    }
  }
}

export function mayPass({ kind }: Fault): boolean {
  return kind === 'network' || kind === 'busy';
}
