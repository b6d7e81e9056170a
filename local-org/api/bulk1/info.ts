/** Jobs and batches as the API tells of them. Source: Bulk API, "JobInfo" and "BatchInfo". */
import { jobHead } from '../bulk2/job-json.ts';
import type { Job, JobState } from '../bulk2/types.ts';

const JOB_STATES: Readonly<Partial<Record<JobState, string>>> = { Open: 'Open', UploadComplete: 'Closed', Aborted: 'Aborted' };
const BATCH_STATES: Readonly<Record<JobState, string>> = {
  Open: 'Queued',
  UploadComplete: 'Queued',
  InProgress: 'InProgress',
  JobComplete: 'Completed',
  Failed: 'Failed',
  Aborted: 'NotProcessed'
};

export function jobInfo(job: Job, batches: readonly Job[]): Record<string, unknown> {
  const { spec } = job;
  const inState = (state: string): number => batches.filter((batch) => BATCH_STATES[batch.state] === state).length;
  const total = (of: (batch: Job) => number): number => batches.reduce((sum, batch) => sum + of(batch), 0);
  const last = Math.max(job.modified, ...batches.map(({ modified }) => modified));
  return {
    ...jobHead(job),
    createdDate: moment(job.created),
    systemModstamp: moment(last),
    state: JOB_STATES[job.state]!,
    ...(spec.externalIdFieldName ? { externalIdFieldName: spec.externalIdFieldName } : {}),
    concurrencyMode: spec.classic!.concurrencyMode,
    contentType: spec.classic!.contentType,
    numberBatchesQueued: inState('Queued'),
    numberBatchesInProgress: inState('InProgress'),
    numberBatchesCompleted: inState('Completed'),
    numberBatchesFailed: inState('Failed'),
    numberBatchesTotal: batches.length,
    numberRecordsProcessed: total(({ processed }) => processed),
    numberRetries: 0,
    apiVersion: Number(spec.version),
    numberRecordsFailed: total(({ failed }) => failed),
    totalProcessingTime: total(({ milliseconds }) => milliseconds),
    apiActiveProcessingTime: total(({ milliseconds }) => milliseconds),
    apexProcessingTime: 0
  };
}

export function batchInfo(batch: Job): Record<string, unknown> {
  return {
    id: batch.id,
    jobId: batch.spec.classic!.job!,
    state: BATCH_STATES[batch.state],
    ...(batch.error === null ? {} : { stateMessage: batch.error }),
    createdDate: moment(batch.created),
    systemModstamp: moment(batch.modified),
    numberRecordsProcessed: batch.processed,
    numberRecordsFailed: batch.failed,
    totalProcessingTime: batch.milliseconds,
    apiActiveProcessingTime: batch.milliseconds,
    apexProcessingTime: 0
  };
}

function moment(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
