import { check, readOnly, standardObject, text } from '../define.ts';

export const recordType = standardObject(
  'RecordType',
  '012',
  [
    text('Name', 80, { required: true, nameField: true }),
    text('DeveloperName', 80, { required: true }),
    readOnly(text('NamespacePrefix', 15)),
    text('Description', 255),
    text('SobjectType', 80, { required: true }),
    check('IsActive')
  ],
  { setup: true, readOnly: true }
);
