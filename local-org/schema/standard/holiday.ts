import { check, date, integer, standardObject, text } from '../define.ts';

export const holiday = standardObject(
  'Holiday',
  '0C0',
  [
    text('Name', 80, { required: true, nameField: true }),
    text('Description', 255),
    check('IsAllDay'),
    date('ActivityDate'),
    integer('StartTimeInMinutes'),
    integer('EndTimeInMinutes'),
    check('IsRecurrence')
  ],
  { setup: true }
);
