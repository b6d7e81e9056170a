import { namedMap } from './named-map.ts';
import { SRecord } from '../../../schema/record.ts';
import { fieldOf, type ChildRelationship, type ObjectDef, type PicklistValue, type RecordTypeDef } from '../../../schema/types.ts';
import { current } from '../../../transaction.ts';
import { argument, raise } from '../../values/index.ts';
import { systemClass, systemEnum, type LibraryClass } from '../define.ts';
import { listOf, mapOf } from '../make.ts';
import { DisplayType, displayTypeOf, SoapType, soapTypeOf } from './display-types.ts';
import fieldSets, { fieldSetsOf } from './field-sets.ts';
import { FieldToken, SObjectToken, sobjectFieldOf, sobjectTypeOf } from './tokens.ts';

/** Describe, as the running user may see the org. https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_namespace_Schema.htm */
class ObjectDescribe {
  readonly object: ObjectDef;
  constructor(object: ObjectDef) {
    this.object = object;
  }
}
class FieldMap extends ObjectDescribe {}
class FieldDescribe extends FieldToken {}
class Entry {
  readonly value: PicklistValue;
  constructor(value: PicklistValue) {
    this.value = value;
  }
}
class Child {
  readonly relationship: ChildRelationship;
  constructor(relationship: ChildRelationship) {
    this.relationship = relationship;
  }
}
class RecordTypeDescribe {
  readonly type: RecordTypeDef;
  constructor(type: RecordTypeDef) {
    this.type = type;
  }
}
/** One for each relationship: they are keys of maps. */
const children = new WeakMap<ChildRelationship, Child>();
function childOf(relationship: ChildRelationship): Child {
  let found = children.get(relationship);
  if (!found) children.set(relationship, (found = new Child(relationship)));
  return found;
}
const describes = new WeakMap<ObjectDef, ObjectDescribe>();
const fieldDescribes = new WeakMap<FieldToken, FieldDescribe>();

export function describeObject(object: ObjectDef): object {
  let found = describes.get(object);
  if (!found) describes.set(object, (found = new ObjectDescribe(object)));
  return found;
}

/** `Schema.SObjectType.X.fields`. */
export function fieldsOf(object: ObjectDef): object {
  return new FieldMap(object);
}

export function describeField(token: FieldToken): object {
  let found = fieldDescribes.get(token);
  if (!found) fieldDescribes.set(token, (found = new FieldDescribe(token.object, token.field)));
  return found;
}

const objectAccess = (self: ObjectDescribe) => current().org.security.objectAccess(current().userId, self.object.name);
const fieldAccess = (self: FieldDescribe) => current().org.security.fieldAccess(current().userId, self.object.name, self.field.name);

const SObjectDescribeOptions = systemEnum('System.SObjectDescribeOptions', ['DEFAULT', 'DEFERRED', 'FULL']);

const Schema_ = systemClass('public class System.Schema', {
  'static Map<String,Schema.SObjectType> getGlobalDescribe()': () =>
    namedMap<SObjectToken>(
      'Schema.SObjectType',
      [...current().org.schema.objects()].map((object) => [object.name.toLowerCase(), sobjectTypeOf(object)] as const)
    ),
  'static List<Schema.DescribeSObjectResult> describeSObjects(List<String> names)': (names: Iterable<string> | null) =>
    listOf(
      'Schema.DescribeSObjectResult',
      [...argument(names)].map((name) =>
        describeObject(current().org.schema.object(name) ?? raise('InvalidParameterValueException', `Invalid sobject type: ${name}`))
      )
    )
});

