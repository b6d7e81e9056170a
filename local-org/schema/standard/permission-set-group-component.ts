import { createOnly, reference, standardObject } from '../define.ts';

export const permissionSetGroupComponent = standardObject(
  'PermissionSetGroupComponent',
  '0PF',
  [
    createOnly(
      reference('PermissionSetGroupId', 'PermissionSetGroup', {
        required: true,
        deleteConstraint: 'Cascade',
        childRelationshipName: 'PermissionSetGroupComponents'
      })
    ),
    createOnly(reference('PermissionSetId', ['PermissionSet', 'MutingPermissionSet'], { required: true, deleteConstraint: 'Cascade' }))
  ],
  { setup: true }
);
