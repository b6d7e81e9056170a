import { createOnly, reference, standardObject } from '../define.ts';

export const groupMember = standardObject(
  'GroupMember',
  '011',
  [
    createOnly(reference('GroupId', 'Group', { required: true, deleteConstraint: 'Cascade', childRelationshipName: 'GroupMembers' })),
    createOnly(reference('UserOrGroupId', ['Group', 'User'], { required: true, relationshipName: undefined, deleteConstraint: 'Cascade' }))
  ],
  { setup: true }
);
