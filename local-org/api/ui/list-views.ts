/** List views of the package's metadata, and what their columns and filters mean in SOQL. */
import { NotSupportedError, PlatformError } from '../../errors.ts';
import { nodes, text, texts } from '../../metadata/xml.ts';
import type { XmlNode } from '../../metadata/types.ts';
import type { Org } from '../../org.ts';
import { fieldOf } from '../../schema/types.ts';
import type { FieldDef, ObjectDef, Value } from '../../schema/types.ts';
import { SYSTEM } from '../../security/types.ts';
import type { Bind } from '../../soql/types.ts';
import { fieldPaths, parentField, readable } from './fields.ts';
import { valueFromJson } from '../value-json.ts';

export interface ListView {
  readonly apiName: string;
  readonly label: string;
  readonly node: XmlNode | null;
}
export interface ListColumn {
  readonly fieldApiName: string;
  readonly label: string;
  readonly sortable: boolean;
  readonly dataType: string;
  readonly lookupId: string | null;
}

/** Column names of the metadata files that are not field names. */
const COLUMN_NAMES: Readonly<Record<string, string>> = {
  CREATED_DATE: 'CreatedDate',
  LAST_UPDATE: 'LastModifiedDate',
  'OWNER.ALIAS': 'Owner.Name',
  'OWNER.FIRST_NAME': 'Owner.FirstName',
  'OWNER.LAST_NAME': 'Owner.LastName',
  CREATEDBY_USER: 'CreatedBy.Name',
  'CREATEDBY_USER.ALIAS': 'CreatedBy.Alias',
  UPDATEDBY_USER: 'LastModifiedBy.Name',
  'UPDATEDBY_USER.ALIAS': 'LastModifiedBy.Alias',
  RECORDTYPE: 'RecordType.Name'
};
const COMPARISONS: Readonly<Record<string, string>> = {
  equals: '=',
  notEqual: '!=',
  lessThan: '<',
  greaterThan: '>',
  lessOrEqual: '<=',
  greaterOrEqual: '>='
};
const RELATIVE_DATE =
  /^(TODAY|YESTERDAY|TOMORROW|THIS_WEEK|LAST_WEEK|NEXT_WEEK|THIS_MONTH|LAST_MONTH|NEXT_MONTH|THIS_YEAR|LAST_YEAR|NEXT_YEAR|(LAST|NEXT)_\d+_DAYS)$/;

/** @returns the object's list views; an object without one has "All", as a new custom object on the platform does. */
export function listViews(org: Org, userId: string, object: ObjectDef): ListView[] {
  const prefix = `${object.name}.`;
  const own = [...(org.metadata.components.get('ListView') ?? [])].filter(
    ([name, node]) => name.startsWith(prefix) && isShared(org, userId, node)
  );
  if (own.length === 0) return [{ apiName: 'All', label: 'All', node: null }];
  return own.map(([name, node]) => ({ apiName: name.slice(prefix.length), label: text(node, 'label') ?? name, node }));
}

/** @throws when the object has no such list view. */
export function listView(org: Org, userId: string, object: ObjectDef, name: string): ListView {
  const found = listViews(org, userId, object).find((view) => view.apiName === name);
  if (!found) throw new PlatformError('NOT_FOUND', 'The requested list view does not exist.');
  return found;
}

/** @returns the columns that the user may read, in order. */
export function listColumns(org: Org, userId: string, object: ObjectDef, view: ListView): ListColumn[] {
  const named = view.node ? texts(view.node, 'columns') : ['NAME'];
  const paths = fieldPaths(
    org,
    userId,
    object,
    named.map((name) => columnPath(object, name)),
    true
  );
  return paths.map((path) => column(org, object, path));
}

/** @returns the WHERE clause of the view's scope and filters, with its binds. Empty when it shows everything. */
export function listFilter(org: Org, userId: string, object: ObjectDef, view: ListView): { where: string; binds: Record<string, Bind> } {
  const binds: Record<string, Bind> = {};
  const node = view.node ?? {};
  const conditions = nodes(node, 'filters').map((filter, index) => condition(org, userId, object, filter, `filter${index + 1}`, binds));
  const logic = text(node, 'booleanFilter');
  const filters = logic
    ? logic.replace(/\d+/g, (number) => `(${conditions[Number(number) - 1] ?? ''})`)
    : conditions.map((one) => `(${one})`).join(' AND ');
  const parts = filters ? [`(${filters})`] : [];
  const scope = text(node, 'filterScope') ?? 'Everything';
  if (scope === 'Mine') {
    parts.push('OwnerId = :runningUser');
    binds['runningUser'] = userId;
  } else if (scope !== 'Everything') throw new NotSupportedError(`list view scope ${scope}`);
  return { where: parts.length > 0 ? `WHERE ${parts.join(' AND ')}` : '', binds };
}

