/** Days and months as the law counts them. A day is `YYYY-MM-DD`, so that earlier compares as less; a moment is ISO 8601 in UTC. */
import { DateTime } from 'luxon';

export const ZONE = 'Europe/London';
export type Day = string;
export type Moment = string;

/** @returns the day so many days later */
export function plusDays(day: Day, days: number): Day {
  return calendar(day).plus({ days }).toISODate();
}

/** @returns the same date so many months on, or the last day of a month that has no such date (CLK-02) */
export function plusMonths(day: Day, months: number): Day {
  return calendar(day).plus({ months }).toISODate();
}

/** @returns the first day of a period of so many months that ends with that day, itself included (EX-05) */
export function firstDayOfPeriod(lastDay: Day, months: number): Day {
  return plusDays(plusMonths(lastDay, -months), 1);
}

/** @returns how many days the second is after the first */
export function daysBetween(first: Day, second: Day): number {
  return calendar(second).diff(calendar(first), 'days').days;
}

/** @returns whether it is a Saturday or a Sunday */
export function isWeekend(day: Day): boolean {
  return calendar(day).weekday > 5;
}

/** @returns the day in London that holds the moment; null for none */
export function dayOf(moment: Moment | null | undefined): Day | null {
  return moment ? inZone(moment, ZONE).toISODate() : null;
}

/** @returns the last second of a day in London */
export function endOf(day: Day): Moment {
  return utc(
    checked(DateTime.fromISO(day, { zone: ZONE }))
      .plus({ days: 1 })
      .minus({ seconds: 1 })
  );
}

/** @returns the moment so many elapsed hours later, whatever the clocks do (BRE-04) */
export function plusHours(moment: Moment, hours: number): Moment {
  return utc(inZone(moment, 'utc').plus({ hours }));
}

/** @returns the moment in UTC, in one form, so that earlier compares as less */
export function moment(text: Moment): Moment {
  return utc(inZone(text, 'utc'));
}

/** @returns what a clock in London shows */
export function inLondon(text: Moment): string {
  return inZone(text, ZONE).toFormat('yyyy-MM-dd HH:mm');
}

/** @returns the later of two days */
export function later(one: Day, other: Day): Day {
  return one > other ? one : other;
}

function calendar(day: Day): DateTime<true> {
  return checked(DateTime.fromISO(day, { zone: 'utc' }));
}

function inZone(text: Moment, zone: string): DateTime<true> {
  return checked(DateTime.fromISO(text, { zone }));
}

function utc(at: DateTime<true>): Moment {
  return at.toUTC().toISO();
}

function checked(at: DateTime): DateTime<true> {
  if (!at.isValid) throw new RangeError('Not a day or moment of the calendar.');
  return at as DateTime<true>;
}
