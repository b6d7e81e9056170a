import { NotSupportedError } from '../../errors.ts';
import { flag, nodes, text, texts } from '../../metadata/xml.ts';
import { field } from '../define.ts';
import type { FieldDef, FieldType, ObjectKind, PicklistValue } from '../types.ts';
import { refuse } from './source.ts';
import type { Component } from './source.ts';

/** Global value sets by name. */
export type ValueSets = ReadonlyMap<string, readonly PicklistValue[]>;

const TYPES: ReadonlySet<string> = new Set<FieldType>([
  'Lookup',
  'MasterDetail',
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
  'Checkbox',
  'Number',
  'Currency',
  'Percent',
  'Date',
  'DateTime',
  'Time',
  'AutoNumber'
]);

/** Lengths the platform gives where the source states none. */
const LENGTHS: Readonly<Partial<Record<FieldType, number>>> = {
  Email: 80,
  Phone: 40,
  Url: 255,
  TextArea: 255,
  AutoNumber: 30,
  Picklist: 255,
  MultiselectPicklist: 4099,
  Lookup: 18,
  MasterDetail: 18
};

/** @returns the field a CustomField component describes. @throws MetadataError, NotSupportedError. */
export function customField(component: Component, kind: ObjectKind, valueSets: ValueSets): FieldDef {
  const { node, name } = component;
  const declared = text(node, 'type') ?? refuse(component, '<type> is missing');
  if (nodes(node, 'lookupFilter').some((filter) => flag(filter, 'active')))
    throw new NotSupportedError(`lookup filter of ${component.name} (${component.path})`);
  const type = fieldType(component, declared);
  const calculated = text(node, 'formula') !== undefined || declared === 'Summary';
  const required = flag(node, 'required') || type === 'MasterDetail';
  const derived = calculated || type === 'AutoNumber';
  return field(name, type, {
    label: text(node, 'label') ?? refuse(component, '<label> is missing'),
    custom: true,
    description: text(node, 'description'),
    helpText: text(node, 'inlineHelpText'),
    length: numberOf(component, 'length') ?? LENGTHS[type],
    precision: numberOf(component, 'precision'),
    scale: numberOf(component, 'scale'),
    required,
    unique: flag(node, 'unique'),
    caseSensitive: flag(node, 'caseSensitive'),
    externalId: flag(node, 'externalId'),
    createable: !derived,
    updateable: !derived && (type !== 'MasterDetail' || flag(node, 'reparentableMasterDetail')),
    permissionable: (kind === 'custom' || kind === 'standard') && !required,
    formula: text(node, 'formula'),
    formulaTreatBlanksAs: text(node, 'formulaTreatBlanksAs') as FieldDef['formulaTreatBlanksAs'],
    defaultValue: text(node, 'defaultValue'),
    displayFormat: text(node, 'displayFormat'),
    startingNumber: numberOf(component, 'startingNumber'),
    trackHistory: flag(node, 'trackHistory'),
    securityClassification: text(node, 'securityClassification'),
    complianceGroup: text(node, 'complianceGroup'),
    summary: declared === 'Summary' ? summaryOf(component) : undefined,
    ...relationshipOf(component, type, required),
    ...picklistOf(component, type, valueSets)
  });
}

function fieldType(component: Component, declared: string): FieldType {
  // A summary's type follows from what it sums; the schema sets it once every field is known.
  if (declared === 'Summary') return 'Number';
  if (declared === 'MetadataRelationship') return 'Lookup';
  if (!TYPES.has(declared)) throw new NotSupportedError(`field type ${declared} of ${component.name} (${component.path})`);
  return declared as FieldType;
}

function numberOf(component: Component, element: string): number | undefined {
  const value = text(component.node, element);
  if (value === undefined) return undefined;
  const parsed = Number(value);
  return Number.isInteger(parsed) ? parsed : refuse(component, `<${element}> is not a whole number`);
}

function relationshipOf(component: Component, type: FieldType, required: boolean): Partial<FieldDef> {
  if (type !== 'Lookup' && type !== 'MasterDetail') return {};
  const { node } = component;
  const short = component.name.split('.').at(-1)!;
  const child = text(node, 'relationshipName');
  const order = text(node, 'relationshipOrder');
  const otherwise = type === 'MasterDetail' ? 'Cascade' : required ? 'Restrict' : 'SetNull';
  return {
    referenceTo: [text(node, 'referenceTo') ?? refuse(component, '<referenceTo> is missing')],
    relationshipName: short.replace(/__c$/, '__r'),
    childRelationshipName: child === undefined ? undefined : `${child}__r`,
    deleteConstraint: (text(node, 'deleteConstraint') as FieldDef['deleteConstraint']) ?? otherwise,
    controllingField: text(node, 'metadataRelationshipControllingField')?.split('.').at(-1),
    relationshipOrder: order === undefined ? undefined : (Number(order) as 0 | 1),
    writeRequiresMasterRead: flag(node, 'writeRequiresMasterRead'),
    reparentableMasterDetail: flag(node, 'reparentableMasterDetail')
  };
}

function picklistOf(component: Component, type: FieldType, valueSets: ValueSets): Partial<FieldDef> {
  if (type !== 'Picklist' && type !== 'MultiselectPicklist') return {};
  const set = nodes(component.node, 'valueSet')[0] ?? refuse(component, '<valueSet> is missing');
  const global = text(set, 'valueSetName');
  if (global !== undefined) {
    return { picklist: valueSets.get(global) ?? refuse(component, `there is no global value set ${global}`), restrictedPicklist: true };
  }
  const definition = nodes(set, 'valueSetDefinition')[0] ?? refuse(component, '<valueSetDefinition> is missing');
  return { picklist: picklistValues(definition, 'value'), restrictedPicklist: flag(set, 'restricted') };
}

/** @returns the values of a value set, in the order of the source or sorted by label where it says so. */
export function picklistValues(definition: Component['node'], element: string): PicklistValue[] {
  const values = nodes(definition, element).map((value) => ({
    value: text(value, 'fullName') ?? '',
    label: text(value, 'label') ?? text(value, 'fullName') ?? '',
    isDefault: flag(value, 'default'),
    isActive: flag(value, 'isActive', true)
  }));
  return flag(definition, 'sorted') ? values.sort((a, b) => a.label.localeCompare(b.label, 'en-GB')) : values;
}

function summaryOf(component: Component): FieldDef['summary'] {
  const { node } = component;
  const key = text(node, 'summaryForeignKey') ?? refuse(component, '<summaryForeignKey> is missing');
  const [childObject, childField] = key.split('.');
  const operation = text(node, 'summaryOperation');
  if (operation !== 'count' && operation !== 'sum' && operation !== 'min' && operation !== 'max')
    return refuse(component, '<summaryOperation> is not count, sum, min or max');
  const filters = nodes(node, 'summaryFilterItems').map((item) => ({
    field: text(item, 'field')!.split('.').at(-1)!,
    operation: text(item, 'operation')!,
    value: texts(item, 'value').join(',')
  }));
  return {
    operation,
    childObject: childObject!,
    childField: childField!,
    summarizedField: text(node, 'summarizedField')?.split('.').at(-1),
    filters
  };
}
