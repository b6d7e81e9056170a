import { check, field, standardObject, text } from '../define.ts';

export const orgWideEmailAddress = standardObject(
  'OrgWideEmailAddress',
  '0D2',
  [
    field('Address', 'Email', { length: 240, required: true }),
    text('DisplayName', 200, { required: true, nameField: true }),
    check('IsAllowAllProfiles')
  ],
  { label: 'Organization-Wide Email Address', labelPlural: 'Organization-Wide Email Addresses', setup: true }
);
