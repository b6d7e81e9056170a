import type { SRecord } from '../schema/record.ts';
import type { ObjectDef, Value } from '../schema/types.ts';

export interface FormulaContext {
  readonly record: SRecord;
  /** The row before the save; null on insert. Feeds PRIORVALUE, ISCHANGED, ISNEW. */
  readonly prior: SRecord | null;
  readonly userId: string;
}

export interface FormulaService {
  /** Parses and resolves a formula against an object. @throws PlatformError naming what it does not know. Cached by text. */
  compile(source: string, object: ObjectDef): CompiledFormula;
}

export interface CompiledFormula {
  evaluate(context: FormulaContext): Value;
  /** SQL expression over the row with table alias `alias`, for formulas in queries; null where SQL cannot say it. */
  sql(alias: string): string | null;
}
