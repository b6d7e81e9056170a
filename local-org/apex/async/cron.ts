import { DateTime } from 'luxon';
import { raise } from '../values/index.ts';

/**
 * Cron expressions of `System.schedule`: Seconds Minutes Hours Day_of_month Month Day_of_week [Year].
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_scheduler.htm
 */
const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const DAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

interface Field {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly words: readonly string[];
}
const FIELDS: readonly Field[] = [
  { name: 'Seconds', from: 0, to: 59, words: [] },
  { name: 'Minutes', from: 0, to: 59, words: [] },
  { name: 'Hours', from: 0, to: 23, words: [] },
  { name: 'Day of month', from: 1, to: 31, words: [] },
  { name: 'Month', from: 1, to: 12, words: MONTHS },
  { name: 'Day of week', from: 1, to: 7, words: DAYS },
  { name: 'Year', from: 1970, to: 2099, words: [] }
];

export interface Cron {
  /** Sorted, per field; day fields hold a question of the date instead. */
  readonly seconds: readonly number[];
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  readonly months: ReadonlySet<number>;
  readonly years: ReadonlySet<number> | null;
  readonly day: (date: DateTime) => boolean;
}

/** @throws StringException naming the part that cannot be read. */
export function parseCron(expression: string): Cron {
  const parts = expression.trim().toUpperCase().split(/\s+/);
  if (parts.length < 6 || parts.length > 7) raise('StringException', `Invalid cron expression: ${expression}`);
  const set = (index: number): number[] => values(parts[index] ?? '*', FIELDS[index]!, expression);
  if (!/^[\d]+$/.test(parts[0]!) || !/^[\d]+$/.test(parts[1]!))
    raise('StringException', 'Seconds and minutes must be specified as integers: ' + expression);
  if ((parts[3] === '?') === (parts[5] === '?'))
    raise('StringException', 'Support for specifying both a day-of-week AND a day-of-month parameter is not implemented.');
  return {
    seconds: set(0),
    minutes: set(1),
    hours: set(2),
    months: new Set(set(4)),
    years: parts[6] === undefined || parts[6] === '*' ? null : new Set(set(6)),
    day: parts[5] === '?' ? dayOfMonth(parts[3]!, expression) : dayOfWeek(parts[5]!, expression)
  };
}

/** @returns the first moment after `after` (milliseconds) in the zone, null when there is none in the next hundred years. */
export function nextFire(cron: Cron, after: number, zone: string): number | null {
  const start = DateTime.fromMillis(after, { zone });
  let day = start.startOf('day');
  const end = start.year + 100;
  while (day.year <= end) {
    const skip = cron.years && !cron.years.has(day.year) ? 'year' : !cron.months.has(day.month) ? 'month' : null;
    if (skip) {
      day = day.plus({ [skip]: 1 }).startOf(skip);
      continue;
    }
    const today = day;
    day = day.plus({ days: 1 });
    if (!cron.day(today)) continue;
    for (const hour of cron.hours) {
      for (const minute of cron.minutes) {
        for (const second of cron.seconds) {
          const moment = today.set({ hour, minute, second }).toMillis();
          if (moment > after) return moment;
        }
      }
    }
  }
  return null;
}

function values(part: string, field: Field, expression: string): number[] {
  const found = new Set<number>();
  for (const item of part.split(',')) {
    const [range = '', step] = item.split('/');
    const [from, to] = range === '*' || range === '?' ? [field.from, field.to] : bounds(range, field, step !== undefined, expression);
    for (let value = from; value <= to; value += step === undefined ? 1 : number(step, field, expression)) found.add(value);
  }
  return [...found].sort((a, b) => a - b);
}

function bounds(range: string, field: Field, open: boolean, expression: string): [number, number] {
  const [low = '', high] = range.split('-');
  const from = number(low, field, expression);
  return [from, high !== undefined ? number(high, field, expression) : open ? field.to : from];
}

function number(text: string, field: Field, expression: string): number {
  const word = field.words.indexOf(text);
  const value = word >= 0 ? word + field.from : /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isNaN(value) || value > field.to)
    raise('StringException', `${field.name} values must be between ${field.from} and ${field.to}: ${expression}`);
  return value;
}

const weekday = (date: DateTime): number => (date.weekday % 7) + 1;

function dayOfMonth(part: string, expression: string): (date: DateTime) => boolean {
  if (part === 'L') return (date) => date.day === date.daysInMonth;
  if (part === 'LW') return (date) => date.day === nearestWeekday(date, date.daysInMonth ?? 28);
  const near = /^(\d+)W$/.exec(part);
  if (near) return (date) => date.day === nearestWeekday(date, Number(near[1]));
  const days = new Set(values(part, FIELDS[3]!, expression));
  return (date) => days.has(date.day);
}

function nearestWeekday(date: DateTime, day: number): number {
  const at = date.set({ day: Math.min(day, date.daysInMonth ?? 28) });
  if (at.weekday === 6) return at.day === 1 ? 3 : at.day - 1;
  if (at.weekday === 7) return at.day === at.daysInMonth ? at.day - 2 : at.day + 1;
  return at.day;
}

function dayOfWeek(part: string, expression: string): (date: DateTime) => boolean {
  const last = /^(\w+)L$/.exec(part);
  if (last) {
    const wanted = number(last[1]!, FIELDS[5]!, expression);
    return (date) => weekday(date) === wanted && date.day + 7 > (date.daysInMonth ?? 28);
  }
  const nth = /^(\w+)#(\d)$/.exec(part);
  if (nth) {
    const wanted = number(nth[1]!, FIELDS[5]!, expression);
    return (date) => weekday(date) === wanted && Math.ceil(date.day / 7) === Number(nth[2]);
  }
  const days = new Set(part === 'L' ? [7] : values(part, FIELDS[5]!, expression));
  return (date) => days.has(weekday(date));
}
