/** Filter items of a criteria-based sharing rule as SQL. Metadata API: FilterItem, FilterOperation, booleanFilter. */
import { NotSupportedError } from '../errors.ts';
import type { FieldDef } from '../schema/types.ts';
import { NOTHING, column, either, both } from './sql.ts';
import type { SqlFragment } from './types.ts';

export interface CriteriaItem {
  readonly field: FieldDef;
  readonly operation: string;
  readonly value: string;
}

/** @returns the condition over the alias: all items, or as the Boolean filter (`1 AND (2 OR 3)`) says. */
export function criteriaCondition(items: readonly CriteriaItem[], booleanFilter: string | undefined, alias: string): SqlFragment {
  const conditions = items.map((item) => itemCondition(item, alias));
  if (!booleanFilter?.trim()) return both(...conditions) ?? { sql: '1', params: [] };
  const params: (string | number | null)[] = [];
  const sql = booleanFilter.replace(/\d+|[A-Za-z]+|[^\s\dA-Za-z]/g, (token) => {
    if (/^(and|or|not)$/i.test(token)) return token.toUpperCase();
    if (token === '(' || token === ')') return token;
    const condition = conditions[Number(token) - 1];
    if (!condition) throw new NotSupportedError(`"${token}" in the filter logic ${booleanFilter}`);
    params.push(...(condition.params as (string | number | null)[]));
    // An empty field meets no comparison, and so meets the NOT of one.
    return `((${condition.sql}) IS TRUE)`;
  });
  return { sql, params };
}

const COMPARISONS: Readonly<Record<string, string>> = { lessThan: '<', greaterThan: '>', lessOrEqual: '<=', greaterOrEqual: '>=' };

function itemCondition({ field, operation, value }: CriteriaItem, alias: string): SqlFragment {
  if (field.formula !== undefined) throw new NotSupportedError(`a sharing rule over the formula ${field.name}`);
  const target = column(alias, field.name);
  // A comma separates alternatives, as in list views.
  const values = value.split(',').map((each) => each.trim());
  const any = (one: (text: string) => SqlFragment): SqlFragment => either(values.map(one));
  const not = (condition: SqlFragment): SqlFragment => ({ sql: `(${condition.sql}) IS NOT TRUE`, params: condition.params });
  const equal = (): SqlFragment =>
    any((each) => (each === '' ? { sql: `${target} IS NULL`, params: [] } : { sql: `${target} = ?`, params: [typed(field, each)] }));
  const like = (before: string): SqlFragment =>
    any((each) =>
      each === '' ? NOTHING : { sql: `${target} LIKE ? ESCAPE '\\'`, params: [`${before}${each.replace(/[\\%_]/g, '\\$&')}%`] }
    );
  const member = (): SqlFragment => any((each) => ({ sql: `instr(';' || ${target} || ';', ?) > 0`, params: [`;${each};`] }));
  switch (operation) {
    case 'equals':
      return equal();
    case 'notEqual':
      return not(equal());
    case 'contains':
      return like('%');
    case 'notContain':
      return not(like('%'));
    case 'startsWith':
      return like('');
    case 'includes':
      return member();
    case 'excludes':
      return not(member());
    default: {
      const comparison = COMPARISONS[operation];
      if (!comparison) throw new NotSupportedError(`the filter operation ${operation}`);
      return { sql: `${target} ${comparison} ?`, params: [typed(field, value.trim())] };
    }
  }
}

export function typed(field: FieldDef, value: string): string | number {
  switch (field.type) {
    case 'Checkbox':
      return /^(true|1)$/i.test(value) ? 1 : 0;
    case 'Number':
    case 'Currency':
    case 'Percent':
    case 'Integer':
      return Number(value);
    default:
      return value;
  }
}
