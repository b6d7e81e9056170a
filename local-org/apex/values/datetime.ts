import { DateTime } from 'luxon';
import { zoneNamed } from '../../zones.ts';
import { ApexDate } from './date.ts';
import { raise } from './exception.ts';
import { formatPattern } from './pattern.ts';
import { ApexTime } from './time.ts';
import { userZone } from './zone.ts';

const STORED = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** An Apex Datetime: an instant. Local parts are those of the running user's zone. Immutable. */
export class ApexDatetime {
  /** Milliseconds since the epoch. */
  readonly millis: number;

  constructor(millis: number) {
    this.millis = millis;
  }

  static of(date: ApexDate, time: ApexTime, zone: string): ApexDatetime {
    const wall = DateTime.fromObject({ year: date.year, month: date.month, day: date.day }, { zone });
    const at = wall.set({ hour: time.hour, minute: time.minute, second: time.second, millisecond: time.millisecond });
    return new ApexDatetime(at.toMillis());
  }

  /** From the stored form, ISO 8601 UTC; also JSON, with any offset. @throws TypeException `Invalid date/time: x`. */
  static fromIso(text: string): ApexDatetime {
    const stored = Date.parse(text);
    if (STORED.test(text) && !Number.isNaN(stored) && new Date(stored).toISOString() === text) return new ApexDatetime(stored);
    const at = DateTime.fromISO(text.trim(), { zone: 'UTC' });
    if (!at.isValid) raise('TypeException', `Invalid date/time: ${text}`);
    return new ApexDatetime(at.toMillis());
  }

  /** `Datetime.valueOf`: `yyyy-MM-dd HH:mm:ss` in the zone. @throws TypeException */
  static parse(text: string, zone: string): ApexDatetime {
    const at = DateTime.fromFormat(text.trim(), 'yyyy-M-d H:m:s', { zone });
    if (!at.isValid) raise('TypeException', `Invalid date/time: ${text}`);
    return new ApexDatetime(at.toMillis());
  }

  /** `Datetime.parse`: as the en_GB locale writes it. @throws TypeException */
  static parseLocal(text: string): ApexDatetime {
    for (const format of ['dd/MM/yyyy, HH:mm', 'd/M/yyyy H:m', 'd/M/yyyy, H:m']) {
      const at = DateTime.fromFormat(text.trim(), format, { zone: userZone() });
      if (at.isValid) return new ApexDatetime(at.toMillis());
    }
    raise('TypeException', `Invalid date/time: ${text}`);
  }

  in(zone: string): DateTime {
    return DateTime.fromMillis(this.millis, { zone: zoneNamed(zone) });
  }

  date(zone: string): ApexDate {
    const at = this.in(zone);
    return ApexDate.of(at.year, at.month, at.day);
  }

  time(zone: string): ApexTime {
    const at = this.in(zone);
    return ApexTime.of(at.hour, at.minute, at.second, at.millisecond);
  }

  /** Days, months and years are added on the user's calendar, so that nine in the morning stays nine over a clock change. */
  plusCalendar(unit: 'days' | 'months' | 'years', amount: number): ApexDatetime {
    return new ApexDatetime(
      this.in(userZone())
        .plus({ [unit]: amount })
        .toMillis()
    );
  }

  plus(millis: number): ApexDatetime {
    return new ApexDatetime(this.millis + millis);
  }

  compareTo(other: ApexDatetime): number {
    return this.millis - other.millis;
  }

  format(pattern: string | null, zone: string): string {
    return formatPattern(this.millis, pattern ?? 'dd/MM/yyyy, HH:mm', zone);
  }

  /** `2026-11-24T11:43:08.000Z`: the stored form and JSON. */
  toIso(): string {
    return new Date(this.millis).toISOString();
  }

  /** `String.valueOf(datetime)`: the user's zone. */
  toLocalString(): string {
    return formatPattern(this.millis, 'yyyy-MM-dd HH:mm:ss', userZone());
  }

  /** In a concatenation and a debug line: GMT. */
  toString(): string {
    return formatPattern(this.millis, 'yyyy-MM-dd HH:mm:ss', 'UTC');
  }
}
