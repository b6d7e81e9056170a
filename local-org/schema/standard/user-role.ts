import { picklist, readOnly, reference, standardObject, text } from '../define.ts';

export const userRole = standardObject(
  'UserRole',
  '00E',
  [
    text('Name', 80, { required: true, nameField: true }),
    reference('ParentRoleId', 'UserRole', { relationshipName: 'ParentRole' }),
    text('RollupDescription', 80),
    text('DeveloperName', 80, { required: true }),
    readOnly(reference('ForecastUserId', 'User')),
    picklist('OpportunityAccessForAccountOwner', ['None', 'Read', 'Edit'], { required: true, defaultValue: "'Edit'" }),
    picklist('CaseAccessForAccountOwner', ['None', 'Read', 'Edit']),
    picklist('ContactAccessForAccountOwner', ['None', 'Read', 'Edit'])
  ],
  { label: 'Role', setup: true }
);
