import { PlatformError } from '../../errors.ts';
import { common, demand, isBlank, sameFormulaValue } from '../typed.ts';
import type { Typed } from '../typed.ts';
import { count } from './define.ts';
import type { FunctionDef } from './define.ts';

function all(name: string, args: readonly Typed[]): readonly Typed[] {
  count(name, args, 1, Infinity);
  return args.map((argument) => demand(name, argument, 'Boolean'));
}

const blankValue: FunctionDef = (name, args) => {
  count(name, args, 2);
  const [value, fallback] = args as [Typed, Typed];
  return {
    type: common(name, args),
    evaluate(scope) {
      const found = value.evaluate(scope);
      return isBlank(found) ? fallback.evaluate(scope) : found;
    }
  };
};

const isBlankFunction: FunctionDef = (name, args) => {
  count(name, args, 1);
  return { type: 'Boolean', evaluate: (scope) => isBlank(args[0]!.evaluate(scope)) };
};

/** `CASE(expression, value, result, …, otherwise)`; a picklist is compared by its values. */
const caseFunction: FunctionDef = (name, args) => {
  if (args.length < 4 || args.length % 2 !== 0)
    throw new PlatformError(
      'INVALID_FORMULA',
      `Incorrect number of parameters for function 'CASE()'. Expected ${args.length + 1}, received ${args.length}`
    );
  const [subject, ...rest] = args as [Typed, ...Typed[]];
  const otherwise = rest.at(-1)!;
  const whens = rest.slice(0, -1).filter((_, i) => i % 2 === 0);
  const thens = rest.slice(0, -1).filter((_, i) => i % 2 === 1);
  common(name, [subject.type === 'Picklist' ? { ...subject, type: 'Text' } : subject, ...whens]);
  return {
    type: common(name, [...thens, otherwise]),
    evaluate(scope) {
      const value = subject.evaluate(scope);
      const i = whens.findIndex((when) => sameFormulaValue(when.evaluate(scope), value));
      return (i < 0 ? otherwise : thens[i]!).evaluate(scope);
    }
  };
};

export const LOGICAL: Readonly<Record<string, FunctionDef>> = {
  AND: (name, args) => {
    const parts = all(name, args);
    return { type: 'Boolean', evaluate: (scope) => parts.every((part) => part.evaluate(scope) === true) };
  },
  OR: (name, args) => {
    const parts = all(name, args);
    return { type: 'Boolean', evaluate: (scope) => parts.some((part) => part.evaluate(scope) === true) };
  },
  NOT: (name, args) => {
    count(name, args, 1);
    demand(name, args[0]!, 'Boolean');
    return { type: 'Boolean', evaluate: (scope) => args[0]!.evaluate(scope) !== true };
  },
  IF: (name, args) => {
    count(name, args, 3);
    const [test, yes, no] = args as [Typed, Typed, Typed];
    demand(name, test, 'Boolean');
    return { type: common(name, [yes, no]), evaluate: (scope) => (test.evaluate(scope) === true ? yes : no).evaluate(scope) };
  },
  CASE: caseFunction,
  ISBLANK: isBlankFunction,
  ISNULL: isBlankFunction,
  BLANKVALUE: blankValue,
  NULLVALUE: blankValue,
  ISNUMBER: (name, args) => {
    count(name, args, 1);
    demand(name, args[0]!, 'Text');
    return {
      type: 'Boolean',
      evaluate: (scope) => /^\s*[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?\s*$/i.test(String(args[0]!.evaluate(scope) ?? ''))
    };
  }
};
