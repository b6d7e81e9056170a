import { area, check, field, integer, readOnly, standardObject, text } from '../define.ts';

export const apexClass = standardObject(
  'ApexClass',
  '01p',
  [
    text('Name', 255, { required: true, nameField: true }),
    field('ApiVersion', 'Number', { precision: 18, scale: 1 }),
    text('Status', 40),
    check('IsValid'),
    area('Body', 1000000),
    integer('LengthWithoutComments'),
    readOnly(text('NamespacePrefix', 15))
  ],
  { label: 'Apex Class', labelPlural: 'Apex Classes', setup: true, readOnly: true, searchable: true }
);
