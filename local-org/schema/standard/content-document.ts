import { area, check, date, datetime, integer, owner, picklist, readOnly, reference, standardObject, text } from '../define.ts';

export const contentDocument = standardObject(
  'ContentDocument',
  '069',
  [
    text('Title', 255, { required: true, nameField: true }),
    readOnly(picklist('PublishStatus', ['P', 'R', 'U'])),
    readOnly(reference('LatestPublishedVersionId', 'ContentVersion')),
    area('Description', 1000),
    readOnly(integer('ContentSize')),
    readOnly(text('FileType', 20)),
    readOnly(text('FileExtension', 40)),
    picklist('SharingOption', ['A', 'R']),
    picklist('SharingPrivacy', ['N', 'P']),
    owner(['User']),
    reference('ParentId', 'Account', { relationshipName: 'Parent' }),
    readOnly(check('IsArchived')),
    readOnly(date('ArchivedDate')),
    readOnly(datetime('ContentModifiedDate'))
  ],
  { triggerable: true, undeletable: true }
);
