/** A query whose names are resolved against the schema: independent of users, so it is kept for every run. */
import type { FieldDef, FieldType, ObjectDef } from '../schema/types.ts';
import type { BoundColumn, BoundQuery } from './types.ts';
import type { BindNode, ComparisonOperator, SearchGroup, SearchTerms, ValueNode } from './tree.ts';

/** One table in the FROM, under its alias. */
export interface Source {
  readonly alias: string;
  readonly object: ObjectDef;
  readonly joins: Map<string, Join>;
}
/** The way to a parent. With several possible objects there is one source each; a row joins at most one of them. */
export interface Join {
  readonly name: string;
  readonly from: Source;
  readonly field: FieldDef;
  readonly targets: readonly Source[];
}

export type Expr =
  | { readonly kind: 'column'; readonly source: Source; readonly field: FieldDef }
  | { readonly kind: 'poly'; readonly join: Join; readonly field: FieldDef; readonly fields: readonly (FieldDef | null)[] }
  | { readonly kind: 'polyType'; readonly join: Join }
  | { readonly kind: 'date'; readonly fn: DateFunction; readonly arg: Expr }
  | { readonly kind: 'aggregate'; readonly fn: AggregateFunction; readonly arg: Expr }
  | { readonly kind: 'label' | 'format'; readonly arg: Expr }
  /** convertTimezone(): the datetime by the clocks of the user's zone. */
  | { readonly kind: 'local'; readonly arg: Expr }
  /** GROUPING(): 1 in a subtotal over the field, 0 elsewhere. */
  | { readonly kind: 'grouping'; readonly arg: Expr }
  /** What stands for a grouped field, or for its GROUPING(), in one of the subtotals. */
  | { readonly kind: 'constant'; readonly value: number | null; readonly typed: Typed };

export const DATE_FUNCTIONS = [
  'CALENDAR_MONTH',
  'CALENDAR_QUARTER',
  'CALENDAR_YEAR',
  'DAY_IN_MONTH',
  'DAY_IN_WEEK',
  'DAY_IN_YEAR',
  'DAY_ONLY',
  'FISCAL_MONTH',
  'FISCAL_QUARTER',
  'FISCAL_YEAR',
  'HOUR_IN_DAY',
  'WEEK_IN_MONTH',
  'WEEK_IN_YEAR'
] as const;
export type DateFunction = (typeof DATE_FUNCTIONS)[number];
export const AGGREGATES = ['COUNT', 'COUNT_DISTINCT', 'SUM', 'AVG', 'MIN', 'MAX'] as const;
export type AggregateFunction = (typeof AGGREGATES)[number];

/** What a value is, for comparing and for reading it from the database. `field` where it is a field's own. */
export interface Typed {
  readonly name: string;
  readonly type: FieldType;
  readonly field?: FieldDef;
}

export type Condition =
  | { readonly kind: 'and'; readonly items: readonly Condition[] }
  | { readonly kind: 'or'; readonly items: readonly Condition[] }
  | { readonly kind: 'not'; readonly item: Condition }
  | {
      readonly kind: 'compare';
      readonly left: Expr;
      readonly typed: Typed;
      readonly operator: ComparisonOperator;
      readonly value: ValueNode;
    }
  | {
      readonly kind: 'in';
      readonly left: Expr;
      readonly typed: Typed;
      readonly negated: boolean;
      readonly values: readonly ValueNode[] | BindNode;
    }
  | { readonly kind: 'semi'; readonly left: Expr; readonly negated: boolean; readonly plan: Plan }
  | {
      readonly kind: 'includes';
      readonly left: Expr;
      readonly typed: Typed;
      readonly negated: boolean;
      readonly values: readonly ValueNode[];
    }
  | { readonly kind: 'search'; readonly source: Source; readonly group: SearchGroup; readonly terms: SearchTerms };

export interface Column {
  readonly expr: Expr;
  readonly typed: Typed;
  /** Where the value goes: joins to walk, then the key in the record. */
  readonly path: readonly Join[];
  readonly name: string;
  /** From FIELDS(): left out in user mode when the user may not see it. */
  readonly optional: boolean;
  /** From TYPEOF: only for rows whose parent is of this object. */
  readonly only?: ObjectDef;
}

/** Something the query touches: checked against the user's rights in user mode. */
export interface Use {
  readonly object: ObjectDef;
  readonly field: FieldDef | null;
  readonly optional: boolean;
}

