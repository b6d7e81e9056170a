import { check, createOnly, datetime, field, integer, owner, readOnly, reference, standardObject, text } from '../define.ts';

/** A version of a file that is handed out by link. */
export const contentDistribution = standardObject(
  'ContentDistribution',
  '05D',
  [
    text('Name', 100, { required: true, nameField: true }),
    createOnly(
      reference('ContentVersionId', 'ContentVersion', {
        required: true,
        deleteConstraint: 'Cascade',
        childRelationshipName: 'ContentDistributions'
      })
    ),
    readOnly(reference('ContentDocumentId', 'ContentDocument', { childRelationshipName: 'ContentDistributions' })),
    createOnly(reference('RelatedRecordId', [], { relationshipName: 'RelatedRecord' })),
    owner(['User']),
    check('PreferencesAllowOriginalDownload'),
    check('PreferencesAllowPDFDownload'),
    check('PreferencesAllowViewInBrowser', { defaultValue: 'true' }),
    check('PreferencesExpires'),
    check('PreferencesLinkLatestVersion'),
    check('PreferencesNotifyOnVisit'),
    check('PreferencesNotifyRndtnComplete'),
    check('PreferencesPasswordRequired'),
    datetime('ExpiryDate'),
    readOnly(text('Password', 24)),
    readOnly(integer('ViewCount')),
    readOnly(datetime('FirstViewDate')),
    readOnly(datetime('LastViewDate')),
    readOnly(field('DistributionPublicUrl', 'Url', { label: 'External Link', length: 1333 })),
    readOnly(field('ContentDownloadUrl', 'Url', { label: 'File Download Link', length: 1333 })),
    readOnly(field('PdfDownloadUrl', 'Url', { label: 'PDF Download Link', length: 1333 }))
  ],
  { label: 'Content Delivery', labelPlural: 'Content Deliveries', triggerable: true }
);
