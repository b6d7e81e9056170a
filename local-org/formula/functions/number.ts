import { Decimal } from 'decimal.js';
import { demand } from '../typed.ts';
import { count, simple } from './define.ts';
import type { FunctionDef } from './define.ts';

const best =
  (pick: (a: Decimal, b: Decimal) => boolean): FunctionDef =>
  (name, args) => {
    count(name, args, 1, Infinity);
    for (const argument of args) demand(name, argument, 'Number');
    return {
      type: 'Number',
      evaluate(scope) {
        const values = args.map((argument) => argument.evaluate(scope) as Decimal | null);
        if (values.includes(null)) return null;
        return (values as Decimal[]).reduce((a, b) => (pick(a, b) ? a : b));
      }
    };
  };

const one = (calculate: (n: Decimal) => Decimal | null): FunctionDef => simple('Number', ['Number'], (_, n: Decimal) => calculate(n));
const awayFromZero = (n: Decimal, places: number): Decimal => n.toDecimalPlaces(Math.max(0, places), Decimal.ROUND_HALF_UP);

export const NUMBER: Readonly<Record<string, FunctionDef>> = {
  ABS: one((n) => n.abs()),
  // Source: Salesforce Help, CEILING and FLOOR round negative numbers away from and towards zero respectively; MCEILING and MFLOOR do not.
  CEILING: one((n) => n.toDecimalPlaces(0, Decimal.ROUND_UP)),
  FLOOR: one((n) => n.toDecimalPlaces(0, Decimal.ROUND_DOWN)),
  MCEILING: one((n) => n.ceil()),
  MFLOOR: one((n) => n.floor()),
  EXP: one((n) => n.exp()),
  LN: one((n) => (n.lte(0) ? null : n.ln())),
  LOG: one((n) => (n.lte(0) ? null : n.log(10))),
  SQRT: one((n) => (n.lt(0) ? null : n.sqrt())),
  MAX: best((a, b) => a.gte(b)),
  MIN: best((a, b) => a.lte(b)),
  MOD: simple('Number', ['Number', 'Number'], (_, n: Decimal, by: Decimal) => (by.isZero() ? null : n.minus(by.times(n.div(by).floor())))),
  ROUND: simple('Number', ['Number', 'Number'], (_, n: Decimal, places: Decimal) =>
    places.gte(0)
      ? awayFromZero(n, places.toNumber())
      : awayFromZero(n.div(Decimal.pow(10, places.negated())), 0).times(Decimal.pow(10, places.negated()))
  ),
  TRUNC: simple(
    'Number',
    ['Number', 'Number'],
    (_, n: Decimal, places = new Decimal(0)) => n.toDecimalPlaces((places as Decimal).toNumber(), Decimal.ROUND_DOWN),
    { optional: 1 }
  )
};
