import { picklist, reference, standardObject, text } from '../define.ts';
import { userPermissionFields } from './user-permissions.ts';

export const profile = standardObject(
  'Profile',
  '00e',
  [
    text('Name', 255, { required: true, nameField: true }),
    reference('UserLicenseId', 'UserLicense'),
    picklist('UserType', ['Standard', 'AutomatedProcess'], { restrictedPicklist: false }),
    text('Description', 255),
    ...userPermissionFields()
  ],
  { setup: true, readOnly: true }
);
