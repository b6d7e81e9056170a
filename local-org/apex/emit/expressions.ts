import { Refusal } from '../errors.ts';
import { numberRank } from '../bind/convert.ts';
import { NULL, shown, VOID } from '../bind/types.ts';
import type { ApexType } from '../runtime/type.ts';
import type { AssignNode, CastNode, ConditionalNode, Expression, LiteralNode, StepNode } from '../tree/expressions.ts';
import { callExpression } from './calls.ts';
import { coerce, typeConstant } from './context.ts';
import type { Context } from './context.ts';
import { newExpression } from './creation.ts';
import { indexPlace, resolve, valueOf } from './paths.ts';
import type { Place } from './places.ts';
import { queryExpression } from './queries.ts';
import type { Code, Scope } from './scope.ts';

/** JavaScript for an expression. @throws Refusal in the platform's words. */
export function expression(cx: Context, scope: Scope, node: Expression): Code {
  switch (node.node) {
    case 'literal':
      return literal(cx, node);
    case 'name':
    case 'member':
      return valueOf(cx, scope, node, resolve(cx, scope, node));
    case 'call':
      return callExpression(cx, scope, node);
    case 'index':
      return indexPlace(cx, scope, node).get();
    case 'new':
      return newExpression(cx, scope, node);
    case 'assign':
      return assign(cx, scope, node);
    case 'binary':
      return cx.operators.binary(
        node,
        node.op,
        single(cx, node.op, expression(cx, scope, node.left)),
        single(cx, node.op, expression(cx, scope, node.right))
      );
    case 'unary':
      return cx.operators.unary(node, node.op, expression(cx, scope, node.operand));
    case 'step':
      return step(cx, scope, node);
    case 'conditional':
      return conditional(cx, scope, node);
    case 'cast':
      return cast(cx, scope, node);
    case 'instanceof':
      return instanceOf(cx, scope, node);
    case 'this':
      if (scope.isStatic) throw new Refusal(node, `this cannot be referenced in a static context`);
      return { js: 'this', type: scope.cls.type, present: true };
    case 'super':
      throw new Refusal(node, `Invalid use of super`);
    case 'class':
      return { js: typeConstant(cx, cx.types.resolve(node.type, scope.cls)), type: cx.types.system('Type'), present: true };
    case 'query':
      return queryExpression(cx, scope, node);
  }
}

/** `[SELECT …] ?? other` and comparisons with null keep the rows; nothing else is done to them here. */
function single(cx: Context, op: string, code: Code): Code {
  return code.rows && op === '??' ? { js: `R.singleOrNull(${code.js})`, type: code.type.args[0] as ApexType } : code;
}

function literal(cx: Context, node: LiteralNode): Code {
  const of = (name: string, js: string): Code => ({ js, type: cx.types.system(name), present: true });
  switch (node.type) {
    case 'null':
      return { js: 'null', type: NULL };
    case 'Boolean':
      return of('Boolean', node.text);
    case 'String':
      return of('String', JSON.stringify(node.text));
    case 'Integer':
      if (BigInt(node.text) > 2147483647n) throw new Refusal(node, 'Illegal integer');
      return of('Integer', node.text.startsWith('-') ? `(${Number(node.text)})` : String(Number(node.text)));
    case 'Long':
      if (BigInt(node.text) > 9223372036854775807n) throw new Refusal(node, 'Illegal long');
      return of('Long', `${BigInt.asIntN(64, BigInt(node.text))}n`);
    case 'Double':
      return of('Double', cx.unit.call('double', 'D', node.text));
    case 'Decimal':
      return of('Decimal', cx.unit.call('decimal', 'D', node.text));
  }
}

function conditional(cx: Context, scope: Scope, node: ConditionalNode): Code {
  const test = cx.operators.condition(node, expression(cx, scope, node.test));
  const yes = expression(cx, scope, node.yes);
  const no = expression(cx, scope, node.no);
  const type = cx.operators.common(yes.type, no.type);
  if (!type) throw new Refusal(node, `Incompatible types in ternary operator: ${shown(no.type)}, ${shown(yes.type)}`);
  return {
    js: `(${test}?${coerce(cx, node, yes, type)}:${coerce(cx, node, no, type)})`,
    type,
    present: Boolean(yes.present && no.present)
  };
}

