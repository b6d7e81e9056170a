/** `object-info`: what a user may know of an object and its fields, and the values of its picklists. */
import { PlatformError } from '../../errors.ts';
import type { Org } from '../../org.ts';
import { fieldOf } from '../../schema/types.ts';
import type { FieldDef, FieldType, ObjectDef } from '../../schema/types.ts';
import { readable, readableObject } from './fields.ts';
import { MASTER_RECORD_TYPE } from './shape.ts';

const DATA_TYPES: Readonly<Record<FieldType, string>> = {
  Id: 'Id',
  Lookup: 'Reference',
  MasterDetail: 'Reference',
  Text: 'String',
  TextArea: 'TextArea',
  LongTextArea: 'TextArea',
  Html: 'TextArea',
  EncryptedText: 'EncryptedString',
  Email: 'Email',
  Phone: 'Phone',
  Url: 'Url',
  Picklist: 'Picklist',
  MultiselectPicklist: 'MultiPicklist',
  Checkbox: 'Boolean',
  Number: 'Double',
  Currency: 'Currency',
  Percent: 'Percent',
  Integer: 'Int',
  Date: 'Date',
  DateTime: 'DateTime',
  Time: 'Time',
  AutoNumber: 'String',
  Base64: 'Base64',
  AnyType: 'AnyType'
};

/** @returns the object info of the object, holding only fields that the user may read. */
export function objectInfo(org: Org, userId: string, name: string): object {
  const object = readableObject(org, userId, name);
  const access = org.security.objectAccess(userId, object.name);
  const fields = [...object.fields.values()].filter((field) => readable(org, userId, object, field));
  return {
    apiName: object.name,
    associateEntityType: null,
    associateParentEntity: null,
    childRelationships: childRelationships(org, userId, object),
    compactLayoutable: true,
    createable: object.createable && access.create,
    custom: object.custom,
    defaultRecordTypeId: object.recordTypes.find((type) => type.active)?.id ?? MASTER_RECORD_TYPE,
    deletable: object.deletable && access.delete,
    dependentFields: {},
    feedEnabled: false,
    fields: Object.fromEntries(fields.map((field) => [field.name, fieldInfo(org, userId, object, field)])),
    keyPrefix: object.keyPrefix,
    label: object.label,
    labelPlural: object.labelPlural,
    layoutable: true,
    mruEnabled: false,
    nameFields: object.nameField ? [object.nameField.name] : [],
    queryable: object.queryable,
    recordTypeInfos: recordTypeInfos(object),
    searchLayoutable: object.searchable,
    searchable: object.searchable,
    themeInfo: null,
    updateable: object.updateable && access.edit
  };
}

/** @returns values of one picklist (or of every one, by field) for a record type. */
export function picklistValues(org: Org, userId: string, objectName: string, recordTypeId: string, fieldName: string | undefined): object {
  const object = readableObject(org, userId, objectName);
  if (recordTypeId !== MASTER_RECORD_TYPE && !object.recordTypes.some((type) => type.id.startsWith(recordTypeId.slice(0, 15)))) {
    throw new PlatformError('INVALID_PARAMETER_VALUE', 'The specified record type does not exist.');
  }
  const isPicklist = (field: FieldDef) => field.type === 'Picklist' || field.type === 'MultiselectPicklist';
  if (fieldName === undefined) {
    const fields = [...object.fields.values()].filter((field) => isPicklist(field) && readable(org, userId, object, field));
    return { eTag: '', picklistFieldValues: Object.fromEntries(fields.map((field) => [field.name, valuesOf(field)])) };
  }
  const field = fieldOf(object, fieldName.split('.').at(-1)!);
  if (!field || !isPicklist(field) || !readable(org, userId, object, field))
    throw new PlatformError('INVALID_FIELD', `Invalid picklist field: ${fieldName}`);
  return valuesOf(field);
}

function valuesOf(field: FieldDef): object {
  const entry = ({ label, value }: { label: string; value: string }) => ({ attributes: null, label, validFor: [], value });
  const initial = field.picklist.find((value) => value.isDefault);
  return {
    controllerValues: {},
    defaultValue: initial ? entry(initial) : null,
    eTag: '',
    url: '',
    values: field.picklist.filter((value) => value.isActive).map(entry)
  };
}

function fieldInfo(org: Org, userId: string, object: ObjectDef, field: FieldDef): object {
  const access = org.security.fieldAccess(userId, object.name, field.name);
  const calculated = field.formula !== undefined || field.summary !== undefined;
  return {
    apiName: field.name,
    calculated,
    compound: false,
    compoundComponentName: null,
    compoundFieldName: null,
    controllerName: null,
    controllingFields: [],
    createable: field.createable && access.edit,
    custom: field.custom,
    dataType: DATA_TYPES[field.type],
    extraTypeInfo: null,
    filterable: field.filterable,
    filteredLookupInfo: null,
    highScaleNumber: false,
    htmlFormatted: field.type === 'Html',
    inlineHelpText: field.helpText ?? null,
    label: field.label,
    length: field.length ?? 0,
    nameField: field.nameField,
    polymorphicForeignKey: field.referenceTo.length > 1,
    precision: field.precision ?? 0,
    reference: field.referenceTo.length > 0,
    referenceTargetField: null,
    referenceToInfos: referenceToInfos(org, userId, field),
    relationshipName: field.relationshipName ?? null,
    required: field.required && field.createable,
    scale: field.scale ?? 0,
    searchPrefilterable: false,
    sortable: field.sortable,
    unique: field.unique,
    updateable: field.updateable && access.edit
  };
}

function referenceToInfos(org: Org, userId: string, field: FieldDef): object[] {
  return field.referenceTo.flatMap((name) => {
    const target = org.schema.object(name);
    return target && org.security.objectAccess(userId, name).read
      ? [{ apiName: name, nameFields: target.nameField ? [target.nameField.name] : [] }]
      : [];
  });
}

function childRelationships(org: Org, userId: string, object: ObjectDef): object[] {
  return object.childRelationships.flatMap(({ childObject, field, name }) => {
    const child = org.schema.object(childObject);
    const link = child && fieldOf(child, field);
    if (!name || !child || !link || !org.security.objectAccess(userId, childObject).read || !readable(org, userId, child, link)) return [];
    return [
      { childObjectApiName: childObject, fieldName: field, junctionIdListNames: [], junctionReferenceTo: [], relationshipName: name }
    ];
  });
}

function recordTypeInfos(object: ObjectDef): object {
  const master = {
    available: true,
    defaultRecordTypeMapping: object.recordTypes.length === 0,
    master: true,
    name: 'Master',
    recordTypeId: MASTER_RECORD_TYPE
  };
  const own = object.recordTypes.map((type, index) => ({
    available: type.active,
    defaultRecordTypeMapping: index === 0,
    master: false,
    name: type.label,
    recordTypeId: type.id
  }));
  return Object.fromEntries([master, ...own].map((info) => [info.recordTypeId, info]));
}
