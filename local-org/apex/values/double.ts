import { raise } from './exception.ts';

/** An Apex Double in a place typed Object or Double: boxed, so that it is never taken for an Integer. Immutable. */
export class ApexDouble {
  readonly value: number;

  constructor(value: number) {
    this.value = value;
  }

  static parse(text: string): ApexDouble {
    if (!/^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?[dDfF]?\s*$/.test(text)) raise('TypeException', `Invalid double: ${text}`);
    return new ApexDouble(Number.parseFloat(text));
  }

  toString(): string {
    return formatDouble(this.value);
  }
}

/** @returns the digits of Java's `Double.toString`: always a decimal point, exponent from 10⁷ and below 10⁻³. */
export function formatDouble(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? 'Infinity' : '-Infinity';
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e7 || size < 1e-3)) {
    const [mantissa = '0', exponent = '0'] = value.toExponential().split('e');
    return `${mantissa.includes('.') ? mantissa : `${mantissa}.0`}E${Number(exponent)}`;
  }
  const text = String(value);
  return text.includes('.') ? text : `${Object.is(value, -0) ? '-0' : text}.0`;
}
