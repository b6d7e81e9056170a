import { datetime, integer, owner, picklist, reference, standardObject, text } from '../define.ts';

export const cronTrigger = standardObject(
  'CronTrigger',
  '08e',
  [
    reference('CronJobDetailId', 'CronJobDetail', { required: true }),
    datetime('NextFireTime'),
    datetime('PreviousFireTime'),
    picklist('State', ['WAITING', 'ACQUIRED', 'EXECUTING', 'COMPLETE', 'ERROR', 'DELETED', 'PAUSED', 'BLOCKED', 'PAUSED_BLOCKED']),
    datetime('StartTime'),
    datetime('EndTime'),
    text('CronExpression', 255),
    text('TimeZoneSidKey', 40),
    owner(['User']),
    integer('TimesTriggered')
  ],
  { label: 'Scheduled Job', readOnly: true, softDelete: false }
);
