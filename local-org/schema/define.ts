import type { FieldDef, FieldType, ObjectDef, ObjectKind } from './types.ts';

/** An object while it is being built: lists that later steps still fill. */
export interface ObjectDraft extends Omit<
  ObjectDef,
  'fields' | 'childRelationships' | 'validationRules' | 'recordTypes' | 'sharingReasons' | 'nameField' | 'shareObject' | 'historyObject'
> {
  fields: Map<string, FieldDef>;
  childRelationships: ObjectDef['childRelationships'][number][];
  validationRules: ObjectDef['validationRules'][number][];
  recordTypes: ObjectDef['recordTypes'][number][];
  sharingReasons: string[];
  nameField: FieldDef | undefined;
  shareObject?: string | undefined;
  historyObject?: string | undefined;
}

const LONG: ReadonlySet<FieldType> = new Set(['LongTextArea', 'Html', 'Base64', 'EncryptedText', 'AnyType']);
const UNGROUPED: ReadonlySet<FieldType> = new Set([
  'Number',
  'Currency',
  'Percent',
  'DateTime',
  'Time',
  'MultiselectPicklist',
  'AutoNumber'
]);

/** @returns a field of a standard object or a system field; everything about it may be overridden. */
export function field(name: string, type: FieldType, options: Partial<FieldDef> = {}): FieldDef {
  return {
    name,
    label: labelOf(name),
    type,
    custom: false,
    required: false,
    unique: false,
    caseSensitive: false,
    externalId: false,
    nameField: false,
    createable: true,
    updateable: true,
    filterable: !LONG.has(type),
    sortable: !LONG.has(type) && type !== 'MultiselectPicklist',
    groupable: !LONG.has(type) && !UNGROUPED.has(type),
    permissionable: false,
    referenceTo: [],
    writeRequiresMasterRead: false,
    reparentableMasterDetail: false,
    picklist: [],
    restrictedPicklist: false,
    ...options
  };
}

export const text = (name: string, length: number, options: Partial<FieldDef> = {}): FieldDef =>
  field(name, 'Text', { length, ...options });
export const area = (name: string, length: number, options: Partial<FieldDef> = {}): FieldDef =>
  field(name, 'LongTextArea', { length, ...options });
export const check = (name: string, options: Partial<FieldDef> = {}): FieldDef =>
  field(name, 'Checkbox', { defaultValue: 'false', ...options });
export const integer = (name: string, options: Partial<FieldDef> = {}): FieldDef =>
  field(name, 'Integer', { precision: 9, scale: 0, ...options });
export const date = (name: string, options: Partial<FieldDef> = {}): FieldDef => field(name, 'Date', options);
export const datetime = (name: string, options: Partial<FieldDef> = {}): FieldDef => field(name, 'DateTime', options);

/** A picklist of a standard object; the first value is not a default. */
export function picklist(name: string, values: readonly string[], options: Partial<FieldDef> = {}): FieldDef {
  const entries = values.map((value) => ({ value, label: value, isDefault: false, isActive: true }));
  return field(name, 'Picklist', { length: 40, picklist: entries, restrictedPicklist: true, ...options });
}

/** A reference named `XId`; its relationship is `X` unless given. */
export function reference(name: string, to: string | readonly string[], options: Partial<FieldDef> = {}): FieldDef {
  const referenceTo = typeof to === 'string' ? [to] : to;
  return field(name, 'Lookup', {
    length: 18,
    referenceTo,
    relationshipName: name.replace(/Id$/, ''),
    deleteConstraint: 'SetNull',
    ...options
  });
}

/** Where an address lies. */
export const coordinates = (prefix: string): FieldDef[] => [
  field(`${prefix}Latitude`, 'Number', { precision: 18, scale: 15 }),
  field(`${prefix}Longitude`, 'Number', { precision: 18, scale: 15 }),
  picklist(`${prefix}GeocodeAccuracy`, [
    'Address',
    'NearAddress',
    'Block',
    'Street',
    'ExtendedZip',
    'Zip',
    'Neighborhood',
    'City',
    'County',
    'State',
    'Unknown'
  ])
];

/** The same field, which only the platform writes. */
export function readOnly(definition: FieldDef): FieldDef {
  return { ...definition, createable: false, updateable: false };
}

/** The same field, written once. */
export function createOnly(definition: FieldDef): FieldDef {
  return { ...definition, updateable: false };
}

