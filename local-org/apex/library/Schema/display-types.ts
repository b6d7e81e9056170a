import type { FieldDef } from '../../../schema/types.ts';
import type { ApexEnum } from '../../values/index.ts';
import { systemEnum } from '../define.ts';

export const DisplayType = systemEnum('Schema.DisplayType', [
  'ADDRESS',
  'ANYTYPE',
  'BASE64',
  'BOOLEAN',
  'COMBOBOX',
  'CURRENCY',
  'DATE',
  'DATETIME',
  'DOUBLE',
  'EMAIL',
  'ENCRYPTEDSTRING',
  'ID',
  'INTEGER',
  'JSON',
  'LOCATION',
  'LONG',
  'MULTIPICKLIST',
  'PERCENT',
  'PHONE',
  'PICKLIST',
  'REFERENCE',
  'STRING',
  'TEXTAREA',
  'TIME',
  'URL'
]);
export const SoapType = systemEnum('Schema.SOAPType', [
  'ADDRESS',
  'ANYTYPE',
  'BASE64BINARY',
  'BOOLEAN',
  'DATE',
  'DATETIME',
  'DOUBLE',
  'ID',
  'INTEGER',
  'LOCATION',
  'STRING',
  'TIME'
]);
const TYPES: Readonly<Record<FieldDef['type'], readonly [display: string, soap: string]>> = {
  Id: ['ID', 'ID'],
  Lookup: ['REFERENCE', 'ID'],
  MasterDetail: ['REFERENCE', 'ID'],
  Text: ['STRING', 'STRING'],
  TextArea: ['TEXTAREA', 'STRING'],
  LongTextArea: ['TEXTAREA', 'STRING'],
  Html: ['TEXTAREA', 'STRING'],
  EncryptedText: ['ENCRYPTEDSTRING', 'STRING'],
  Email: ['EMAIL', 'STRING'],
  Phone: ['PHONE', 'STRING'],
  Url: ['URL', 'STRING'],
  Picklist: ['PICKLIST', 'STRING'],
  MultiselectPicklist: ['MULTIPICKLIST', 'STRING'],
  Checkbox: ['BOOLEAN', 'BOOLEAN'],
  Number: ['DOUBLE', 'DOUBLE'],
  Currency: ['CURRENCY', 'DOUBLE'],
  Percent: ['PERCENT', 'DOUBLE'],
  Integer: ['INTEGER', 'INTEGER'],
  Date: ['DATE', 'DATE'],
  DateTime: ['DATETIME', 'DATETIME'],
  Time: ['TIME', 'TIME'],
  AutoNumber: ['STRING', 'STRING'],
  Base64: ['BASE64', 'BASE64BINARY'],
  AnyType: ['ANYTYPE', 'ANYTYPE']
};

export const displayTypeOf = (field: FieldDef): ApexEnum => DisplayType.value(TYPES[field.type][0]);
export const soapTypeOf = (field: FieldDef): ApexEnum => SoapType.value(TYPES[field.type][1]);
