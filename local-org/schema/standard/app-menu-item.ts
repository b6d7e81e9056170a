import { area, check, field, integer, standardObject, text } from '../define.ts';

/** An app as the launcher shows it. */
export const appMenuItem = standardObject(
  'AppMenuItem',
  '0DS',
  [
    text('Name', 80, { nameField: true, required: true }),
    text('Label', 80),
    area('Description', 1000),
    text('ApplicationId', 18),
    text('NamespacePrefix', 15),
    text('Type', 40),
    integer('SortOrder'),
    check('IsAccessible'),
    check('IsVisible'),
    field('StartUrl', 'Url', { length: 1000 })
  ],
  { label: 'App Menu Item', setup: true, readOnly: true, audit: false }
);