const SObjectType_ = systemClass(
  'public class Schema.SObjectType',
  {
    'Schema.DescribeSObjectResult getDescribe()': (self: SObjectToken) => describeObject(self.object),
    'Schema.DescribeSObjectResult getDescribe(SObjectDescribeOptions options)': (self: SObjectToken) => describeObject(self.object),
    'SObject newSObject()': (self: SObjectToken) => new SRecord(self.object),
    'SObject newSObject(Id recordId, Boolean loadDefaults)': (self: SObjectToken, id: string | null, loadDefaults: boolean | null) => {
      const row = new SRecord(self.object);
      row.id = id;
      if (loadDefaults) fillDefaults(row);
      return row;
    },
    'SObject newSObject(Id recordId)': (self: SObjectToken, id: string | null) => {
      const row = new SRecord(self.object);
      row.id = id;
      return row;
    },
    'String toString()': (self: SObjectToken) => self.object.name
  },
  { native: SObjectToken }
);

/** The defaults of an insert; an event gets the identity by which its publishing can be followed. */
function fillDefaults(row: SRecord): void {
  const { org, userId } = current();
  for (const [name, value] of org.dml.defaults(row.object, userId)) row.values.set(name, value);
  if (row.object.kind === 'platformEvent') row.values.set('EventUuid', crypto.randomUUID());
}

const SObjectField_ = systemClass(
  'public class Schema.SObjectField',
  {
    'Schema.DescribeFieldResult getDescribe()': describeField,
    'String toString()': (self: FieldToken) => self.field.name
  },
  { native: FieldToken }
);

const DescribeSObjectResult_ = systemClass(
  'public class Schema.DescribeSObjectResult',
  {
    'String getName()': (self: ObjectDescribe) => self.object.name,
    'String getLocalName()': (self: ObjectDescribe) => self.object.name,
    'String getLabel()': (self: ObjectDescribe) => self.object.label,
    'String getLabelPlural()': (self: ObjectDescribe) => self.object.labelPlural,
    'String getKeyPrefix()': (self: ObjectDescribe) => self.object.keyPrefix,
    'Schema.SObjectType getSObjectType()': (self: ObjectDescribe) => sobjectTypeOf(self.object),
    'Boolean isAccessible()': (self: ObjectDescribe) => objectAccess(self).read,
    'Boolean isCreateable()': (self: ObjectDescribe) => self.object.createable && objectAccess(self).create,
    'Boolean isUpdateable()': (self: ObjectDescribe) => self.object.updateable && objectAccess(self).edit,
    'Boolean isDeletable()': (self: ObjectDescribe) => self.object.deletable && objectAccess(self).delete,
    'Boolean isUndeletable()': (self: ObjectDescribe) => self.object.undeletable && objectAccess(self).delete,
    'Boolean isQueryable()': (self: ObjectDescribe) => self.object.queryable && objectAccess(self).read,
    'Boolean isSearchable()': (self: ObjectDescribe) => self.object.searchable,
    'Boolean isCustom()': (self: ObjectDescribe) => self.object.custom,
    'Boolean isCustomSetting()': (self: ObjectDescribe) => self.object.kind === 'customSetting',
    'Schema.SObjectTypeFields fields {get;}': (self: ObjectDescribe) => fieldsOf(self.object),
    'Schema.SObjectTypeFieldSets fieldSets {get;}': (self: ObjectDescribe) => fieldSetsOf(self.object),
    'List<Schema.ChildRelationship> getChildRelationships()': (self: ObjectDescribe) =>
      listOf(
        'Schema.ChildRelationship',
        self.object.childRelationships.map((each) => childOf(each))
      ),
    'List<Schema.RecordTypeInfo> getRecordTypeInfos()': (self: ObjectDescribe) =>
      listOf(
        'Schema.RecordTypeInfo',
        self.object.recordTypes.map((each) => new RecordTypeDescribe(each))
      ),
    'Map<String,Schema.RecordTypeInfo> getRecordTypeInfosByDeveloperName()': (self: ObjectDescribe) =>
      mapOf<string, object>(
        'String',
        'Schema.RecordTypeInfo',
        self.object.recordTypes.map((each) => [each.developerName, new RecordTypeDescribe(each)] as const)
      ),
    'Map<String,Schema.RecordTypeInfo> getRecordTypeInfosByName()': (self: ObjectDescribe) =>
      mapOf<string, object>(
        'String',
        'Schema.RecordTypeInfo',
        self.object.recordTypes.map((each) => [each.label, new RecordTypeDescribe(each)] as const)
      ),
    'Map<Id,Schema.RecordTypeInfo> getRecordTypeInfosById()': (self: ObjectDescribe) =>
      mapOf<string, object>(
        'Id',
        'Schema.RecordTypeInfo',
        self.object.recordTypes.map((each) => [each.id, new RecordTypeDescribe(each)] as const)
      )
  },
  { native: ObjectDescribe }
);

