import { flag, nodes, text } from '../../metadata/xml.ts';
import type { XmlNode } from '../../metadata/types.ts';
import { componentsOf, refuse } from '../build/source.ts';
import type { Component } from '../build/source.ts';
import { fieldOf } from '../types.ts';
import type { FieldDef, ObjectDef, Value } from '../types.ts';
import type { DeployTarget } from './index.ts';
import type { DeployedRows } from './rows.ts';

/** Records of custom metadata types, their values converted to the types of their fields. */
export function deployCustomMetadata(target: DeployTarget, rows: DeployedRows): void {
  target.problems.each(componentsOf(target.metadata, 'CustomMetadata'), (record) => {
    const dot = record.name.indexOf('.');
    const type = `${record.name.slice(0, dot)}__mdt`;
    const developerName = record.name.slice(dot + 1);
    const object = target.schema.object(type) ?? refuse(record, `there is no custom metadata type ${type}`);
    const label = text(record.node, 'label') ?? refuse(record, '<label> is missing');
    if (developerName.length > 40 || label.length > 40) refuse(record, 'name and label have at most 40 characters');
    rows.put(object.name, developerName, {
      DeveloperName: developerName,
      MasterLabel: label,
      Label: label,
      Language: 'en_US',
      NamespacePrefix: null,
      QualifiedApiName: developerName,
      IsProtected: flag(record.node, 'protected'),
      SystemModstamp: undefined,
      ...valuesOf(target, rows, record, object)
    });
  });
}

function valuesOf(target: DeployTarget, rows: DeployedRows, record: Component, object: ObjectDef): Record<string, Value> {
  const values: Record<string, Value> = {};
  for (const field of object.fields.values()) if (field.custom) values[field.name] = field.type === 'Checkbox' ? false : null;
  for (const node of nodes(record.node, 'values')) {
    const name = text(node, 'field') ?? '';
    const field = fieldOf(object, name);
    if (!field?.custom) refuse(record, `there is no field ${name} on ${object.name}`);
    else values[field.name] = convert(target, rows, record, field, node);
  }
  for (const field of object.fields.values()) {
    if (field.custom && field.required && values[field.name] === null) refuse(record, `the required field ${field.name} has no value`);
  }
  return values;
}

function convert(target: DeployTarget, rows: DeployedRows, record: Component, field: FieldDef, node: XmlNode): Value {
  const raw = text(node, 'value');
  const holder = node.value?.[0];
  const isNil = typeof holder === 'object' && holder['@xsi:nil']?.[0] === 'true';
  if (raw === undefined || isNil || raw === '') return field.type === 'Checkbox' ? false : null;
  switch (field.type) {
    case 'Checkbox':
      if (raw !== 'true' && raw !== 'false') return refuse(record, `${field.name} is true or false, not "${raw}"`);
      return raw === 'true';
    case 'Number':
    case 'Currency':
    case 'Percent':
      return Number.isFinite(Number(raw)) ? Number(raw) : refuse(record, `${field.name} is a number, not "${raw}"`);
    case 'Date':
      return /^\d{4}-\d\d-\d\d$/.test(raw) && !Number.isNaN(Date.parse(raw))
        ? raw
        : refuse(record, `${field.name} is a date (YYYY-MM-DD), not "${raw}"`);
    case 'DateTime':
      return Number.isNaN(Date.parse(raw)) ? refuse(record, `${field.name} is a date and time, not "${raw}"`) : new Date(raw).toISOString();
    case 'Lookup':
      return related(target, rows, record, field, raw);
    case 'Picklist':
      if (!field.picklist.some((entry) => entry.value === raw) && field.restrictedPicklist)
        return refuse(record, `"${raw}" is not a value of ${field.name}`);
      return raw;
    default:
      if (field.length !== undefined && raw.length > field.length)
        return refuse(record, `${field.name} holds at most ${field.length} characters`);
      return raw;
  }
}

/** A metadata relationship: to another record by its name, or to an object or field by its API name. */
function related(target: DeployTarget, rows: DeployedRows, record: Component, field: FieldDef, raw: string): Value {
  const to = field.referenceTo[0]!;
  if (to === 'EntityDefinition')
    return target.schema.object(raw)
      ? rows.id('EntityDefinition', target.schema.object(raw)!.name)
      : refuse(record, `there is no object ${raw}`);
  if (to === 'FieldDefinition') {
    const owner = nodes(record.node, 'values').find((node) => text(node, 'field') === field.controllingField);
    const object = target.schema.object((owner && text(owner, 'value')) ?? '');
    const named = object && fieldOf(object, raw.split('.').at(-1)!);
    return named
      ? rows.id('FieldDefinition', `${object.name}.${named.name}`)
      : refuse(record, `there is no field ${raw} on the object that ${field.controllingField} names`);
  }
  if (!to.endsWith('__mdt')) return refuse(record, `${field.name}: relationships to ${to} are not supported by the local org`);
  const exists = target.metadata.components.get('CustomMetadata')?.has(`${to.replace(/__mdt$/, '')}.${raw}`);
  return exists ? rows.id(to, raw) : refuse(record, `there is no ${to} record ${raw}`);
}
