import type { SQLInputValue } from 'node:sqlite';
import type { SqlFragment } from '../security/types.ts';

type Part = SqlFragment | string | number | readonly SqlFragment[];

/** Joins SQL text and fragments, parameters in order. Strings are SQL made by this org itself, never a caller's text. */
export function sql(texts: TemplateStringsArray, ...parts: readonly Part[]): SqlFragment {
  let text = texts[0]!;
  const params: SQLInputValue[] = [];
  parts.forEach((part, i) => {
    if (typeof part === 'string' || typeof part === 'number') text += part;
    else
      for (const [at, each] of (Array.isArray(part) ? (part as readonly SqlFragment[]) : [part as SqlFragment]).entries()) {
        text += (at ? ', ' : '') + each.sql;
        params.push(...each.params);
      }
    text += texts[i + 1]!;
  });
  return { sql: text, params };
}

/** SQLite reads `a OR b OR c …` as a tree as deep as the list is long, and refuses one of more than 1,000. */
const FLAT = 100;

/** @returns the conditions joined by a word, in brackets. */
export function joined(conditions: readonly SqlFragment[], word: 'AND' | 'OR'): SqlFragment {
  if (conditions.length === 1) return conditions[0]!;
  if (conditions.length > FLAT) {
    const half = Math.ceil(conditions.length / 2);
    return joined([joined(conditions.slice(0, half), word), joined(conditions.slice(half), word)], word);
  }
  return { sql: `(${conditions.map((each) => each.sql).join(` ${word} `)})`, params: conditions.flatMap((each) => each.params) };
}

export function param(value: SQLInputValue): SqlFragment {
  return { sql: '?', params: [value] };
}
