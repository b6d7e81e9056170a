import { area, check, readOnly, reference, standardObject, text } from '../define.ts';

export const caseComment = standardObject(
  'CaseComment',
  '00a',
  [
    reference('ParentId', 'Case', {
      required: true,
      relationshipName: 'Parent',
      childRelationshipName: 'CaseComments',
      deleteConstraint: 'Cascade',
      updateable: false
    }),
    check('IsPublished', { label: 'Published' }),
    area('CommentBody', 4000, { label: 'Body' }),
    readOnly(text('CreatorName', 121))
  ],
  { label: 'Case Comment', triggerable: true }
);