/** @returns a column with its label; a look-up's own column shows the parent's name and links to it. */
export function column(org: Org, object: ObjectDef, path: string): ListColumn {
  const [first, ...rest] = path.split('.') as [string, ...string[]];
  if (rest.length === 0) {
    const field = fieldOf(object, first)!;
    return {
      fieldApiName: field.name,
      label: field.label.replace(/ ID$/, ''),
      sortable: field.sortable,
      dataType: field.type,
      lookupId: null
    };
  }
  const link = parentField(object, first)!;
  const parent = org.schema.object(link.referenceTo.includes('User') ? 'User' : (link.referenceTo[0] ?? ''));
  const tail = parent && column(org, parent, rest.join('.'));
  const isName = rest.length === 1 && fieldOf(parent!, rest[0]!)?.nameField;
  return {
    fieldApiName: path,
    label: isName ? link.label.replace(/ ID$/, '') : (tail?.label ?? path),
    sortable: tail?.sortable ?? false,
    dataType: tail?.dataType ?? 'Text',
    lookupId: isName ? link.name : null
  };
}

/** Turns a metadata column into a SOQL path. A look-up column shows the parent's name. */
export function columnPath(object: ObjectDef, name: string): string {
  if (name === 'NAME') return object.nameField?.name ?? 'Id';
  const path = COLUMN_NAMES[name] ?? name;
  const field = fieldOf(object, path);
  return field && field.referenceTo.length > 0 && field.relationshipName ? `${field.relationshipName}.Name` : path;
}

/** A view without `sharedTo` is everybody's. @throws NotSupportedError for sharing with other than public groups. */
function isShared(org: Org, userId: string, node: XmlNode): boolean {
  const [shared] = nodes(node, 'sharedTo');
  if (!shared) return true;
  const others = Object.keys(shared).filter((kind) => kind !== 'group' && kind !== 'allInternalUsers');
  if (others.length > 0) throw new NotSupportedError(`list view shared to ${others.join(', ')}`);
  if (shared['allInternalUsers'] || org.security.hasUserPermission(userId, 'ModifyAllData')) return true;
  const binds = new Map<string, Bind>([
    ['userId', userId],
    ['names', texts(shared, 'group')]
  ]);
  return (
    org.soql.query('SELECT Id FROM GroupMember WHERE UserOrGroupId = :userId AND Group.DeveloperName IN :names LIMIT 1', {
      userId,
      access: SYSTEM,
      binds
    }).records.length > 0
  );
}

function condition(org: Org, userId: string, object: ObjectDef, filter: XmlNode, bind: string, binds: Record<string, Bind>): string {
  const name = text(filter, 'field') ?? '';
  const operation = text(filter, 'operation') ?? 'equals';
  const field = fieldOf(object, name === 'NAME' ? (object.nameField?.name ?? 'Id') : (COLUMN_NAMES[name] ?? name));
  if (!field || !readable(org, userId, object, field))
    throw new PlatformError('INSUFFICIENT_ACCESS', "You don't have access to a field that this list view filters by.");
  const raw = text(filter, 'value') ?? '';
  const values = raw.split(/,\s*/);
  if (values.length === 1 && /^(Date|DateTime)$/.test(field.type) && RELATIVE_DATE.test(relativeDate(raw)))
    return `${field.name} ${comparison(operation)} ${relative(raw)}`;
  switch (operation) {
    case 'equals':
    case 'notEqual': {
      binds[bind] = raw === '' ? [null] : values.map((value) => filterValue(field, value));
      return raw === ''
        ? `${field.name} ${comparison(operation)} null`
        : `${field.name} ${operation === 'equals' ? 'IN' : 'NOT IN'} :${bind}`;
    }
    case 'contains':
    case 'notContain':
    case 'startsWith': {
      const pattern = raw.replace(/[\\%_]/g, '\\$&');
      binds[bind] = operation === 'startsWith' ? `${pattern}%` : `%${pattern}%`;
      return operation === 'notContain' ? `NOT ${field.name} LIKE :${bind}` : `${field.name} LIKE :${bind}`;
    }
    case 'includes':
    case 'excludes':
      binds[bind] = values;
      return `${field.name} ${operation.toUpperCase()} (:${bind})`;
    default:
      binds[bind] = filterValue(field, raw);
      return `${field.name} ${comparison(operation)} :${bind}`;
  }
}

function comparison(operation: string): string {
  const operator = COMPARISONS[operation];
  if (!operator) throw new NotSupportedError(`list view filter operation ${operation}`);
  return operator;
}

function relativeDate(value: string): string {
  return value.trim().toUpperCase().replaceAll(' ', '_');
}

/** `LAST 7 DAYS` of a list view is `LAST_N_DAYS:7` of SOQL. */
function relative(value: string): string {
  return relativeDate(value).replace(/^(LAST|NEXT)_(\d+)_DAYS$/, '$1_N_DAYS:$2');
}

function filterValue(field: FieldDef, value: string): Value {
  if (field.type === 'Checkbox') return value === '1' || value.toLowerCase() === 'true';
  const british = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(value);
  return valueFromJson(field, british ? `${british[3]}-${british[2]!.padStart(2, '0')}-${british[1]!.padStart(2, '0')}` : value);
}
