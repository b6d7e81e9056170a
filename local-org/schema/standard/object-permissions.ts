import { check, createOnly, reference, standardObject, text } from '../define.ts';

export const objectPermissions = standardObject(
  'ObjectPermissions',
  '110',
  [
    createOnly(
      reference('ParentId', ['PermissionSet', 'MutingPermissionSet'], {
        required: true,
        deleteConstraint: 'Cascade',
        childRelationshipName: 'ObjectPerms'
      })
    ),
    createOnly(text('SobjectType', 80, { required: true })),
    check('PermissionsCreate'),
    check('PermissionsRead'),
    check('PermissionsEdit'),
    check('PermissionsDelete'),
    check('PermissionsViewAllRecords'),
    check('PermissionsModifyAllRecords'),
    check('PermissionsViewAllFields')
  ],
  { label: 'Object Permissions', labelPlural: 'Object Permissions', setup: true }
);
