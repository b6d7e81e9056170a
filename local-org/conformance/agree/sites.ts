/** Places in a source where a fault can be made. */
import type { Token } from './tokens.ts';

/** One change of a source: the text from `start` to `end` becomes `text`. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}
/** @returns the places where the fault can be made. */
export type Mutation = (tokens: readonly Token[], source: string) => Edit[];

export const TYPES: Readonly<Record<string, string>> = {
  string: 'Integer',
  integer: 'String',
  boolean: 'Date',
  id: 'Integer',
  date: 'Boolean',
  datetime: 'Boolean',
  decimal: 'String',
  long: 'String',
  object: 'Integer',
  blob: 'String',
  sobject: 'String'
};
export const KEYWORDS = new Set(
  'if else for while do switch when return throw try catch finally new instanceof this super null true false insert update delete upsert undelete merge break continue static final public private protected global virtual abstract override with without inherited sharing class interface enum extends implements on get set void trigger before after and or not'.split(
    ' '
  )
);

export const replace = (token: Token, text: string): Edit => ({ start: token.start, end: token.end, text });
export const remove = (token: Token): Edit => replace(token, '');
export const before = (token: Token, text: string): Edit => ({ start: token.start, end: token.start, text });
export const after = (token: Token, text: string): Edit => ({ start: token.end, end: token.end, text });

/** An edit at every token that qualifies. */
export function each(
  qualifies: (t: Token, i: number, all: readonly Token[]) => boolean,
  edit: (t: Token, i: number, all: readonly Token[]) => Edit
): Mutation {
  return (tokens) => tokens.flatMap((t, i) => (qualifies(t, i, tokens) ? [edit(t, i, tokens)] : []));
}

export const named = (t: Token | undefined): boolean => t?.kind === 'word' && !KEYWORDS.has(t.lower);
export const inBody = (t: Token | undefined): boolean => t?.room === 'body' && !t.query;
export const begins = (i: number, all: readonly Token[]): boolean =>
  /^[;{}]$/.test(all[i - 1]?.text ?? ';') && all[i]!.depth === 0 && inBody(all[i]);
export const member = (t: Token): boolean => (t.room === 'class' || t.room === 'interface') && t.depth === 0;

/** A call: name and bracket, no declaration and no `new`. */
export function isCall(i: number, all: readonly Token[]): boolean {
  return named(all[i]) && inBody(all[i]) && all[i + 1]?.text === '(' && all[i - 1]?.lower !== 'new' && !isNew(i, all);
}
export function isNew(i: number, all: readonly Token[]): boolean {
  while (all[i - 1]?.text === '.') i -= 2;
  return all[i - 1]?.lower === 'new';
}
export const isMethod = (i: number, all: readonly Token[]): boolean =>
  named(all[i]) && member(all[i]!) && all[i + 1]?.text === '(' && all[i - 1]?.text !== '@' && all[i - 1]?.kind !== 'symbol';

/** Index of the semicolon that ends the statement beginning here. */
export function endOf(i: number, all: readonly Token[]): number {
  while (i < all.length && all[i]!.text !== ';' && !(all[i]!.text === '{' && all[i]!.room === 'body')) i++;
  return all[i]?.text === ';' ? i : -1;
}
export const textOf = (source: string, all: readonly Token[], from: number, to: number): string =>
  source.slice(all[from]!.start, all[to]!.end);

/** At statements that begin so. */
export function statement(
  qualifies: (i: number, all: readonly Token[]) => boolean,
  edit: (i: number, end: number, all: readonly Token[], source: string) => Edit
): Mutation {
  return (tokens, source) =>
    tokens.flatMap((_, i) => {
      if (!begins(i, tokens) || !qualifies(i, tokens)) return [];
      const end = endOf(i, tokens);
      return end < 0 ? [] : [edit(i, end, tokens, source)];
    });
}
export const isLocal = (i: number, all: readonly Token[]): boolean => {
  const name = nameOfLocal(i, all);
  return name > 0 && all[name + 1]?.text === '=';
};
/** Index of the name in `Type name`, `Type<A> name`, `A.B name`; 0 when this is no declaration. */
export function nameOfLocal(i: number, all: readonly Token[]): number {
  if (!named(all[i])) return 0;
  let at = i + 1;
  while (all[at]?.text === '.' && named(all[at + 1])) at += 2;
  if (all[at]?.text === '<') {
    let open = 0;
    do {
      if (all[at]?.text === '<') open++;
      if (all[at]?.text === '>') open--;
      at++;
    } while (open > 0 && at < all.length);
  }
  return named(all[at]) && /^[=;,]$/.test(all[at + 1]?.text ?? '') ? at : 0;
}
export const isCallStatement = (i: number, all: readonly Token[]): boolean => {
  let at = i;
  while (named(all[at]) && all[at + 1]?.text === '.') at += 2;
  return named(all[at]) && all[at + 1]?.text === '(' && all[all[at + 1]!.mate + 1]?.text === ';';
};
export const lastArgument = (open: Token, all: readonly Token[]): Token => all[open.mate - 1]!;
