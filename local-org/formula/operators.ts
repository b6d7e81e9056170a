import { Decimal } from 'decimal.js';
import { DateTime } from 'luxon';
import { PlatformError } from '../errors.ts';
import type { BinaryOperator } from './parser.ts';
import { common, demand, sameFormulaValue, textOf } from './typed.ts';
import type { FormulaType, FormulaValue, Typed } from './typed.ts';

const DAY = 86_400_000;
type Calculate = (a: FormulaValue, b: FormulaValue) => FormulaValue;

/** @returns the expression of two operands. @throws PlatformError when the operator does not take them. */
export function binary(operator: BinaryOperator, left: Typed, right: Typed): Typed {
  if (operator === '&&' || operator === '||') return logical(operator, left, right);
  if (operator === '=' || operator === '<>') return equality(operator, left, right);
  if (operator === '&' || (operator === '+' && (left.type === 'Text' || right.type === 'Text')))
    return concatenation(operator, left, right);
  if (operator === '<' || operator === '<=' || operator === '>' || operator === '>=') return comparison(operator, left, right);
  if ((operator === '+' || operator === '-') && (isMoment(left.type) || isMoment(right.type))) return calendar(operator, left, right);
  demand(operator, left, 'Number');
  demand(operator, right, 'Number');
  return strict('Number', left, right, (a, b) => ARITHMETIC[operator as '+'](a as Decimal, b as Decimal));
}

const ARITHMETIC: Readonly<Record<'+' | '-' | '*' | '/' | '^', (a: Decimal, b: Decimal) => Decimal | null>> = {
  '+': (a, b) => a.plus(b),
  '-': (a, b) => a.minus(b),
  '*': (a, b) => a.times(b),
  // The platform shows #Error! in the field and fails a rule; here the result is empty.
  '/': (a, b) => (b.isZero() ? null : a.div(b)),
  '^': (a, b) => a.pow(b)
};

/** A result is empty as soon as one operand is. */
function strict(type: FormulaType, left: Typed, right: Typed, calculate: Calculate): Typed {
  return {
    type,
    evaluate(scope) {
      const a = left.evaluate(scope);
      const b = right.evaluate(scope);
      return a === null || b === null ? null : calculate(a, b);
    }
  };
}

function logical(operator: '&&' | '||', left: Typed, right: Typed): Typed {
  demand(operator, left, 'Boolean');
  demand(operator, right, 'Boolean');
  const stop = operator === '||';
  return { type: 'Boolean', evaluate: (scope) => ((left.evaluate(scope) === true) === stop ? stop : right.evaluate(scope) === true) };
}

function equality(operator: '=' | '<>', left: Typed, right: Typed): Typed {
  for (const side of [left, right]) demand(operator, side, 'Text', 'Number', 'Boolean', 'Date', 'DateTime', 'Time');
  common(operator, [left, right]);
  const wanted = operator === '=';
  return { type: 'Boolean', evaluate: (scope) => sameFormulaValue(left.evaluate(scope), right.evaluate(scope)) === wanted };
}

function concatenation(operator: string, left: Typed, right: Typed): Typed {
  demand(operator, left, 'Text');
  demand(operator, right, 'Text');
  return { type: 'Text', evaluate: (scope) => textOf(left.evaluate(scope)) + textOf(right.evaluate(scope)) };
}

function comparison(operator: '<' | '<=' | '>' | '>=', left: Typed, right: Typed): Typed {
  for (const side of [left, right]) demand(operator, side, 'Number', 'Date', 'DateTime', 'Time', 'Text');
  common(operator, [left, right]);
  const holds = { '<': (n: number) => n < 0, '<=': (n: number) => n <= 0, '>': (n: number) => n > 0, '>=': (n: number) => n >= 0 }[
    operator
  ];
  return strict('Boolean', left, right, (a, b) => holds(compare(a, b)));
}

/** Dates, date-times and times in canonical form sort as text. */
function compare(a: FormulaValue, b: FormulaValue): number {
  if (a instanceof Decimal && b instanceof Decimal) return a.comparedTo(b);
  return a! < b! ? -1 : a! > b! ? 1 : 0;
}

function isMoment(type: FormulaType): boolean {
  return type === 'Date' || type === 'DateTime';
}

/** Date and date-time arithmetic in days, with fractions for date-times. */
function calendar(operator: '+' | '-', left: Typed, right: Typed): Typed {
  if (isMoment(left.type) && isMoment(right.type)) {
    if (operator === '+' || left.type !== right.type)
      throw new PlatformError(
        'INVALID_FORMULA',
        `Incorrect parameter type for operator '${operator}'. Expected Number, received ${right.type}`
      );
    return strict('Number', left, right, (a, b) => new Decimal(Date.parse(a as string) - Date.parse(b as string)).div(DAY));
  }
  const [moment, days] = isMoment(left.type) ? [left, right] : [right, left];
  demand(operator, days, 'Number');
  if (operator === '-' && moment === right)
    throw new PlatformError('INVALID_FORMULA', `Incorrect parameter type for operator '-'. Expected Number, received ${right.type}`);
  const sign = operator === '-' ? -1 : 1;
  return strict(moment.type, moment, days, (a, b) => addDays(moment.type, a as string, (b as Decimal).times(sign)));
}

function addDays(type: FormulaType, moment: string, days: Decimal): string {
  if (type === 'Date') return DateTime.fromISO(moment, { zone: 'utc' }).plus({ days: days.trunc().toNumber() }).toISODate()!;
  return new Date(Date.parse(moment) + Math.round(days.times(DAY).toNumber())).toISOString();
}

export function unary(operator: '-' | '+' | '!', operand: Typed): Typed {
  demand(operator, operand, operator === '!' ? 'Boolean' : 'Number');
  if (operator === '!') return { type: 'Boolean', evaluate: (scope) => operand.evaluate(scope) !== true };
  return {
    type: 'Number',
    evaluate(scope) {
      const value = operand.evaluate(scope) as Decimal | null;
      return value === null || operator === '+' ? value : value.negated();
    }
  };
}
