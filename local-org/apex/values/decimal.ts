import { Decimal } from 'decimal.js';
import { raise } from './exception.ts';

/** Wide enough that sums and products of Apex decimals stay exact; quotients keep 33 digits, like the platform's. */
const Wide = Decimal.clone({ precision: 200, toExpNeg: -9e15, toExpPos: 9e15, rounding: Decimal.ROUND_HALF_EVEN });
const QUOTIENT_SCALE = 33;

export type RoundingName = 'CEILING' | 'DOWN' | 'FLOOR' | 'HALF_DOWN' | 'HALF_EVEN' | 'HALF_UP' | 'UNNECESSARY' | 'UP';
const ROUNDING: Readonly<Record<Exclude<RoundingName, 'UNNECESSARY'>, Decimal.Rounding>> = {
  CEILING: Decimal.ROUND_CEIL,
  DOWN: Decimal.ROUND_DOWN,
  FLOOR: Decimal.ROUND_FLOOR,
  HALF_DOWN: Decimal.ROUND_HALF_DOWN,
  HALF_EVEN: Decimal.ROUND_HALF_EVEN,
  HALF_UP: Decimal.ROUND_HALF_UP,
  UP: Decimal.ROUND_UP
};

/** An Apex Decimal: an exact number that remembers its scale (`1.50` is not written `1.5`). Immutable. */
export class ApexDecimal {
  readonly scale: number;
  /** The value, where it is a whole number that JavaScript holds exactly: most are, and the long way costs ten times as much. */
  private readonly whole: number | null;
  private exact: Decimal | null;

  /** @param number a JavaScript number only when it is a safe integer. */
  constructor(number: Decimal | number, scale: number) {
    const small = typeof number === 'number';
    // Never -0, which the platform does not know.
    this.whole = small ? number + 0 : null;
    this.exact = small ? null : number;
    this.scale = scale;
  }

  get number(): Decimal {
    return (this.exact ??= new Wide(this.whole!));
  }

  /** @throws TypeException for text that is no number. */
  static parse(text: string): ApexDecimal {
    const trimmed = text.trim();
    if (!/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(trimmed)) raise('TypeException', `Invalid decimal: ${text}`);
    const number = new Wide(trimmed);
    return new ApexDecimal(number, Math.max(writtenScale(trimmed), 0));
  }

  static fromInteger(value: number | bigint): ApexDecimal {
    return new ApexDecimal(Number.isSafeInteger(value) ? Number(value) : new Wide(String(value)), 0);
  }

  /** From a double: the digits JavaScript and Java print for it. */
  static fromDouble(value: number): ApexDecimal {
    if (!Number.isFinite(value)) raise('MathException', 'Infinite or NaN');
    const number = new Wide(String(value));
    return new ApexDecimal(number, Math.max(number.decimalPlaces(), Number.isInteger(value) ? 1 : 0));
  }

  /** From a stored number of a field with a declared scale: trailing zeros the field does not have are not shown. */
  static fromStored(value: number): ApexDecimal {
    if (Number.isSafeInteger(value)) return new ApexDecimal(value, 0);
    const number = new Wide(String(value));
    return new ApexDecimal(number, number.decimalPlaces());
  }

  plus(other: ApexDecimal): ApexDecimal {
    const scale = Math.max(this.scale, other.scale);
    const sum = this.whole === null || other.whole === null ? NaN : this.whole + other.whole;
    return new ApexDecimal(Number.isSafeInteger(sum) ? sum : this.number.plus(other.number), scale);
  }

  minus(other: ApexDecimal): ApexDecimal {
    const scale = Math.max(this.scale, other.scale);
    const rest = this.whole === null || other.whole === null ? NaN : this.whole - other.whole;
    return new ApexDecimal(Number.isSafeInteger(rest) ? rest : this.number.minus(other.number), scale);
  }

  times(other: ApexDecimal): ApexDecimal {
    const product = this.whole === null || other.whole === null ? NaN : this.whole * other.whole;
    return new ApexDecimal(Number.isSafeInteger(product) ? product : this.number.times(other.number), this.scale + other.scale);
  }

