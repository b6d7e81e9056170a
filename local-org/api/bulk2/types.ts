/** Bulk API 2.0 and 1.0: jobs and what is asked of them. Source: Bulk API 2.0 and Bulk API Developer Guide. */
export type JobState = 'Open' | 'UploadComplete' | 'InProgress' | 'JobComplete' | 'Failed' | 'Aborted';
export type IngestOperation = 'insert' | 'update' | 'upsert' | 'delete' | 'hardDelete';
export type QueryOperation = 'query' | 'queryAll';

export const DELIMITERS = { BACKQUOTE: '`', CARET: '^', COMMA: ',', PIPE: '|', SEMICOLON: ';', TAB: '\t' } as const;
export const LINE_ENDINGS = { LF: '\n', CRLF: '\r\n' } as const;

/** How the CSV of a job is written. */
export interface Format {
  readonly columnDelimiter: keyof typeof DELIMITERS;
  readonly lineEnding: keyof typeof LINE_ENDINGS;
}

export type ContentType = 'CSV' | 'XML' | 'JSON';

/** What a job or batch of Bulk API 1.0 has besides. */
export interface Classic {
  readonly contentType: ContentType;
  readonly concurrencyMode: 'Parallel' | 'Serial';
  /** The job of a batch. */
  readonly job: string | null;
}

/** What a job was made to do; never changes. */
export interface Spec extends Format {
  readonly operation: IngestOperation | QueryOperation;
  readonly object: string;
  /** Of an upsert. */
  readonly externalIdFieldName: string | null;
  /** Of a query. */
  readonly query: string | null;
  /** `67.0`. */
  readonly version: string;
  readonly classic?: Classic;
}

/** `classic` is a job of Bulk API 1.0, which does nothing itself; its batches are jobs of their own. */
export type JobKind = 'ingest' | 'query' | 'classic' | 'batch';

/** How far a job has come. */
export interface Progress {
  readonly state: JobState;
  /** The whole file has arrived. */
  readonly uploaded: boolean;
  /** Names of the file's columns, once read. */
  readonly header: readonly string[] | null;
  /** Bytes of the file whose rows have been applied, header included: a job goes on from here after a restart. */
  readonly consumed: number;
  /** Rows, the failed ones included. */
  readonly processed: number;
  readonly failed: number;
  readonly milliseconds: number;
  readonly error: string | null;
}

export interface Job extends Progress {
  readonly seq: number;
  readonly id: string;
  readonly kind: JobKind;
  readonly userId: string;
  readonly spec: Spec;
  /** Milliseconds since the epoch. */
  readonly created: number;
  readonly modified: number;
}

/** Lines of CSV that a job has given. */
export type Result = 'successful' | 'failed' | 'rows';

/** Whether a job reads rows rather than writing them. */
export function asks({ spec }: Pick<Job, 'spec'>): boolean {
  return spec.operation === 'query' || spec.operation === 'queryAll';
}

export function isOver({ state }: Pick<Job, 'state'>): boolean {
  return state === 'JobComplete' || state === 'Failed' || state === 'Aborted';
}
