/** Page layouts: which fields a record page shows, in which order, and which related lists. */
import type { Org } from '../../org.ts';
import { nodes, text, texts } from '../../metadata/xml.ts';
import type { XmlNode } from '../../metadata/types.ts';
import { fieldOf } from '../../schema/types.ts';
import type { FieldDef, ObjectDef } from '../../schema/types.ts';
import { readable } from './fields.ts';

export interface LayoutSection {
  readonly heading: string | null;
  readonly columns: readonly (readonly LayoutField[])[];
}
export interface LayoutField {
  readonly apiName: string;
  readonly label: string;
  readonly editable: boolean;
  readonly required: boolean;
  readonly dataType: string;
  readonly helpText: string | null;
}

/** Fields that every row has and that a page without a layout leaves out. */
const HOUSEKEEPING = new Set([
  'Id',
  'IsDeleted',
  'SystemModstamp',
  'LastActivityDate',
  'LastViewedDate',
  'LastReferencedDate',
  'UserRecordAccessId',
  'CreatedById',
  'CreatedDate',
  'LastModifiedById',
  'LastModifiedDate',
  'RecordTypeId'
]);

/** @returns the sections of the object's layout for this user, fields she may not read left out; without a layout every readable field in order. */
export function layoutSections(org: Org, userId: string, object: ObjectDef): LayoutSection[] {
  const layout = layoutOf(org, object);
  if (!layout) return [plainSection(org, userId, object)];
  const sections = nodes(layout, 'layoutSections').map((section) => ({
    heading: text(section, 'customLabel') === 'true' || text(section, 'detailHeading') === 'true' ? (text(section, 'label') ?? null) : null,
    columns: nodes(section, 'layoutColumns').map((column) =>
      nodes(column, 'layoutItems').flatMap((item) => layoutField(org, userId, object, text(item, 'field'), text(item, 'behavior')))
    )
  }));
  return sections.filter((section) => section.columns.some((column) => column.length > 0));
}

/** @returns names of the fields of a layout type. `Compact`: the name and the first four others. */
export function layoutFields(org: Org, userId: string, object: ObjectDef, type: string): string[] {
  const full = layoutSections(org, userId, object).flatMap((section) => section.columns.flat().map((field) => field.apiName));
  const name = object.nameField ? [object.nameField.name] : [];
  const all = [...new Set([...name, ...full])];
  return type === 'Compact' ? (compactFields(org, userId, object) ?? all.slice(0, 5)) : all;
}

/** @returns related lists in the layout's order (child relationship names), or null when the object has no layout. */
export function layoutRelatedLists(org: Org, object: ObjectDef): { childField: string; columns: string[] }[] | null {
  const layout = layoutOf(org, object);
  return layout
    ? nodes(layout, 'relatedLists').map((list) => ({ childField: text(list, 'relatedList') ?? '', columns: texts(list, 'fields') }))
    : null;
}

/** @returns names of the quick actions of the object's layout, in its order. */
export function layoutActions(org: Org, object: ObjectDef): string[] {
  return nodes(layoutOf(org, object) ?? {}, 'platformActionList')
    .flatMap((list) => nodes(list, 'platformActionListItems'))
    .sort((one, other) => Number(text(one, 'sortOrder')) - Number(text(other, 'sortOrder')))
    .map((item) => text(item, 'actionName') ?? '');
}

function layoutOf(org: Org, object: ObjectDef): XmlNode | undefined {
  for (const [name, layout] of org.metadata.components.get('Layout') ?? []) if (name.startsWith(`${object.name}-`)) return layout;
  return undefined;
}

function compactFields(org: Org, userId: string, object: ObjectDef): string[] | null {
  const assigned = text(org.metadata.components.get('CustomObject')?.get(object.name) ?? {}, 'compactLayoutAssignment');
  const layout =
    assigned && assigned !== 'SYSTEM' ? org.metadata.components.get('CompactLayout')?.get(`${object.name}.${assigned}`) : undefined;
  if (!layout) return null;
  const named = texts(layout, 'fields').map((name) => fieldOf(object, name === 'Name' ? (object.nameField?.name ?? 'Id') : name));
  return named.flatMap((field) => (field && readable(org, userId, object, field) ? [field.name] : []));
}

function plainSection(org: Org, userId: string, object: ObjectDef): LayoutSection {
  const shown = [...object.fields.values()].filter((field) => !HOUSEKEEPING.has(field.name));
  const fields = shown
    .sort((a, b) => Number(b.nameField) - Number(a.nameField))
    .flatMap((field) => layoutField(org, userId, object, field.name, undefined));
  const half = Math.ceil(fields.length / 2);
  return { heading: null, columns: [fields.slice(0, half), fields.slice(half)] };
}

function layoutField(org: Org, userId: string, object: ObjectDef, name: string | undefined, behavior: string | undefined): LayoutField[] {
  const field = name === undefined ? undefined : fieldOf(object, name);
  if (!field || !readable(org, userId, object, field)) return [];
  return [
    {
      apiName: field.name,
      label: labelOf(field),
      editable: isEditable(org, userId, object, field) && behavior !== 'Readonly',
      required: behavior === 'Required' || field.required,
      dataType: field.type,
      helpText: field.helpText ?? null
    }
  ];
}

/** A look-up's label is that of the parent, without the "ID" that standard fields carry. */
function labelOf(field: FieldDef): string {
  return field.referenceTo.length > 0 ? field.label.replace(/ ID$/, '') : field.label;
}

function isEditable(org: Org, userId: string, object: ObjectDef, field: FieldDef): boolean {
  return (
    object.updateable &&
    field.updateable &&
    field.formula === undefined &&
    field.summary === undefined &&
    org.security.fieldAccess(userId, object.name, field.name).edit
  );
}