  /** The `/` operator: exact when it can be, else to 33 decimal places. @throws MathException `Divide by 0`. */
  dividedBy(other: ApexDecimal): ApexDecimal {
    if (other.number.isZero()) raise('MathException', 'Divide by 0');
    const quotient = this.number.dividedBy(other.number);
    const rounded = quotient.toDecimalPlaces(QUOTIENT_SCALE, Decimal.ROUND_HALF_UP);
    return new ApexDecimal(rounded, Math.max(rounded.decimalPlaces(), this.scale - other.scale, 0));
  }

  /** `divide(divisor, scale, mode)`. */
  divide(other: ApexDecimal, scale: number, mode: RoundingName = 'HALF_UP'): ApexDecimal {
    if (other.number.isZero()) raise('MathException', 'Divide by 0');
    return new ApexDecimal(this.number.dividedBy(other.number), Infinity).setScale(scale, mode);
  }

  negated(): ApexDecimal {
    return new ApexDecimal(this.number.negated(), this.scale);
  }

  abs(): ApexDecimal {
    return new ApexDecimal(this.number.abs(), this.scale);
  }

  pow(exponent: number): ApexDecimal {
    if (exponent < 0 || exponent > 32768) raise('MathException', 'Invalid exponent: must be between 0 and 32,768');
    return new ApexDecimal(this.number.pow(exponent), this.scale * exponent);
  }

  setScale(scale: number, mode: RoundingName = 'HALF_UP'): ApexDecimal {
    if (scale < -33 || scale > 33) raise('MathException', 'Scale must be between -33 and 33');
    if (scale < 0) {
      const unit = new Wide(10).pow(-scale);
      return new ApexDecimal(roundTo(this.number.dividedBy(unit), 0, mode).times(unit), 0);
    }
    return new ApexDecimal(this.whole ?? roundTo(this.number, scale, mode), scale);
  }

  /** `round(mode)`: to a whole number. */
  round(mode: RoundingName = 'HALF_EVEN'): bigint {
    return BigInt.asIntN(64, BigInt(roundTo(this.number, 0, mode).toFixed(0)));
  }

  precision(): number {
    return Math.max(this.number.isZero() ? 1 : this.number.times(new Wide(10).pow(this.scale)).toFixed(0).replace('-', '').length, 1);
  }

  stripTrailingZeros(): ApexDecimal {
    return new ApexDecimal(this.number, this.number.decimalPlaces());
  }

  compare(other: ApexDecimal): number {
    if (this.whole !== null && other.whole !== null) return Math.sign(this.whole - other.whole);
    return this.number.comparedTo(other.number);
  }

  equals(other: ApexDecimal): boolean {
    if (this.whole !== null && other.whole !== null) return this.whole === other.whole;
    return this.number.equals(other.number);
  }

  isZero(): boolean {
    return this.whole === null ? this.number.isZero() : this.whole === 0;
  }

  toInteger(): number {
    return Number(BigInt.asIntN(32, BigInt(this.number.truncated().toFixed(0))));
  }

  toLong(): bigint {
    return BigInt.asIntN(64, BigInt(this.number.truncated().toFixed(0)));
  }

  toNumber(): number {
    return this.whole ?? this.number.toNumber();
  }

  toPlainString(): string {
    if (this.whole !== null && this.scale === 0) return String(this.whole);
    return this.number.toFixed(this.scale);
  }

  toString(): string {
    return this.toPlainString();
  }
}

function roundTo(number: Decimal, scale: number, mode: RoundingName): Decimal {
  if (mode !== 'UNNECESSARY') return number.toDecimalPlaces(scale, ROUNDING[mode]);
  if (number.decimalPlaces() > scale) raise('MathException', 'Rounding necessary');
  return number;
}

function writtenScale(text: string): number {
  const [mantissa = '', exponent = '0'] = text.toLowerCase().split('e');
  return (mantissa.split('.')[1]?.length ?? 0) - Number(exponent);
}
