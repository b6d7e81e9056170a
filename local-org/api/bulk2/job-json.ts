import type { Job } from './types.ts';

/** What both Bulk APIs tell of a job first. */
export function jobHead({ id, userId, spec }: Job): Record<string, unknown> {
  return { id, operation: spec.operation, object: spec.object, createdById: userId };
}

/** A job as the API tells of it. Source: Bulk API 2.0, "Get Information About an Ingest Job" and "… About a Query Job". */
export function jobJson(job: Job): Record<string, unknown> {
  const { spec } = job;
  return {
    ...jobHead(job),
    createdDate: moment(job.created),
    systemModstamp: moment(job.modified),
    state: job.state,
    ...(spec.externalIdFieldName ? { externalIdFieldName: spec.externalIdFieldName } : {}),
    concurrencyMode: 'Parallel',
    contentType: 'CSV',
    apiVersion: Number(spec.version),
    jobType: job.kind === 'ingest' ? 'V2Ingest' : 'V2Query',
    ...(job.kind === 'ingest' ? { contentUrl: `services/data/v${spec.version}/jobs/ingest/${job.id}/batches` } : {}),
    lineEnding: spec.lineEnding,
    columnDelimiter: spec.columnDelimiter,
    ...(job.error === null ? {} : { errorMessage: job.error }),
    retries: 0,
    totalProcessingTime: job.milliseconds,
    ...(job.kind === 'ingest'
      ? { apiActiveProcessingTime: job.milliseconds, apexProcessingTime: 0, numberRecordsFailed: job.failed }
      : { isPkChunkingSupported: false }),
    numberRecordsProcessed: job.processed
  };
}

function moment(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace('Z', '+0000');
}
