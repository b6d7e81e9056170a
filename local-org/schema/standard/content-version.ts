import { area, check, createOnly, field, integer, owner, picklist, readOnly, reference, standardObject, text } from '../define.ts';

/** One version of a file. Inserting one without a document makes the document. */
export const contentVersion = standardObject(
  'ContentVersion',
  '068',
  [
    createOnly(
      reference('ContentDocumentId', 'ContentDocument', { deleteConstraint: 'Cascade', childRelationshipName: 'ContentVersions' })
    ),
    readOnly(check('IsLatest')),
    field('ContentUrl', 'Url', { length: 1333 }),
    readOnly(text('VersionNumber', 20)),
    text('Title', 255, { required: true, nameField: true }),
    area('Description', 1000),
    text('ReasonForChange', 1000),
    text('PathOnClient', 500, { updateable: false }),
    picklist('SharingOption', ['A', 'R']),
    picklist('SharingPrivacy', ['N', 'P'], { defaultValue: "'N'" }),
    readOnly(text('FileType', 20)),
    readOnly(text('FileExtension', 40)),
    readOnly(integer('ContentSize')),
    field('VersionData', 'Base64', { length: 2147483647, updateable: false }),
    readOnly(text('Checksum', 50)),
    picklist('ContentLocation', ['S', 'E', 'L'], { defaultValue: "'S'" }),
    picklist('Origin', ['C', 'H'], { defaultValue: "'C'", updateable: false }),
    createOnly(reference('FirstPublishLocationId', ['User', 'Account', 'Contact'], { relationshipName: 'FirstPublishLocation' })),
    owner(['User']),
    text('TagCsv', 2000)
  ],
  { triggerable: true, deletable: false, searchable: true }
);
