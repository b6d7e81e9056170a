import type { Org } from '../org.ts';
import { SRecord } from '../schema/record.ts';
import { fieldOf } from '../schema/types.ts';
import type { FieldDef, ObjectDef, Value } from '../schema/types.ts';
import { SYSTEM } from '../security/types.ts';
import { PlatformError } from '../errors.ts';
import { Save } from './save.ts';
import { fail, listOf, quote } from './statement.ts';
import type { Statement } from './statement.ts';

/** Recalculates the roll-up summaries of the masters of a chunk: one query a summary, and one save of the masters that changed. */
export function rollUp(statement: Statement): void {
  const { org, object } = statement;
  for (const { master, link, summaries } of summariesOver(org, object)) {
    const ids = new Set<string>();
    for (const row of statement.rows)
      for (const record of [row.old, row.next]) {
        const id = record?.values.get(link.name);
        if (typeof id === 'string') ids.add(id);
      }
    if (ids.size > 0) saveMasters(statement, master, changedMasters(org, object, master, link, summaries, [...ids]));
  }
}

interface Summaries {
  readonly master: ObjectDef;
  readonly link: FieldDef;
  readonly summaries: readonly FieldDef[];
}

const known = new WeakMap<ObjectDef, readonly Summaries[]>();

function summariesOver(org: Org, child: ObjectDef): readonly Summaries[] {
  const cached = known.get(child);
  if (cached) return cached;
  const found: Summaries[] = [];
  for (const link of child.fields.values()) {
    if (link.type !== 'MasterDetail') continue;
    const master = org.schema.object(link.referenceTo[0]!)!;
    const summaries = [...master.fields.values()].filter(
      (field) => field.summary?.childObject === child.name && field.summary.childField === link.name
    );
    if (summaries.length > 0) found.push({ master, link, summaries });
  }
  known.set(child, found);
  return found;
}

function changedMasters(
  org: Org,
  child: ObjectDef,
  master: ObjectDef,
  link: FieldDef,
  summaries: readonly FieldDef[],
  ids: readonly string[]
): SRecord[] {
  const changed = new Map<string, SRecord>();
  const stored = new Map(org.store.read(master.name, ids).map((row) => [row.get('Id') as string, row]));
  for (const summary of summaries) {
    const results = summarise(org, child, link, summary, ids);
    for (const id of ids) {
      const row = stored.get(id);
      if (!row || row.get('IsDeleted') === true) continue;
      const operation = summary.summary!.operation;
      const value = results.get(id) ?? (operation === 'count' || operation === 'sum' ? 0 : null);
      if ((row.get(summary.name) ?? null) === value) continue;
      const record = changed.get(id) ?? new SRecord(master);
      record.values.set('Id', id);
      record.values.set(summary.name, value);
      changed.set(id, record);
    }
  }
  return [...changed.values()];
}

function summarise(org: Org, child: ObjectDef, link: FieldDef, field: FieldDef, ids: readonly string[]): Map<string, Value> {
  const summary = field.summary!;
  const of = summary.operation === 'count' ? '*' : quote(fieldOf(child, summary.summarizedField!)!.name);
  const filters = summary.filters.map((filter) => filterSql(child, filter));
  const where = [`${quote(link.name)} IN (SELECT value FROM json_each(?))`, '"IsDeleted" = 0', ...filters.map((filter) => filter.sql)].join(
    ' AND '
  );
  const sql = `SELECT ${quote(link.name)} AS master, ${summary.operation.toUpperCase()}(${of}) AS result FROM ${quote(child.name)} WHERE ${where} GROUP BY ${quote(link.name)}`;
  return new Map(
    org.store
      .all(sql, [listOf(ids), ...filters.flatMap((filter) => filter.params)])
      .map((row) => [row['master'] as string, row['result'] as Value])
  );
}

const OPERATORS: Readonly<Record<string, string>> = {
  equals: '=',
  notEqual: '<>',
  lessThan: '<',
  lessOrEqual: '<=',
  greaterThan: '>',
  greaterOrEqual: '>='
};

/** Filter items of a summary; values are separated by commas, empty text stands for no value. */
function filterSql(
  child: ObjectDef,
  filter: { field: string; operation: string; value: string }
): { sql: string; params: (string | number)[] } {
  const field = fieldOf(child, filter.field.replace(/^.*\./, ''));
  const operator = OPERATORS[filter.operation];
  if (!field || !operator || field.formula !== undefined)
    throw new PlatformError('INVALID_FIELD', `Roll-up filter on ${child.name}.${filter.field} (${filter.operation}) is not supported`);
  const column = `${quote(field.name)} COLLATE NOCASE`;
  if (filter.value === '') return { sql: `${quote(field.name)} IS ${operator === '<>' ? 'NOT ' : ''}NULL`, params: [] };
  const values = filter.value.split(',').map((value) => valueFor(field, value.trim()));
  if (operator === '=') return { sql: `${column} IN (${values.map(() => '?').join(', ')})`, params: values };
  if (operator === '<>')
    return { sql: `(${quote(field.name)} IS NULL OR ${column} NOT IN (${values.map(() => '?').join(', ')}))`, params: values };
  return { sql: `${column} ${operator} ?`, params: [values[0]!] };
}

function valueFor(field: FieldDef, text: string): string | number {
  if (field.type === 'Checkbox') return /^(true|1)$/i.test(text) ? 1 : 0;
  return ['Number', 'Currency', 'Percent', 'Integer'].includes(field.type) ? Number(text) : text;
}

/** The masters go through the save order as the org's own write; a rule they break fails the rows below them. */
function saveMasters(statement: Statement, master: ObjectDef, records: readonly SRecord[]): void {
  if (records.length === 0) return;
  const results = new Save(statement.org, { userId: statement.options.userId, access: SYSTEM, allOrNone: true }, true).run(
    'update',
    records
  );
  const broken = results.flatMap((result) => result.errors).find((error) => error.statusCode !== 'ALL_OR_NONE_OPERATION_ROLLED_BACK');
  if (broken) for (const row of statement.rows) fail(row, broken.statusCode, `${master.label}: ${broken.message}`);
}
