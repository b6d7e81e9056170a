import { area, check, date, datetime, owner, picklist, readOnly, reference, standardObject, text } from '../define.ts';

export const task = standardObject(
  'Task',
  '00T',
  [
    reference('WhoId', ['Contact'], { relationshipName: 'Who' }),
    reference('WhatId', ['Account'], { relationshipName: 'What', deleteConstraint: 'Cascade' }),
    text('Subject', 255, { nameField: true }),
    date('ActivityDate', { label: 'Due Date Only' }),
    picklist('Status', ['Not Started', 'In Progress', 'Completed', 'Waiting on someone else', 'Deferred'], {
      required: true,
      defaultValue: "'Not Started'"
    }),
    picklist('Priority', ['High', 'Normal', 'Low'], { required: true, defaultValue: "'Normal'" }),
    owner(),
    area('Description', 32000),
    readOnly(check('IsClosed')),
    readOnly(check('IsHighPriority')),
    check('IsReminderSet'),
    datetime('ReminderDateTime')
  ],
  { sharingModel: 'Private', undeletable: true, triggerable: true }
);
