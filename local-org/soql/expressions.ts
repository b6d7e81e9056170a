/** Expressions of a plan as SQL. */
import { fieldOf } from '../schema/types.ts';
import type { FieldDef } from '../schema/types.ts';
import { column, quoted } from '../security/sql.ts';
import { formulaAlias } from './formulas.ts';
import type { RunContext } from './run-context.ts';
import type { DateFunction, Expr, Join, Source } from './plan.ts';
import { typedOf } from './plan.ts';

/** SQLite `strftime` pieces of a stored date or datetime; datetimes count in UTC, as the platform's functions do. */
const DATE_SQL: Readonly<Record<DateFunction, (x: string) => string>> = {
  CALENDAR_MONTH: (x) => `CAST(strftime('%m', ${x}) AS INTEGER)`,
  CALENDAR_QUARTER: (x) => `(CAST(strftime('%m', ${x}) AS INTEGER) + 2) / 3`,
  CALENDAR_YEAR: (x) => `CAST(strftime('%Y', ${x}) AS INTEGER)`,
  DAY_IN_MONTH: (x) => `CAST(strftime('%d', ${x}) AS INTEGER)`,
  DAY_IN_WEEK: (x) => `(CAST(strftime('%w', ${x}) AS INTEGER) + 1)`,
  DAY_IN_YEAR: (x) => `CAST(strftime('%j', ${x}) AS INTEGER)`,
  DAY_ONLY: (x) => `substr(${x}, 1, 10)`,
  FISCAL_MONTH: (x) => DATE_SQL.CALENDAR_MONTH(x),
  FISCAL_QUARTER: (x) => DATE_SQL.CALENDAR_QUARTER(x),
  FISCAL_YEAR: (x) => DATE_SQL.CALENDAR_YEAR(x),
  HOUR_IN_DAY: (x) => `CAST(strftime('%H', ${x}) AS INTEGER)`,
  WEEK_IN_MONTH: (x) => `((CAST(strftime('%d', ${x}) AS INTEGER) - 1) / 7 + 1)`,
  WEEK_IN_YEAR: (x) => `((CAST(strftime('%j', ${x}) AS INTEGER) - 1) / 7 + 1)`
};

/** @returns the SQL of a field over a source. A formula that SQL cannot say has been joined as a table of its values. */
export function fieldSql({ org }: Pick<RunContext, 'org'>, source: Source, field: FieldDef): string {
  if (field.formula === undefined) return column(source.alias, field.name);
  const formula = org.formula.compileField(field, source.object).sql(source.alias);
  const value = formula === null ? `${formulaAlias(source, field)}.value` : `(${formula})`;
  return field.type === 'Text' ? `${value} COLLATE NOCASE` : value;
}

export function exprSql(context: Pick<RunContext, 'org' | 'zone'>, expr: Expr): string {
  switch (expr.kind) {
    case 'column':
      return fieldSql(context, expr.source, expr.field);
    case 'poly': {
      const found = expr.join.targets.flatMap((target, i) =>
        expr.fields[i] ? [exprSql(context, { kind: 'column', source: target, field: expr.fields[i] })] : []
      );
      // COALESCE forgets the collation of its columns.
      return found.length === 1 ? found[0]! : `coalesce(${found.join(', ')}) COLLATE NOCASE`;
    }
    case 'polyType':
      return polyType(expr.join);
    case 'date':
      return DATE_SQL[expr.fn](exprSql(context, expr.arg));
    case 'label':
    case 'format':
      return exprSql(context, expr.arg);
    case 'local':
      return `local_time('${context.zone.replaceAll("'", "''")}', ${exprSql(context, expr.arg)})`;
    case 'aggregate':
      return aggregate(expr.fn, exprSql(context, expr.arg));
    case 'grouping':
      return '0';
    case 'constant':
      return expr.value === null ? 'NULL' : String(expr.value);
  }
}

function aggregate(fn: string, arg: string): string {
  if (fn === 'COUNT_DISTINCT') return `count(DISTINCT ${arg})`;
  return `${fn.toLowerCase()}(${arg})`;
}

function polyType(join: Join): string {
  const reference = column(join.from.alias, join.field.name);
  const cases = join.targets.map((target) => `WHEN '${target.object.keyPrefix}' THEN '${target.object.name}'`);
  return `CASE substr(${reference}, 1, 3) ${cases.join(' ')} END`;
}

/** @returns the SQL of what a condition compares: of toLabel() the label, where elsewhere the label is put in after the query. */
export function comparedSql(context: Pick<RunContext, 'org' | 'zone'>, expr: Expr): string {
  const text = exprSql(context, expr);
  const { field } = expr.kind === 'label' ? typedOf(expr.arg) : { field: undefined };
  if (!field?.picklist.length) return text;
  const quote = (word: string): string => `'${word.replaceAll("'", "''")}'`;
  const cases = field.picklist.map(({ value, label }) => `WHEN ${quote(value)} THEN ${quote(label)}`);
  return `CASE ${text} ${cases.join(' ')} ELSE ${text} END COLLATE NOCASE`;
}

/** @returns the SQL to sort by: picklists in the order of their values, as the platform sorts them; text without regard to case. */
export function orderSql(context: Pick<RunContext, 'org' | 'zone'>, expr: Expr): string {
  const text = exprSql(context, expr);
  const { field, type } = typedOf(expr);
  if (expr.kind === 'column' && field && type === 'Picklist' && field.picklist.length) {
    const cases = field.picklist.map((each, i) => `WHEN '${each.value.replaceAll("'", "''")}' THEN ${i}`);
    return `CASE WHEN ${text} IS NULL THEN NULL ELSE CASE ${text} ${cases.join(' ')} ELSE ${field.picklist.length} END END`;
  }
  return text;
}

/** @returns ` AND "IsDeleted" = 0` where the object has that field. */
export function livingSql(source: Source): string {
  return fieldOf(source.object, 'IsDeleted') ? ` AND ${column(source.alias, 'IsDeleted')} = 0` : '';
}

export { column, quoted };
