import { area, check, field, integer, readOnly, standardObject, text } from '../define.ts';

export const apexTrigger = standardObject(
  'ApexTrigger',
  '01q',
  [
    text('Name', 255, { required: true, nameField: true }),
    text('TableEnumOrId', 80),
    field('ApiVersion', 'Number', { precision: 18, scale: 1 }),
    text('Status', 40),
    check('IsValid'),
    area('Body', 1000000),
    integer('LengthWithoutComments'),
    readOnly(text('NamespacePrefix', 15))
  ],
  { label: 'Apex Trigger', setup: true, readOnly: true, searchable: true }
);
