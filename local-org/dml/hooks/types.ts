import type { Statement } from '../statement.ts';

/** What a standard object does besides the save order that all share. Faults are left on the rows. */
export interface ObjectHook {
  /** Before the before triggers: values the platform fills in first. */
  beforeTriggers?(statement: Statement): void;
  /** After the before triggers, before the validation. */
  beforeValidation?(statement: Statement): void;
  /** After the write, before the after triggers. */
  afterWrite?(statement: Statement): void;
  /** After the before triggers, before anything is deleted. */
  beforeDelete?(statement: Statement): void;
  afterDelete?(statement: Statement): void;
}
