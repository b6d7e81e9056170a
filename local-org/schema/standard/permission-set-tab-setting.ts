import { createOnly, picklist, reference, standardObject, text } from '../define.ts';

export const permissionSetTabSetting = standardObject(
  'PermissionSetTabSetting',
  '01P',
  [
    createOnly(reference('ParentId', 'PermissionSet', { required: true, deleteConstraint: 'Cascade' })),
    createOnly(text('Name', 255, { required: true, nameField: true })),
    picklist('Visibility', ['DefaultOn', 'DefaultOff'])
  ],
  { setup: true }
);
