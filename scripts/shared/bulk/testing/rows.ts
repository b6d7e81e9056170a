/** Invented rows, and a pace for tests that waits for nobody. */
import type { Pace } from '../pace.ts';
import type { LoadSpec, Row } from '../types.ts';

export const SPEC: LoadSpec = {
  object: 'Garden__c',
  operation: 'upsert',
  columns: ['Code__c', 'Name', 'Soil__c', 'Notes__c'],
  key: 'Code__c'
};

/** Cells with everything that CSV has to keep: quotes, commas, lines, semicolons, blanks, nothing. */
export function rowsOf(count: number, change: (n: number) => string = () => 'as it was'): Row[] {
  return Array.from({ length: count }, (_, i) => [
    `G-${i + 1}`,
    `Garden "${i}", north\nside`,
    'Clay;Loam',
    i % 3 === 0 ? null : change(i + 1)
  ]);
}

export const keysOf = (rows: readonly Row[]): string[] => rows.map(([key]) => key!);

export const QUICK: Pace = {
  wait: () => new Promise((resolve) => setImmediate(resolve)),
  random: () => 0.5,
  now: () => performance.now()
};
