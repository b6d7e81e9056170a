import { createOnly, datetime, picklist, readOnly, reference, standardObject } from '../define.ts';

/** Where a file hangs, and what that gives: ShareType V viewer, C collaborator, I as the record itself. */
export const contentDocumentLink = standardObject(
  'ContentDocumentLink',
  '06A',
  [
    createOnly(
      reference('LinkedEntityId', ['User', 'Account', 'Contact'], {
        required: true,
        relationshipName: 'LinkedEntity',
        deleteConstraint: 'Cascade'
      })
    ),
    createOnly(
      reference('ContentDocumentId', 'ContentDocument', {
        required: true,
        deleteConstraint: 'Cascade',
        childRelationshipName: 'ContentDocumentLinks'
      })
    ),
    picklist('ShareType', ['V', 'C', 'I']),
    picklist('Visibility', ['AllUsers', 'InternalUsers', 'SharedUsers'])
  ],
  { triggerable: true, audit: false }
);
contentDocumentLink.fields.set('systemmodstamp', readOnly(datetime('SystemModstamp', { required: true })));
