import { PlatformError } from '../../errors.ts';
import { sameFormulaValue } from '../typed.ts';
import type { Scope, Typed } from '../typed.ts';
import { count } from './define.ts';
import type { FunctionDef } from './define.ts';

/** @throws PlatformError unless the argument is a field of the record itself. */
function ownField(name: string, args: readonly Typed[]): Typed {
  count(name, args, 1);
  if (!args[0]!.field?.ofRecord)
    throw new PlatformError('INVALID_FORMULA', `Incorrect parameter type for function '${name}()'. Expected Field Reference`);
  return args[0]!;
}

const before = (scope: Scope): Scope => ({ ...scope, record: scope.prior! });

export const RECORD: Readonly<Record<string, FunctionDef>> = {
  ISNEW: (name, args) => {
    count(name, args, 0);
    return { type: 'Boolean', evaluate: (scope) => scope.prior === null };
  },
  /** Rows are only ever copied in memory here, so none is a clone made in the user interface. */
  ISCLONE: (name, args) => {
    count(name, args, 0);
    return { type: 'Boolean', evaluate: () => false };
  },
  ISCHANGED: (name, args) => {
    const field = ownField(name, args);
    return {
      type: 'Boolean',
      evaluate: (scope) => scope.prior !== null && !sameFormulaValue(field.evaluate(scope), field.evaluate(before(scope)))
    };
  },
  /** On a new record the value itself. */
  PRIORVALUE: (name, args) => {
    const field = ownField(name, args);
    return { type: field.type, field: field.field!, evaluate: (scope) => field.evaluate(scope.prior ? before(scope) : scope) };
  }
};
