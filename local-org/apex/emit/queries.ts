import { PlatformError } from '../../errors.ts';
import type { BoundQuery } from '../../soql/types.ts';
import { Refusal } from '../errors.ts';
import { VOID } from '../bind/types.ts';
import type { QueryNode } from '../tree/expressions.ts';
import type { Context } from './context.ts';
import { expression } from './expressions.ts';
import type { Code, Scope } from './scope.ts';

/** Inline SOQL and SOSL: checked now by the query compiler, run with the values of its binds. */
export function queryExpression(cx: Context, scope: Scope, node: QueryNode): Code {
  scope.needsAccess = true;
  const binds = node.binds.map((b) => {
    const code = expression(cx, scope, b.value);
    if (code.type === VOID) throw new Refusal(b.value, `Invalid bind expression type of void`);
    return code;
  });
  const values = `[${binds.map((b) => b.js).join(',')}]`;
  if (node.language === 'sosl') {
    const sources = JSON.stringify(node.binds.map((b) => b.source));
    return { js: `R.search(${JSON.stringify(node.text)},${sources},${values})`, type: cx.types.listOf(cx.types.listOf(cx.types.system('SObject'))), present: true };
  }
  const query = prepare(cx, node);
  if (query.binds.length !== binds.length) throw new Refusal(node, `Bind expressions of the query were read differently: ${query.binds.map((b) => b.source).join(', ')}`);
  const constant = cx.unit.constant('Q', `R.query(${JSON.stringify(node.text)},${JSON.stringify(query.binds.map((b) => b.source))},${JSON.stringify(query.mode ?? null)})`);
  if (query.isCount) return { js: `R.count(${constant},${values})`, type: cx.types.system('Integer'), present: true };
  const element = query.isAggregate ? cx.types.system('AggregateResult') : cx.types.ofObject(query.object.name);
  if (!element) throw new Refusal(node, `sObject type '${query.object.name}' is not supported.`);
  return { js: `R.rows(${constant},${values},${cx.unit.call('type', 'T', element.name)})`, type: cx.types.listOf(element), present: true, rows: true };
}

function prepare(cx: Context, node: QueryNode): BoundQuery {
  try {
    return cx.org.soql.prepare(node.text);
  } catch (error) {
    if (error instanceof PlatformError) throw new Refusal(node, error.message);
    throw error;
  }
}
