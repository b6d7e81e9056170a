/** `list-info`, `list-records`, `related-list-records`: pages of rows with the columns to show them in. */
import { PlatformError } from '../../errors.ts';
import type { Org } from '../../org.ts';
import { isValidId } from '../../schema/ids.ts';
import { fieldOf } from '../../schema/types.ts';
import type { ObjectDef } from '../../schema/types.ts';
import type { Bind } from '../../soql/types.ts';
import { fieldPaths, readable, readableObject } from './fields.ts';
import { column, columnPath, listColumns, listFilter, listView, listViews } from './list-views.ts';
import type { ListView } from './list-views.ts';
import { layoutRelatedLists } from './layouts.ts';
import { readRow, select } from './query.ts';
import { uiRecord } from './shape.ts';

export interface ListRequest {
  readonly fields?: readonly string[];
  readonly optionalFields?: readonly string[];
  readonly pageSize?: number;
  readonly pageToken?: string;
  readonly sortBy?: readonly string[];
  readonly where?: string;
}

const DEFAULT_PAGE = 50;
const LARGEST_PAGE = 2000;

/** @returns the list views of an object, in the shape of getListInfosByObjectName. */
export function listInfos(org: Org, userId: string, objectName: string): object {
  const object = readableObject(org, userId, objectName);
  const lists = listViews(org, userId, object).map((view) => ({
    ...reference(object, view),
    apiName: view.apiName,
    label: view.label,
    listUiUrl: '',
    objectApiName: object.name
  }));
  return {
    count: lists.length,
    currentPageToken: '0',
    eTag: '',
    lists,
    nextPageToken: null,
    objectApiName: object.name,
    pageSize: lists.length,
    previousPageToken: null
  };
}

/** @returns one list view with its columns. */
export function listInfo(org: Org, userId: string, objectName: string, name: string): object {
  const object = readableObject(org, userId, objectName);
  const view = listView(org, userId, object, name);
  return {
    ...reference(object, view),
    displayColumns: listColumns(org, userId, object, view),
    eTag: '',
    filterLogicString: null,
    filteredByInfo: [],
    label: view.label,
    listReference: reference(object, view),
    orderedByInfo: [],
    updateable: false,
    userPreferences: { columnWidths: {}, columnWrap: {} },
    visibility: 'Public'
  };
}

/** @returns one page of rows of a list view. */
export function listRecords(org: Org, userId: string, objectName: string, name: string, request: ListRequest): object {
  const object = readableObject(org, userId, objectName);
  const view = listView(org, userId, object, name);
  const { where, binds } = listFilter(org, userId, object, view);
  const columns = listColumns(org, userId, object, view).flatMap((one) =>
    one.lookupId ? [one.fieldApiName, one.lookupId] : [one.fieldApiName]
  );
  return { ...page(org, userId, object, columns, where, binds, request), listInfoETag: '', listReference: reference(object, view) };
}

/** @returns the related lists of a record's object that the user may see: those of its layout, or every child relationship. */
export function relatedLists(org: Org, userId: string, objectName: string): object {
  const object = readableObject(org, userId, objectName);
  const onLayout = layoutRelatedLists(org, object);
  const lists = readableChildren(org, userId, object).flatMap((child) => {
    const listed = onLayout?.find((entry) => entry.childField === `${child.object.name}.${child.field}` || entry.childField === child.name);
    // Without a layout: what the package itself relates, not the platform's own attachments and histories.
    if (onLayout ? !listed : !child.object.custom) return [];
    return [
      {
        entityLabel: child.object.label,
        fieldApiName: child.field,
        keyPrefix: child.object.keyPrefix,
        label: child.object.labelPlural,
        objectApiNames: [child.object.name],
        relatedListId: child.name
      }
    ];
  });
  return { eTag: '', parentObjectApiName: object.name, parentRecordTypeId: null, relatedLists: lists };
}

/** @returns the columns of a related list: the layout's, else the name and the first fields of the child. */
export function relatedListInfo(org: Org, userId: string, objectName: string, relationship: string): object {
  const parent = readableObject(org, userId, objectName);
  const child = childOf(org, userId, parent, relationship);
  return {
    displayColumns: relatedColumns(org, userId, parent, child),
    eTag: '',
    label: child.object.labelPlural,
    listReference: { parentObjectApiName: parent.name, relatedListId: child.name },
    objectApiNames: [child.object.name],
    relatedListInfoUrl: '',
    updateable: false
  };
}

