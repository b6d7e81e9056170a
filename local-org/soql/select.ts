/** A plan as one SELECT. */
import { NotSupportedError } from '../errors.ts';
import type { SqlFragment } from '../security/types.ts';
import { NOTHING } from '../security/sql.ts';
import { amountOf, conditionSql, groupSql } from './conditions.ts';
import { column, exprSql, livingSql, orderSql, quoted } from './expressions.ts';
import { formulaJoins, inMemory } from './formulas.ts';
import { MOST_OFFSET, tooFar } from './errors.ts';
import { joined, param, sql } from './fragment.ts';
import type { Column, Join, Plan, Source } from './plan.ts';
import type { RunContext } from './run-context.ts';
import { groupings } from './subtotals.ts';
import { virtualTable } from './virtual.ts';

/** SQLite joins at most 64 tables. */
const MOST_JOINS = 63;

/** The statement, and what stands where in its rows: the columns first. */
export interface Select extends SqlFragment {
  readonly columns: readonly Column[];
  /** Where the Id stands, those of the parents, and the field that names the row's place among children. */
  readonly id: number;
  readonly joinIds: ReadonlyMap<Join, number>;
  readonly parent: number;
}

/** Children are read by the field to the parent and the ids of the parents; LIMIT then counts per parent. */
export interface Parents {
  readonly field: string;
  readonly ids: readonly string[];
}
/** A part of a query's rows, by their ids: those chosen, or the next so many. The query's own order and LIMIT do not count then. */
export type Portion = { readonly among: readonly string[] } | { readonly after: string; readonly size: number };

export function selectOf(context: RunContext, plan: Plan, part?: Parents | Portion): Select {
  const parents = part && 'field' in part ? part : undefined;
  const portion = part && !('field' in part) ? part : undefined;
  const { root } = plan;
  const columns = plan.columns.filter(
    (each) => !each.optional || context.mayRead(root.object, (each.expr as { field: Parameters<typeof context.mayRead>[1] }).field)
  );
  const joinIds = new Map<Join, number>();
  const list = columns.map((each, i) => `${columnSql(context, plan, each)} AS c${i}`);
  let id = columns.findIndex((each) => each.path.length === 0 && each.expr.kind === 'column' && each.name === 'Id');
  if (!plan.bound.isAggregate) {
    if (id < 0) id = list.push(`${column(root.alias, 'Id')} AS id`) - 1;
    for (const { path } of columns)
      for (const join of path) if (!joinIds.has(join)) joinIds.set(join, list.push(`${joinId(join)} AS j${joinIds.size}`) - 1);
  }
  const places = { columns, id, joinIds, parent: list.length };
  const body = bodySql(context, plan, part);
  if (portion) {
    const size = 'size' in portion ? portion.size : portion.among.length;
    return { ...sql`SELECT ${list.join(', ')} ${body} ORDER BY ${column(root.alias, 'Id')} LIMIT ${param(size)}`, ...places };
  }
  const order = orderBy(context, plan);
  const limit = amountOf(context, plan.limit);
  const offset = offsetOf(context, plan);
  if (plan.subtotals) return { ...limited(withSubtotals(context, plan, columns), limit, offset), ...places };
  if (!parents) return { ...limited(sql`SELECT ${list.join(', ')} ${body}${order && ` ORDER BY ${order}`}`, limit, offset), ...places };
  const key = column(root.alias, parents.field);
  list.push(`${key} AS parent`);
  if (limit === null && offset === null) return { ...sql`SELECT ${list.join(', ')} ${body} ORDER BY ${order}`, ...places };
  const inner = sql`SELECT ${list.join(', ')}, row_number() OVER (PARTITION BY ${key} ORDER BY ${order}) AS place ${body}`;
  return {
    ...sql`SELECT * FROM (${inner}) WHERE place > ${param(offset ?? 0)} AND place <= ${param((offset ?? 0) + (limit ?? Number.MAX_SAFE_INTEGER / 2))} ORDER BY place`,
    ...places
  };
}

/** Each grouping by itself, then all in one order: subtotals after what they sum up, unless the query says otherwise. */
function withSubtotals(context: RunContext, plan: Plan, columns: readonly Column[]): SqlFragment {
  const sets = groupings(plan);
  const shown = (each: Plan): SqlFragment => {
    const left = plan.groupBy.map((expr) => Number(!each.groupBy.includes(expr)));
    const list = [
      ...columns.map((column, i) => `${columnSql(context, each, each.columns[plan.columns.indexOf(column)]!)} AS c${i}`),
      ...each.orderBy.map(({ expr }, i) => `${orderSql(context, expr)} AS o${i}`),
      ...plan.groupBy.flatMap((expr, i) => [`${left[i]} AS g${i}`, `${left[i] ? 'NULL' : exprSql(context, expr)} AS k${i}`])
    ];
    return sql`SELECT ${list.join(', ')} ${bodySql(context, each)}`;
  };
  const union = sets.map(shown).reduce((before, each) => sql`${before} UNION ALL ${each}`);
  const order = [
    ...plan.orderBy.map(({ descending, nulls }, i) => `o${i}${descending ? ' DESC' : ''}${nulls ? ` NULLS ${nulls.toUpperCase()}` : ''}`),
    ...plan.groupBy.flatMap((_, i) => [`g${i}`, `k${i}`])
  ];
  return sql`SELECT * FROM (${union}) ORDER BY ${order.join(', ')}`;
}

/** @throws PlatformError NUMBER_OUTSIDE_VALID_RANGE for one that only a bind could bring here. */
function offsetOf(context: RunContext, plan: Plan): number | null {
  const offset = amountOf(context, plan.offset);
  if (offset !== null && offset > MOST_OFFSET) throw tooFar();
  return offset;
}

