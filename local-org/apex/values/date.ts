import { raise } from './exception.ts';

const DAY = 86_400_000;
const two = (value: number): string => String(value).padStart(2, '0');

/** An Apex Date: a day of the calendar, no zone. Immutable. */
export class ApexDate {
  /** Days since 1 January 1970. */
  readonly epochDay: number;

  constructor(epochDay: number) {
    this.epochDay = epochDay;
  }

  /** Overflowing parts carry over, as `Date.newInstance(2026, 13, 1)` does. */
  static of(year: number, month: number, day: number): ApexDate {
    return new ApexDate(Math.floor(utc(year, month - 1, day) / DAY));
  }

  /** From the stored form `YYYY-MM-DD`. */
  static fromIso(text: string): ApexDate {
    return ApexDate.of(Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8, 10)));
  }

  /** `Date.valueOf(text)`: `yyyy-MM-dd` with anything after a blank left aside. @throws TypeException `Invalid date: x`. */
  static parse(text: string): ApexDate {
    const [, year, month, day] = /^\s*(\d{1,4})-(\d{1,2})-(\d{1,2})(?:[\sT].*)?$/.exec(text) ?? [];
    if (!isDay(Number(year), Number(month), Number(day))) raise('TypeException', `Invalid date: ${text}`);
    return ApexDate.of(Number(year), Number(month), Number(day));
  }

  /** `Date.parse(text)`: the user's locale, `dd/MM/yyyy` in en_GB. @throws TypeException */
  static parseLocal(text: string): ApexDate {
    const [, day, month, year] = /^\s*(\d{1,2})\/(\d{1,2})\/(\d{1,4})\s*$/.exec(text) ?? [];
    if (!isDay(Number(year), Number(month), Number(day))) raise('TypeException', `Invalid date: ${text}`);
    return ApexDate.of(Number(year), Number(month), Number(day));
  }

  get year(): number {
    return this.#utc().getUTCFullYear();
  }
  get month(): number {
    return this.#utc().getUTCMonth() + 1;
  }
  get day(): number {
    return this.#utc().getUTCDate();
  }

  get dayOfYear(): number {
    return this.epochDay - ApexDate.of(this.year, 1, 1).epochDay + 1;
  }

  addDays(days: number): ApexDate {
    return new ApexDate(this.epochDay + days);
  }

  /** The last day of a shorter month stands in for a day it does not have. */
  addMonths(months: number): ApexDate {
    const first = ApexDate.of(this.year, this.month + months, 1);
    return first.addDays(Math.min(this.day, daysInMonth(first.year, first.month)) - 1);
  }

  /** `monthsBetween`: whole months by calendar, days of the month left aside. */
  monthsBetween(other: ApexDate): number {
    return (other.year - this.year) * 12 + other.month - this.month;
  }

  /** Weeks start on Monday in en_GB. */
  startOfWeek(): ApexDate {
    return this.addDays(-(((this.epochDay + 3) % 7) + 7) % 7);
  }

  startOfMonth(): ApexDate {
    return this.addDays(1 - this.day);
  }

  compareTo(other: ApexDate): number {
    return this.epochDay - other.epochDay;
  }

  /** `YYYY-MM-DD`: the stored form, JSON and SOQL. */
  toIso(): string {
    return `${String(this.year).padStart(4, '0')}-${two(this.month)}-${two(this.day)}`;
  }

  /** `format()`: as the en_GB locale writes it. */
  format(): string {
    return `${two(this.day)}/${two(this.month)}/${String(this.year).padStart(4, '0')}`;
  }

  /** `String.valueOf(date)` is `YYYY-MM-DD`. */
  toString(): string {
    return this.toIso();
  }

  #utc(): Date {
    return new Date(this.epochDay * DAY);
  }
}

export function daysInMonth(year: number, month: number): number {
  return new Date(utc(year, month, 0)).getUTCDate();
}

export function isLeapYear(year: number): boolean {
  return daysInMonth(year, 2) === 29;
}

function isDay(year: number, month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** `Date.UTC` takes years below 100 for the last century; this does not. */
function utc(year: number, month: number, day: number): number {
  return new Date(0).setUTCFullYear(year, month, day);
}
