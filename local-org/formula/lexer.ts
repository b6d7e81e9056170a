import { PlatformError } from '../errors.ts';

export type TokenKind = 'number' | 'text' | 'name' | 'operator' | 'end';
export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  readonly at: number;
}

const SPACE = /(?:\s+|\/\*[\s\S]*?\*\/)+/y;
const NUMBER = /\d+(?:\.\d+)?|\.\d+/y;
const TEXT = /"(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\]|\\[\s\S])*'/y;
/** Names with their path: `Client__r.Owner:User.Name`, `$User.Id`. */
const NAME = /\$?[A-Za-z_][A-Za-z0-9_]*(?::[A-Za-z]+)?(?:\.[A-Za-z_][A-Za-z0-9_]*(?::[A-Za-z]+)?)*/y;
const OPERATOR = /&&|\|\||<=|>=|<>|!=|==|[-+*/^&=<>!(),]/y;

/** @returns the tokens of a formula. @throws PlatformError for a character that starts none. */
export function tokens(source: string): Token[] {
  const found: Token[] = [];
  let at = 0;
  const take = (pattern: RegExp): string | null => {
    pattern.lastIndex = at;
    const match = pattern.exec(source);
    if (match) at += match[0].length;
    return match?.[0] ?? null;
  };
  for (;;) {
    take(SPACE);
    const start = at;
    if (at >= source.length) return [...found, { kind: 'end', text: '', at }];
    const text = take(TEXT);
    if (text !== null) {
      found.push({ kind: 'text', text: unescape(text.slice(1, -1)), at: start });
      continue;
    }
    const kinds: [TokenKind, RegExp][] = [
      ['number', NUMBER],
      ['name', NAME],
      ['operator', OPERATOR]
    ];
    const kind = kinds.find(([, pattern]) => take(pattern) !== null)?.[0];
    if (!kind) throw new PlatformError('INVALID_FORMULA', `Syntax error. Found '${source[at]}'`);
    found.push({ kind, text: source.slice(start, at), at: start });
  }
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/** A backslash stands for the character after it; patterns of REGEX write it twice. */
function unescape(text: string): string {
  return text.replace(/\\([\s\S])/g, (_, c: string) => ESCAPES[c] ?? c);
}
