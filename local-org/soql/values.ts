/** Values of a query, from text or binds, as the store holds them. */
import { invalidField, malformed } from './errors.ts';
import { NUMERIC, idValue, isReference } from './check-values.ts';
import type { Typed } from './plan.ts';
import type { RunContext } from './run-context.ts';
import type { Bind } from './types.ts';
import type { ValueNode } from './tree.ts';
import type { Value } from '../schema/types.ts';
import { startOfDay } from '../zones.ts';

export type Stored = string | number | null;
/** A point, or a span of days: `from` counts, `to` does not. */
export type Operand =
  { readonly kind: 'value'; readonly value: Stored } | { readonly kind: 'span'; readonly from: string; readonly to: string };

/** @returns what a literal or bind means for a field of that type. @throws PlatformError for a bind of the wrong type. */
export function operandOf(context: RunContext, typed: Typed, node: ValueNode): Operand {
  switch (node.kind) {
    case 'null':
      return { kind: 'value', value: null };
    case 'dateLiteral': {
      const { from, to } = context.range(node.name, node.count);
      if (typed.type === 'Date') return { kind: 'span', from, to };
      return { kind: 'span', from: startOfDay(context.zone, from), to: startOfDay(context.zone, to) };
    }
    case 'bind': {
      const bound = context.bind(node);
      if (Array.isArray(bound)) throw malformed(`The bind :${node.source} is a list where one value is needed`);
      return { kind: 'value', value: stored(typed, bound as Value) };
    }
    default:
      return { kind: 'value', value: stored(typed, node.value) };
  }
}

/** @returns the values of a bound list; a single value is a list of one. */
export function listOf(typed: Typed, bound: Bind): Stored[] {
  return (Array.isArray(bound) ? (bound as readonly Value[]) : [bound as Value]).map((each) => stored(typed, each));
}

function stored(typed: Typed, value: Value): Stored {
  if (value === null || value === '') return null;
  const { type } = typed;
  if (type === 'Checkbox') return typeof value === 'boolean' ? Number(value) : wrong(typed, 'boolean');
  if (NUMERIC.has(type)) return typeof value === 'number' ? value : wrong(typed, 'double');
  if (typeof value !== 'string') return wrong(typed, 'string');
  if (isReference(type)) return idValue(value);
  if (type === 'Date') return /^\d{4}-\d{2}-\d{2}/.test(value) ? value.slice(0, 10) : wrong(typed, 'date');
  if (type === 'DateTime') return instant(typed, value);
  if (type === 'Time') return time(typed, value);
  return value;
}

function instant(typed: Typed, value: string): string {
  const parsed = Date.parse(value.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
  return Number.isNaN(parsed) ? wrong(typed, 'dateTime') : new Date(parsed).toISOString();
}

function time(typed: Typed, value: string): string {
  const parts = /^(\d{2}:\d{2}:\d{2})(?:\.(\d{1,3})\d*)?Z?$/.exec(value);
  return parts ? `${parts[1]}.${(parts[2] ?? '').padEnd(3, '0')}Z` : wrong(typed, 'time');
}

function wrong(typed: Typed, type: string): never {
  throw invalidField(`value of filter criterion for field '${typed.name}' must be of type ${type}`, typed.name);
}

/** Letters that SQLite's NOCASE does not fold; more than so many in one value are compared in their own, all upper and all lower case. */
const FOLDED = 5;

/** @returns the spellings that the platform takes as equal but SQLite's ASCII folding would not: `é` and `É`. */
export function spellings(text: string): string[] {
  if (![...text].some((letter) => letter > '\x7f')) return [text];
  const letters = [...text];
  const cased = letters.flatMap((letter, i) => (letter > '\x7f' && letter.toLowerCase() !== letter.toUpperCase() ? [i] : []));
  if (!cased.length) return [text];
  if (cased.length > FOLDED) return [...new Set([text, text.toLowerCase(), text.toUpperCase()])];
  const found = new Set<string>();
  for (let mask = 0; mask < 1 << cased.length; mask++) {
    const copy = [...letters];
    cased.forEach((at, bit) => (copy[at] = mask & (1 << bit) ? copy[at]!.toUpperCase() : copy[at]!.toLowerCase()));
    found.add(copy.join(''));
  }
  return [...found];
}
