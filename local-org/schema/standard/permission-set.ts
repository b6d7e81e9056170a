import { check, createOnly, picklist, readOnly, reference, standardObject, text } from '../define.ts';
import { userPermissionFields } from './user-permissions.ts';

/** One row a permission set, one a profile (IsOwnedByProfile), one a permission set group (Type Group). */
export const permissionSet = standardObject(
  'PermissionSet',
  '0PS',
  [
    text('Name', 80, { required: true, nameField: true }),
    text('Label', 80, { required: true }),
    text('Description', 255),
    reference('LicenseId', 'UserLicense', { relationshipName: 'License' }),
    createOnly(reference('ProfileId', 'Profile')),
    readOnly(check('IsOwnedByProfile')),
    readOnly(check('IsCustom', { defaultValue: 'true' })),
    check('HasActivationRequired'),
    readOnly(text('NamespacePrefix', 15)),
    readOnly(picklist('Type', ['Regular', 'Profile', 'Group', 'Session', 'Standard'])),
    readOnly(reference('PermissionSetGroupId', 'PermissionSetGroup')),
    ...userPermissionFields()
  ],
  { setup: true }
);
