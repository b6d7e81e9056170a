import { check, integer, reference, standardObject, text } from '../define.ts';

export const fieldDefinition = standardObject(
  'FieldDefinition',
  '4if',
  [
    text('DurableId', 255),
    text('QualifiedApiName', 255, { nameField: true, required: true }),
    text('DeveloperName', 255),
    text('NamespacePrefix', 15),
    text('Label', 255),
    text('MasterLabel', 255),
    integer('Length'),
    integer('Precision'),
    integer('Scale'),
    text('DataType', 1000),
    reference('EntityDefinitionId', 'EntityDefinition', { childRelationshipName: 'Fields' }),
    check('IsCalculated'),
    check('IsIndexed'),
    check('IsNillable'),
    check('IsNameField'),
    check('IsPolymorphicForeignKey'),
    check('IsCompound'),
    check('IsFieldHistoryTracked'),
    text('RelationshipName', 80),
    text('ReferenceTo', 1000),
    text('SecurityClassification', 40),
    text('ComplianceGroup', 255),
    text('Description', 1000)
  ],
  { label: 'Field Definition', setup: true, readOnly: true, audit: false }
);
