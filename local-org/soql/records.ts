/** Rows of SQL to records: parents and children in their places, values as the rest of the org knows them. */
import type { SQLInputValue } from 'node:sqlite';
import { FieldValues, shapeOf } from '../schema/field-values.ts';
import type { Shape } from '../schema/field-values.ts';
import { SRecord } from '../schema/record.ts';
import type { ObjectDef, Value } from '../schema/types.ts';
import { formatted, labelled } from './display.ts';
import { formulaValues, inMemory } from './formulas.ts';
import type { Column, Join, Plan } from './plan.ts';
import type { RunContext } from './run-context.ts';
import { selectOf } from './select.ts';
import type { Portion, Select } from './select.ts';

/** Values by place, as {@link Select} says. */
type Row = readonly SQLInputValue[];

/** Runs a plan that is no aggregate. @returns its records in order; of a portion by id. */
export function readRecords(context: RunContext, plan: Plan, portion?: Portion): SRecord[] {
  const select = selectOf(context, plan, portion);
  const rows = context.org.store.rows(select.sql, select.params);
  return assemble(context, plan, select, rows);
}

/** Runs an aggregate query. @returns one record a group, keyed by alias. */
export function readGroups(context: RunContext, plan: Plan): SRecord[] {
  const select = selectOf(context, plan);
  const result = groupObject(context.org.schema.object('AggregateResult')!, select.columns);
  const layout = layoutOf(context, select.columns, []);
  return context.org.store.rows(select.sql, select.params).map((row) => recordAt(result, layout, row));
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
  // The Id comes with every record, selected or not; `queried` says what was selected.
  const layout = layoutOf(
    context,
    select.columns.map((column) => (column.path.length > 0 ? null : column)),
    [['Id', { place: select.id, read: null }]]
  );
  const above = select.columns.flatMap((column, place) =>
    column.path.length > 0 ? [{ column, place, read: readerOf(context, column) }] : []
  );
  const records = rows.map((row) => {
    const record = recordAt(object, layout, row);
    for (const each of above) place(context, record, row, select, each);
    return record;
  });
  evaluateFormulas(context, select, records);
  if (records.length) for (const child of plan.children) attachChildren(context, child, records);
  return records;
}

/** A value as the rest of the org knows it; null where it stands in the row as it is. */
type Reader = ((raw: SQLInputValue) => Value) | null;
interface Cell {
  readonly place: number;
  readonly read: Reader;
}
/** How the values of rows come together: the same for all rows of a query. */
interface Layout {
  readonly shape: Shape;
  readonly cells: readonly Cell[];
  readonly queried: ReadonlySet<string>;
}

/** @param columns by their place in the row; null for those that are not the record's own. */
function layoutOf(context: RunContext, columns: readonly (Column | null)[], first: readonly (readonly [string, Cell])[]): Layout {
  const cells = new Map(first);
  const queried = new Set<string>();
  columns.forEach((column, place) => {
    if (!column) return;
    cells.set(column.name, { place, read: readerOf(context, column) });
    queried.add(column.name);
  });
  return { shape: shapeOf(cells.keys()), cells: [...cells.values()], queried };
}

function recordAt(object: ObjectDef, { shape, cells, queried }: Layout, row: Row): SRecord {
  const list: Value[] = [];
  for (const { place, read } of cells) {
    const raw = row[place]!;
    list.push(read === null ? (raw as Value) : read(raw));
  }
  const record = new SRecord(object, new FieldValues(shape, list));
  record.queried = queried;
  return record;
}

function place(
  context: RunContext,
  record: SRecord,
  row: Row,
  select: Select,
  { column, place: at, read }: { column: Column; place: number; read: Reader }
): void {
  let holder: SRecord | null = record;
  for (const join of column.path) {
    holder = parentOf(context, holder, join, row[select.joinIds.get(join)!] as string | null);
    if (!holder) return;
    if (column.only && join === column.path[0] && holder.object !== column.only) return;
  }
  (holder.queried as Set<string>).add(column.name);
  const raw = row[at]!;
  holder.values.set(column.name, read === null ? (raw as Value) : read(raw));
}

function parentOf(context: RunContext, record: SRecord, join: Join, id: string | null): SRecord | null {
  const known = record.parents.get(join.name);
  if (known !== undefined) return known;
  const object = join.targets.length === 1 ? join.targets[0]!.object : id === null ? null : context.org.schema.byKeyPrefix(id.slice(0, 3));
  const parent = id === null || !object ? null : new SRecord(object);
  if (parent) {
    parent.queried = new Set();
    parent.id = id;
  }
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
  const rows = context.org.store.rows(select.sql, select.params);
  const found = assemble(context, child.plan, select, rows);
  found.forEach((record, i) =>
    byId
      .get(rows[i]![select.parent] as string)!
      .children.get(child.name)!
      .push(record)
  );
}

function readerOf(context: RunContext, { expr, typed }: Column): Reader {
  if (expr.kind === 'label') return (raw) => labelled(expr, raw as string | null);
  if (expr.kind === 'format') return (raw) => formatted(context, expr, raw as string | number | null);
  return typed.type === 'Checkbox' ? (raw) => (raw === null ? null : raw === 1) : null;
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
