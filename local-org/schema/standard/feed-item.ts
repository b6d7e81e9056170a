import { area, check, createOnly, field, integer, picklist, readOnly, reference, standardObject, text } from '../define.ts';

/** A post in the feed of a record or a person. It goes when that goes. */
export const feedItem = standardObject(
  'FeedItem',
  '0D5',
  [
    createOnly(
      reference('ParentId', ['User', 'Account', 'Contact'], { required: true, relationshipName: 'Parent', deleteConstraint: 'Cascade' })
    ),
    createOnly(picklist('Type', ['TextPost', 'LinkPost', 'ContentPost', 'AdvancedTextPost'], { defaultValue: "'TextPost'" })),
    text('Title', 255),
    area('Body', 10000),
    createOnly(field('LinkUrl', 'Url', { length: 1000 })),
    check('IsRichText'),
    createOnly(picklist('Visibility', ['AllUsers', 'InternalUsers'], { defaultValue: "'AllUsers'" })),
    picklist('Status', ['Published', 'PendingReview'], { defaultValue: "'Published'" }),
    readOnly(integer('CommentCount', { defaultValue: '0' })),
    readOnly(integer('LikeCount', { defaultValue: '0' })),
    readOnly(reference('InsertedById', 'User'))
  ],
  { triggerable: true, searchable: true }
);