export const idField = (): FieldDef =>
  readOnly(field('Id', 'Id', { label: 'Record ID', length: 18, required: true, defaultValue: undefined }));

/** Who made and changed a row, and when. */
export function auditFields(): FieldDef[] {
  return [
    readOnly(datetime('CreatedDate', { required: true })),
    readOnly(reference('CreatedById', 'User', { required: true, deleteConstraint: 'Restrict' })),
    readOnly(datetime('LastModifiedDate', { required: true })),
    readOnly(reference('LastModifiedById', 'User', { required: true, deleteConstraint: 'Restrict' })),
    readOnly(datetime('SystemModstamp', { required: true }))
  ];
}

export const isDeleted = (): FieldDef => readOnly(check('IsDeleted', { label: 'Deleted', required: true }));
export const owner = (to: readonly string[] = ['Group', 'User']): FieldDef =>
  reference('OwnerId', to, { required: true, deleteConstraint: 'Restrict' });

export interface ObjectOptions {
  readonly label?: string;
  readonly labelPlural?: string;
  readonly kind?: ObjectKind;
  readonly sharingModel?: ObjectDef['sharingModel'];
  /** Rows are made and changed by the platform only. */
  readonly readOnly?: boolean;
  readonly setup?: boolean;
  readonly undeletable?: boolean;
  readonly deletable?: boolean;
  readonly triggerable?: boolean;
  readonly searchable?: boolean;
  /** No table: another service computes the rows. */
  readonly virtual?: boolean;
  /** System fields to leave out. */
  readonly audit?: boolean;
  readonly softDelete?: boolean;
  /** Its own fields have field-level security, but those that are required, names, owners and what the platform keeps of use. */
  readonly fieldSecurity?: boolean;
}

/** @returns a standard object: Id first, then its own fields, then the system fields. */
export function standardObject(name: string, keyPrefix: string, fields: readonly FieldDef[], options: ObjectOptions = {}): ObjectDraft {
  const whole = [
    idField(),
    ...(options.softDelete === false || options.setup ? [] : [isDeleted()]),
    ...(options.fieldSecurity ? fields.map(secured) : fields),
    ...(options.audit === false ? [] : auditFields())
  ];
  const writable = !options.readOnly;
  return {
    name,
    label: options.label ?? labelOf(name),
    labelPlural: options.labelPlural ?? `${options.label ?? labelOf(name)}s`,
    kind: options.kind ?? 'standard',
    custom: false,
    keyPrefix,
    sharingModel: options.sharingModel ?? 'FullAccess',
    externalSharingModel: options.sharingModel ?? 'Private',
    fields: new Map(whole.map((each) => [each.name.toLowerCase(), each])),
    nameField: whole.find((each) => each.nameField),
    childRelationships: [],
    validationRules: [],
    recordTypes: [],
    sharingReasons: [],
    createable: writable,
    updateable: writable,
    deletable: options.deletable ?? writable,
    undeletable: options.undeletable ?? false,
    queryable: true,
    searchable: options.searchable ?? false,
    triggerable: options.triggerable ?? false,
    isSetup: options.setup ?? false,
    virtual: options.virtual ?? false
  };
}

const UNSECURED = new Set([
  'FirstName',
  'LastName',
  'Salutation',
  'OwnerId',
  'IsClosed',
  'IsWon',
  'PhotoUrl',
  'MasterRecordId',
  'FiscalYear'
]);
const ADDRESS = /^(Billing|Shipping|Mailing|Other)?(Street|City|State|PostalCode|Country|Latitude|Longitude|GeocodeAccuracy)$/;

function secured(definition: FieldDef): FieldDef {
  const { name, required, nameField } = definition;
  if (required || nameField || UNSECURED.has(name) || /^Last(Activity|Viewed|Referenced)Date$/.test(name)) return definition;
  const address = ADDRESS.exec(name);
  return { ...definition, permissionable: true, ...(address ? { permissionField: `${address[1] ?? ''}Address` } : {}) };
}

/** @returns the name that a permission for the field bears. */
export const permissionName = (definition: FieldDef): string => definition.permissionField ?? definition.name;

/** @returns `CreatedById` as "Created By ID", `MasterLabel` as "Master Label". */
export function labelOf(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').replace(/\bId\b/g, 'ID');
}
