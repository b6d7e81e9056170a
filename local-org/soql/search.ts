/** SOSL: a search is one query for each object it returns, with the words as one more condition. SOSL reference, "FIND {SearchQuery}". */
import { NotSupportedError } from '../errors.ts';
import type { Org } from '../org.ts';
import { bindQuery } from './bind.ts';
import { Cursor } from './cursor.ts';
import { malformed } from './errors.ts';
import { parseOperand } from './parse-condition.ts';
import { parseRest } from './parse.ts';
import type { Plan } from './plan.ts';
import type { ConditionNode, QueryNode, SearchGroup, SearchNode, SelectNode } from './tree.ts';
import type { QueryOptions } from './types.ts';

/** Rows that one object gives at most, unless it has a LIMIT of its own. */
const DEFAULT_LIMIT = 250;

/** @returns one plan for each object after RETURNING, in order. @throws PlatformError MALFORMED_QUERY (also for words shorter than two letters). */
export function searchPlans(org: Org, text: string, options: QueryOptions): Plan[] {
  const { words, rest } = found(text, options);
  const terms = termsOf(words);
  const cursor = new Cursor(rest);
  const group = cursor.word('in') ? searchGroup(cursor) : 'ALL';
  if (!cursor.word('returning')) throw new NotSupportedError('a search without RETURNING');
  const plans: Plan[] = [];
  do plans.push(bindQuery(org.schema, returning(org, cursor, { kind: 'search', group, terms })));
  while (cursor.symbol(','));
  if (cursor.word('limit')) cursor.next();
  if (cursor.peek().kind !== 'end') cursor.fail();
  return plans;
}

/** The search words stand in braces (over the API), in quotes or in a bind (in Apex). */
function found(text: string, options: QueryOptions): { words: string; rest: string } {
  const start = /^\s*FIND\s*/i.exec(text)?.[0].length;
  if (start === undefined) throw malformed("unexpected token: 'FIND' expected");
  if (text[start] === '{') {
    for (let at = start + 1; at < text.length; at++) {
      if (text[at] === '\\') at++;
      else if (text[at] === '}') return { words: text.slice(start + 1, at), rest: text.slice(at + 1) };
    }
    throw malformed("unexpected token: '<EOF>'");
  }
  const token = new Cursor(text).peek(1);
  const rest = text.slice(token.offset + token.text.length);
  if (token.kind === 'string') return { words: token.value, rest };
  const bound = token.kind === 'bind' ? options.binds?.get(token.value) : undefined;
  if (typeof bound !== 'string') throw malformed(`unexpected token: '${token.text}'`);
  return { words: bound, rest };
}

/** Words joined by OR are alternatives; words beside each other, or joined by AND, must all be found. */
function termsOf(text: string): string[][] {
  if (/\bAND\s+NOT\b/.test(text)) throw new NotSupportedError('AND NOT in a search');
  const terms = text.split(/\sOR\s/).map((part) =>
    part
      .replaceAll(/\sAND\s/g, ' ')
      .replaceAll(/\\(.)/g, '$1')
      .split(/[\s"()]+/)
      .map((word) => word.replace(/\*+$/, ''))
      .filter((word) => word !== '')
  );
  const words = terms.flat();
  if (!words.length || terms.some((term) => !term.length) || words.some((word) => word.replaceAll(/[*?]/g, '').length < 2))
    throw malformed('search term must be longer than one character');
  return terms;
}

function searchGroup(cursor: Cursor): SearchGroup {
  const group = cursor.name().toUpperCase();
  cursor.needWord('fields');
  if (group !== 'ALL' && group !== 'NAME' && group !== 'EMAIL' && group !== 'PHONE' && group !== 'SIDEBAR')
    throw malformed(`unexpected token: '${group}'`);
  return group;
}

function returning(org: Org, cursor: Cursor, search: SearchNode): QueryNode {
  const from = cursor.name();
  const object = org.schema.object(from);
  if (object && !object.searchable) throw malformed(`entity type ${object.name} does not support search`);
  const select: SelectNode[] = [];
  let rest = parseRest(new Cursor(''), { from, alias: null });
  if (cursor.symbol('(')) {
    do select.push({ kind: 'field', operand: parseOperand(cursor), alias: null });
    while (cursor.symbol(','));
    rest = parseRest(cursor, { from, alias: null });
    cursor.needSymbol(')');
  } else select.push({ kind: 'field', operand: { kind: 'path', parts: ['Id'] }, alias: null });
  const where: ConditionNode = rest.where ? { kind: 'and', items: [search, rest.where] } : search;
  return {
    ...rest,
    select,
    isCount: false,
    where,
    limit: rest.limit ?? { kind: 'number', value: DEFAULT_LIMIT, text: String(DEFAULT_LIMIT) }
  };
}
