/** Apex text cut into tokens that know where they stand: enough to spoil a source at a chosen place. */

/** What the nearest brace around a token holds. */
export type Room = 'file' | 'class' | 'interface' | 'enum' | 'body' | 'property' | 'values';

export interface Token {
  readonly kind: 'word' | 'number' | 'string' | 'symbol';
  readonly text: string;
  /** In lower case. */
  readonly lower: string;
  readonly start: number;
  readonly end: number;
  readonly room: Room;
  /** Inside the square brackets of a query. */
  readonly query: boolean;
  /** Round and square brackets open around it, within its brace. */
  readonly depth: number;
  /** Index of the bracket that answers this one, -1 for other tokens. */
  mate: number;
}

const TOKEN =
  /\/\/[^\n]*|\/\*[\s\S]*?\*\/|'''[\s\S]*?'''|'(?:[^'\\\n]|\\.)*'|[A-Za-z_]\w*|\d[\d.]*[lLdD]?|[=!<>]==?|&&|\|\||\+\+|--|\?\.|\?\?|=>|[-+*/]=|\S/g;
const BODY_BEFORE = new Set([')', 'else', 'try', 'finally', 'do', '{', '}', ';', 'get', 'set', 'static']);

interface Open {
  readonly index: number;
  readonly room: Room;
  readonly query: boolean;
  readonly depth: number;
}

/** @returns the tokens of a source, comments left out. */
export function tokensOf(source: string): Token[] {
  const tokens: Token[] = [];
  const stack: Open[] = [];
  let here: Omit<Open, 'index'> = { room: 'file', query: false, depth: 0 };
  for (const match of source.matchAll(TOKEN)) {
    const text = match[0];
    if (text.startsWith('//') || text.startsWith('/*')) continue;
    const index = tokens.length;
    const closes = text === '}' || text === ')' || text === ']';
    let mate = -1;
    if (closes) {
      const open = stack.pop();
      if (open) {
        mate = open.index;
        here = open;
        tokens[mate]!.mate = index;
      }
    }
    tokens.push({ kind: kindOf(text), text, lower: text.toLowerCase(), start: match.index, end: match.index + text.length, ...here, mate });
    if (text === '{' || text === '(' || text === '[') {
      stack.push({ ...here, index });
      here = inside(tokens, index, here);
    }
  }
  return tokens;
}

function kindOf(text: string): Token['kind'] {
  if (/^[A-Za-z_]/.test(text)) return 'word';
  if (/^\d/.test(text)) return 'number';
  return text.startsWith("'") ? 'string' : 'symbol';
}

function inside(tokens: readonly Token[], index: number, outer: Omit<Open, 'index'>): Omit<Open, 'index'> {
  const [open, next] = [tokens[index]!.text, outer];
  if (open === '(') return { ...next, depth: next.depth + 1 };
  if (open === '[') return { ...next, depth: next.depth + 1, query: true };
  return { room: roomOf(tokens, index, outer.room), query: false, depth: 0 };
}

/** What a brace opens: told by the words before it. */
function roomOf(tokens: readonly Token[], index: number, outer: Room): Room {
  const before = tokens[index - 1];
  if (outer === 'property') return 'body';
  for (let i = index - 1; i >= 0 && !/^[;{}]$/.test(tokens[i]!.text); i--) {
    const { lower } = tokens[i]!;
    if (outer === 'body') continue;
    if (lower === 'class' && tokens[i - 1]?.text !== '.') return 'class';
    if (lower === 'interface' || lower === 'enum') return lower;
    if (lower === 'trigger') return 'body';
  }
  if (outer === 'body') {
    const isWhen = before?.text !== '>' && statementWord(tokens, index) === 'when';
    return before && (BODY_BEFORE.has(before.lower) || isWhen || statementWord(tokens, index) === 'switch') && !creates(tokens, index)
      ? 'body'
      : 'values';
  }
  if (before?.text === ')' || before?.lower === 'static' || /^[;{}]$/.test(before?.text ?? '')) return 'body';
  return before?.kind === 'word' ? 'property' : 'values';
}

function creates(tokens: readonly Token[], index: number): boolean {
  const close = tokens[index - 1]!;
  return close.text === ')' && close.mate >= 2 && tokens[close.mate - 2]?.lower === 'new';
}

function statementWord(tokens: readonly Token[], index: number): string {
  let i = index - 1;
  while (i >= 0 && !/^[;{}]$/.test(tokens[i]!.text)) i--;
  return tokens[i + 1]?.lower ?? '';
}
