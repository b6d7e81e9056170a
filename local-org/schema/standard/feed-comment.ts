import { area, check, createOnly, picklist, readOnly, reference, standardObject } from '../define.ts';

/** A comment under a post; it hangs at the same record. */
export const feedComment = standardObject(
  'FeedComment',
  '0D7',
  [
    createOnly(
      reference('FeedItemId', 'FeedItem', {
        required: true,
        relationshipName: 'FeedItem',
        deleteConstraint: 'Cascade',
        childRelationshipName: 'FeedComments'
      })
    ),
    readOnly(reference('ParentId', ['User', 'Account', 'Contact'], { relationshipName: 'Parent', deleteConstraint: 'Cascade' })),
    area('CommentBody', 10000, { required: true }),
    createOnly(picklist('CommentType', ['TextComment', 'ContentComment'], { defaultValue: "'TextComment'" })),
    check('IsRichText'),
    picklist('Status', ['Published', 'PendingReview'], { defaultValue: "'Published'" }),
    readOnly(reference('InsertedById', 'User'))
  ],
  { triggerable: true, searchable: true }
);
