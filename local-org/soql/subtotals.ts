/** GROUP BY ROLLUP and CUBE: one grouping for each subtotal. SOQL reference, "GROUP BY ROLLUP", "GROUP BY CUBE", "GROUPING". */
import { keyOf, typedOf } from './plan.ts';
import type { Condition, Expr, Plan } from './plan.ts';

/** @returns the plan once for each set of fields that it groups by, from all of them to none. */
export function groupings(plan: Plan): Plan[] {
  const { groupBy } = plan;
  const all = [...Array(groupBy.length + 1).keys()].map((left) => groupBy.slice(0, groupBy.length - left));
  const sets = plan.subtotals === 'cube' ? subsets(groupBy) : all;
  return sets.map((set) => narrowed(plan, set));
}

function subsets(list: readonly Expr[]): Expr[][] {
  const masks = [...Array(1 << list.length).keys()].reverse();
  return masks.map((mask) => list.filter((_, i) => mask & (1 << (list.length - 1 - i))));
}

/** Outside the aggregates, a field that the set leaves out is empty, and its GROUPING() is 1. */
function narrowed(plan: Plan, set: readonly Expr[]): Plan {
  const keys = new Set(set.map(keyOf));
  const out = new Set(plan.groupBy.map(keyOf).filter((key) => !keys.has(key)));
  const expr = (each: Expr): Expr => {
    if (each.kind === 'grouping') return { kind: 'constant', value: out.has(keyOf(each.arg)) ? 1 : 0, typed: typedOf(each) };
    if (out.has(keyOf(each))) return { kind: 'constant', value: null, typed: typedOf(each) };
    return each.kind === 'label' || each.kind === 'format' ? { ...each, arg: expr(each.arg) } : each;
  };
  const condition = (each: Condition): Condition => {
    if (each.kind === 'and' || each.kind === 'or') return { ...each, items: each.items.map(condition) };
    if (each.kind === 'not') return { ...each, item: condition(each.item) };
    return each.kind === 'search' ? each : { ...each, left: expr(each.left) };
  };
  return {
    ...plan,
    groupBy: set,
    columns: plan.columns.map((each) => ({ ...each, expr: expr(each.expr) })),
    having: plan.having && condition(plan.having),
    orderBy: plan.orderBy.map((each) => ({ ...each, expr: expr(each.expr) }))
  };
}
