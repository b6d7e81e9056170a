import { area, datetime, field, integer, owner, picklist, readOnly, reference, standardObject, text } from '../define.ts';

/** A mail to many at once, as it is kept. This org sends none. */
export const listEmail = standardObject(
  'ListEmail',
  '0XB',
  [
    text('Name', 255, { required: true, nameField: true }),
    text('Subject', 255),
    text('FromName', 121),
    field('FromAddress', 'Email', { length: 80 }),
    area('HtmlBody', 131072),
    area('TextBody', 131072),
    picklist('Status', ['Draft', 'Scheduled', 'InProgress', 'Sent', 'Failed']),
    datetime('ScheduledDate'),
    readOnly(integer('TotalSent')),
    reference('CampaignId', 'Campaign', { childRelationshipName: 'ListEmails' }),
    owner(['User'])
  ],
  { label: 'List Email', sharingModel: 'Private', triggerable: true }
);
