/**
 * Conditions of a plan as SQL. SOQL knows two truth values: a comparison with an empty field is false, and its opposite true
 * (`Name != 'x'` gives rows without a name). SQL knows three, so opposites are written `IS NOT TRUE`.
 */
import type { SqlFragment } from '../security/types.ts';
import { malformed } from './errors.ts';
import { comparedSql, exprSql, fieldSql } from './expressions.ts';
import { joined, param, sql } from './fragment.ts';
import { keyOf } from './plan.ts';
import type { Condition, Plan, Typed } from './plan.ts';
import type { RunContext } from './run-context.ts';
import type { BindNode, SearchGroup, SearchTerms } from './tree.ts';
import type { Bind } from './types.ts';
import { listOf, operandOf, spellings } from './values.ts';
import type { Operand, Stored } from './values.ts';

type Of<K extends Condition['kind']> = Extract<Condition, { kind: K }>;
/** Gives the SQL of a semi-join's select. */
export type SubSelect = (plan: Plan) => SqlFragment;

/** SQLite takes patterns of 50,000 bytes; a letter may need four. */
const LONGEST_PATTERN = 12_000;

const NEVER: SqlFragment = { sql: '0', params: [] };

export function conditionSql(context: RunContext, condition: Condition, subSelect: SubSelect): SqlFragment {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return joined(
        condition.items.map((item) => conditionSql(context, item, subSelect)),
        condition.kind === 'and' ? 'AND' : 'OR'
      );
    case 'not':
      return not(conditionSql(context, condition.item, subSelect));
    case 'compare':
      return compare(context, condition);
    case 'in':
      return inList(context, condition);
    case 'semi':
      return negatedIf(condition.negated, sql`${exprSql(context, condition.left)} IN (${subSelect(condition.plan)})`);
    case 'includes':
      return includes(context, condition);
    case 'search':
      return search(context, condition);
  }
}

function not(condition: SqlFragment): SqlFragment {
  return sql`(${condition}) IS NOT TRUE`;
}

function negatedIf(negated: boolean, condition: SqlFragment): SqlFragment {
  return negated ? not(condition) : condition;
}

function compare(context: RunContext, { left, typed, operator, value }: Of<'compare'>): SqlFragment {
  const x = comparedSql(context, left);
  if (operator === 'like' && value.kind === 'bind') return likeAny(context, x, typed, value);
  const bound = value.kind === 'bind' && (operator === '=' || operator === '!=') ? context.bind(value) : null;
  // `Id = :ids` with a collection means `IN`, as on the platform.
  if (Array.isArray(bound)) return oneOf(x, typed, bound, operator === '!=');
  const operand = operandOf(context, typed, value);
  if (operator === '=' || operator === '!=') return operator === '=' ? equal(x, typed, operand) : opposite(x, typed, operand);
  if (operand.kind === 'value' && operand.value === null) return NEVER;
  if (operator === 'like') return like(x, String((operand as { value: Stored }).value));
  if (operand.kind === 'value') return sql`${x} ${operator} ${param(operand.value)}`;
  // A span lies wholly on one side: before its beginning, or from its end on.
  if (operator === '<' || operator === '>=') return sql`${x} ${operator} ${param(operand.from)}`;
  return sql`${x} ${operator === '<=' ? '<' : '>='} ${param(operand.to)}`;
}

function equal(x: string, typed: Typed, operand: Operand): SqlFragment {
  if (operand.kind === 'span') return sql`(${x} >= ${param(operand.from)} AND ${x} < ${param(operand.to)})`;
  if (operand.value === null) return { sql: `${x} IS NULL`, params: [] };
  return among(x, typed, [operand.value]);
}

function opposite(x: string, typed: Typed, operand: Operand): SqlFragment {
  if (operand.kind === 'value' && operand.value === null) return { sql: `${x} IS NOT NULL`, params: [] };
  return not(equal(x, typed, operand));
}

function among(x: string, typed: Typed, values: readonly Exclude<Stored, null>[]): SqlFragment {
  const exact = typed.field?.caseSensitive ?? false;
  const all: (string | number)[] = exact
    ? [...values]
    : values.flatMap((each): (string | number)[] => (typeof each === 'string' ? spellings(each) : [each]));
  if (all.length === 1) return sql`${x} = ${param(all[0]!)}`;
  return sql`${x} IN (SELECT value FROM json_each(${param(JSON.stringify(all))}))`;
}

function inList(context: RunContext, { left, typed, negated, values }: Of<'in'>): SqlFragment {
  const x = comparedSql(context, left);
  if ('kind' in values) return oneOf(x, typed, context.bind(values), negated);
  return anyOf(
    x,
    typed,
    values.map((value) => operandOf(context, typed, value)),
    negated
  );
}

function oneOf(x: string, typed: Typed, bound: Bind, negated: boolean): SqlFragment {
  return anyOf(
    x,
    typed,
    listOf(typed, bound).map((value) => ({ kind: 'value', value })),
    negated
  );
}

