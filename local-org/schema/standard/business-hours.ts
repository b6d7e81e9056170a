import { check, field, standardObject, text } from '../define.ts';

export const businessHours = standardObject(
  'BusinessHours',
  '01m',
  [
    text('Name', 80, { required: true, nameField: true }),
    check('IsActive'),
    check('IsDefault'),
    text('TimeZoneSidKey', 40),
    ...['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'].flatMap((day) => [
      field(`${day}StartTime`, 'Time'),
      field(`${day}EndTime`, 'Time')
    ])
  ],
  { label: 'Business Hours', labelPlural: 'Business Hours', setup: true, readOnly: true }
);
