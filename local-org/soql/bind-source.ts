/** Finds where the Apex expression after a bind colon ends: a primary with its calls, members and indexes, and arithmetic between such. */
import { unexpected } from './errors.ts';

const SPACE = /\s*/y;
const WORD = /[A-Za-z_][A-Za-z0-9_]*/y;
const NUMBER = /\d+(?:\.\d+)?[lLdD]?/y;
/** Operators that may go on; `=`, `<` and the words of SOQL may not. */
const OPERATOR = /\s*(?:\?\?|[+\-*/])\s*/y;
const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** @returns the offset after the expression that starts at `start`; `start` itself when none does. */
export function bindEnd(text: string, start: number): number {
  let at = primary(text, start);
  while (at > start) {
    const operator = length(OPERATOR, text, at);
    if (!operator) break;
    const after = primary(text, at + operator);
    if (after === at + operator) break;
    at = after;
  }
  return at;
}

function primary(text: string, start: number): number {
  const unary = /^[-!~+]/.test(text.slice(start, start + 1)) ? 1 : 0;
  const first = start + unary;
  let at: number;
  if (text[first] === "'") at = quotedEnd(text, first);
  else if (text[first] === '(') at = bracketEnd(text, first);
  else at = first + (length(NUMBER, text, first) || length(WORD, text, first));
  if (at === first) return start;
  if (/^new$/i.test(text.slice(first, at))) return suffixes(text, created(text, at));
  return suffixes(text, at);
}

/** `new Set<Id>{…}`, `new Filter(…)`, `new List<Id>(…)`: type name, type arguments, then the brackets. */
function created(text: string, at: number): number {
  let end = at;
  for (; end < text.length && !'({['.includes(text[end]!); end++) if (/[=;']/.test(text[end]!)) throw unexpected(text[end]!);
  return end < text.length ? bracketEnd(text, end) : end;
}

function suffixes(text: string, start: number): number {
  let at = start;
  for (;;) {
    const space = length(SPACE, text, at);
    const rest = at + space;
    if (text[rest] === '(' || text[rest] === '[') at = bracketEnd(text, rest);
    else if (text[rest] === '.' || text.startsWith('?.', rest)) {
      const dot = rest + (text[rest] === '.' ? 1 : 2);
      const name = dot + length(SPACE, text, dot);
      const word = length(WORD, text, name);
      if (!word) throw unexpected('.');
      at = name + word;
    } else if (text[rest] === '{' && at > start) at = bracketEnd(text, rest);
    else return at;
  }
}

function bracketEnd(text: string, start: number): number {
  const closing = [CLOSING[text[start]!]!];
  for (let at = start + 1; at < text.length; at++) {
    const character = text[at]!;
    if (character === "'") at = quotedEnd(text, at) - 1;
    else if (character in CLOSING) closing.push(CLOSING[character]!);
    else if (character === closing.at(-1)) {
      closing.pop();
      if (!closing.length) return at + 1;
    }
  }
  throw unexpected('<EOF>');
}

function quotedEnd(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === "'") return at + 1;
  }
  throw unexpected('<EOF>');
}

function length(shape: RegExp, text: string, at: number): number {
  shape.lastIndex = at;
  return shape.exec(text)?.[0].length ?? 0;
}
