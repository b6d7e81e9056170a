import { Decimal } from 'decimal.js';
import { DateTime } from 'luxon';
import { demand } from '../typed.ts';
import type { Scope, Typed } from '../typed.ts';
import { count, simple } from './define.ts';
import type { FunctionDef } from './define.ts';

const day = (date: string): DateTime => DateTime.fromISO(date, { zone: 'utc' });
const part = (read: (date: DateTime) => number): FunctionDef =>
  simple('Number', ['Date'], (_, date: string) => new Decimal(read(day(date))));
const clock = (read: (time: string) => string): FunctionDef => simple('Number', ['Time'], (_, time: string) => new Decimal(read(time)));
const nowIn = (scope: Scope): DateTime => DateTime.fromMillis(scope.org.now(), { zone: scope.zone });

/** Takes a date-time (its day in the user's zone) or text `YYYY-MM-DD`. */
const dateValue: FunctionDef = (name, args) => {
  count(name, args, 1);
  const [argument] = args as [Typed];
  demand(name, argument, 'DateTime', 'Text', 'Date');
  return {
    type: 'Date',
    evaluate(scope) {
      const value = argument.evaluate(scope) as string | null;
      if (value === null || value === '') return null;
      if (argument.type === 'DateTime') return DateTime.fromISO(value, { zone: scope.zone }).toISODate();
      return /^\d{4}-\d{1,2}-\d{1,2}$/.test(value) ? (DateTime.fromFormat(value, 'yyyy-M-d', { zone: 'utc' }).toISODate() ?? null) : null;
    }
  };
};

/** Takes a date (its midnight in GMT) or text `YYYY-MM-DD HH:MM:SS` in GMT. */
const dateTimeValue: FunctionDef = (name, args) => {
  count(name, args, 1);
  demand(name, args[0]!, 'Date', 'Text', 'DateTime');
  return {
    type: 'DateTime',
    evaluate(scope) {
      const value = args[0]!.evaluate(scope) as string | null;
      if (value === null || value === '') return null;
      const read =
        args[0]!.type === 'Text'
          ? DateTime.fromFormat(value, 'yyyy-MM-dd HH:mm:ss', { zone: 'utc' })
          : DateTime.fromISO(value, { zone: 'utc' });
      return read.isValid ? read.toJSDate().toISOString() : null;
    }
  };
};

/** From the last day of a month to the last day of the other, as the platform does. */
function addMonths(date: string, months: number): string {
  const from = day(date);
  const to = from.plus({ months });
  return (from.day === from.daysInMonth ? to.endOf('month') : to).toISODate()!;
}

export const DATE: Readonly<Record<string, FunctionDef>> = {
  TODAY: simple('Date', [], (scope) => nowIn(scope).toISODate()),
  NOW: simple('DateTime', [], (scope) => new Date(scope.org.now()).toISOString()),
  DATE: simple('Date', ['Number', 'Number', 'Number'], (_, y: Decimal, m: Decimal, d: Decimal) =>
    DateTime.utc(y.toNumber(), m.toNumber(), d.toNumber()).toISODate()
  ),
  DATEVALUE: dateValue,
  DATETIMEVALUE: dateTimeValue,
  YEAR: part((date) => date.year),
  MONTH: part((date) => date.month),
  DAY: part((date) => date.day),
  // Sunday is 1.
  WEEKDAY: part((date) => (date.weekday % 7) + 1),
  DAYOFYEAR: part((date) => date.ordinal),
  ISOWEEK: part((date) => date.weekNumber),
  ISOYEAR: part((date) => date.weekYear),
  ADDMONTHS: simple('Date', ['Date', 'Number'], (_, date: string, months: Decimal) => addMonths(date, months.trunc().toNumber())),
  UNIXTIMESTAMP: simple('Number', ['DateTime'], (_, moment: string) => new Decimal(Math.floor(Date.parse(moment) / 1000))),
  HOUR: clock((time) => time.slice(0, 2)),
  MINUTE: clock((time) => time.slice(3, 5)),
  SECOND: clock((time) => time.slice(6, 8)),
  MILLISECOND: clock((time) => time.slice(9, 12)),
  TIMENOW: simple('Time', [], (scope) => `${nowIn(scope).toFormat('HH:mm:ss.SSS')}Z`),
  TIMEVALUE: (name, args) => {
    count(name, args, 1);
    demand(name, args[0]!, 'Text', 'DateTime');
    return {
      type: 'Time',
      evaluate(scope) {
        const value = args[0]!.evaluate(scope) as string | null;
        if (value === null || value === '') return null;
        if (args[0]!.type === 'DateTime') return `${DateTime.fromISO(value, { zone: scope.zone }).toFormat('HH:mm:ss.SSS')}Z`;
        return /^\d{2}:\d{2}:\d{2}(\.\d{3})?$/.test(value) ? `${value.length === 8 ? `${value}.000` : value}Z` : null;
      }
    };
  }
};
