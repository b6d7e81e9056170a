/** Runs of Apex tests and what they covered. Coverage belongs to the Tooling API alone. */
import { area, check, datetime, field, integer, picklist, reference, standardObject, text } from '../define.ts';

const STATUSES = ['Holding', 'Queued', 'Preparing', 'Processing', 'Aborted', 'Completed', 'Failed'];
const OPTIONS = { readOnly: true, setup: true, audit: false } as const;
const code = () => reference('ApexClassOrTriggerId', ['ApexClass', 'ApexTrigger']);

export const apexTests = [
  standardObject(
    'ApexTestRunResult',
    '05m',
    [
      reference('AsyncApexJobId', 'AsyncApexJob'),
      reference('UserId', 'User'),
      text('JobName', 255),
      check('IsAllTests'),
      text('Source', 255),
      datetime('StartTime'),
      datetime('EndTime'),
      integer('TestTime'),
      integer('TestSetupTime'),
      picklist('Status', STATUSES),
      integer('ClassesEnqueued'),
      integer('ClassesCompleted'),
      integer('MethodsEnqueued'),
      integer('MethodsCompleted'),
      integer('MethodsFailed')
    ],
    { ...OPTIONS, label: 'Apex Test Run Result' }
  ),
  standardObject(
    'ApexTestQueueItem',
    '709',
    [
      reference('ApexClassId', 'ApexClass'),
      picklist('Status', STATUSES),
      text('ExtendedStatus', 1000),
      reference('ParentJobId', 'AsyncApexJob', { relationshipName: 'ParentJob' }),
      reference('TestRunResultId', 'ApexTestRunResult')
    ],
    { ...OPTIONS, label: 'Apex Test Queue Item' }
  ),
  standardObject(
    'ApexTestResult',
    '07M',
    [
      reference('QueueItemId', 'ApexTestQueueItem'),
      reference('ApexTestRunResultId', 'ApexTestRunResult'),
      reference('AsyncApexJobId', 'AsyncApexJob'),
      reference('ApexClassId', 'ApexClass'),
      text('MethodName', 255),
      picklist('Outcome', ['Pass', 'Fail', 'CompileFail', 'Skip']),
      area('Message', 4000),
      area('StackTrace', 4000),
      datetime('TestTimestamp'),
      integer('RunTime'),
      text('ApexLogId', 18),
      check('IsTestSetup')
    ],
    { ...OPTIONS, label: 'Apex Test Result' }
  ),
  standardObject(
    'ApexCodeCoverage',
    '714',
    [
      reference('ApexTestClassId', 'ApexClass', { relationshipName: 'ApexTestClass' }),
      text('TestMethodName', 255),
      code(),
      integer('NumLinesCovered'),
      integer('NumLinesUncovered'),
      area('Coverage', 1_000_000)
    ],
    OPTIONS
  ),
  standardObject(
    'ApexCodeCoverageAggregate',
    '715',
    [code(), integer('NumLinesCovered'), integer('NumLinesUncovered'), area('Coverage', 1_000_000)],
    OPTIONS
  ),
  standardObject('ApexOrgWideCoverage', '716', [field('PercentCovered', 'Integer', { precision: 9, scale: 0 })], OPTIONS)
];
