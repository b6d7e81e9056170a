import { check, createOnly, field, picklist, readOnly, reference, standardObject, text } from '../define.ts';

/** Public groups, queues, and the groups that stand for roles and for everybody. */
export const group = standardObject(
  'Group',
  '00G',
  [
    text('Name', 40, { required: true, nameField: true }),
    text('DeveloperName', 80),
    createOnly(
      picklist('Type', ['Regular', 'Queue', 'Organization', 'Role', 'RoleAndSubordinates', 'RoleAndSubordinatesInternal'], {
        required: true,
        restrictedPicklist: false,
        defaultValue: "'Regular'"
      })
    ),
    readOnly(reference('RelatedId', ['User', 'UserRole'], { relationshipName: 'Related' })),
    field('Email', 'Email', { length: 255 }),
    readOnly(reference('OwnerId', ['Organization', 'User'], { relationshipName: 'Owner' })),
    check('DoesSendEmailToMembers', { required: true }),
    check('DoesIncludeBosses', { required: true }),
    text('Description', 255)
  ],
  { setup: true, triggerable: false }
);
