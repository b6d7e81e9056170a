import type { RecordError, SRecord } from '../schema/record.ts';
import type { ObjectDef, Value } from '../schema/types.ts';
import type { AccessMode } from '../security/types.ts';

export type DmlOperation = 'insert' | 'update' | 'upsert' | 'delete' | 'undelete';

export interface DmlOptions {
  readonly userId: string;
  readonly access: AccessMode;
  /** False: rows that fail are reported and the others saved. */
  readonly allOrNone: boolean;
  /** External id field of an upsert; Id when absent. */
  readonly externalIdField?: string;
  /** Comes straight from an API request: refusals are worded as the REST API words them, not as Apex does. */
  readonly api?: boolean;
}

export interface SaveResult {
  readonly id: string | null;
  readonly success: boolean;
  readonly created: boolean;
  readonly errors: readonly RecordError[];
}

/** Status of rows that failed only because others of the same all-or-none statement did. */
export const ROLLED_BACK_WITH_OTHERS = 'ALL_OR_NONE_OPERATION_ROLLED_BACK';

export interface DmlService {
  /**
   * The whole save order for one statement, rows in order, in chunks of 200. On success sets Id on inserted records.
   * Never throws for a row's fault: `allOrNone` and a failure roll the statement back and mark every row
   * (those without a fault of their own with {@link ROLLED_BACK_WITH_OTHERS}).
   * @throws what a trigger threw past its records (limits, internal faults); the statement is then rolled back.
   */
  save(operation: DmlOperation, records: readonly SRecord[], options: DmlOptions): SaveResult[];
  /** What an insert by that user puts into fields that are not given. */
  defaults(object: ObjectDef, userId: string): ReadonlyMap<string, Value>;
  /** Removes rows from the recycle bin. */
  purge(records: readonly SRecord[], options: DmlOptions): SaveResult[];
}

export type TriggerTiming = 'before' | 'after';

/** Given by the Apex runtime. Errors are left on the records (`SRecord.errors`). */
export interface TriggerRunner {
  has(object: string, timing: TriggerTiming, operation: DmlOperation): boolean;
  run(object: string, timing: TriggerTiming, operation: DmlOperation, newRecords: SRecord[] | null, oldRecords: SRecord[] | null): void;
}
