import { raise } from './exception.ts';

/** Integer is a JavaScript number kept within 32 bits; Long is a bigint kept within 64. Both wrap, as Java's do. */
export const int = (value: number): number => value | 0;
export const long = (value: bigint): bigint => BigInt.asIntN(64, value);

/** @throws TypeException `Invalid integer: x`. */
export function parseInteger(text: string): number {
  const number = wholeNumber(text);
  if (number === null || number > 2147483647n || number < -2147483648n) raise('TypeException', `Invalid integer: ${text}`);
  return Number(number);
}

/** @throws TypeException `Invalid long: x`. */
export function parseLong(text: string): bigint {
  const number = wholeNumber(text);
  if (number === null || number !== BigInt.asIntN(64, number)) raise('TypeException', `Invalid long: ${text}`);
  return number;
}

function wholeNumber(text: string): bigint | null {
  return /^\s*[+-]?\d+\s*$/.test(text) ? BigInt(text.trim().replace('+', '')) : null;
}

/** @returns the number with thousands separated, as `format()` gives it for the en_GB locale. */
export function grouped(text: string): string {
  const [, sign = '', whole = '', rest = ''] = /^(-?)(\d+)(.*)$/.exec(text) ?? [];
  return sign + whole.replace(/\B(?=(\d{3})+$)/g, ',') + rest;
}
