import { datetime, integer, picklist, reference, standardObject, text } from '../define.ts';

export const asyncApexJob = standardObject(
  'AsyncApexJob',
  '707',
  [
    picklist('JobType', ['BatchApex', 'BatchApexWorker', 'Future', 'Queueable', 'ScheduledApex', 'TestRequest', 'TestWorker'], {
      required: true
    }),
    reference('ApexClassId', 'ApexClass'),
    picklist('Status', ['Queued', 'Holding', 'Preparing', 'Processing', 'Completed', 'Aborted', 'Failed'], { required: true }),
    integer('JobItemsProcessed'),
    integer('TotalJobItems'),
    integer('NumberOfErrors'),
    datetime('CompletedDate'),
    text('MethodName', 255),
    text('ExtendedStatus', 255),
    reference('ParentJobId', 'AsyncApexJob', { relationshipName: 'ParentJob' }),
    text('LastProcessed', 18),
    integer('LastProcessedOffset'),
    reference('CronTriggerId', 'CronTrigger')
  ],
  { label: 'Apex Job', readOnly: true, softDelete: false }
);
