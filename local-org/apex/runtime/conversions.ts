import {
  ApexDate,
  ApexDatetime,
  ApexDecimal,
  ApexDouble,
  ApexTime,
  compareText,
  equal,
  equalText,
  int,
  long,
  raise,
  textOf,
  toId
} from '../values/index.ts';

type N<T> = T | null;
const i = (v: N<number>, f: (v: number) => unknown): unknown => (v === null ? null : f(v));
const toInt32 = (v: number): number => (Number.isFinite(v) ? Math.trunc(v) | 0 : 0);

/** Conversions between Apex types, by the names the emitter uses. Null stays null. */
export const conversions = {
  IntegerToLong: (v: N<number>) => i(v, BigInt),
  IntegerToDouble: (v: N<number>) => i(v, (x) => new ApexDouble(x)),
  IntegerToDecimal: (v: N<number>) => i(v, ApexDecimal.fromInteger),
  LongToInteger: (v: N<bigint>) => (v === null ? null : Number(BigInt.asIntN(32, v))),
  LongToDouble: (v: N<bigint>) => (v === null ? null : new ApexDouble(Number(v))),
  LongToDecimal: (v: N<bigint>) => (v === null ? null : ApexDecimal.fromInteger(v)),
  DoubleToInteger: (v: N<ApexDouble>) => (v === null ? null : toInt32(v.value)),
  DoubleToLong: (v: N<ApexDouble>) => (v === null ? null : long(BigInt(Math.trunc(v.value)))),
  DoubleToDecimal: (v: N<ApexDouble>) => (v === null ? null : ApexDecimal.fromDouble(v.value)),
  DecimalToInteger: (v: N<ApexDecimal>) => (v === null ? null : v.toInteger()),
  DecimalToLong: (v: N<ApexDecimal>) => (v === null ? null : v.toLong()),
  DecimalToDouble: (v: N<ApexDecimal>) => (v === null ? null : new ApexDouble(v.toNumber())),
  toId: (v: N<string>) => (v === null ? null : toId(v)),
  dateToDatetime: (v: N<ApexDate>) => (v === null ? null : ApexDatetime.fromIso(v.toIso()))
};

const divided = (): never => raise('MathException', 'Divide by 0');

/** Arithmetic by operand type: i Integer, l Long, f Double, d Decimal. Operands are never null. */
export const arithmetic = {
  idiv: (a: number, b: number) => (b === 0 ? divided() : int(Math.trunc(a / b))),
  ladd: (a: bigint, b: bigint) => long(a + b),
  lsub: (a: bigint, b: bigint) => long(a - b),
  lmul: (a: bigint, b: bigint) => long(a * b),
  ldiv: (a: bigint, b: bigint) => (b === 0n ? divided() : long(a / b)),
  lbits: (op: string, a: bigint | number, b: bigint | number) => {
    const [x, y] = [BigInt(a), BigInt(b)];
    switch (op) {
      case '&':
        return x & y;
      case '|':
        return x | y;
      case '^':
        return x ^ y;
      case '<<':
        return long(x << (y & 63n));
      case '>>':
        return x >> (y & 63n);
      case '>>>':
        return long(BigInt.asUintN(64, x) >> (y & 63n));
      default:
        throw new Error(`Unknown operator ${op}`);
    }
  },
  fadd: (a: ApexDouble, b: ApexDouble) => new ApexDouble(a.value + b.value),
  fsub: (a: ApexDouble, b: ApexDouble) => new ApexDouble(a.value - b.value),
  fmul: (a: ApexDouble, b: ApexDouble) => new ApexDouble(a.value * b.value),
  fdiv: (a: ApexDouble, b: ApexDouble) => (b.value === 0 ? divided() : new ApexDouble(a.value / b.value)),
  fneg: (a: ApexDouble) => new ApexDouble(-a.value),
  dadd: (a: ApexDecimal, b: ApexDecimal) => a.plus(b),
  dsub: (a: ApexDecimal, b: ApexDecimal) => a.minus(b),
  dmul: (a: ApexDecimal, b: ApexDecimal) => a.times(b),
  ddiv: (a: ApexDecimal, b: ApexDecimal) => (b.isZero() ? divided() : a.dividedBy(b)),
  dateAdd: (date: ApexDate, sign: 1 | -1, days: unknown) => date.addDays(sign * Math.trunc(numberOf(days))),
  datetimeAdd: (moment: ApexDatetime, sign: 1 | -1, days: unknown) =>
    new ApexDatetime(moment.millis + Math.round(sign * numberOf(days) * 86_400_000)),
  timeAdd: (time: ApexTime, sign: 1 | -1, millis: unknown) => time.plus(sign * numberOf(millis))
};

function numberOf(value: unknown): number {
  if (value instanceof ApexDecimal) return value.toNumber();
  return value instanceof ApexDouble ? value.value : Number(value);
}

/** Comparisons. */
export const comparisons = {
  equal,
  eqText: equalText,
  same: (a: unknown, b: unknown) => a === b,
  eqNumber: (a: unknown, b: unknown) => a === b || (a !== null && b !== null && order(a, b) === 0),
  /** Ids of 15 and 18 characters are the same. */
  eqId: (a: unknown, b: unknown) =>
    a === b ||
    (typeof a === 'string' &&
      typeof b === 'string' &&
      (a.length === b.length
        ? a.toLowerCase() === b.toLowerCase() && a.length === 18
        : a.slice(0, 15) === b.slice(0, 15) && Math.min(a.length, b.length) === 15)),
  order,
  text: textOf
};

/** Below, equal or above zero; NaN, which no operator accepts, when a side is null. */
function order(a: unknown, b: unknown): number {
  if (a === null || b === null) return NaN;
  if (typeof a === 'string') return compareText(a, b as string);
  if (typeof a === 'number' || typeof a === 'bigint') return a < (b as number) ? -1 : a > (b as number) ? 1 : 0;
  if (a instanceof ApexDecimal) return a.compare(b as ApexDecimal);
  if (a instanceof ApexDouble) return a.value - (b as ApexDouble).value;
  if (a instanceof ApexDate) return a.epochDay - (b as ApexDate).epochDay;
  return (a as ApexDatetime | ApexTime).millis - (b as ApexDatetime | ApexTime).millis;
}
