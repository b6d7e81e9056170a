/** SOSL: a search is one query for each object it returns, with the words as one more condition. SOSL reference, "FIND {SearchQuery}". */
import { NotSupportedError } from '../errors.ts';
import type { Org } from '../org.ts';
import { bindQuery } from './bind.ts';
import { Cursor } from './cursor.ts';
import { malformed } from './errors.ts';
import { parseOperand } from './parse-condition.ts';
import { parseRest } from './parse.ts';
import type { Plan } from './plan.ts';
import { termsOf } from './search-words.ts';
import type { ConditionNode, QueryNode, SearchGroup, SelectNode } from './tree.ts';
import type { QueryOptions } from './types.ts';

/** Rows that one object gives at most, unless it has a LIMIT of its own. */
const DEFAULT_LIMIT = 250;
/** Rows of all objects together. */
const MOST = 2000;
const ALLOWED_WITH: ReadonlySet<string> = new Set(['HIGHLIGHT', 'METADATA', 'SPELL_CORRECTION']);

/** @returns one plan for each object, in the order of RETURNING, and how many rows they may give together. @throws PlatformError MALFORMED_QUERY (also for words shorter than two letters). */
export function searchPlans(org: Org, text: string, options: QueryOptions): { plans: Plan[]; most: number } {
  const { words, rest } = found(text, options.binds);
  const terms = termsOf(words);
  return plansFor(org, rest, (group) => (options.found ? among(options.found) : { kind: 'search', group, terms }), options);
}

/** Checks a search in Apex before it is run: its words may not be known yet, and nobody asks. @throws PlatformError as a run would. */
export function checkSearch(org: Org, text: string): void {
  plansFor(org, found(text, null).rest, () => among([]), null);
}

/** @param options null: nobody asks, so nothing is found where the objects are not named */
function plansFor(
  org: Org,
  rest: string,
  condition: (group: SearchGroup) => ConditionNode,
  options: QueryOptions | null
): { plans: Plan[]; most: number } {
  const cursor = new Cursor(rest);
  const search = condition(cursor.word('in') ? searchGroup(cursor) : 'ALL');
  const queries: QueryNode[] = [];
  if (cursor.word('returning'))
    do queries.push(returning(org, cursor, search));
    while (cursor.symbol(','));
  else if (options) queries.push(...everything(org, search, options));
  const most = closing(cursor);
  return { plans: queries.map((query) => bindQuery(org.schema, query)), most };
}

/** WITH, LIMIT and UPDATE after the objects. @returns how many rows all objects together may give. */
function closing(cursor: Cursor): number {
  while (cursor.word('with')) {
    const what = cursor.name().toUpperCase();
    if (!ALLOWED_WITH.has(what)) throw new NotSupportedError(`WITH ${what} in a search`);
    // A setting of one value: HIGHLIGHT and METADATA change how the answer of some channels looks, never what is found.
    if (cursor.symbol('=')) cursor.next();
    if (cursor.symbol('(')) while (!cursor.symbol(')')) if (cursor.next().kind === 'end') cursor.fail();
  }
  const given = cursor.word('limit') ? cursor.next() : null;
  if (given && !/^\d+$/.test(given.text)) throw malformed(`unexpected token: '${given.text}'`);
  const most = given ? Number(given.value) : MOST;
  if (most < 1 || most > MOST) throw malformed(`A search gives from 1 to ${MOST} rows`);
  if (cursor.word('update')) {
    do if (!cursor.word('tracking') && !cursor.word('viewstat')) cursor.fail();
    while (cursor.symbol(','));
  }
  if (cursor.peek().kind !== 'end') cursor.fail();
  return most;
}

/** Without RETURNING the ids of every searchable object that the user may read. */
function everything(org: Org, search: ConditionNode, { userId }: QueryOptions): QueryNode[] {
  const nothing = parseRest(new Cursor(''), { from: '', alias: null });
  const limit = { kind: 'number', value: DEFAULT_LIMIT, text: String(DEFAULT_LIMIT) } as const;
  const select: SelectNode[] = [{ kind: 'field', operand: { kind: 'path', parts: ['Id'] }, alias: null }];
  return [...org.schema.objects()]
    .filter((object) => object.searchable && object.queryable && !object.virtual && org.security.objectAccess(userId, object.name).read)
    .map((object) => ({ ...nothing, from: object.name, select, isCount: false, where: search, limit }));
}

/**
 * The search words stand in braces (over the API), in quotes or in a bind (in Apex).
 * @param binds null: not known yet
 */
function found(text: string, binds: QueryOptions['binds'] | null): { words: string; rest: string } {
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
  if (token.kind === 'bind' && binds === null) return { words: '', rest };
  const bound = token.kind === 'bind' ? binds?.get(token.value) : undefined;
  if (typeof bound !== 'string') throw malformed(`unexpected token: '${token.text}'`);
  return { words: bound, rest };
}

function searchGroup(cursor: Cursor): SearchGroup {
  const group = cursor.name().toUpperCase();
  cursor.needWord('fields');
  if (group !== 'ALL' && group !== 'NAME' && group !== 'EMAIL' && group !== 'PHONE' && group !== 'SIDEBAR')
    throw malformed(`unexpected token: '${group}'`);
  return group;
}

function among(ids: readonly string[]): ConditionNode {
  return { kind: 'in', left: { kind: 'path', parts: ['Id'] }, negated: false, values: ids.map((value) => ({ kind: 'string', value })) };
}

function returning(org: Org, cursor: Cursor, search: ConditionNode): QueryNode {
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