const SObjectTypeFields_ = systemClass(
  'public class Schema.SObjectTypeFields',
  {
    'Map<String,Schema.SObjectField> getMap()': (self: FieldMap) =>
      namedMap<FieldToken>(
        'Schema.SObjectField',
        [...self.object.fields].map(([name, field]) => [name, sobjectFieldOf(self.object, field)] as const)
      )
  },
  { native: FieldMap }
);

const editable = (self: FieldDescribe): boolean =>
  self.field.formula === undefined && self.field.summary === undefined && fieldAccess(self).edit;

const DescribeFieldResult_ = systemClass(
  'public class Schema.DescribeFieldResult',
  {
    'String getName()': (self: FieldDescribe) => self.field.name,
    'String getLocalName()': (self: FieldDescribe) => self.field.name,
    'String getLabel()': (self: FieldDescribe) => self.field.label,
    'Schema.SObjectField getSObjectField()': (self: FieldDescribe) => sobjectFieldOf(self.object, self.field),
    'Schema.SObjectType getSObjectType()': (self: FieldDescribe) => sobjectTypeOf(self.object),
    'Schema.DisplayType getType()': (self: FieldDescribe) => displayTypeOf(self.field),
    'Schema.SOAPType getSoapType()': (self: FieldDescribe) => soapTypeOf(self.field),
    'Integer getLength()': (self: FieldDescribe) => self.field.length ?? 0,
    'Integer getByteLength()': (self: FieldDescribe) => 3 * (self.field.length ?? 0),
    'Integer getPrecision()': (self: FieldDescribe) => self.field.precision ?? 0,
    'Integer getScale()': (self: FieldDescribe) => self.field.scale ?? 0,
    'Integer getDigits()': (self: FieldDescribe) => (self.field.type === 'Integer' ? (self.field.precision ?? 9) : 0),
    'String getInlineHelpText()': (self: FieldDescribe) => self.field.helpText ?? null,
    'String getRelationshipName()': (self: FieldDescribe) => self.field.relationshipName ?? null,
    'Integer getRelationshipOrder()': (self: FieldDescribe) => self.field.relationshipOrder ?? null,
    'List<Schema.SObjectType> getReferenceTo()': (self: FieldDescribe) =>
      listOf(
        'Schema.SObjectType',
        self.field.referenceTo.flatMap((name) => {
          const object = current().org.schema.object(name);
          return object ? [sobjectTypeOf(object)] : [];
        })
      ),
    'List<Schema.PicklistEntry> getPicklistValues()': (self: FieldDescribe) =>
      listOf(
        'Schema.PicklistEntry',
        self.field.picklist.map((each) => new Entry(each))
      ),
    'Object getDefaultValue()': (self: FieldDescribe) => (self.field.type === 'Checkbox' ? self.field.defaultValue === 'true' : null),
    'String getDefaultValueFormula()': (self: FieldDescribe) => self.field.defaultValue ?? null,
    'String getCalculatedFormula()': (self: FieldDescribe) => self.field.formula ?? null,
    'Boolean isAccessible()': (self: FieldDescribe) => fieldAccess(self).read,
    'Boolean isCreateable()': (self: FieldDescribe) => self.field.createable && editable(self),
    'Boolean isUpdateable()': (self: FieldDescribe) => self.field.updateable && editable(self),
    'Boolean isAutoNumber()': (self: FieldDescribe) => self.field.type === 'AutoNumber',
    'Boolean isCalculated()': (self: FieldDescribe) => self.field.formula !== undefined || self.field.summary !== undefined,
    'Boolean isCascadeDelete()': (self: FieldDescribe) => self.field.type === 'MasterDetail' || self.field.deleteConstraint === 'Cascade',
    'Boolean isCaseSensitive()': (self: FieldDescribe) => self.field.caseSensitive,
    'Boolean isCustom()': (self: FieldDescribe) => self.field.custom,
    'Boolean isEncrypted()': (self: FieldDescribe) => self.field.type === 'EncryptedText',
    'Boolean isExternalID()': (self: FieldDescribe) => self.field.externalId,
    'Boolean isFilterable()': (self: FieldDescribe) => self.field.filterable,
    'Boolean isGroupable()': (self: FieldDescribe) => self.field.groupable,
    'Boolean isHtmlFormatted()': (self: FieldDescribe) => self.field.type === 'Html',
    'Boolean isIdLookup()': (self: FieldDescribe) => self.field.type === 'Id' || self.field.externalId,
    'Boolean isNameField()': (self: FieldDescribe) => self.field.nameField,
    'Boolean isNillable()': (self: FieldDescribe) =>
      !self.field.required && self.field.type !== 'MasterDetail' && self.field.type !== 'Checkbox',
    'Boolean isPermissionable()': (self: FieldDescribe) => self.field.permissionable,
    'Boolean isRestrictedPicklist()': (self: FieldDescribe) => self.field.restrictedPicklist,
    'Boolean isSortable()': (self: FieldDescribe) => self.field.sortable,
    'Boolean isUnique()': (self: FieldDescribe) => self.field.unique,
    'Boolean isWriteRequiresMasterRead()': (self: FieldDescribe) => self.field.writeRequiresMasterRead
  },
  { native: FieldDescribe }
);