/** @returns one page of children of a record. @throws when the record does not exist for this user. */
export function relatedListRecords(org: Org, userId: string, parentId: string, relationship: string, request: ListRequest): object {
  const parent = isValidId(parentId) ? org.schema.byKeyPrefix(parentId.slice(0, 3)) : undefined;
  if (!parent || !org.security.objectAccess(userId, parent.name).read || !readRow(org, userId, parent, parentId, [])) {
    throw new PlatformError('NOT_FOUND', 'The requested resource does not exist');
  }
  const child = childOf(org, userId, parent, relationship);
  const asked =
    request.fields?.length || request.optionalFields?.length
      ? []
      : relatedColumns(org, userId, parent, child).flatMap((one) => (one.lookupId ? [one.fieldApiName, one.lookupId] : [one.fieldApiName]));
  const listReference = {
    inContextOfRecordId: parentId,
    parentObjectApiName: parent.name,
    recordTypeId: null,
    relatedListId: child.name,
    type: 'relatedList'
  };
  return { ...page(org, userId, child.object, asked, `WHERE ${child.field} = :parent`, { parent: parentId }, request), listReference };
}

interface Child {
  readonly object: ObjectDef;
  readonly field: string;
  readonly name: string;
}

function readableChildren(org: Org, userId: string, parent: ObjectDef): Child[] {
  return parent.childRelationships.flatMap(({ childObject, field, name }) => {
    const object = org.schema.object(childObject);
    const link = object && fieldOf(object, field);
    const seen =
      name &&
      object &&
      link &&
      object.queryable &&
      !object.isSetup &&
      object.kind !== 'share' &&
      org.security.objectAccess(userId, object.name).read &&
      readable(org, userId, object, link);
    return seen ? [{ object, field: link.name, name }] : [];
  });
}

function childOf(org: Org, userId: string, parent: ObjectDef, relationship: string): Child {
  const found = readableChildren(org, userId, parent).find((child) => child.name.toLowerCase() === relationship.toLowerCase());
  if (!found) throw new PlatformError('INVALID_PARAMETER_VALUE', 'The requested related list does not exist.');
  return found;
}

function relatedColumns(org: Org, userId: string, parent: ObjectDef, child: Child): ReturnType<typeof column>[] {
  const entry = layoutRelatedLists(org, parent)?.find(
    (one) => one.childField === `${child.object.name}.${child.field}` || one.childField === child.name
  );
  const fallback = [...child.object.fields.values()]
    .filter((field) => field.nameField || (field.custom && field.name !== child.field && field.type !== 'LongTextArea'))
    .slice(0, 4)
    .map((field) => field.name);
  const names = (entry?.columns ?? fallback).map((name) => columnPath(child.object, name));
  return fieldPaths(org, userId, child.object, names, true).map((path) => column(org, child.object, path));
}

function page(
  org: Org,
  userId: string,
  object: ObjectDef,
  columns: readonly string[],
  where: string,
  binds: Record<string, Bind>,
  request: ListRequest
): object {
  const size = whole(request.pageSize, DEFAULT_PAGE, 1, LARGEST_PAGE, 'pageSize');
  const offset = whole(request.pageToken, 0, 0, 2000, 'pageToken');
  const asked = [
    ...fieldPaths(org, userId, object, request.fields ?? [], false),
    ...fieldPaths(org, userId, object, request.optionalFields ?? [], true)
  ];
  const paths = [...new Set([...asked, ...columns])];
  const tail = `${where} ORDER BY ${order(org, userId, object, request.sortBy)} LIMIT ${size + 1}${offset ? ` OFFSET ${offset}` : ''}`;
  const { records } = select(org, userId, object, paths, tail, binds);
  const shown = records.slice(0, size).map((record) => uiRecord(org, record, paths));
  const more = records.length > size;
  return {
    count: shown.length,
    currentPageToken: String(offset),
    currentPageUrl: '',
    fields: [...(request.fields ?? [])],
    nextPageToken: more ? String(offset + size) : null,
    nextPageUrl: null,
    optionalFields: [...(request.optionalFields ?? [])],
    pageSize: size,
    previousPageToken: offset > 0 ? String(Math.max(0, offset - size)) : null,
    previousPageUrl: null,
    records: shown,
    searchTerm: null,
    sortBy: [...(request.sortBy ?? [])],
    where: null
  };
}

/** Each part is a field, with `-` in front for descending; Id last, so that pages never overlap. */
function order(org: Org, userId: string, object: ObjectDef, sortBy: readonly string[] | undefined): string {
  const asked = (sortBy ?? []).map((part) => {
    const [path] = fieldPaths(org, userId, object, [part.replace(/^-/, '')], false);
    return `${path} ${part.startsWith('-') ? 'DESC NULLS LAST' : 'ASC NULLS FIRST'}`;
  });
  const name = object.nameField;
  const usual = name && name.sortable && readable(org, userId, object, name) ? [`${name.name} ASC`] : [];
  return [...(asked.length > 0 ? asked : usual), 'Id ASC'].join(', ');
}

function whole(value: number | string | undefined, usual: number, least: number, most: number, name: string): number {
  if (value === undefined || value === null || value === '') return usual;
  const number = Number(value);
  if (!Number.isInteger(number) || number < least || number > most)
    throw new PlatformError('INVALID_PARAMETER_VALUE', `${name} must be a whole number from ${least} to ${most}.`);
  return number;
}

function reference(object: ObjectDef, view: ListView): object {
  return { id: null, listViewApiName: view.apiName, objectApiName: object.name, type: 'listView' };
}
