import type { CompileProblem } from '../../apex/errors.ts';
import type { Mutant } from './choose.ts';

export interface Verdict {
  readonly mutant: Mutant;
  readonly ours: readonly CompileProblem[];
  readonly theirs: readonly CompileProblem[];
}
export interface Agreement {
  readonly outcome: 'refused by both' | 'accepted by both' | 'refused there alone' | 'refused here alone';
  /** Our first refusal of the spoilt file stands on a line that the other refuses too. */
  readonly sameLine: boolean;
  /** … and in the same words. */
  readonly sameWords: boolean;
}

export function agreementOf({ mutant, ours, theirs }: Verdict): Agreement {
  const outcome = ours.length
    ? theirs.length
      ? 'refused by both'
      : 'refused here alone'
    : theirs.length
      ? 'refused there alone'
      : 'accepted by both';
  // What other files suffer from it counts only when the spoilt one is not refused itself.
  const first = ours.find((r) => r.unit.toLowerCase() === mutant.unit.toLowerCase()) ?? ours[0];
  const near = theirs.filter((r) => first && r.unit.toLowerCase() === first.unit.toLowerCase() && r.line === first.line);
  return { outcome, sameLine: near.length > 0, sameWords: near.some((r) => r.message === first!.message) };
}

/** @returns the figures, a line each. */
export function summary(agreements: readonly Agreement[]): string[] {
  const count = (outcome: Agreement['outcome']): number => agreements.filter((a) => a.outcome === outcome).length;
  const both = agreements.filter((a) => a.outcome === 'refused by both');
  const refusedThere = both.length + count('refused there alone');
  const share = (part: number, whole: number): string => `${part} of ${whole} (${((100 * part) / Math.max(1, whole)).toFixed(1)} %)`;
  return [
    `mutations: ${agreements.length}`,
    `refused there, refused here too: ${share(both.length, refusedThere)}`,
    `accepted there, accepted here too: ${share(count('accepted by both'), agreements.length - refusedThere)}`,
    `refused by both, on the same line: ${share(both.filter((a) => a.sameLine).length, both.length)}`,
    `refused by both, on the same line in the same words: ${share(both.filter((a) => a.sameWords).length, both.length)}`
  ];
}
