/** What loads and queries in bulk are made of. Source: Bulk API 2.0 and Bulk API Developer Guide. */

/** A way into an org; the token may be renewed while a load runs. */
export interface OrgAccess {
  readonly instanceUrl: string;
  /** `67.0`. */
  readonly apiVersion: string;
  accessToken(): string | Promise<string>;
  /** Fetches a token in place of the one that the org refused. Left out where there is no way to. */
  refresh?(): Promise<string>;
}

export type Operation = 'insert' | 'update' | 'upsert' | 'delete' | 'hardDelete';

export interface LoadSpec {
  readonly object: string;
  readonly operation: Operation;
  /** Columns of the rows, as Salesforce names fields. */
  readonly columns: readonly string[];
  /**
   * The column that tells rows apart, in the source and in what the org answers: the external id of an upsert, `Id` of an update or a
   * deletion, any unique column of an insert.
   */
  readonly key: string;
}

/** Cells in the order of the columns. Null empties a field, an empty text leaves it alone. */
export type Row = readonly (string | null)[];

export type JobState = 'Open' | 'UploadComplete' | 'InProgress' | 'JobComplete' | 'Failed' | 'Aborted';

/** What the org tells of a job. */
export interface JobInfo {
  readonly id: string;
  readonly state: JobState;
  readonly numberRecordsProcessed?: number;
  readonly numberRecordsFailed?: number;
  readonly errorMessage?: string;
}

/** A row that was not saved. */
export interface Reject {
  /** Of the source, 1 for the first after the header. */
  readonly row: number;
  readonly key: string;
  /** The org's status code, or one of `LOCAL_CODES`. */
  readonly code: string;
  /** API names of the fields that the org names. */
  readonly fields: readonly string[];
  /** The org's own sentence. It may repeat values: for an encrypted file only, never a log or a screen. */
  readonly message: string;
}

/** Why a row is refused before, or after, the org has seen it. */
export const LOCAL_CODES = {
  /** The row has not as many cells as there are columns. */
  columns: 'ROW_OF_ANOTHER_LENGTH',
  keyMissing: 'KEY_MISSING',
  /** The key stood in an earlier row of the same source. */
  keyTwice: 'KEY_TWICE_IN_SOURCE',
  /** One row alone is larger than a job may be. */
  tooLarge: 'ROW_TOO_LARGE',
  /** The org gave the row back again and again without having looked at it. */
  unprocessed: 'NOT_PROCESSED'
} as const;

export function isOver({ state }: JobInfo): boolean {
  return state === 'JobComplete' || state === 'Failed' || state === 'Aborted';
}
