/** What a report's metadata says, read once; what this org cannot run is refused by name when it starts. */
import { NotSupportedError } from '../errors.ts';
import { nodes, text, texts } from '../metadata/xml.ts';
import type { PackageMetadata, XmlNode } from '../metadata/types.ts';

export interface Definition {
  readonly objectName: string;
  readonly showDetails: boolean;
  readonly columns: readonly { field: string; aggregates: readonly string[] }[];
  readonly groupings: readonly { field: string; granularity: string; descending: boolean }[];
  /** As the filters of a list view: the same operators, with other words around them. */
  readonly filter: XmlNode;
  /** A field and the days that it must fall in, as SOQL has them. */
  readonly frame: { field: string; days: string } | null;
}

export const AGGREGATES: ReadonlySet<string> = new Set(['Sum', 'Average', 'Minimum', 'Maximum']);
const FORMATS = new Set(['Tabular', 'Summary']);
const GRANULARITIES = new Set(['Day', 'Month', 'Year']);
/** Calendar intervals; those of a fiscal year are refused, because the org has none of its own. */
const INTERVALS: Readonly<Record<string, string>> = {
  INTERVAL_CURRENTQ: 'THIS_QUARTER',
  INTERVAL_PREVQ: 'LAST_QUARTER',
  INTERVAL_CURY: 'THIS_YEAR',
  INTERVAL_PREVY: 'LAST_YEAR',
  INTERVAL_THISMONTH: 'THIS_MONTH',
  INTERVAL_LASTMONTH: 'LAST_MONTH',
  INTERVAL_LAST30: 'LAST_N_DAYS:30',
  INTERVAL_LAST90: 'LAST_N_DAYS:90',
  INTERVAL_NEXT30: 'NEXT_N_DAYS:30',
  INTERVAL_NEXT90: 'NEXT_N_DAYS:90'
};
const OPERATORS = new Set(
  'equals notEqual lessThan greaterThan lessOrEqual greaterOrEqual contains notContain startsWith includes excludes'.split(' ')
);

/** @param where for the refusal: the file or name. @throws NotSupportedError; Error for a report without its type. */
export function definitionOf(metadata: Pick<PackageMetadata, 'components'>, node: XmlNode, where: string): Definition {
  among(FORMATS, text(node, 'format'), 'report format', where);
  among(new Set(['organization']), text(node, 'scope'), 'report scope', where);
  const type = reportType(metadata, node);
  const objectName = text(type, 'baseObject') ?? '';
  const field = (column: string | undefined) => fieldOfColumn(type, objectName, column ?? '', where);
  return {
    objectName,
    showDetails: text(node, 'showDetails') !== 'false',
    columns: nodes(node, 'columns').map((column) => ({
      field: field(text(column, 'field')),
      aggregates: texts(column, 'aggregateTypes').map((one) => among(AGGREGATES, one, 'report summary', where))
    })),
    groupings: nodes(node, 'groupingsDown').map((grouping) => ({
      field: field(text(grouping, 'field')),
      granularity: among(GRANULARITIES, text(grouping, 'dateGranularity') ?? 'Day', 'report date granularity', where),
      descending: text(grouping, 'sortOrder') === 'Desc'
    })),
    filter: filterOf(node, field, where),
    frame: frameOf(node, field, where)
  };
}

function filterOf(node: XmlNode, field: (column: string | undefined) => string, where: string): XmlNode {
  const filter = nodes(node, 'filter')[0] ?? {};
  const filters = nodes(filter, 'criteriaItems').map((item) => {
    if (text(item, 'columnToColumn') === 'true') throw new NotSupportedError(`a report filter that compares two columns (${where})`);
    return {
      field: [field(text(item, 'column'))],
      operation: [among(OPERATORS, text(item, 'operator'), 'report filter operator', where)],
      value: [text(item, 'value') ?? '']
    };
  });
  return { filters, ...(filter['booleanFilter'] ? { booleanFilter: filter['booleanFilter'] } : {}) };
}

function frameOf(node: XmlNode, field: (column: string | undefined) => string, where: string): Definition['frame'] {
  const frame = nodes(node, 'timeFrameFilter')[0];
  if (!frame) return null;
  const interval = among(new Set(Object.keys(INTERVALS)), text(frame, 'interval'), 'report interval', where);
  return { field: field(text(frame, 'dateColumn')), days: INTERVALS[interval]! };
}

function reportType(metadata: Pick<PackageMetadata, 'components'>, node: XmlNode): XmlNode {
  const name = (text(node, 'reportType') ?? '').replace(/__c$/, '');
  const type = metadata.components.get('ReportType')?.get(name);
  if (!type || text(type, 'deployed') !== 'true') throw new Error(`there is no deployed report type ${name}`);
  return type;
}

/** `Plot__c$Area__c` of a report is the column Area__c of table Plot__c in its report type. */
function fieldOfColumn(type: XmlNode, objectName: string, column: string, where: string): string {
  const [table = '', name = ''] = column.split('$');
  const offered = nodes(type, 'sections')
    .flatMap((section) => nodes(section, 'columns'))
    .some((one) => text(one, 'table') === table && text(one, 'field') === name);
  if (!offered) throw new Error(`its report type has no column ${column}`);
  if (table !== objectName || name.includes('.')) throw new NotSupportedError(`a report column of another object, ${column} (${where})`);
  return name === 'Name' ? 'NAME' : name;
}

function among(known: ReadonlySet<string>, value: string | undefined, what: string, where: string): string {
  if (value === undefined || !known.has(value)) throw new NotSupportedError(`${what} ${value ?? '(none)'} (${where})`);
  return value;
}
