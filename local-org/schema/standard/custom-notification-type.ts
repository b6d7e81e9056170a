import { check, readOnly, standardObject, text } from '../define.ts';

export const customNotificationType = standardObject(
  'CustomNotificationType',
  '0ML',
  [
    text('CustomNotifTypeName', 80, { required: true }),
    text('DeveloperName', 80, { required: true, nameField: true }),
    text('Language', 10),
    text('MasterLabel', 80, { required: true }),
    text('Description', 255),
    check('Desktop'),
    check('Mobile'),
    readOnly(text('NamespacePrefix', 15))
  ],
  { setup: true, readOnly: true }
);
