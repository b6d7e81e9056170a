/** The parsed query to a plan: every name resolved, every rule of SOQL that needs no user checked. */
import { fieldOf } from '../schema/types.ts';
import type { FieldDef, ObjectDef, Schema } from '../schema/types.ts';
import { NotSupportedError } from '../errors.ts';
import { checkLiteral, checkOperator, isReference } from './check-values.ts';
import { MOST_OFFSET, invalidField, malformed, noSuchRelationship, tooFar } from './errors.ts';
import { boundColumns, isAggregated, keyOf, typedOf } from './plan.ts';
import type { Children, Column, Condition, Expr, Join, Plan, Typed } from './plan.ts';
import { Resolver, queryable } from './resolve.ts';
import type { Shared } from './resolve.ts';
import type { BindNode, ConditionNode, OperandNode, QueryNode, SelectNode, ValueNode } from './tree.ts';
import type { BoundQuery } from './types.ts';

type BoundBind = BoundQuery['binds'][number];
interface Context extends Shared {
  readonly binds: BoundBind[];
}

/** In one WHERE. */
const MOST_SEMI_JOINS = 2;

/** @throws PlatformError INVALID_TYPE, INVALID_FIELD, MALFORMED_QUERY, INVALID_QUERY_FILTER_OPERATOR. */
export function bindQuery(schema: Schema, query: QueryNode): Plan {
  const context: Context = { schema, aliases: 0, uses: [], binds: [] };
  return new Binder(context, query, queryable(schema, query.from)).plan();
}

class Binder {
  private readonly context: Context;
  private readonly query: QueryNode;
  private readonly object: ObjectDef;
  private readonly names: Resolver;
  private unnamed = 0;

  constructor(context: Context, query: QueryNode, object: ObjectDef) {
    this.context = context;
    this.query = query;
    this.object = object;
    this.names = new Resolver(context, object, query.alias);
  }

  plan(isSemi = false): Plan {
    const { query } = this;
    const items = query.select.map((item) =>
      item.kind === 'field' ? { item, ...this.names.operand(item.operand) } : { item, expr: null, path: [] }
    );
    const grouped = query.groupBy.length > 0;
    const aggregate = grouped || items.some(({ expr }) => expr && isAggregated(expr));
    const groupBy = query.groupBy.map((node) => this.groupable(this.names.expr(node)));
    const columns = items.flatMap(({ item, expr, path }) =>
      expr ? [this.column(item, expr, path, aggregate)] : this.manyFields(item, aggregate)
    );
    if (aggregate) for (const column of columns) this.checkGrouped(column.expr, groupBy);
    else checkDoubled(columns);
    const children = query.select.flatMap((item) => (item.kind === 'children' ? [this.children(item.query, aggregate)] : []));
    const shown = this.context.uses.length;
    this.checkSemiJoins(query.where);
    const where = query.where && this.condition(query.where, false);
    if (query.having && !aggregate) throw malformed('HAVING clause requires a GROUP BY clause');
    const having = query.having && this.condition(query.having, true, groupBy);
    const orderBy = query.orderBy.map((item) => this.order(item.operand, item, aggregate, groupBy));
    for (const value of [query.limit, query.offset]) this.noteBind(value, undefined, false);
    if (query.offset?.kind === 'number' && query.offset.value > MOST_OFFSET) throw tooFar();
    this.checkScope();
    const bound: BoundQuery = {
      object: this.object,
      isCount: query.isCount,
      isAggregate: aggregate,
      columns: boundColumns(columns, children, aggregate),
      binds: isSemi ? [] : this.context.binds.sort((a, b) => a.offset - b.offset),
      mode: query.mode ?? undefined,
      forUpdate: query.forUpdate
    };
    const { root, joins } = this.names;
    const { limit, offset, allRows } = query;
    return {
      root,
      joins,
      columns,
      children,
      where,
      groupBy,
      subtotals: query.subtotals,
      having,
      orderBy,
      limit,
      offset,
      mine: query.scope?.toLowerCase() === 'mine',
      allRows,
      uses: this.context.uses,
      shown,
      bound
    };
  }

  private column(item: SelectNode, expr: Expr, path: Join[], aggregate: boolean): Column {
    const alias = item.kind === 'field' ? item.alias : null;
    const typed = typedOf(expr);
    if (alias !== null && !aggregate && (expr.kind === 'column' || expr.kind === 'poly'))
      throw malformed(`only aggregate expressions use field aliasing: '${alias}'`);
    if (expr.kind === 'local') throw malformed('convertTimezone() stands inside a date function');
    if (expr.kind === 'aggregate' || expr.kind === 'date' || expr.kind === 'grouping') {
      if (expr.kind === 'grouping' && !this.query.subtotals) throw malformed('GROUPING() needs GROUP BY ROLLUP or CUBE');
      if (!aggregate) throw malformed(`the function ${typed.name}() needs a GROUP BY`);
      return { expr, typed, path: [], name: alias ?? `expr${this.unnamed++}`, optional: false };
    }
    const last = item.kind === 'field' && item.operand.kind === 'path' ? item.operand.parts.at(-1)! : typed.name;
    // Of a polymorphic parent's Id, the column is the reference itself, shown under the parent.
    const name = expr.kind === 'column' && last.toLowerCase() === 'id' ? 'Id' : typed.name;
    return { expr, typed, path, name: alias ?? name, optional: false };
  }

