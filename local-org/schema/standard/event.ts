import { area, check, date, datetime, integer, owner, picklist, reference, standardObject, text } from '../define.ts';

/** An appointment in somebody's calendar. */
export const event = standardObject(
  'Event',
  '00U',
  [
    reference('WhoId', ['Contact'], { relationshipName: 'Who' }),
    reference('WhatId', ['Account'], { relationshipName: 'What', deleteConstraint: 'Cascade' }),
    text('Subject', 255, { nameField: true }),
    text('Location', 255),
    check('IsAllDayEvent'),
    datetime('ActivityDateTime', { label: 'Due Date Time' }),
    date('ActivityDate', { label: 'Due Date Only' }),
    integer('DurationInMinutes'),
    datetime('StartDateTime'),
    datetime('EndDateTime'),
    area('Description', 32000),
    owner(['User']),
    check('IsPrivate'),
    picklist('ShowAs', ['Busy', 'OutOfOffice', 'Free'], { defaultValue: "'Busy'" })
  ],
  { sharingModel: 'Private', undeletable: true, triggerable: true }
);
