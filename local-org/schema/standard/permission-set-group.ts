import { check, picklist, readOnly, standardObject, text } from '../define.ts';

export const permissionSetGroup = standardObject(
  'PermissionSetGroup',
  '0PG',
  [
    text('DeveloperName', 80, { required: true, nameField: true }),
    text('Language', 10),
    text('MasterLabel', 80, { required: true }),
    readOnly(text('NamespacePrefix', 15)),
    text('Description', 255),
    readOnly(picklist('Status', ['Updated', 'Outdated', 'Updating', 'Failed'])),
    check('HasActivationRequired')
  ],
  { setup: true }
);
