import { fieldOf } from '../../schema/types.ts';
import type { ObjectDef } from '../../schema/types.ts';
import { Refusal } from '../errors.ts';
import { shown } from '../bind/types.ts';
import type { ApexType } from '../runtime/type.ts';
import type { Expression, NewNode } from '../tree/expressions.ts';
import { apexTypeOf } from '../values/stored.ts';
import { classOf, coerce, typeConstant } from './context.ts';
import type { Context } from './context.ts';
import { expression } from './expressions.ts';
import { checkWriteable } from './record-members.ts';
import type { Code, Scope } from './scope.ts';
import { checkVisible } from './visibility.ts';

/** `new X(…)`, `new X(Field = …)`, `new List<X>{…}`, `new Map<K, V>{ k => v }`, `new X[n]`. */
export function newExpression(cx: Context, scope: Scope, node: NewNode): Code {
  const type = cx.types.resolve(node.type, scope.cls);
  const constant = (): string => typeConstant(cx, type);
  switch (node.fill.kind) {
    case 'arguments':
      return withArguments(cx, scope, node, type, node.fill.args);
    case 'size':
      return {
        js: `R.array(${constant()},${coerce(cx, node, expression(cx, scope, node.fill.size), cx.types.system('Integer'))})`,
        type,
        present: true
      };
    case 'pairs': {
      if (!type.is('Map')) throw new Refusal(node, `Invalid initializer type ${shown(type)}: only maps take pairs`);
      const [key, value] = type.args as [ApexType, ApexType];
      const pairs = node.fill.pairs.map(
        ([k, v]) =>
          `[${coerce(cx, node, expression(cx, scope, k), key, (from) => `Invalid key type ${from} for ${shown(type)}`)},${coerce(cx, node, expression(cx, scope, v), value, (from) => `Invalid value type ${from} for ${shown(type)}`)}]`
      );
      return { js: `R.map(${constant()},[${pairs.join(',')}])`, type, present: true };
    }
    case 'elements':
      return elements(cx, scope, node, type, node.fill.items);
  }
}

const initial = (from: string, to: string): string => `Initial expression is of incorrect type, expected: ${to} but was: ${from}`;

function elements(cx: Context, scope: Scope, node: NewNode, type: ApexType, items: readonly Expression[]): Code {
  if (type.is('Map') && items.length === 0) return { js: `R.map(${typeConstant(cx, type)},[])`, type, present: true };
  if (!type.is('List') && !type.is('Set')) throw new Refusal(node, `Invalid initializer type ${shown(type)}`);
  const element = type.args[0] as ApexType;
  const values = items.map((item) => coerce(cx, node, expression(cx, scope, item), element, initial));
  return { js: `R.${type.is('List') ? 'list' : 'set_'}(${typeConstant(cx, type)},[${values.join(',')}])`, type, present: true };
}

function withArguments(cx: Context, scope: Scope, node: NewNode, type: ApexType, args: readonly Expression[]): Code {
  scope.needsAccess = true;
  if (type.object) return record(cx, scope, node, type, type.object, args);
  const codes = args.map((a) => expression(cx, scope, a));
  const symbol = cx.types.symbol(type);
  if (symbol && (symbol.node.kind !== 'class' || symbol.node.modifiers.includes('abstract')))
    throw new Refusal(node, `Abstract classes cannot be constructed: ${shown(type)}`);
  const candidates = cx.members.constructors(type);
  const callable = cx.members.choose(
    candidates,
    codes.map((c) => c.type)
  );
  if (!callable) {
    if (type.library && candidates.length === 0) throw new Refusal(node, `Type cannot be constructed: ${shown(type)}`);
    throw new Refusal(node, `Constructor not defined: [${shown(type)}].<Constructor>(${codes.map((c) => shown(c.type)).join(', ')})`);
  }
  const values = codes.map((c, i) => coerce(cx, args[i]!, c, callable.parameters[i] as ApexType));
  if (callable.user) {
    const method = callable.user;
    checkVisible(
      cx,
      scope,
      node,
      method.owner,
      method.node.modifiers.length ? method.modifiers : new Set(['private']),
      method.annotations,
      `Constructor is not visible: ${type.name}`
    );
    return { js: `new ${classOf(cx, type.name)}().${method.key}(${values.join(',')})`, type, present: true };
  }
  if (!callable.library)
    return { js: `new ${classOf(cx, type.name)}().$exception(${exceptionArguments(callable.parameters, values)})`, type, present: true };
  const leading = callable.library.generic ? [typeConstant(cx, type)] : [];
  return {
    js: `${cx.unit.call('lib', 'L', callable.library.className, callable.library.member.signature)}(${[...leading, ...values].join(',')})`,
    type,
    present: true
  };
}

/** Message and cause in this order, null for what was not given. */
export function exceptionArguments(parameters: readonly ApexType[], values: readonly string[]): string {
  const message = parameters.findIndex((p) => p.name === 'String');
  const cause = parameters.findIndex((p) => p.name !== 'String');
  return `${message < 0 ? 'null' : values[message]},${cause < 0 ? 'null' : values[cause]}`;
}

function record(cx: Context, scope: Scope, node: NewNode, type: ApexType, object: ObjectDef, args: readonly Expression[]): Code {
  let js = `R.record(${cx.unit.call('object', 'O', object.name)})`;
  const seen = new Set<string>();
  for (const arg of args) {
    if (arg.node !== 'assign' || arg.op !== '=' || arg.target.node !== 'name')
      throw new Refusal(arg, `SObject constructor must use name=value pairs`);
    const name = arg.target.name;
    if (seen.has(name.toLowerCase())) throw new Refusal(arg, `Duplicate field initialization: ${name}`);
    seen.add(name.toLowerCase());
    const value = expression(cx, scope, arg.value);
    const field = fieldOf(object, name);
    if (field) {
      checkWriteable(node, object, field);
      js = `R.with(${js},${cx.unit.call('field', 'F', object.name, field.name)},${coerce(cx, node, value, cx.types.system(apexTypeOf(field)))})`;
      continue;
    }
    const parent = [...object.fields.values()].find((f) => f.relationshipName?.toLowerCase() === name.toLowerCase());
    if (!parent) throw new Refusal(arg, `Field does not exist: ${name} on ${object.name}`);
    js = `R.withParent(${js},${JSON.stringify(parent.relationshipName)},${coerce(cx, arg, value, cx.types.system('SObject'))})`;
  }
  return { js, type, present: true };
}
