import { PlatformError } from '../../errors.ts';
import type { BoundQuery } from '../../soql/types.ts';
import { USER_MODE_VERSION } from '../bind/declare.ts';
import { Refusal } from '../errors.ts';
import { NULL, shown, VOID } from '../bind/types.ts';
import type { ApexType } from '../runtime/type.ts';
import type { QueryNode } from '../tree/expressions.ts';
import { apexTypeOf } from '../values/stored.ts';
import type { Context } from './context.ts';
import { expression } from './expressions.ts';
import type { Code, Scope } from './scope.ts';

/** Inline SOQL and SOSL: checked now by the query compiler, run with the values of its binds. */
export function queryExpression(cx: Context, scope: Scope, node: QueryNode): Code {
  if (node.language === 'sosl') {
    refusedAt(node, () => cx.org.soql.checkSearch(node.text));
    const sources = JSON.stringify(node.binds.map((b) => b.source));
    return {
      js: `R.search(${JSON.stringify(node.text)},${sources},${bindValues(cx, scope, node).js})`,
      type: cx.types.listOf(cx.types.listOf(cx.types.system('SObject'))),
      present: true
    };
  }
  const query = prepare(cx, node);
  if (query.mode === 'enforced' && scope.cls.apiVersion >= USER_MODE_VERSION)
    throw new Refusal(node, 'WITH SECURITY_ENFORCED is not supported from API version 67.0 on: use WITH USER_MODE');
  const [constant, values] = queryParts(cx, scope, node);
  if (query.isCount) return { js: `R.count(${constant},${values})`, type: cx.types.system('Integer'), present: true };
  const element = query.isAggregate ? cx.types.system('AggregateResult') : cx.types.ofObject(query.object.name);
  if (!element) throw new Refusal(node, `sObject type '${query.object.name}' is not supported.`);
  return {
    js: `R.rows(${constant},${values},${cx.unit.call('type', 'T', element.name)})`,
    type: cx.types.listOf(element),
    present: true,
    rows: true
  };
}

/** @returns the query as a constant of the script, and the values of its binds. */
export function queryParts(cx: Context, scope: Scope, node: QueryNode): readonly [string, string] {
  const query = prepare(cx, node);
  const { js, types } = bindValues(cx, scope, node);
  if (query.binds.length !== node.binds.length)
    throw new Refusal(node, `Bind expressions of the query were read differently: ${query.binds.map((b) => b.source).join(', ')}`);
  query.binds.forEach((bind, i) => checkBind(cx, node, bind, types[i] as ApexType));
  const sources = JSON.stringify(query.binds.map((b) => b.source));
  return [cx.unit.constant('Q', `R.query(${JSON.stringify(node.text)},${sources},${JSON.stringify(query.mode ?? null)})`), js];
}

function bindValues(cx: Context, scope: Scope, node: QueryNode): { readonly js: string; readonly types: readonly ApexType[] } {
  scope.needsAccess = true;
  const codes = node.binds.map((b) => {
    const code = expression(cx, scope, b.value);
    if (code.type === VOID) throw new Refusal(b.value, `Invalid bind expression type of void`);
    return code;
  });
  return { js: `[${codes.map((c) => c.js).join(',')}]`, types: codes.map((c) => c.type) };
}

/** A value must fit its column; sObjects stand for their ids. */
function checkBind(cx: Context, node: QueryNode, bind: BoundQuery['binds'][number], type: ApexType): void {
  if (!bind.field || type === NULL || type.name === 'Object') return;
  const column = cx.types.system(apexTypeOf(bind.field));
  const value = type.args.length === 1 ? (type.args[0] as ApexType) : type;
  const record = cx.conversions.isRecord(value) && column.name === 'Id';
  if (record || value.name === 'Object' || cx.conversions.castable(value, column) || (column.name === 'Datetime' && value.name === 'Date'))
    return;
  throw new Refusal(node, `Invalid bind expression type of ${shown(type)} for column of type ${column.name} ('${bind.field.name}')`);
}

function prepare(cx: Context, node: QueryNode): BoundQuery {
  return refusedAt(node, () => cx.org.soql.prepare(node.text));
}

/** What is wrong with a query is a fault of the class at its place. */
function refusedAt<T>(node: QueryNode, check: () => T): T {
  try {
    return check();
  } catch (error) {
    if (error instanceof PlatformError) throw new Refusal(node, error.message);
    throw error;
  }
}