function cast(cx: Context, scope: Scope, node: CastNode): Code {
  const type = cx.types.resolve(node.type, scope.cls);
  const operand = expression(cx, scope, node.operand);
  if (operand.rows && cx.conversions.isRecord(type)) return { js: `R.single(${operand.js})`, type };
  if (operand.type === VOID || !cx.conversions.castable(operand.type, type))
    throw new Refusal(node, `Incompatible types since an instance of ${shown(operand.type)} is never an instance of ${shown(type)}`);
  const from = numberRank(operand.type);
  const to = numberRank(type);
  if (from >= 0 && to >= 0)
    return {
      js: from === to ? operand.js : cx.operators.convert(operand.js, `${operand.type.name}To${type.name}`),
      type,
      present: operand.present ?? false
    };
  const conversion = cx.conversions.assign(operand.type, type);
  const up = conversion && cx.conversions.depth(operand.type, type) >= 0;
  if (conversion?.by || up || operand.type === NULL)
    return { js: cx.operators.convert(operand.js, conversion?.by ?? null), type, present: operand.present ?? false };
  return { js: `R.cast(${operand.js},${typeConstant(cx, type)})`, type };
}

function instanceOf(cx: Context, scope: Scope, node: Extract<Expression, { node: 'instanceof' }>): Code {
  const type = cx.types.resolve(node.type, scope.cls);
  const operand = expression(cx, scope, node.operand);
  if (!cx.conversions.castable(operand.type, type))
    throw new Refusal(
      node,
      `Operation instanceof is always false since an instance of ${shown(operand.type)} is never an instance of ${shown(type)}`
    );
  const rows = operand.type.is('List') && cx.conversions.isRecord(operand.type.args[0]!);
  if (!rows && operand.type !== NULL && cx.conversions.assign(operand.type, type))
    throw new Refusal(
      node,
      `Operation instanceof is always true since an instance of ${shown(operand.type)} is always an instance of ${shown(type)}`
    );
  return { js: `R.isInstance(${operand.js},${typeConstant(cx, type)})`, type: cx.types.system('Boolean'), present: true };
}

/** @returns the place an expression names, for assignment. */
export function place(cx: Context, scope: Scope, node: Expression): Place {
  if (node.node === 'index') return indexPlace(cx, scope, node);
  if (node.node === 'name' || node.node === 'member') {
    const found = resolve(cx, scope, node);
    if (found.kind === 'value' && found.place) return found.place;
  }
  throw new Refusal(node, 'Expression cannot be assigned');
}

function assign(cx: Context, scope: Scope, node: AssignNode): Code {
  const target = place(cx, scope, node.target);
  const value = expression(cx, scope, node.value);
  if (node.op === '=') {
    const js = coerce(cx, node, value, target.type);
    return { js: target.set(js), type: target.type, present: value.present ?? false };
  }
  const { hold, at } = target.once(scope);
  const combined = cx.operators.binary(node, node.op.slice(0, -1), at.get(), value);
  const js = coerce(cx, node, combined, target.type);
  return { js: `(${hold}${at.set(js)})`, type: target.type, present: true };
}

function step(cx: Context, scope: Scope, node: StepNode): Code {
  const target = place(cx, scope, node.target);
  const rank = numberRank(target.type);
  if (rank < 0) throw new Refusal(node, `Arithmetic expressions must use numeric arguments`);
  const { hold, at } = target.once(scope);
  const one: Code = { js: '1', type: cx.types.system('Integer'), present: true };
  const op = node.op === '++' ? '+' : '-';
  if (node.prefix) return { js: `(${hold}${at.set(cx.operators.binary(node, op, at.get(), one).js)})`, type: target.type, present: true };
  const old = scope.temp();
  const before: Code = { js: old, type: target.type, present: true };
  return {
    js: `(${hold}${old}=${cx.operators.present(at.get())},${at.set(cx.operators.binary(node, op, before, one).js)},${old})`,
    type: target.type,
    present: true
  };
}
