/** The words of a search. SOSL reference, "FIND {SearchQuery}": AND NOT binds strongest, then AND, then OR; brackets group. */
import { malformed } from './errors.ts';
import type { SearchTerms } from './tree.ts';

type Token = { readonly kind: 'word'; readonly text: string } | { readonly kind: 'and' | 'or' | 'not' | '(' | ')' };

/** @throws PlatformError MALFORMED_QUERY, also for words shorter than two letters. */
export function termsOf(text: string): SearchTerms {
  const tokens = [...tokensOf(text)];
  let at = 0;
  let depth = 0;
  const take = (kind: Token['kind']): boolean => tokens[at]?.kind === kind && ++at > 0;
  const any = (): SearchTerms => list('any', all, () => take('or'));
  /** Words beside each other must all be found, like those joined by AND. */
  const all = (): SearchTerms => {
    let opposite = false;
    const more = (): boolean => {
      const and = take('and');
      opposite = and && take('not');
      return and || tokens[at]?.kind === 'word' || tokens[at]?.kind === '(';
    };
    return list('all', () => (opposite ? { kind: 'not', item: one() } : one()), more);
  };
  const one = (): SearchTerms => {
    if (++depth > 100) throw malformed('The search is nested too deeply');
    try {
      const token = tokens[at++];
      if (token?.kind === 'word') return token;
      if (token?.kind !== '(') throw malformed('search term must be longer than one character');
      const inner = any();
      if (!take(')')) throw malformed("unexpected token: '<EOF>'");
      return inner;
    } finally {
      depth--;
    }
  };
  const terms = any();
  if (at < tokens.length) throw malformed("unexpected token: ')'");
  return terms;
}

function list(kind: 'any' | 'all', item: () => SearchTerms, more: () => boolean): SearchTerms {
  const items = [item()];
  while (more()) items.push(item());
  return items.length === 1 ? items[0]! : { kind, items };
}

/** Operators are in capitals; what stands in quotes is one word; a backslash makes the next character plain. */
function* tokensOf(text: string): Iterable<Token> {
  for (const [whole, quoted] of text.matchAll(/"((?:\\.|[^"\\])*)"|[()]|(?:\\.|[^\s()"\\])+/g)) {
    if (whole === '(' || whole === ')') yield { kind: whole };
    else if (whole === 'AND') yield { kind: 'and' };
    else if (whole === 'OR') yield { kind: 'or' };
    else if (whole === 'NOT') yield { kind: 'not' };
    else {
      const word = (quoted ?? whole).replaceAll(/\\(.)/g, '$1').replace(/\*+$/, '').trim();
      if (word === '') continue;
      if (word.replaceAll(/[*?]/g, '').length < 2) throw malformed('search term must be longer than one character');
      yield { kind: 'word', text: word };
    }
  }
}