/** @returns `SELECT count(*)` over the rows of the plan, LIMIT included. */
export function countOf(context: RunContext, plan: Plan): SqlFragment {
  const limit = amountOf(context, plan.limit);
  const offset = offsetOf(context, plan);
  const body = bodySql(context, plan);
  if (limit === null && offset === null) return sql`SELECT count(*) AS n ${body}`;
  return sql`SELECT count(*) AS n FROM (${limited(sql`SELECT 1 ${body}`, limit, offset)})`;
}

/** @returns the select of the ids alone, of all rows of the plan in its order. */
export function idsOf(context: RunContext, plan: Plan): SqlFragment {
  const select = sql`SELECT ${column(plan.root.alias, 'Id')} AS id ${bodySql(context, plan)} ORDER BY ${orderBy(context, plan)}`;
  return limited(select, amountOf(context, plan.limit), offsetOf(context, plan));
}

/** A semi-join's select: one column. */
function subSelect(context: RunContext, plan: Plan): SqlFragment {
  const limit = amountOf(context, plan.limit);
  const order = limit === null ? '' : ` ORDER BY ${orderBy(context, plan)}`;
  return limited(sql`SELECT ${exprSql(context, plan.columns[0]!.expr)} ${bodySql(context, plan)}${order}`, limit, null);
}

function limited(select: SqlFragment, limit: number | null, offset: number | null): SqlFragment {
  if (limit === null && offset === null) return select;
  const start = offset === null ? '' : sql` OFFSET ${param(offset)}`;
  return sql`${select} LIMIT ${param(limit ?? -1)}${start}`;
}

/** A formula that SQL cannot say is evaluated for the rows that were found: an empty column keeps its place. */
function columnSql(context: RunContext, plan: Plan, { expr }: Column): string {
  const shown = expr.kind === 'label' || expr.kind === 'format' ? expr.arg : expr;
  if (!plan.bound.isAggregate && shown.kind === 'column' && inMemory(context, shown.source, shown.field)) return 'NULL';
  return exprSql(context, expr);
}

function joinId(join: Join): string {
  return join.targets.length === 1
    ? column(join.targets[0]!.alias, 'Id')
    : `coalesce(${join.targets.map((target) => column(target.alias, 'Id')).join(', ')})`;
}

/** FROM, WHERE, GROUP BY, HAVING. Deleted rows, and rows the user may not reach, are out for every clause alike. */
function bodySql(context: RunContext, plan: Plan, part?: Parents | Portion): SqlFragment {
  const { root } = plan;
  const conditions: SqlFragment[] = [];
  if (part && 'after' in part) conditions.push(sql`${column(root.alias, 'Id')} > ${param(part.after)}`);
  else if (part) {
    const [field, ids] = 'field' in part ? [part.field, part.ids] : ['Id', part.among];
    conditions.push(sql`${column(root.alias, field)} IN (SELECT value FROM json_each(${param(JSON.stringify(ids))}))`);
  }
  const select = (inner: Plan): SqlFragment => subSelect(context, inner);
  if (plan.where) conditions.push(conditionSql(context, plan.where, select));
  if (plan.mine) conditions.push(sql`${column(root.alias, 'OwnerId')} = ${param(context.options.userId)}`);
  const table = root.object.virtual ? virtualTable(context, plan) : quoted(root.object.name);
  const predicate = root.object.virtual ? null : context.predicate(root.object, root.alias);
  if (predicate) conditions.push(sql`(${predicate})`);
  const living = context.allRows ? '' : livingSql(root);
  const joins = [
    ...plan.joins.flatMap((join) => join.targets.map((target) => joinSql(context, join, target))),
    ...formulaJoins(context, plan)
  ];
  if (joins.length > MOST_JOINS) throw new NotSupportedError(`a query that joins more than ${MOST_JOINS} tables: ${root.object.name}`);
  const from = joins.reduce((before, each) => sql`${before} ${each}`, sql`FROM ${table} ${root.alias}`);
  const where = sql`${from} WHERE 1${living}${conditions.length ? sql` AND ${joined(conditions, 'AND')}` : ''}`;
  // The grand total of a query with subtotals is a group too.
  const groups = plan.groupBy.length ? groupSql(context, plan) : plan.subtotals ? 'NULL' : '';
  const grouped = groups ? sql`${where} GROUP BY ${groups}` : where;
  return plan.having ? sql`${grouped} HAVING ${conditionSql(context, plan.having, select)}` : grouped;
}

/** A parent that is deleted, or that the user may not reach, is as if the reference were empty. */
function joinSql(context: RunContext, join: Join, target: Source): SqlFragment {
  // Of several possible parents, those of objects that the user may not read stay out; a single one was checked with the fields.
  const predicate = context.mayReadObject(target.object) ? context.predicate(target.object, target.alias) : NOTHING;
  const living = context.allRows ? '' : livingSql(target);
  const on = `LEFT JOIN ${quoted(target.object.name)} ${target.alias} ON ${column(target.alias, 'Id')} = ${column(join.from.alias, join.field.name)}${living}`;
  return predicate ? sql`${on} AND (${predicate})` : { sql: on, params: [] };
}

/** Without an order rows come by id, so that every run gives the same; with one, the id decides between equals. */
function orderBy(context: RunContext, plan: Plan): string {
  const list = plan.orderBy.map(
    ({ expr, descending, nulls }) => `${orderSql(context, expr)}${descending ? ' DESC' : ''}${nulls ? ` NULLS ${nulls.toUpperCase()}` : ''}`
  );
  if (plan.bound.isAggregate) return [...list, ...plan.groupBy.map((expr) => exprSql(context, expr))].join(', ');
  return [...list, column(plan.root.alias, 'Id')].join(', ');
}
