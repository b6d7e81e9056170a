import { standardObject, text } from '../define.ts';

export const cronJobDetail = standardObject(
  'CronJobDetail',
  '08a',
  [text('Name', 255, { nameField: true, required: true }), text('JobType', 3)],
  { label: 'Cron Job', readOnly: true, softDelete: false }
);
