import { field, integer, readOnly, standardObject, text } from '../define.ts';

export const staticResource = standardObject(
  'StaticResource',
  '081',
  [
    text('Name', 255, { required: true, nameField: true }),
    text('ContentType', 120),
    text('Description', 255),
    text('CacheControl', 40),
    integer('BodyLength'),
    field('Body', 'Base64', { length: 2147483647 }),
    readOnly(text('NamespacePrefix', 15))
  ],
  { setup: true, readOnly: true }
);
