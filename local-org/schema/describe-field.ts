import type { FieldAccess } from '../security/types.ts';
import type { FieldDef, FieldType, ObjectDef } from './types.ts';

export interface PicklistEntry {
  readonly active: boolean;
  readonly defaultValue: boolean;
  readonly label: string;
  readonly validFor: null;
  readonly value: string;
}

export interface FieldDescribe {
  readonly name: string;
  readonly label: string;
  readonly type: string;
  readonly soapType: string;
  readonly length: number;
  readonly nillable: boolean;
  readonly custom: boolean;
  readonly createable: boolean;
  readonly updateable: boolean;
  readonly referenceTo: readonly string[];
  readonly relationshipName: string | null;
  readonly picklistValues: readonly PicklistEntry[];
  /** Attributes without a reader of their own here. */
  readonly [attribute: string]: unknown;
}

/** Types as describe names them, with their SOAP types. */
const TYPES: Readonly<Record<FieldType, readonly [string, string]>> = {
  Id: ['id', 'tns:ID'],
  Lookup: ['reference', 'tns:ID'],
  MasterDetail: ['reference', 'tns:ID'],
  Text: ['string', 'xsd:string'],
  TextArea: ['textarea', 'xsd:string'],
  LongTextArea: ['textarea', 'xsd:string'],
  Html: ['textarea', 'xsd:string'],
  EncryptedText: ['encryptedstring', 'xsd:string'],
  Email: ['email', 'xsd:string'],
  Phone: ['phone', 'xsd:string'],
  Url: ['url', 'xsd:string'],
  Picklist: ['picklist', 'xsd:string'],
  MultiselectPicklist: ['multipicklist', 'xsd:string'],
  Checkbox: ['boolean', 'xsd:boolean'],
  Number: ['double', 'xsd:double'],
  Currency: ['currency', 'xsd:double'],
  Percent: ['percent', 'xsd:double'],
  Integer: ['int', 'xsd:int'],
  Date: ['date', 'xsd:date'],
  DateTime: ['datetime', 'xsd:dateTime'],
  Time: ['time', 'xsd:time'],
  AutoNumber: ['string', 'xsd:string'],
  Base64: ['base64', 'xsd:base64Binary'],
  AnyType: ['anyType', 'xsd:anyType']
};

const TEXTUAL: ReadonlySet<FieldType> = new Set([
  'Text',
  'TextArea',
  'LongTextArea',
  'Html',
  'EncryptedText',
  'Email',
  'Phone',
  'Url',
  'Picklist',
  'MultiselectPicklist',
  'AutoNumber',
  'Id',
  'Lookup',
  'MasterDetail'
]);

/** @returns the type of a field as describe and Apex's DisplayType name it, in lower case. */
export function describeType(type: FieldType): string {
  return TYPES[type][0];
}

/** @returns one field of a describe, with what the user may do with it. */
export function describeField(object: ObjectDef, field: FieldDef, access: FieldAccess): FieldDescribe {
  const [type, soapType] = TYPES[field.type];
  const length = TEXTUAL.has(field.type) ? (field.length ?? 255) : 0;
  const calculated = field.formula !== undefined || field.summary !== undefined;
  return {
    aggregatable: field.filterable && field.type !== 'Checkbox',
    aiPredictionField: false,
    autoNumber: field.type === 'AutoNumber',
    byteLength: length * 3,
    calculated,
    calculatedFormula: field.formula ?? null,
    cascadeDelete: field.type === 'MasterDetail' || field.deleteConstraint === 'Cascade',
    caseSensitive: field.caseSensitive,
    compoundFieldName: null,
    controllerName: null,
    createable: field.createable && object.createable && access.edit,
    custom: field.custom,
    defaultValue: field.type === 'Checkbox' ? field.defaultValue === 'true' : null,
    defaultValueFormula: field.type === 'Checkbox' ? null : (field.defaultValue ?? null),
    defaultedOnCreate: field.defaultValue !== undefined || field.name === 'OwnerId' || (!field.createable && field.required),
    dependentPicklist: false,
    deprecatedAndHidden: false,
    digits: field.type === 'Integer' ? (field.precision ?? 9) : 0,
    displayLocationInDecimal: false,
    encrypted: field.type === 'EncryptedText',
    externalId: field.externalId,
    extraTypeInfo: extraTypeInfo(field.type),
    filterable: field.filterable,
    filteredLookupInfo: null,
    formulaTreatNullNumberAsZero: field.formulaTreatBlanksAs === 'BlankAsZero',
    groupable: field.groupable && !calculated,
    highScaleNumber: false,
    htmlFormatted: field.type === 'Html',
    idLookup: field.type === 'Id' || field.externalId || (field.nameField && !field.custom),
    inlineHelpText: field.helpText ?? null,
    label: field.label,
    length,
    mask: null,
    maskType: null,
    name: field.name,
    nameField: field.nameField,
    namePointing: field.referenceTo.length > 1,
    nillable: !field.required && field.type !== 'Checkbox' && field.type !== 'Id',
    permissionable: field.permissionable,
    picklistValues: field.picklist.map(({ value, label, isDefault, isActive }) => ({
      active: isActive,
      defaultValue: isDefault,
      label,
      validFor: null,
      value
    })),
    polymorphicForeignKey: field.referenceTo.length > 1,
    precision: field.type === 'Integer' ? 0 : (field.precision ?? 0),
    queryByDistance: false,
    referenceTargetField: null,
    referenceTo: field.referenceTo,
    relationshipName: field.relationshipName ?? null,
    relationshipOrder: field.relationshipOrder ?? (field.type === 'MasterDetail' ? 0 : null),
    restrictedDelete: field.deleteConstraint === 'Restrict',
    restrictedPicklist: field.restrictedPicklist,
    scale: field.scale ?? 0,
    searchPrefilterable: false,
    soapType,
    sortable: field.sortable,
    type,
    unique: field.unique,
    updateable: field.updateable && object.updateable && access.edit,
    writeRequiresMasterRead: field.writeRequiresMasterRead
  };
}

function extraTypeInfo(type: FieldType): string | null {
  if (type === 'LongTextArea') return 'plaintextarea';
  if (type === 'Html') return 'richtextarea';
  return null;
}
