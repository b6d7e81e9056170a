/** SOQL text into tokens. SOQL and SOSL Reference: "Quoted String Escape Sequences", "Date Formats and Date Literals". */
import { bindEnd } from './bind-source.ts';
import { malformed, unexpected } from './errors.ts';

export type TokenKind = 'word' | 'string' | 'number' | 'date' | 'datetime' | 'time' | 'bind' | 'symbol' | 'end';

/** `text` is what stood in the query; for strings `value` holds the content, for binds the Apex source after the colon. */
export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  readonly value: string;
  readonly offset: number;
}

const SPACE = /(?:\s|\/\/[^\n]*|\/\*[\s\S]*?\*\/)+/y;
const DATETIME = /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})/y;
const DATE = /\d{4}-\d{2}-\d{2}(?![\dT])/y;
const TIME = /\d{2}:\d{2}:\d{2}(?:\.\d+)?Z/y;
const NUMBER = /[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y;
const WORD = /[A-Za-z_][A-Za-z0-9_]*/y;
const COUNTED = /:(\d+)/y;
const SYMBOL = /<=|>=|!=|<>|[=<>(),.{}[\]*&|"]/y;
/** Date literals that take a number after a colon: LAST_N_DAYS:7, N_DAYS_AGO:3. */
const TAKES_NUMBER = /^(?:(?:LAST|NEXT)_N_\w+|N_\w+_AGO)$/i;

/** @returns the tokens, the last of kind `end`. @throws PlatformError MALFORMED_QUERY. */
export function tokens(text: string): Token[] {
  const result: Token[] = [];
  let at = skip(text, 0);
  while (at < text.length) {
    const token = next(text, at, result.at(-1));
    result.push(token);
    at = skip(text, token.offset + token.text.length);
  }
  result.push({ kind: 'end', text: '<EOF>', value: '', offset: text.length });
  return result;
}

function next(text: string, at: number, before: Token | undefined): Token {
  const character = text[at]!;
  if (character === "'") return stringToken(text, at);
  if (character === ':') {
    const counted = before && TAKES_NUMBER.test(before.text) ? match(COUNTED, text, at) : undefined;
    if (counted !== undefined) return { kind: 'number', text: counted, value: counted.slice(1), offset: at };
    return bindToken(text, at);
  }
  const shapes: [RegExp, TokenKind][] = [
    [DATETIME, 'datetime'],
    [DATE, 'date'],
    [TIME, 'time'],
    [NUMBER, 'number'],
    [WORD, 'word'],
    [SYMBOL, 'symbol']
  ];
  for (const [shape, kind] of shapes) {
    const found = match(shape, text, at);
    if (found !== undefined) return { kind, text: found, value: found, offset: at };
  }
  throw unexpected(character);
}

function match(shape: RegExp, text: string, at: number): string | undefined {
  shape.lastIndex = at;
  return shape.exec(text)?.[0];
}

function skip(text: string, at: number): number {
  return at + (match(SPACE, text, at)?.length ?? 0);
}

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  N: '\n',
  r: '\r',
  R: '\r',
  t: '\t',
  T: '\t',
  b: '\b',
  B: '\b',
  f: '\f',
  F: '\f',
  '"': '"',
  "'": "'",
  '\\': '\\'
};

/** `\_` and `\%` keep their backslash: LIKE reads them. */
function stringToken(text: string, at: number): Token {
  let value = '';
  for (let i = at + 1; i < text.length; i++) {
    const character = text[i]!;
    if (character === "'") return { kind: 'string', text: text.slice(at, i + 1), value, offset: at };
    if (character !== '\\') {
      value += character;
      continue;
    }
    const escaped = text[++i];
    const unicode = escaped === 'u' ? /^[0-9A-Fa-f]{4}/.exec(text.slice(i + 1)) : null;
    if (unicode) {
      value += String.fromCharCode(parseInt(unicode[0], 16));
      i += 4;
    } else if (escaped === '_' || escaped === '%') value += `\\${escaped}`;
    else if (escaped !== undefined && escaped in ESCAPES) value += ESCAPES[escaped];
    else throw malformed(`Invalid string literal: illegal character sequence '\\${escaped ?? ''}' in string literal`);
  }
  throw malformed('Invalid string literal: the closing quote is missing');
}

function bindToken(text: string, at: number): Token {
  const start = skip(text, at + 1);
  const end = bindEnd(text, start);
  if (end === start) throw unexpected(':');
  return { kind: 'bind', text: text.slice(at, end), value: text.slice(start, end), offset: at };
}
