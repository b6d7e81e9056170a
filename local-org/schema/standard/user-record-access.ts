import { check, field, picklist, reference, standardObject } from '../define.ts';

/** What a user may do with a record: computed by security, never stored. Always asked with UserId and RecordId. */
export const userRecordAccess = standardObject(
  'UserRecordAccess',
  '0ur',
  [
    reference('UserId', 'User'),
    field('RecordId', 'Lookup', { length: 18, referenceTo: [] }),
    check('HasReadAccess'),
    check('HasEditAccess'),
    check('HasDeleteAccess'),
    check('HasTransferAccess'),
    check('HasAllAccess'),
    picklist('MaxAccessLevel', ['None', 'Read', 'Edit', 'Delete', 'Transfer', 'All'])
  ],
  { label: 'User Record Access', readOnly: true, softDelete: false, audit: false, virtual: true }
);