export interface Children {
  readonly name: string;
  readonly field: FieldDef;
  readonly plan: Plan;
}

export interface Plan {
  readonly root: Source;
  /** Joined sources in the order in which they must be joined. */
  readonly joins: readonly Join[];
  readonly columns: readonly Column[];
  readonly children: readonly Children[];
  readonly where: Condition | null;
  readonly groupBy: readonly Expr[];
  /** GROUP BY ROLLUP or CUBE: with subtotals. */
  readonly subtotals: 'rollup' | 'cube' | null;
  readonly having: Condition | null;
  readonly orderBy: readonly {
    readonly expr: Expr;
    readonly typed: Typed;
    readonly descending: boolean;
    readonly nulls: 'first' | 'last' | null;
  }[];
  readonly limit: ValueNode | null;
  readonly offset: ValueNode | null;
  readonly mine: boolean;
  readonly allRows: boolean;
  readonly uses: readonly Use[];
  /** How many of the uses, from the first, are of FROM and the select list. */
  readonly shown: number;
  readonly bound: BoundQuery;
}

/** @returns the type of an expression's value. */
export function typedOf(expr: Expr): Typed {
  switch (expr.kind) {
    case 'column':
    case 'poly':
      return { name: expr.field.name, type: expr.field.type, field: expr.field };
    case 'polyType':
      return { name: 'Type', type: 'Text' };
    case 'date':
      return { name: expr.fn, type: expr.fn === 'DAY_ONLY' ? 'Date' : 'Integer' };
    case 'label':
    case 'format':
      return { name: typedOf(expr.arg).name, type: 'Text' };
    case 'local':
      return typedOf(expr.arg);
    case 'grouping':
      return { name: 'GROUPING', type: 'Integer' };
    case 'constant':
      return expr.typed;
    case 'aggregate': {
      if (expr.fn === 'COUNT' || expr.fn === 'COUNT_DISTINCT') return { name: expr.fn, type: 'Integer' };
      const inner = typedOf(expr.arg);
      return expr.fn === 'AVG' ? { name: expr.fn, type: 'Number' } : { ...inner, name: expr.fn };
    }
  }
}

/** @returns a text that is equal for equal expressions of one query. */
export function keyOf(expr: Expr): string {
  switch (expr.kind) {
    case 'column':
      return `${expr.source.alias}.${expr.field.name}`;
    case 'poly':
      return `${expr.join.from.alias}.${expr.join.name}.${expr.field.name}`;
    case 'polyType':
      return `${expr.join.from.alias}.${expr.join.name}.Type`;
    case 'constant':
      return String(expr.value);
    default:
      return `${'fn' in expr ? expr.fn : expr.kind}(${keyOf(expr.arg)})`;
  }
}

/** @returns whether an aggregate stands anywhere in the expression. */
export function isAggregated(expr: Expr): boolean {
  if (expr.kind === 'aggregate') return true;
  return (expr.kind === 'date' || expr.kind === 'label' || expr.kind === 'format' || expr.kind === 'local') && isAggregated(expr.arg);
}

/** @returns the select list as the outside sees it: parents and children nested, in the order of the text. */
export function boundColumns(columns: readonly Column[], children: readonly Children[], aggregate: boolean): BoundColumn[] {
  interface Level {
    readonly list: BoundColumn[];
    readonly parents: Map<string, Level>;
  }
  const top: Level = { list: [], parents: new Map() };
  for (const column of columns) {
    let level = top;
    for (const join of aggregate ? [] : column.path) {
      let inner = level.parents.get(join.name);
      if (!inner) {
        inner = { list: [], parents: new Map() };
        level.parents.set(join.name, inner);
        level.list.push({ name: join.name, display: join.name, aggregate: false, relationship: 'parent', columns: inner.list });
      }
      level = inner;
    }
    if (column.only && level.list.some((each) => each.name === column.name)) continue;
    const { name, expr, typed, optional } = column;
    level.list.push({ name, display: displayOf(expr, name), field: typed.field, aggregate: isAggregated(expr), optional });
  }
  for (const child of children)
    top.list.push({
      name: child.name,
      display: child.name,
      aggregate: true,
      relationship: 'children',
      columns: child.plan.bound.columns
    });
  return top.list;
}

function displayOf(expr: Expr, name: string): string {
  return expr.kind === 'aggregate' && expr.arg.kind === 'column' ? `${expr.fn.toLowerCase()}(${expr.arg.field.name})` : name;
}
