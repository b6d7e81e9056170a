import { DateTime } from 'luxon';
import {
  ApexDate,
  ApexDatetime,
  ApexTime,
  argument,
  daysInMonth,
  isLeapYear,
  raise,
  textOf,
  userZone,
  validZone
} from '../../values/index.ts';
import { current } from '../../../transaction.ts';
import { systemClass } from '../define.ts';

/** The moment of the running transaction's clock, in milliseconds. */
export const now = (): number => current().org.now();
export const today = (): ApexDate => new ApexDatetime(now()).date(userZone());

const Date_ = systemClass(
  'public final class System.Date',
  {
    'static Date today()': today,
    'static Date newInstance(Integer year, Integer month, Integer day)': (year: number, month: number, day: number) =>
      ApexDate.of(argument(year), argument(month), argument(day)),
    'static Date valueOf(String value)': (value: string | null) => ApexDate.parse(argument(value)),
    'static Date valueOf(Object value)': (value: unknown) =>
      value instanceof ApexDatetime ? value.date(userZone()) : value instanceof ApexDate ? value : ApexDate.parse(textOf(argument(value))),
    'static Date parse(String value)': (value: string | null) => ApexDate.parseLocal(argument(value)),
    'static Integer daysInMonth(Integer year, Integer month)': daysInMonth,
    'static Boolean isLeapYear(Integer year)': isLeapYear,
    'Date addDays(Integer days)': (self: ApexDate, days: number) => self.addDays(argument(days)),
    'Date addMonths(Integer months)': (self: ApexDate, months: number) => self.addMonths(argument(months)),
    'Date addYears(Integer years)': (self: ApexDate, years: number) => self.addMonths(12 * argument(years)),
    'Integer day()': (self: ApexDate) => self.day,
    'Integer month()': (self: ApexDate) => self.month,
    'Integer year()': (self: ApexDate) => self.year,
    'Integer dayOfYear()': (self: ApexDate) => self.dayOfYear,
    'Integer daysBetween(Date other)': (self: ApexDate, other: ApexDate | null) => argument(other).epochDay - self.epochDay,
    'Integer monthsBetween(Date other)': (self: ApexDate, other: ApexDate | null) => self.monthsBetween(argument(other)),
    'Boolean isSameDay(Date other)': (self: ApexDate, other: ApexDate | null) => self.epochDay === argument(other).epochDay,
    'Date toStartOfMonth()': (self: ApexDate) => self.startOfMonth(),
    'Date toStartOfWeek()': (self: ApexDate) => self.startOfWeek(),
    'String format()': (self: ApexDate) => self.format()
  },
  { native: ApexDate }
);

const UNIT = { Seconds: 1000, Minutes: 60_000, Hours: 3_600_000 } as const;
const zoned = (gmt: boolean): string => (gmt ? 'UTC' : userZone());
const at = (year: number, month: number, day: number, hour: number, minute: number, second: number, zone: string): ApexDatetime => {
  const seconds = (argument(hour) * 60 + argument(minute)) * 60 + argument(second);
  return ApexDatetime.of(
    ApexDate.of(argument(year), argument(month), argument(day)).addDays(Math.floor(seconds / 86_400)),
    new ApexTime(seconds * 1000),
    zone
  );
};

const Datetime_ = systemClass(
  'public final class System.Datetime',
  {
    'static Datetime now()': () => new ApexDatetime(now()),
    'static Datetime newInstance(Long milliseconds)': (millis: bigint | null) => new ApexDatetime(Number(argument(millis))),
    'static Datetime newInstance(Date day, Time at)': (day: ApexDate | null, time: ApexTime | null) =>
      ApexDatetime.of(argument(day), argument(time), userZone()),
    'static Datetime newInstance(Integer year, Integer month, Integer day)': (y: number, m: number, d: number) =>
      at(y, m, d, 0, 0, 0, userZone()),
    'static Datetime newInstance(Integer year, Integer month, Integer day, Integer hour, Integer minute, Integer second)': (
      y: number,
      m: number,
      d: number,
      h: number,
      n: number,
      s: number
    ) => at(y, m, d, h, n, s, userZone()),
    'static Datetime newInstanceGmt(Date day, Time at)': (day: ApexDate | null, time: ApexTime | null) =>
      ApexDatetime.of(argument(day), argument(time), 'UTC'),
    'static Datetime newInstanceGmt(Integer year, Integer month, Integer day)': (y: number, m: number, d: number) =>
      at(y, m, d, 0, 0, 0, 'UTC'),
    'static Datetime newInstanceGmt(Integer year, Integer month, Integer day, Integer hour, Integer minute, Integer second)': (
      y: number,
      m: number,
      d: number,
      h: number,
      n: number,
      s: number
    ) => at(y, m, d, h, n, s, 'UTC'),
    'static Datetime valueOf(String value)': (value: string | null) => ApexDatetime.parse(argument(value), userZone()),
    'static Datetime valueOf(Object value)': (value: unknown) =>
      value instanceof ApexDatetime
        ? value
        : value instanceof ApexDate
          ? ApexDatetime.of(value, new ApexTime(0), userZone())
          : ApexDatetime.parse(textOf(argument(value)), userZone()),
    'static Datetime valueOfGmt(String value)': (value: string | null) => ApexDatetime.parse(argument(value), 'UTC'),
    'static Datetime parse(String value)': (value: string | null) => ApexDatetime.parseLocal(argument(value)),
    'Long getTime()': (self: ApexDatetime) => BigInt(self.millis),
    'Datetime addDays(Integer days)': (self: ApexDatetime, days: number) => self.plusCalendar('days', argument(days)),
    'Datetime addMonths(Integer months)': (self: ApexDatetime, months: number) => self.plusCalendar('months', argument(months)),
    'Datetime addYears(Integer years)': (self: ApexDatetime, years: number) => self.plusCalendar('years', argument(years)),
    'Datetime addHours(Integer hours)': (self: ApexDatetime, hours: number) => self.plus(argument(hours) * UNIT.Hours),
    'Datetime addMinutes(Integer minutes)': (self: ApexDatetime, minutes: number) => self.plus(argument(minutes) * UNIT.Minutes),
    'Datetime addSeconds(Integer seconds)': (self: ApexDatetime, seconds: number) => self.plus(argument(seconds) * UNIT.Seconds),
    'Boolean isSameDay(Datetime other)': (self: ApexDatetime, other: ApexDatetime | null) =>
      self.date(userZone()).epochDay === argument(other).date(userZone()).epochDay,
    'String format()': (self: ApexDatetime) => self.format(null, userZone()),
    'String format(String pattern)': (self: ApexDatetime, pattern: string | null) => self.format(argument(pattern), userZone()),
    'String format(String pattern, String zone)': (self: ApexDatetime, pattern: string | null, zone: string | null) =>
      self.format(argument(pattern), zone === null ? userZone() : validZone(zone)),
    'String formatGmt(String pattern)': (self: ApexDatetime, pattern: string | null) => self.format(argument(pattern), 'UTC'),
    'String formatLong()': (self: ApexDatetime) => self.format('dd/MM/yyyy, HH:mm:ss z', userZone()),
    ...parts(false),
    ...parts(true)
  },
  { native: ApexDatetime }
);