function anyOf(x: string, typed: Typed, operands: readonly Operand[], negated: boolean): SqlFragment {
  const points = operands.flatMap((each) => (each.kind === 'value' && each.value !== null ? [each.value] : []));
  const parts: SqlFragment[] = operands.flatMap((each) => (each.kind === 'span' ? [equal(x, typed, each)] : []));
  if (points.length) parts.push(among(x, typed, points));
  if (operands.some((each) => each.kind === 'value' && each.value === null)) parts.push({ sql: `${x} IS NULL`, params: [] });
  return negatedIf(negated, parts.length ? joined(parts, 'OR') : NEVER);
}

/** LIKE :patterns, which may be a list: any of them. */
function likeAny(context: RunContext, x: string, typed: Typed, bind: BindNode): SqlFragment {
  const patterns = listOf(typed, context.bind(bind)).filter((each) => each !== null);
  return patterns.length
    ? joined(
        patterns.map((each) => like(x, String(each))),
        'OR'
      )
    : NEVER;
}

/** `%` and `_` are wild; with a backslash before them they are themselves. */
function like(x: string, pattern: string): SqlFragment {
  if (pattern.length > LONGEST_PATTERN) throw malformed('The pattern of LIKE is too long');
  const escaped = pattern.replace(/\\([%_\\])?/g, (_all, character: string | undefined) => `\\${character ?? '\\'}`);
  return joined(
    spellings(escaped).map((each) => sql`${x} LIKE ${param(each)} ESCAPE '\\'`),
    'OR'
  );
}

/** INCLUDES ('A;B', 'C'): both A and B, or C. */
function includes(context: RunContext, { left, typed, negated, values }: Of<'includes'>): SqlFragment {
  const x = comparedSql(context, left);
  const alternatives = values.map((node) => {
    const operand = operandOf(context, typed, node);
    if (operand.kind !== 'value' || operand.value === null) return { sql: `${x} IS NULL`, params: [] };
    const each = String(operand.value)
      .split(';')
      .filter((one) => one !== '');
    return joined(
      each.map((one) => sql`instr(';' || ${x} || ';', ${param(`;${one};`)}) > 0`),
      'AND'
    );
  });
  return negatedIf(negated, joined(alternatives, 'OR'));
}

const SEARCHED: Readonly<Record<SearchGroup, ReadonlySet<string>>> = {
  ALL: new Set(['Text', 'TextArea', 'LongTextArea', 'Html', 'Email', 'Phone', 'Url', 'Picklist', 'AutoNumber']),
  SIDEBAR: new Set(['Text', 'Email', 'Phone', 'AutoNumber']),
  NAME: new Set(['Text', 'AutoNumber']),
  EMAIL: new Set(['Email']),
  PHONE: new Set(['Phone'])
};

/** A word is found where it begins a word of some searched field that the user may read. */
function search(context: RunContext, { source, group, terms }: Of<'search'>): SqlFragment {
  const fields = [...source.object.fields.values()].filter(
    (field) =>
      SEARCHED[group].has(field.type) &&
      (group !== 'NAME' || field.nameField) &&
      field.formula === undefined &&
      context.mayRead(source.object, field)
  );
  const columns = fields.map((field) => fieldSql(context, source, field));
  if (!columns.length) return NEVER;
  const word = (text: string): SqlFragment => {
    const pattern = text
      .replace(/[\\%_]/g, '\\$&')
      .replaceAll('*', '%')
      .replaceAll('?', '_');
    const any = columns.flatMap((x) =>
      spellings(pattern).flatMap((each) => [
        sql`${x} LIKE ${param(`${each}%`)} ESCAPE '\\'`,
        sql`${x} LIKE ${param(`% ${each}%`)} ESCAPE '\\'`,
        sql`${x} LIKE ${param(`%-${each}%`)} ESCAPE '\\'`
      ])
    );
    return joined(any, 'OR');
  };
  const said = (each: SearchTerms): SqlFragment => {
    if (each.kind === 'word') return word(each.text);
    if (each.kind === 'not') return not(said(each.item));
    return joined(each.items.map(said), each.kind === 'all' ? 'AND' : 'OR');
  };
  return said(terms);
}

/** @returns LIMIT or OFFSET as a number. @throws PlatformError for a bind that is none. */
export function amountOf(context: RunContext, node: Plan['limit']): number | null {
  if (node === null) return null;
  const value = node.kind === 'bind' ? context.bind(node) : (node as { value: number }).value;
  if (typeof value !== 'number' || value < 0 || !Number.isInteger(value))
    throw malformed('LIMIT and OFFSET need a whole number that is not negative');
  return value;
}

/** @returns the GROUP BY list. */
export function groupSql(context: RunContext, plan: Plan): string {
  const seen = new Map(plan.groupBy.map((expr) => [keyOf(expr), exprSql(context, expr)]));
  return [...seen.values()].join(', ');
}
