/** SOQL text into its tree. SOQL and SOSL Reference, "SOQL SELECT Syntax". */
import { NotSupportedError } from '../errors.ts';
import { parseCondition, parseOperand, parsePath, parseValue } from './parse-condition.ts';
import { Cursor } from './cursor.ts';
import { malformed } from './errors.ts';
import type { OrderNode, PathNode, QueryNode, SelectNode, TypeofWhen, ValueNode } from './tree.ts';

/** @throws PlatformError MALFORMED_QUERY; NotSupportedError for what this org does not do. */
export function parseQuery(text: string): QueryNode {
  const cursor = new Cursor(text);
  const query = parseSelect(cursor);
  if (cursor.peek().kind !== 'end') cursor.fail();
  return query;
}

/** Words that end a select list item or a FROM, so they are no aliases. */
const CLAUSES: ReadonlySet<string> = new Set([
  'from',
  'where',
  'with',
  'group',
  'having',
  'order',
  'limit',
  'offset',
  'for',
  'all',
  'using',
  'update'
]);

export function parseSelect(cursor: Cursor): QueryNode {
  cursor.needWord('select');
  const isCount = cursor.isWord('count') && cursor.isSymbol('(', 1) && cursor.isSymbol(')', 2);
  const select: SelectNode[] = [];
  if (isCount) for (let i = 0; i < 3; i++) cursor.next();
  else
    do select.push(selectItem(cursor));
    while (cursor.symbol(','));
  cursor.needWord('from');
  const from = fromName(cursor);
  return { ...parseRest(cursor, from), select, isCount };
}

function fromName(cursor: Cursor): { from: string; alias: string | null } {
  let from = cursor.name();
  while (cursor.symbol('.')) from += `.${cursor.name()}`;
  cursor.word('as');
  const alias = cursor.peek().kind === 'word' && !CLAUSES.has(cursor.peek().text.toLowerCase()) ? cursor.name() : null;
  if (cursor.isSymbol(',')) throw new NotSupportedError('several objects in FROM');
  return { from, alias };
}

/** Everything after FROM: also what stands in the brackets of a SOSL RETURNING. */
export function parseRest(cursor: Cursor, { from, alias }: { from: string; alias: string | null }): Omit<QueryNode, 'select' | 'isCount'> {
  const scope = cursor.word('using', 'scope') ? cursor.name() : null;
  const where = cursor.word('where') ? parseCondition(cursor) : null;
  const mode = accessMode(cursor);
  const { groupBy, subtotals } = cursor.word('group', 'by') ? grouping(cursor) : { groupBy: [], subtotals: null };
  const having = cursor.word('having') ? parseCondition(cursor) : null;
  const orderBy = cursor.word('order', 'by') ? listOf(cursor, orderItem) : [];
  const limit = cursor.word('limit') ? amount(cursor) : null;
  const offset = cursor.word('offset') ? amount(cursor) : null;
  const allRows = cursor.word('all', 'rows');
  let forUpdate = false;
  while (cursor.word('for')) {
    const what = cursor.name().toLowerCase();
    if (what === 'update') forUpdate = true;
    else if (what !== 'view' && what !== 'reference') throw malformed(`unexpected token: '${what}'`);
  }
  return {
    kind: 'query',
    from,
    alias,
    scope,
    where,
    mode,
    groupBy,
    subtotals,
    having,
    orderBy,
    limit,
    offset,
    allRows: allRows || cursor.word('all', 'rows'),
    forUpdate
  };
}

function selectItem(cursor: Cursor): SelectNode {
  if (cursor.symbol('(')) {
    const query = cursor.inside(() => parseSelect(cursor));
    cursor.needSymbol(')');
    return { kind: 'children', query };
  }
  if (cursor.word('typeof')) return typeOf(cursor);
  if (cursor.isWord('fields') && cursor.isSymbol('(', 1)) {
    cursor.next();
    cursor.next();
    const set = cursor.name().toUpperCase();
    cursor.needSymbol(')');
    if (set !== 'ALL' && set !== 'STANDARD' && set !== 'CUSTOM') throw malformed(`unexpected token: '${set}'`);
    return { kind: 'fields', set };
  }
  const operand = parseOperand(cursor);
  const alias = cursor.peek().kind === 'word' && !CLAUSES.has(cursor.peek().text.toLowerCase()) ? cursor.name() : null;
  return { kind: 'field', operand, alias };
}

function accessMode(cursor: Cursor): QueryNode['mode'] {
  if (!cursor.word('with')) return null;
  if (cursor.word('user_mode')) return 'user';
  if (cursor.word('system_mode')) return 'system';
  if (cursor.word('security_enforced')) return 'enforced';
  if (cursor.isWord('data')) throw new NotSupportedError('WITH DATA CATEGORY in a query');
  return cursor.fail();
}

/** TYPEOF What WHEN Account THEN Phone, Name ELSE Name END */
function typeOf(cursor: Cursor): SelectNode {
  const name = cursor.name();
  const fields = (): PathNode[] => {
    cursor.needWord('then');
    return listOf(cursor, parsePath);
  };
  const whens: TypeofWhen[] = [];
  while (cursor.word('when')) whens.push({ object: cursor.name(), fields: fields() });
  if (!whens.length) cursor.fail();
  const otherwise = cursor.word('else') ? listOf(cursor, parsePath) : null;
  cursor.needWord('end');
  return { kind: 'typeof', name, whens, otherwise };
}

function grouping(cursor: Cursor): Pick<QueryNode, 'groupBy' | 'subtotals'> {
  const subtotals = cursor.isSymbol('(', 1) ? (cursor.isWord('rollup') ? 'rollup' : cursor.isWord('cube') ? 'cube' : null) : null;
  if (!subtotals) return { groupBy: listOf(cursor, parseOperand), subtotals };
  cursor.next();
  cursor.needSymbol('(');
  const groupBy = listOf(cursor, parseOperand);
  cursor.needSymbol(')');
  if (groupBy.length > 3) throw malformed(`GROUP BY ${subtotals.toUpperCase()} takes at most three fields`);
  return { groupBy, subtotals };
}

function orderItem(cursor: Cursor): OrderNode {
  const operand = parseOperand(cursor);
  const descending = cursor.word('desc');
  if (!descending) cursor.word('asc');
  if (!cursor.word('nulls')) return { operand, descending, nulls: null };
  if (cursor.word('first')) return { operand, descending, nulls: 'first' };
  cursor.needWord('last');
  return { operand, descending, nulls: 'last' };
}

function amount(cursor: Cursor): ValueNode {
  const value = parseValue(cursor);
  if (value.kind === 'bind' || (value.kind === 'number' && /^\d+$/.test(value.text))) return value;
  throw malformed(`unexpected token: '${'text' in value ? value.text : value.kind}'`);
}

function listOf<T>(cursor: Cursor, item: (cursor: Cursor) => T): T[] {
  const items = [item(cursor)];
  while (cursor.symbol(',')) items.push(item(cursor));
  return items;
}
