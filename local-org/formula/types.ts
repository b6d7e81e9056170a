import type { SRecord } from '../schema/record.ts';
import type { FieldDef, ObjectDef, Value } from '../schema/types.ts';

export interface FormulaContext {
  readonly record: SRecord;
  /** The row before the save; null on insert. Feeds PRIORVALUE, ISCHANGED, ISNEW. */
  readonly prior: SRecord | null;
  readonly userId: string;
  /** Parent rows loaded beforehand for many records at once; loaded one by one when absent. */
  readonly parents?: ParentLoader;
}

/** Finds the rows that lookups point at, whoever asks: formulas see everything. */
export interface ParentLoader {
  /** Loads every parent that the paths of these records lead to, a query a step. */
  preload(object: ObjectDef, records: readonly SRecord[], paths: readonly (readonly string[])[]): void;
  /** @returns the row of that id, null when there is none or it is deleted. */
  row(id: string): SRecord | null;
}

export interface FormulaService {
  /** Parses and resolves a formula against an object. @throws PlatformError naming what it does not know. Cached by text. */
  compile(source: string, object: ObjectDef): CompiledFormula;
  /** The formula of a calculated field, its result brought to the field's type. Cached by field. */
  compileField(field: FieldDef, object: ObjectDef): CompiledFormula;
}

export interface CompiledFormula {
  evaluate(context: FormulaContext): Value;
  /** SQL expression over the row with table alias `alias`, for formulas in queries; null where SQL cannot say it. */
  sql(alias: string): string | null;
  /** Relationship names from the record to the parents it reads, without the field: `[['Client__r'], ['Client__r', 'Owner']]`. */
  readonly parentPaths: readonly (readonly string[])[];
  /** Canonical names of the record's own fields that it reads. */
  readonly fields: readonly string[];
}
