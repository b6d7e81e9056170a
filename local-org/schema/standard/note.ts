import { area, check, createOnly, owner, reference, standardObject, text } from '../define.ts';

/** A note of the older kind, at a record. */
export const note = standardObject(
  'Note',
  '002',
  [
    createOnly(reference('ParentId', ['Account', 'Contact'], { required: true, relationshipName: 'Parent', deleteConstraint: 'Cascade' })),
    text('Title', 80, { required: true, nameField: true }),
    area('Body', 32000),
    check('IsPrivate'),
    owner(['User'])
  ],
  { undeletable: true, triggerable: true, searchable: true }
);
