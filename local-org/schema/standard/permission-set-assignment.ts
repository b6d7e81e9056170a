import { check, createOnly, datetime, readOnly, reference, standardObject } from '../define.ts';

export const permissionSetAssignment = standardObject(
  'PermissionSetAssignment',
  '0Pa',
  [
    createOnly(
      reference('AssigneeId', 'User', { required: true, deleteConstraint: 'Cascade', childRelationshipName: 'PermissionSetAssignments' })
    ),
    createOnly(reference('PermissionSetId', 'PermissionSet', { deleteConstraint: 'Cascade', childRelationshipName: 'Assignments' })),
    createOnly(
      reference('PermissionSetGroupId', 'PermissionSetGroup', { deleteConstraint: 'Cascade', childRelationshipName: 'Assignments' })
    ),
    datetime('ExpirationDate'),
    readOnly(check('IsActive', { defaultValue: 'true' })),
    readOnly(check('IsRevoked'))
  ],
  { setup: true }
);