  private manyFields(item: SelectNode, aggregate: boolean): Column[] {
    if (item.kind === 'fields') return this.allFields(item.set, aggregate);
    return item.kind === 'typeof' ? this.typeFields(item, aggregate) : [];
  }

  /** TYPEOF: for each object that the reference may point at, fields of its own. */
  private typeFields({ name, whens, otherwise }: Extract<SelectNode, { kind: 'typeof' }>, aggregate: boolean): Column[] {
    if (aggregate) throw malformed('TYPEOF is not supported with GROUP BY');
    const named = new Set(whens.map((when) => when.object.toLowerCase()));
    const listed = whens.flatMap((when) => when.fields.flatMap((field) => this.names.fieldOfTarget(name, when.object, field)));
    const rest = (otherwise ?? []).flatMap((field) => this.names.fieldOfTarget(name, null, field));
    return [...listed, ...rest.filter(({ target }) => !named.has(target.name.toLowerCase()))].map(({ expr, path, target }) => {
      const typed = typedOf(expr);
      return { expr, typed, path, name: typed.name, optional: false, only: target };
    });
  }

  private allFields(set: 'ALL' | 'STANDARD' | 'CUSTOM', aggregate: boolean): Column[] {
    if (aggregate) throw malformed('The SOQL FIELDS function is not supported with aggregates');
    const { limit } = this.query;
    if (set !== 'STANDARD' && limit?.kind !== 'bind' && !(limit?.kind === 'number' && limit.value <= 200))
      throw malformed('The SOQL FIELDS function must have a LIMIT of at most 200');
    const fields = [...this.object.fields.values()].filter((field) => set === 'ALL' || field.custom === (set === 'CUSTOM'));
    return fields.map((field) => {
      this.names.use(this.object, field, true);
      const expr: Expr = { kind: 'column', source: this.names.root, field };
      return { expr, typed: typedOf(expr), path: [], name: field.name, optional: true };
    });
  }

  private children(query: QueryNode, aggregate: boolean): Children {
    if (aggregate) throw malformed('Grouped query cannot use child relationships in the SELECT list');
    // `FROM Garden__c.Plots__r` inside a query of Garden__c is the same as `FROM Plots__r`.
    const own = `${this.object.name.toLowerCase()}.`;
    const from = query.from.toLowerCase();
    const wanted = from.startsWith(own) ? from.slice(own.length) : from;
    const relation = this.object.childRelationships.find((each) => each.name?.toLowerCase() === wanted);
    if (!relation) throw noSuchRelationship(query.from, 'FROM part of query call');
    const child = queryable(this.context.schema, relation.childObject);
    const plan = new Binder(this.context, query, child).plan(true);
    if (plan.bound.isAggregate || plan.bound.isCount) throw malformed('Aggregates are not allowed in a subquery of the SELECT list');
    return { name: relation.name!, field: fieldOf(child, relation.field)!, plan };
  }

  private condition(node: ConditionNode, having: boolean, groupBy: readonly Expr[] = []): Condition {
    if (node.kind === 'and' || node.kind === 'or')
      return { kind: node.kind, items: node.items.map((item) => this.condition(item, having, groupBy)) };
    if (node.kind === 'not') return { kind: 'not', item: this.condition(node.item, having, groupBy) };
    if (node.kind === 'search') return { kind: 'search', source: this.names.root, group: node.group, terms: node.terms };
    const left = this.names.expr(node.left);
    if (having) this.checkGrouped(left, groupBy);
    else if (isAggregated(left)) throw malformed('Aggregate functions are not allowed in the WHERE clause');
    if (left.kind === 'format') throw malformed('FORMAT() is not supported in the WHERE clause');
    const typed = typedOf(left);
    this.checkFilterable(left);
    if (node.kind === 'compare') {
      checkOperator(typed, node.operator);
      this.value(typed, node.value, false);
      return { kind: 'compare', left, typed, operator: node.operator, value: node.value };
    }
    if (node.kind === 'includes') {
      checkOperator(typed, 'includes');
      for (const value of node.values) this.value(typed, value, false);
      return { kind: 'includes', left, typed, negated: node.negated, values: node.values };
    }
    return this.inCondition(left, typed, node.negated, node.values);
  }

  private inCondition(left: Expr, typed: Typed, negated: boolean, values: readonly ValueNode[] | BindNode | QueryNode): Condition {
    if ('kind' in values && values.kind === 'query') return { kind: 'semi', left, negated, plan: this.semiJoin(typed, values) };
    if ('kind' in values) this.value(typed, values, true);
    else for (const value of values) this.value(typed, value, false);
    return { kind: 'in', left, typed, negated, values };
  }

