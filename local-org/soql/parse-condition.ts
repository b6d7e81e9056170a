/** WHERE and HAVING. SOQL and SOSL Reference, "conditionExpression", "fieldExpression". */
import { NotSupportedError } from '../errors.ts';
import type { Cursor } from './cursor.ts';
import { isDateLiteral } from './date-literals.ts';
import { unexpected } from './errors.ts';
import { parseSelect } from './parse.ts';
import type { BindNode, CallNode, ComparisonOperator, ConditionNode, OperandNode, PathNode, QueryNode, ValueNode } from './tree.ts';

/** AND and OR may not be mixed without brackets: the platform refuses it too. */
export function parseCondition(cursor: Cursor): ConditionNode {
  const first = simple(cursor);
  const kind = cursor.isWord('and') ? 'and' : cursor.isWord('or') ? 'or' : null;
  if (!kind) return first;
  const items = [first];
  while (cursor.word(kind)) items.push(simple(cursor));
  if (cursor.isWord('and') || cursor.isWord('or')) cursor.fail();
  return { kind, items };
}

function simple(cursor: Cursor): ConditionNode {
  if (cursor.word('not')) return { kind: 'not', item: cursor.inside(() => simple(cursor)) };
  if (!cursor.symbol('(')) return fieldCondition(cursor);
  const inner = cursor.inside(() => parseCondition(cursor));
  cursor.needSymbol(')');
  return inner;
}

function fieldCondition(cursor: Cursor): ConditionNode {
  const left = parseOperand(cursor);
  if (cursor.word('not', 'in')) return { kind: 'in', left, negated: true, values: inList(cursor) };
  if (cursor.word('in')) return { kind: 'in', left, negated: false, values: inList(cursor) };
  if (cursor.isWord('includes') || cursor.isWord('excludes')) {
    const negated = cursor.next().text.toLowerCase() === 'excludes';
    return { kind: 'includes', left, negated, values: valueList(cursor) };
  }
  if (cursor.word('like')) return { kind: 'compare', left, operator: 'like', value: parseValue(cursor) };
  const symbol = cursor.peek().kind === 'symbol' ? cursor.next().text : cursor.fail();
  const operator = symbol === '<>' ? '!=' : symbol;
  if (!['=', '!=', '<', '<=', '>', '>='].includes(operator)) cursor.fail();
  return { kind: 'compare', left, operator: operator as ComparisonOperator, value: parseValue(cursor) };
}

function inList(cursor: Cursor): readonly ValueNode[] | BindNode | QueryNode {
  if (cursor.peek().kind === 'bind') return parseValue(cursor) as BindNode;
  if (!cursor.isSymbol('(')) cursor.fail();
  if (cursor.peek(1).kind === 'word' && cursor.peek(1).text.toLowerCase() === 'select') {
    cursor.next();
    const query = cursor.inside(() => parseSelect(cursor));
    cursor.needSymbol(')');
    return query;
  }
  return valueList(cursor);
}

function valueList(cursor: Cursor): ValueNode[] {
  cursor.needSymbol('(');
  const values = [parseValue(cursor)];
  while (cursor.symbol(',')) values.push(parseValue(cursor));
  cursor.needSymbol(')');
  return values;
}

/** A field path or a function over one. */
export function parseOperand(cursor: Cursor): OperandNode {
  const name = cursor.name();
  if (cursor.isSymbol('(')) return call(cursor, name);
  return path(cursor, name);
}

export function parsePath(cursor: Cursor): PathNode {
  return path(cursor, cursor.name());
}

function path(cursor: Cursor, first: string): PathNode {
  const parts = [first];
  while (cursor.symbol('.')) parts.push(cursor.name());
  return { kind: 'path', parts };
}

function call(cursor: Cursor, name: string): CallNode {
  if (/^(distance|geolocation|convertcurrency|formula)$/i.test(name)) throw new NotSupportedError(`${name}() in a query`);
  cursor.needSymbol('(');
  const args: OperandNode[] = [];
  if (!cursor.isSymbol(')'))
    do args.push(cursor.inside(() => parseOperand(cursor)));
    while (cursor.symbol(','));
  cursor.needSymbol(')');
  return { kind: 'call', name: name.toUpperCase(), args };
}

export function parseValue(cursor: Cursor): ValueNode {
  const token = cursor.next();
  switch (token.kind) {
    case 'string':
      return { kind: 'string', value: token.value };
    case 'number':
      return { kind: 'number', value: Number(token.value), text: token.value };
    case 'date':
    case 'datetime':
    case 'time':
      return { kind: token.kind, value: token.value };
    case 'bind':
      return { kind: 'bind', source: token.value, offset: token.offset };
    case 'word':
      return wordValue(cursor, token.text);
    default:
      throw unexpected(token.text);
  }
}

function wordValue(cursor: Cursor, word: string): ValueNode {
  const lower = word.toLowerCase();
  if (lower === 'null') return { kind: 'null' };
  if (lower === 'true' || lower === 'false') return { kind: 'boolean', value: lower === 'true' };
  const takesNumber = isDateLiteral(word);
  if (takesNumber === null) throw unexpected(word);
  if (!takesNumber) return { kind: 'dateLiteral', name: word.toUpperCase(), count: null };
  if (cursor.peek().kind !== 'number') cursor.fail();
  return { kind: 'dateLiteral', name: word.toUpperCase(), count: Number(cursor.next().value) };
}
