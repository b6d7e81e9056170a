import { check, createOnly, reference, standardObject, text } from '../define.ts';

export const fieldPermissions = standardObject(
  'FieldPermissions',
  '01k',
  [
    createOnly(
      reference('ParentId', ['PermissionSet', 'MutingPermissionSet'], {
        required: true,
        deleteConstraint: 'Cascade',
        childRelationshipName: 'FieldPerms'
      })
    ),
    createOnly(text('SobjectType', 80, { required: true })),
    createOnly(text('Field', 255, { required: true })),
    check('PermissionsRead'),
    check('PermissionsEdit')
  ],
  { label: 'Field Permissions', labelPlural: 'Field Permissions', setup: true }
);
