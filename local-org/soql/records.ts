/** Rows of SQL to records: parents and children in their places, values as the rest of the org knows them. */
import type { SQLInputValue } from 'node:sqlite';
import { SRecord } from '../schema/record.ts';
import type { ObjectDef, Value } from '../schema/types.ts';
import { formatted, labelled } from './display.ts';
import { formulaValues, inMemory } from './formulas.ts';
import type { Column, Join, Plan } from './plan.ts';
import type { RunContext } from './run-context.ts';
import { selectOf } from './select.ts';
import type { Portion, Select } from './select.ts';

type Row = Record<string, SQLInputValue>;

/** Runs a plan that is no aggregate. @returns its records in order; of a portion by id. */
export function readRecords(context: RunContext, plan: Plan, portion?: Portion): SRecord[] {
  const select = selectOf(context, plan, portion);
  const rows = context.org.store.all(select.sql, select.params);
  return assemble(context, plan, select, rows);
}

/** Runs an aggregate query. @returns one record a group, keyed by alias. */
export function readGroups(context: RunContext, plan: Plan): SRecord[] {
  const select = selectOf(context, plan);
  const result = groupObject(context.org.schema.object('AggregateResult')!, select.columns);
  return context.org.store.all(select.sql, select.params).map((row) => {
    const record = new SRecord(result);
    record.queried = new Set(select.columns.map((column) => column.name));
    select.columns.forEach((column, i) => record.values.set(column.name, valueOf(context, column, row[`c${i}`]!)));
    return record;
  });
}

/** The shape of one query's groups: its aliases as fields of their types, so that Apex reads them as what they are. */
function groupObject(result: ObjectDef, columns: readonly Column[]): ObjectDef {
  const template = result.nameField ?? [...result.fields.values()][0]!;
  const fields = new Map(
    columns.map(({ name, typed, expr }) => [
      name.toLowerCase(),
      { ...template, name, label: name, type: expr.kind === 'format' ? ('Text' as const) : typed.type, scale: typed.field?.scale }
    ])
  );
  return { ...result, fields };
}

function assemble(context: RunContext, plan: Plan, select: Select, rows: readonly Row[]): SRecord[] {
  const { object } = plan.root;
  const records = rows.map((row) => {
    const record = newRecord(object, row.id as string);
    select.columns.forEach((column, i) => place(context, record, row, select, column, row[`c${i}`]!));
    return record;
  });
  evaluateFormulas(context, select, records);
  if (records.length) for (const child of plan.children) attachChildren(context, child, records);
  return records;
}

/** The Id comes with every record, selected or not; `queried` says what was selected. */
function newRecord(object: ObjectDef, id: string): SRecord {
  const record = new SRecord(object);
  record.queried = new Set();
  record.id = id;
  return record;
}

function place(context: RunContext, record: SRecord, row: Row, select: Select, column: Column, raw: SQLInputValue): void {
  let holder: SRecord | null = record;
  for (const join of column.path) {
    holder = parentOf(context, holder, join, row[select.joinIds.get(join)!] as string | null);
    if (!holder) return;
    if (column.only && join === column.path[0] && holder.object !== column.only) return;
  }
  holder.queried!.add(column.name);
  holder.values.set(column.name, valueOf(context, column, raw));
}

function parentOf(context: RunContext, record: SRecord, join: Join, id: string | null): SRecord | null {
  const known = record.parents.get(join.name);
  if (known !== undefined) return known;
  const object = join.targets.length === 1 ? join.targets[0]!.object : id === null ? null : context.org.schema.byKeyPrefix(id.slice(0, 3));
  const parent = id === null || !object ? null : newRecord(object, id);
  record.parents.set(join.name, parent);
  return parent;
}

function attachChildren(context: RunContext, child: Plan['children'][number], records: readonly SRecord[]): void {
  const byId = new Map<string, SRecord>();
  for (const record of records) {
    record.children.set(child.name, []);
    byId.set(record.id!, record);
  }
  const select = selectOf(context, child.plan, { field: child.field.name, ids: [...byId.keys()] });
  const rows = context.org.store.all(select.sql, select.params);
  const found = assemble(context, child.plan, select, rows);
  found.forEach((record, i) =>
    byId
      .get(rows[i]!.parent as string)!
      .children.get(child.name)!
      .push(record)
  );
}

function valueOf(context: RunContext, { expr, typed }: Column, raw: SQLInputValue): Value {
  if (expr.kind === 'label') return labelled(expr, raw as string | null);
  if (expr.kind === 'format') return formatted(context, expr, raw as string | number | null);
  if (raw === null) return null;
  if (typed.type === 'Checkbox') return raw === 1;
  return typeof raw === 'bigint' ? Number(raw) : (raw as Value);
}

/** Formulas that SQL cannot say: evaluated for the rows that were found. */
function evaluateFormulas(context: RunContext, select: Select, records: readonly SRecord[]): void {
  for (const { expr, path, name } of select.columns) {
    const shown = expr.kind === 'label' || expr.kind === 'format' ? expr.arg : expr;
    if (shown.kind !== 'column' || !inMemory(context, shown.source, shown.field)) continue;
    const holders = records
      .map((record) => path.reduce<SRecord | null>((each, join) => each?.parents.get(join.name) ?? null, record))
      .filter((each) => each !== null);
    const values = formulaValues(context, shown.source.object, shown.field, [...new Set(holders.map((each) => each.id!))]);
    for (const holder of holders) {
      const value = values.get(holder.id!) ?? null;
      holder.values.set(name, expr.kind === 'format' ? formatted(context, expr, value as string | number | null) : value);
    }
  }
}
