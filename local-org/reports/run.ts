/** Runs a report in the rights of the user: rows and fields that she may read, and a refusal for a column that she may not. */
import { displayValue } from '../api/ui/display.ts';
import { fieldPaths, parentField, readableObject } from '../api/ui/fields.ts';
import { column as columnOf, columnPath, listFilter } from '../api/ui/list-views.ts';
import { select } from '../api/ui/query.ts';
import { PlatformError } from '../errors.ts';
import type { Org } from '../org.ts';
import type { SRecord } from '../schema/record.ts';
import { fieldOf } from '../schema/types.ts';
import type { FieldDef, ObjectDef, Value } from '../schema/types.ts';
import { dayIn } from '../zones.ts';
import { definitionOf } from './definition.ts';
import type { Definition } from './definition.ts';
import { openReport } from './source.ts';
import type { ReportInfo } from './source.ts';
import { totalsOf } from './totals.ts';
import type { Total } from './totals.ts';

export interface ReportGroup {
  /** What is the same in every row, outermost first; none for the whole. */
  readonly keys: readonly string[];
  readonly count: number;
  readonly totals: readonly Total[];
  readonly rows: readonly (readonly string[])[];
}
export interface ReportResult extends ReportInfo {
  readonly groupings: readonly string[];
  readonly columns: readonly string[];
  readonly groups: readonly ReportGroup[];
  readonly total: ReportGroup;
  readonly showDetails: boolean;
  /** True when there were more rows than are counted here. */
  readonly cut: boolean;
}
interface Column {
  readonly path: string;
  readonly label: string;
  readonly field: FieldDef;
}
interface Grouping extends Column {
  readonly granularity: string;
  readonly descending: boolean;
}

const MOST_ROWS = 2000;
const ZONE = 'Europe/London';
const MONTH = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', month: 'long', year: 'numeric' });

/** @throws NOT_FOUND; INVALID_TYPE for an object and INSUFFICIENT_ACCESS for a column that she may not read. */
export function runReport(org: Org, userId: string, id: string): ReportResult {
  const { info, node } = openReport(org, userId, id);
  const definition = definitionOf(org.metadata, node, info.label);
  const object = readableObject(org, userId, definition.objectName);
  const columns = definition.columns.map((one) => ({ ...one, ...readColumn(org, userId, object, one.field) }));
  const groupings = definition.groupings.map((one) => ({ ...one, ...readColumn(org, userId, object, one.field) }));
  const { where, binds } = whereOf(org, userId, object, definition);
  const paths = [...new Set([...groupings, ...columns].map(({ path }) => path))];
  const { records } = select(org, userId, object, paths, `${where} LIMIT ${MOST_ROWS + 1}`, binds);
  const rows = records.slice(0, MOST_ROWS);
  const summed = (keys: readonly string[], of: readonly SRecord[]): ReportGroup => ({
    keys,
    count: of.length,
    totals: columns.flatMap((one) =>
      totalsOf(
        one.label,
        one.aggregates,
        of.map((row) => valueAt(row, one.path))
      )
    ),
    rows: definition.showDetails ? of.map((row) => columns.map((one) => shown(one, valueAt(row, one.path)))) : []
  });
  return {
    ...info,
    groupings: groupings.map(({ label }) => label),
    columns: columns.map(({ label }) => label),
    groups: groupings.length === 0 ? [] : grouped(rows, groupings).map((group) => summed(group.keys, group.rows)),
    total: summed([], rows),
    showDetails: definition.showDetails,
    cut: records.length > MOST_ROWS
  };
}

function readColumn(org: Org, userId: string, object: ObjectDef, name: string): Column {
  const [path] = fieldPaths(org, userId, object, [columnPath(object, name)], true);
  if (!path) throw new PlatformError('INSUFFICIENT_ACCESS', "You don't have access to a field that this report shows.");
  const [first, last] = path.split('.') as [string, string?];
  const parent = last === undefined ? object : org.schema.object(parentField(object, first)!.referenceTo[0]!)!;
  return { path, label: columnOf(org, object, path).label, field: fieldOf(parent, last ?? first)! };
}

function whereOf(org: Org, userId: string, object: ObjectDef, { filter, frame }: Definition): ReturnType<typeof listFilter> {
  const { where, binds } = listFilter(org, userId, object, { apiName: '', label: '', node: filter });
  if (!frame) return { where, binds };
  readColumn(org, userId, object, frame.field);
  const within = `${frame.field} = ${frame.days}`;
  return { where: where ? `${where} AND ${within}` : `WHERE ${within}`, binds };
}

/** Groups in the order of their values, whatever the words for them. */
function grouped(rows: readonly SRecord[], groupings: readonly Grouping[]): { keys: string[]; rows: SRecord[] }[] {
  const groups = new Map<string, { order: string[]; keys: string[]; rows: SRecord[] }>();
  for (const row of rows) {
    const order = groupings.map((one) => sortKey(one, valueAt(row, one.path)));
    const id = JSON.stringify(order);
    const group = groups.get(id) ?? { order, keys: groupings.map((one) => groupKey(one, valueAt(row, one.path))), rows: [] };
    group.rows.push(row);
    groups.set(id, group);
  }
  return [...groups.values()].sort((one, other) => {
    const at = groupings.findIndex((_, index) => one.order[index] !== other.order[index]);
    const before = (one.order[at] ?? '') < (other.order[at] ?? '');
    return before !== groupings[at]?.descending ? -1 : 1;
  });
}

function sortKey({ field, granularity }: Grouping, value: Value): string {
  if (value === null) return '';
  if (field.type !== 'Date' && field.type !== 'DateTime') return String(value);
  return dayOf(field, value).slice(0, granularity === 'Day' ? 10 : granularity === 'Month' ? 7 : 4);
}

function groupKey(grouping: Grouping, value: Value): string {
  const { field, granularity } = grouping;
  if (value === null) return '-';
  if (field.type !== 'Date' && field.type !== 'DateTime') return shown(grouping, value);
  const day = new Date(`${dayOf(field, value)}T00:00:00Z`);
  if (granularity === 'Month') return MONTH.format(day);
  return granularity === 'Year' ? String(day.getUTCFullYear()) : day.toLocaleDateString('en-GB', { timeZone: 'UTC' });
}

function dayOf(field: FieldDef, value: Value): string {
  return field.type === 'Date' ? String(value) : dayIn(ZONE, Date.parse(String(value)));
}

function valueAt(row: SRecord, path: string): Value {
  const [first, last] = path.split('.') as [string, string?];
  return (last === undefined ? row.get(first) : row.parents.get(first)?.get(last)) ?? null;
}

function shown({ field }: Column, value: Value): string {
  return value === null ? '-' : (displayValue(field, value) ?? String(value));
}
