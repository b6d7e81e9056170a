import { area, check, createOnly, datetime, field, picklist, reference, standardObject, text } from '../define.ts';

/** A mail that was sent or received, as it is kept with a record. What was sent does not change. */
export const emailMessage = standardObject(
  'EmailMessage',
  '02s',
  [
    createOnly(reference('RelatedToId', ['Account'], { relationshipName: 'RelatedTo' })),
    createOnly(text('Subject', 3000, { nameField: true })),
    createOnly(area('TextBody', 131072)),
    createOnly(area('HtmlBody', 131072)),
    createOnly(area('Headers', 32000)),
    createOnly(text('FromName', 1000)),
    createOnly(field('FromAddress', 'Email', { length: 1000 })),
    createOnly(text('ToAddress', 4000)),
    createOnly(text('CcAddress', 4000)),
    createOnly(text('BccAddress', 4000)),
    createOnly(check('Incoming')),
    picklist('Status', ['0', '1', '2', '3', '4', '5'], { required: true, defaultValue: "'0'" }),
    createOnly(datetime('MessageDate')),
    createOnly(text('MessageIdentifier', 765)),
    createOnly(text('ThreadIdentifier', 765))
  ],
  { undeletable: true, triggerable: true, searchable: true }
);
