import type { SQLInputValue } from 'node:sqlite';
import type { SqlFragment } from './types.ts';

/** A condition that no row meets. */
export const NOTHING: SqlFragment = { sql: '0', params: [] };

/** @returns an identifier for SQL text. Names come from the schema; the quotes keep reserved words and odd names apart. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** @returns the column of a table alias. */
export function column(alias: string, name: string): string {
  return `${alias}.${quoted(name)}`;
}

/** @returns "is one of", with the list as one parameter so that the text stays the same whatever its length. */
export function isOneOf(expression: string, values: readonly string[]): SqlFragment {
  return { sql: `${expression} IN (SELECT value FROM json_each(?))`, params: [JSON.stringify(values)] };
}

/** @returns the fragments joined by AND; null (no condition) ones are left out, and null is given back when none is left. */
export function both(...fragments: (SqlFragment | null)[]): SqlFragment | null {
  return joined(
    fragments.filter((each) => each !== null),
    'AND'
  );
}

/** @returns the fragments joined by OR; a condition that nothing meets when there are none. */
export function either(fragments: readonly SqlFragment[]): SqlFragment {
  return joined(fragments, 'OR') ?? NOTHING;
}

function joined(fragments: readonly SqlFragment[], word: 'AND' | 'OR'): SqlFragment | null {
  if (fragments.length <= 1) return fragments[0] ?? null;
  const params: SQLInputValue[] = [];
  for (const each of fragments) params.push(...each.params);
  return { sql: fragments.map((each) => `(${each.sql})`).join(` ${word} `), params };
}
