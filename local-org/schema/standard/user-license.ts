import { integer, standardObject, text } from '../define.ts';

export const userLicense = standardObject(
  'UserLicense',
  '100',
  [
    text('LicenseDefinitionKey', 40, { required: true }),
    text('Name', 40, { required: true, nameField: true }),
    text('MasterLabel', 40),
    integer('TotalLicenses'),
    integer('UsedLicenses'),
    text('Status', 40)
  ],
  { setup: true, readOnly: true }
);
