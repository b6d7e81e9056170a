import type { FieldDef, FieldType, ObjectDef } from '../types.ts';
import type { DeployTarget } from './index.ts';
import type { DeployedRows } from './rows.ts';

/** EntityDefinition and FieldDefinition: the schema as rows, for queries about it. */
export function deployDefinitions(target: DeployTarget, rows: DeployedRows): void {
  for (const object of target.schema.objects()) {
    if (object.virtual) continue;
    const entity = rows.put('EntityDefinition', object.name, entityRow(object));
    for (const field of object.fields.values())
      rows.put('FieldDefinition', `${object.name}.${field.name}`, { EntityDefinitionId: entity, ...fieldRow(object, field) });
  }
}

function entityRow(object: ObjectDef): Record<string, string | boolean | null> {
  return {
    DurableId: object.name,
    QualifiedApiName: object.name,
    DeveloperName: object.name.replace(/__\w+$/, ''),
    Label: object.label,
    PluralLabel: object.labelPlural,
    MasterLabel: object.label,
    KeyPrefix: object.keyPrefix,
    InternalSharingModel: object.sharingModel,
    ExternalSharingModel: object.externalSharingModel,
    IsCustomizable: object.custom,
    IsApexTriggerable: object.triggerable,
    IsCustomSetting: object.kind === 'customSetting',
    IsQueryable: object.queryable,
    IsSearchable: object.searchable,
    IsLayoutable: object.kind === 'custom',
    IsDeprecatedAndHidden: false,
    IsEverCreatable: object.createable,
    IsEverUpdatable: object.updateable,
    IsEverDeletable: object.deletable,
    IsFeedEnabled: object.feeds === true,
    DeploymentStatus: object.custom ? 'Deployed' : null
  };
}

/** @returns the type as Setup writes it: `Text(80)`, `Lookup(Account)`, `Formula (Number)`. */
function dataType(field: FieldDef): string {
  if (field.summary) return `Roll-Up Summary (${field.summary.operation.toUpperCase()} ${field.summary.childObject})`;
  const named = DATA_TYPES[field.type] ?? field.type;
  if (field.formula !== undefined) return `Formula (${named})`;
  if (field.type === 'Lookup' || field.type === 'MasterDetail') return `${named}(${field.referenceTo.join(',')})`;
  const sized = ['Text', 'TextArea', 'LongTextArea', 'Html'].includes(field.type) && field.length !== undefined;
  const counted = ['Number', 'Currency', 'Percent', 'Integer'].includes(field.type);
  const size = sized ? `(${field.length})` : counted ? `(${(field.precision ?? 18) - (field.scale ?? 0)}, ${field.scale ?? 0})` : '';
  const marks = [
    ...(field.externalId ? ['External ID'] : []),
    ...(field.unique ? [`Unique Case ${field.caseSensitive ? 'Sensitive' : 'Insensitive'}`] : [])
  ];
  return `${named}${size}${marks.map((mark) => ` (${mark})`).join('')}`;
}
const DATA_TYPES: Readonly<Partial<Record<FieldType, string>>> = {
  TextArea: 'Text Area',
  LongTextArea: 'Long Text Area',
  Html: 'Rich Text Area',
  EncryptedText: 'Text (Encrypted)',
  Url: 'URL',
  MultiselectPicklist: 'Picklist (Multi-Select)',
  Integer: 'Number',
  DateTime: 'Date/Time',
  AutoNumber: 'Auto Number',
  MasterDetail: 'Master-Detail',
  Id: 'Lookup()'
};

function fieldRow(object: ObjectDef, field: FieldDef): Record<string, string | number | boolean | null> {
  return {
    DurableId: `${object.name}.${field.name}`,
    QualifiedApiName: field.name,
    DeveloperName: field.name.replace(/__c$/, ''),
    Label: field.label,
    MasterLabel: field.label,
    Length: field.length ?? 0,
    Precision: field.precision ?? 0,
    Scale: field.scale ?? 0,
    DataType: dataType(field),
    IsCalculated: field.formula !== undefined || field.summary !== undefined,
    IsIndexed: field.externalId || field.unique || field.type === 'Id',
    IsNillable: !field.required,
    IsNameField: field.nameField,
    IsPolymorphicForeignKey: field.referenceTo.length > 1,
    IsCompound: false,
    IsFieldHistoryTracked: object.historyObject !== undefined && field.trackHistory === true,
    RelationshipName: field.relationshipName ?? null,
    ReferenceTo: field.referenceTo.join(',').slice(0, 1000) || null,
    SecurityClassification: field.securityClassification ?? null,
    ComplianceGroup: field.complianceGroup ?? null,
    Description: field.description ?? null
  };
}
