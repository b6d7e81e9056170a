import { area, check, createOnly, field, integer, owner, readOnly, reference, standardObject, text } from '../define.ts';

/** A file of the older kind, at one record and in it. */
export const attachment = standardObject(
  'Attachment',
  '00P',
  [
    createOnly(reference('ParentId', ['Account', 'Contact'], { required: true, relationshipName: 'Parent', deleteConstraint: 'Cascade' })),
    text('Name', 255, { required: true, nameField: true }),
    area('Description', 500),
    text('ContentType', 120),
    readOnly(integer('BodyLength')),
    field('Body', 'Base64', { length: 2147483647, required: true }),
    check('IsPrivate'),
    owner(['User'])
  ],
  { undeletable: true, triggerable: true, searchable: true }
);
