import { createOnly, reference, standardObject, text } from '../define.ts';

export const queueSobject = standardObject(
  'QueueSobject',
  '03g',
  [
    createOnly(reference('QueueId', 'Group', { required: true, deleteConstraint: 'Cascade', childRelationshipName: 'QueueSobjects' })),
    createOnly(text('SobjectType', 80, { required: true }))
  ],
  { label: 'Queue sObject', setup: true }
);
