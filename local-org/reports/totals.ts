/** Sum, average, least and most of a report's column. Empty values do not count. */
import type { Value } from '../schema/types.ts';

export interface Total {
  /** `Average Days waited` */
  readonly label: string;
  readonly value: string;
}

export function totalsOf(column: string, aggregates: readonly string[], values: readonly Value[]): Total[] {
  const numbers = values.filter((value) => value !== null).map(Number);
  return aggregates.map((aggregate) => ({ label: `${aggregate} ${column}`, value: numbers.length > 0 ? of(aggregate, numbers) : '-' }));
}

function of(aggregate: string, numbers: readonly number[]): string {
  const sum = numbers.reduce((one, other) => one + other, 0);
  const values: Readonly<Record<string, () => number>> = {
    Sum: () => sum,
    Average: () => sum / numbers.length,
    Minimum: () => numbers.reduce((one, other) => Math.min(one, other)),
    Maximum: () => numbers.reduce((one, other) => Math.max(one, other))
  };
  const value = values[aggregate];
  if (!value) throw new Error(`report summary ${aggregate}`);
  return value().toLocaleString('en-GB', { maximumFractionDigits: 2 });
}
