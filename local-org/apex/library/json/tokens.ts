import { raise } from '../../values/index.ts';
import { parseJson } from './read.ts';

export type TokenKind =
  | 'START_OBJECT'
  | 'END_OBJECT'
  | 'START_ARRAY'
  | 'END_ARRAY'
  | 'FIELD_NAME'
  | 'VALUE_STRING'
  | 'VALUE_NUMBER_INT'
  | 'VALUE_NUMBER_FLOAT'
  | 'VALUE_TRUE'
  | 'VALUE_FALSE'
  | 'VALUE_NULL';

/** A token of JSON text: what `getText` gives, the field it belongs to, and its place in the text. */
export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  readonly name: string | null;
  readonly from: number;
  readonly to: number;
}

const LITERALS: Readonly<Record<string, TokenKind>> = {
  '{': 'START_OBJECT',
  '}': 'END_OBJECT',
  '[': 'START_ARRAY',
  ']': 'END_ARRAY',
  true: 'VALUE_TRUE',
  false: 'VALUE_FALSE',
  null: 'VALUE_NULL'
};

/** @returns the tokens of JSON text. @throws JSONException with the place of the fault. */
export function tokensOf(text: string): Token[] {
  parseJson(text);
  const tokens: Token[] = [];
  /** Of every container that is open: whether it is an object, and the name its next value has. */
  const open: { readonly isObject: boolean; name: string | null; awaitsName: boolean }[] = [];
  for (const match of text.matchAll(/"(?:[^"\\]|\\.)*"|[^\s"{}[\],:]+|[{}[\],]/g)) {
    const [written] = match;
    const at = open.at(-1);
    if (written === ',') {
      if (at?.isObject) at.awaitsName = true;
      continue;
    }
    const place = { from: match.index, to: match.index + written.length };
    if (written === '}' || written === ']') {
      open.pop();
      tokens.push({ kind: LITERALS[written] as TokenKind, text: written, name: open.at(-1)?.name ?? null, ...place });
    } else if (at?.awaitsName) {
      at.name = JSON.parse(written) as string;
      at.awaitsName = false;
      tokens.push({ kind: 'FIELD_NAME', text: at.name, name: at.name, ...place });
    } else {
      tokens.push({ ...valueOf(written), name: at?.name ?? null, ...place });
      if (written === '{' || written === '[') open.push({ isObject: written === '{', name: null, awaitsName: written === '{' });
    }
  }
  return tokens;
}

function valueOf(written: string): { kind: TokenKind; text: string } {
  const literal = LITERALS[written];
  if (literal) return { kind: literal, text: written };
  if (written.startsWith('"')) return { kind: 'VALUE_STRING', text: JSON.parse(written) as string };
  return { kind: /[.eE]/.test(written) ? 'VALUE_NUMBER_FLOAT' : 'VALUE_NUMBER_INT', text: written };
}

/** What `System.JSONParser` is: a place between tokens. The text is read when the first token is asked for. */
export class TokenReader {
  readonly text: string;
  current: Token | null = null;
  lastCleared: Token | null = null;
  private tokens: Token[] | null = null;
  private at = -1;

  constructor(text: string) {
    this.text = text;
  }

  next(): Token | null {
    this.tokens ??= tokensOf(this.text);
    this.at = Math.min(this.at + 1, this.tokens.length);
    return (this.current = this.tokens[this.at] ?? null);
  }

  clear(): void {
    if (this.current) this.lastCleared = this.current;
    this.current = null;
  }

  /** Goes on to the end of the object or array that begins here. @returns the text of the value. */
  skip(): string {
    const start = this.current ?? raise('JSONException', 'No current token');
    let depth = 0;
    do {
      if (this.current?.kind.startsWith('START')) depth++;
      if (this.current?.kind.startsWith('END')) depth--;
    } while (depth > 0 && this.next());
    return this.text.slice(start.from, this.current?.to);
  }
}