/** `hour()`, `hourGmt()` and their kin. */
function parts(gmt: boolean): Record<string, (self: ApexDatetime) => unknown> {
  const suffix = gmt ? 'Gmt' : '';
  return {
    [`Integer year${suffix}()`]: (self) => self.in(zoned(gmt)).year,
    [`Integer month${suffix}()`]: (self) => self.in(zoned(gmt)).month,
    [`Integer day${suffix}()`]: (self) => self.in(zoned(gmt)).day,
    [`Integer dayOfYear${suffix}()`]: (self) => self.in(zoned(gmt)).ordinal,
    [`Integer hour${suffix}()`]: (self) => self.in(zoned(gmt)).hour,
    [`Integer minute${suffix}()`]: (self) => self.in(zoned(gmt)).minute,
    [`Integer second${suffix}()`]: (self) => self.in(zoned(gmt)).second,
    [`Integer millisecond${suffix}()`]: (self) => self.in(zoned(gmt)).millisecond,
    [`Date date${suffix}()`]: (self) => self.date(zoned(gmt)),
    [`Time time${suffix}()`]: (self) => self.time(zoned(gmt))
  };
}

const Time_ = systemClass(
  'public final class System.Time',
  {
    'static Time newInstance(Integer hour, Integer minute, Integer second, Integer millisecond)': (
      h: number,
      m: number,
      s: number,
      ms: number
    ) => {
      if (h < 0 || h > 23 || m < 0 || m > 59 || s < 0 || s > 59 || ms < 0 || ms > 999) raise('TypeException', 'Invalid time');
      return ApexTime.of(h, m, s, ms);
    },
    'Time addHours(Integer hours)': (self: ApexTime, hours: number) => self.plus(hours * UNIT.Hours),
    'Time addMinutes(Integer minutes)': (self: ApexTime, minutes: number) => self.plus(minutes * UNIT.Minutes),
    'Time addSeconds(Integer seconds)': (self: ApexTime, seconds: number) => self.plus(seconds * UNIT.Seconds),
    'Time addMilliseconds(Integer milliseconds)': (self: ApexTime, millis: number) => self.plus(millis),
    'Integer hour()': (self: ApexTime) => self.hour,
    'Integer minute()': (self: ApexTime) => self.minute,
    'Integer second()': (self: ApexTime) => self.second,
    'Integer millisecond()': (self: ApexTime) => self.millisecond
  },
  { native: ApexTime }
);

/** A zone by its IANA name; unknown names are GMT, as in Java. */
export class Zone {
  readonly id: string;
  constructor(id: string) {
    this.id = id;
  }
  toString(): string {
    return this.id;
  }
}

const TimeZone_ = systemClass(
  'public final class System.TimeZone',
  {
    'static TimeZone getTimeZone(String id)': (id: string | null) => new Zone(validZone(argument(id)) === 'UTC' ? 'GMT' : id!),
    'String getID()': (self: Zone) => self.id,
    'String getDisplayName()': (self: Zone) =>
      DateTime.fromMillis(now(), { zone: validZone(self.id), locale: 'en-GB' }).toFormat("'('ZZZZ')' ") + `(${self.id})`,
    'Integer getOffset(Datetime at)': (self: Zone, moment: ApexDatetime | null) => argument(moment).in(validZone(self.id)).offset * 60_000,
    'String toString()': (self: Zone) => self.id
  },
  { native: Zone }
);

export default [Date_, Datetime_, Time_, TimeZone_];
