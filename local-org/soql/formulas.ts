/** Formulas that SQL cannot say: evaluated over rows in memory, for the select list or as a table to filter and sort by. */
import { parentLoader } from '../formula/parents.ts';
import { SRecord } from '../schema/record.ts';
import type { FieldDef, ObjectDef, Value } from '../schema/types.ts';
import type { SqlFragment } from '../security/types.ts';
import { quoted } from '../security/sql.ts';
import type { Condition, Expr, Plan, Source } from './plan.ts';
import type { RunContext } from './run-context.ts';

/** @returns whether the formula must be evaluated in memory. */
export function inMemory(context: Pick<RunContext, 'org'>, source: Source, field: FieldDef): boolean {
  return field.formula !== undefined && context.org.formula.compileField(field, source.object).sql(source.alias) === null;
}

/** @returns the value of the formula for each of the rows. */
export function formulaValues(context: RunContext, object: ObjectDef, field: FieldDef, ids: readonly string[]): Map<string, Value> {
  const { org, options } = context;
  const records = org.store.read(object.name, ids).map((values) => {
    const record = new SRecord(object);
    for (const [name, value] of values) record.values.set(name, value);
    return record;
  });
  const formula = org.formula.compileField(field, object);
  const parents = parentLoader(org);
  parents.preload(object, records, formula.parentPaths);
  return new Map(records.map((record) => [record.id!, formula.evaluate({ record, prior: null, userId: options.userId, parents })]));
}

/** The alias under which the values of a formula are joined. */
export function formulaAlias(source: Source, field: FieldDef): string {
  return quoted(`${source.alias} ${field.name}`);
}

/** @returns joins with the values of every formula that the plan filters, groups or sorts by. They are computed for all rows of the object. */
export function formulaJoins(context: RunContext, plan: Plan): SqlFragment[] {
  const needed = new Map<string, Extract<Expr, { kind: 'column' }>>();
  for (const expr of usedExpressions(plan))
    if (inMemory(context, expr.source, expr.field)) needed.set(formulaAlias(expr.source, expr.field), expr);
  return [...needed].map(([alias, { source, field }]) => {
    const ids = context.org.store.all(`SELECT "Id" FROM ${quoted(source.object.name)}`).map((row) => row.Id as string);
    const values = JSON.stringify(Object.fromEntries(formulaValues(context, source.object, field, ids)));
    return {
      sql: `LEFT JOIN (WITH m AS MATERIALIZED (SELECT key, value FROM json_each(?)) SELECT key, value FROM m) ${alias} ON ${alias}.key = ${source.alias}."Id"`,
      params: [values]
    };
  });
}

type ColumnExpr = Extract<Expr, { kind: 'column' }>;

/** Columns outside a plain select list; in an aggregate query the select list counts too. */
function* usedExpressions(plan: Plan): Iterable<ColumnExpr> {
  if (plan.where) yield* ofCondition(plan.where);
  if (plan.having) yield* ofCondition(plan.having);
  for (const expr of [
    ...plan.groupBy,
    ...plan.orderBy.map((each) => each.expr),
    ...(plan.bound.isAggregate ? plan.columns.map((each) => each.expr) : [])
  ])
    yield* ofExpr(expr);
}

function* ofCondition(condition: Condition): Iterable<ColumnExpr> {
  if (condition.kind === 'and' || condition.kind === 'or') for (const item of condition.items) yield* ofCondition(item);
  else if (condition.kind === 'not') yield* ofCondition(condition.item);
  else if (condition.kind !== 'search') yield* ofExpr(condition.left);
}

function* ofExpr(expr: Expr): Iterable<ColumnExpr> {
  if (expr.kind === 'column') yield expr;
  else if (expr.kind === 'poly')
    for (const [i, source] of expr.join.targets.entries()) {
      const field = expr.fields[i];
      if (field) yield { kind: 'column', source, field };
    }
  else if (expr.kind !== 'polyType' && expr.kind !== 'constant') yield* ofExpr(expr.arg);
}
