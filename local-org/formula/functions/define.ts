import { PlatformError } from '../../errors.ts';
import type { FormulaType, FormulaValue, Scope, Typed } from '../typed.ts';
import { demand } from '../typed.ts';

/** Builds the expression of a call from its compiled arguments. @throws PlatformError when they do not fit. */
export type FunctionDef = (name: string, args: readonly Typed[]) => Typed;

/** @throws PlatformError unless the number of arguments is right. */
export function count(name: string, args: readonly unknown[], least: number, most = least): void {
  if (args.length >= least && args.length <= most) return;
  throw new PlatformError(
    'INVALID_FORMULA',
    `Incorrect number of parameters for function '${name}()'. Expected ${least}, received ${args.length}`
  );
}

interface Options {
  readonly optional?: number;
  readonly blankIsText?: boolean;
}
// The static types of the arguments have been checked against the signature, so the body may take the matching values.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Body = (scope: Scope, ...values: any[]) => FormulaValue;

/**
 * A function with fixed argument types. Its result is empty when an argument is, except that empty text counts as ''.
 * @param optional how many of the last arguments may be left out.
 */
export function simple(result: FormulaType, types: readonly FormulaType[], body: Body, options: Options = {}): FunctionDef {
  return (name, args) => {
    count(name, args, types.length - (options.optional ?? 0), types.length);
    args.forEach((argument, i) => demand(name, argument, types[i]!));
    return {
      type: result,
      evaluate(scope) {
        const values = args.map((argument, i) => argument.evaluate(scope) ?? (types[i] === 'Text' ? '' : null));
        return values.includes(null) ? null : body(scope, ...values);
      }
    };
  };
}