const PicklistEntry_ = systemClass(
  'public class Schema.PicklistEntry',
  {
    'String getLabel()': (self: Entry) => self.value.label,
    'String getValue()': (self: Entry) => self.value.value,
    'Boolean isActive()': (self: Entry) => self.value.isActive,
    'Boolean isDefaultValue()': (self: Entry) => self.value.isDefault
  },
  { native: Entry }
);

const ChildRelationship_ = systemClass(
  'public class Schema.ChildRelationship',
  {
    'Schema.SObjectType getChildSObject()': (self: Child) => {
      const object = current().org.schema.object(self.relationship.childObject);
      return object ? sobjectTypeOf(object) : null;
    },
    'Schema.SObjectField getField()': (self: Child) => {
      const object = current().org.schema.object(self.relationship.childObject);
      const field = object && fieldOf(object, self.relationship.field);
      return object && field ? sobjectFieldOf(object, field) : null;
    },
    'String getRelationshipName()': (self: Child) => self.relationship.name ?? null,
    'Boolean isCascadeDelete()': (self: Child) => self.relationship.cascadeDelete,
    'Boolean isRestrictedDelete()': (self: Child) => self.relationship.restrictedDelete
  },
  { native: Child }
);

const RecordTypeInfo_ = systemClass(
  'public class Schema.RecordTypeInfo',
  {
    'String getDeveloperName()': (self: RecordTypeDescribe) => self.type.developerName,
    'String getName()': (self: RecordTypeDescribe) => self.type.label,
    'Id getRecordTypeId()': (self: RecordTypeDescribe) => self.type.id,
    'Boolean isActive()': (self: RecordTypeDescribe) => self.type.active,
    'Boolean isAvailable()': (self: RecordTypeDescribe) => self.type.active,
    'Boolean isDefaultRecordTypeMapping()': () => false,
    'Boolean isMaster()': () => false
  },
  { native: RecordTypeDescribe }
);

export default [
  ...fieldSets,
  DisplayType,
  SoapType,
  SObjectDescribeOptions,
  Schema_,
  SObjectType_,
  SObjectField_,
  DescribeSObjectResult_,
  SObjectTypeFields_,
  DescribeFieldResult_,
  PicklistEntry_,
  ChildRelationship_,
  RecordTypeInfo_
] as LibraryClass[];