  /** SOQL reference, "Comparison Operators": semi-joins and anti-joins have narrow limits. */
  private checkSemiJoins(where: ConditionNode | null): void {
    if (!where) return;
    const joins = semiJoins(where);
    const top = where.kind === 'and' ? where.items : [where];
    if (joins.some((each) => !top.includes(each)))
      throw malformed('Semi join sub-selects are only allowed at the top level WHERE expressions and not in nested WHERE expressions.');
    if (joins.length > MOST_SEMI_JOINS) throw malformed(`Maximum ${MOST_SEMI_JOINS} semi join sub-selects are allowed.`);
  }

  private semiJoin(left: Typed, query: QueryNode): Plan {
    if (query.isCount || query.orderBy.length || query.limit || query.forUpdate)
      throw malformed('COUNT, ORDER BY, LIMIT and FOR UPDATE are not allowed in a semi join sub-select');
    if (semiJoins(query.where).length) throw malformed('Nesting of semi join sub-selects is not supported');
    if (!isReference(left.type))
      throw malformed(
        `The left operand field in the where expression for outer query should be an ID or reference field, cannot use: '${left.name}'`
      );
    const plan = new Binder(this.context, query, queryable(this.context.schema, query.from)).plan(true);
    if (plan.root.object === this.object) throw malformed('The inner and outer selects should not be on the same object type');
    const [column] = plan.columns;
    if (plan.columns.length !== 1 || plan.children.length || plan.bound.isAggregate)
      throw malformed('A semi join sub-select must select exactly one field');
    if (!isReference(column!.typed.type))
      throw malformed(
        `The selected field '${column!.name}' in the subquery and the left operand field in the where expression in the outer query should point to the same object type`
      );
    return plan;
  }

  private value(typed: Typed, value: ValueNode, isList: boolean): void {
    checkLiteral(typed, value);
    this.noteBind(value, typed.field, isList);
  }

  private noteBind(value: ValueNode | null, field: FieldDef | undefined, isList: boolean): void {
    if (value?.kind === 'bind')
      this.context.binds.push({ source: value.source, offset: value.offset, isList, ...(field ? { field } : {}) });
  }

  private order(
    node: OperandNode,
    item: QueryNode['orderBy'][number],
    aggregate: boolean,
    groupBy: readonly Expr[]
  ): Plan['orderBy'][number] {
    const expr = this.names.expr(node);
    if (aggregate) this.checkGrouped(expr, groupBy);
    else if (isAggregated(expr)) throw malformed('Ordering by an aggregate needs a GROUP BY');
    const typed = typedOf(expr);
    if (typed.field && !typed.field.sortable) throw invalidField(`field '${typed.name}' can not be sorted in a query call`, typed.name);
    return { expr, typed, descending: item.descending, nulls: item.nulls };
  }

  private groupable(expr: Expr): Expr {
    const typed = typedOf(expr);
    if (expr.kind === 'local' || isAggregated(expr) || (expr.kind !== 'date' && typed.field && !typed.field.groupable))
      throw malformed(`field '${typed.name}' can not be grouped in a query call`);
    return expr;
  }

  private checkGrouped(expr: Expr, groupBy: readonly Expr[]): void {
    if (expr.kind === 'aggregate' || groupBy.some((each) => keyOf(each) === keyOf(expr))) return;
    if (expr.kind === 'grouping' && groupBy.some((each) => keyOf(each) === keyOf(expr.arg))) return;
    if (
      (expr.kind === 'label' || expr.kind === 'format') &&
      (isAggregated(expr) || groupBy.some((each) => keyOf(each) === keyOf(expr.arg)))
    )
      return;
    throw malformed(`Field must be grouped or aggregated: ${typedOf(expr).name}`);
  }

  private checkFilterable(expr: Expr): void {
    const { field, name } = typedOf(expr.kind === 'date' || expr.kind === 'aggregate' || expr.kind === 'label' ? expr.arg : expr);
    if (field && !field.filterable) throw invalidField(`field '${name}' can not be filtered in a query call`, name);
  }

  private checkScope(): void {
    const scope = this.query.scope?.toLowerCase();
    if (scope === undefined || scope === 'everything') return;
    if (scope !== 'mine' || !fieldOf(this.object, 'OwnerId')) throw new NotSupportedError(`USING SCOPE ${this.query.scope}`);
  }
}

/** @returns every semi-join of the condition, at whatever depth. */
function semiJoins(node: ConditionNode | null): ConditionNode[] {
  if (!node) return [];
  if (node.kind === 'and' || node.kind === 'or') return node.items.flatMap(semiJoins);
  if (node.kind === 'not') return semiJoins(node.item);
  return node.kind === 'in' && 'kind' in node.values && node.values.kind === 'query' ? [node] : [];
}

/** The same field twice is refused, as on the platform; FIELDS() may meet a field that is also named. */
function checkDoubled(columns: readonly Column[]): void {
  const seen = new Set<string>();
  for (const { path, name, optional } of columns) {
    const key = [...path.map((join) => join.name), name].join('.').toLowerCase();
    if (seen.has(key) && !optional) throw malformed(`duplicate field selected: ${name}`);
    seen.add(key);
  }
}
