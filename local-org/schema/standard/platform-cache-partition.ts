import { check, readOnly, standardObject, text } from '../define.ts';

export const platformCachePartition = standardObject(
  'PlatformCachePartition',
  '0Er',
  [
    text('DeveloperName', 80, { required: true, nameField: true }),
    text('Language', 10),
    text('MasterLabel', 80, { required: true }),
    text('Description', 255),
    check('IsDefaultPartition'),
    readOnly(text('NamespacePrefix', 15))
  ],
  { setup: true, readOnly: true }
);
