/**
 * Date literals as half-open ranges of days in the user's time zone. SOQL and SOSL Reference, "Date Formats and Date Literals".
 * The fiscal year is the calendar year here.
 */

/** First day, and the day after the last, as YYYY-MM-DD. */
export interface DayRange {
  readonly from: string;
  readonly to: string;
}

type Unit = 'DAY' | 'WEEK' | 'MONTH' | 'QUARTER' | 'YEAR';

const PLAIN: Readonly<Record<string, readonly [Unit, number, number]>> = {
  YESTERDAY: ['DAY', -1, 1],
  TODAY: ['DAY', 0, 1],
  TOMORROW: ['DAY', 1, 1],
  LAST_90_DAYS: ['DAY', -90, 91],
  NEXT_90_DAYS: ['DAY', 1, 90]
};

const PERIOD = /^(LAST|THIS|NEXT)_(?:FISCAL_)?(WEEK|MONTH|QUARTER|YEAR)$/;
const COUNTED = /^(LAST|NEXT)_N_(?:FISCAL_)?(DAY|WEEK|MONTH|QUARTER|YEAR)S$/;
const AGO = /^N_(?:FISCAL_)?(DAY|WEEK|MONTH|QUARTER|YEAR)S_AGO$/;

/** @returns whether the word is a date literal that takes a number (true), one that takes none (false), or none at all (null). */
export function isDateLiteral(word: string): boolean | null {
  const name = word.toUpperCase();
  if (name in PLAIN || PERIOD.test(name)) return false;
  return COUNTED.test(name) || AGO.test(name) ? true : null;
}

/** @param today YYYY-MM-DD in the user's zone. @param firstDayOfWeek 0 for Sunday, 1 for Monday. */
export function rangeOf(name: string, count: number | null, today: string, firstDayOfWeek: number): DayRange {
  const [unit, from, length] = shape(name, count ?? 0);
  const start = unitStart(unit, today, firstDayOfWeek);
  return { from: add(unit, start, from), to: add(unit, start, from + length) };
}

/** Unit, how many units from the current one the range begins, and how many it lasts. */
function shape(name: string, count: number): readonly [Unit, number, number] {
  const plain = PLAIN[name];
  if (plain) return plain;
  const period = PERIOD.exec(name);
  if (period) return [period[2] as Unit, { LAST: -1, THIS: 0, NEXT: 1 }[period[1]!]!, 1];
  const counted = COUNTED.exec(name);
  if (counted) {
    const unit = counted[2] as Unit;
    // The last n days reach into the current one; the last n weeks, months … do not.
    if (counted[1] === 'LAST') return [unit, -count, unit === 'DAY' ? count + 1 : count];
    return [unit, 1, count];
  }
  return [AGO.exec(name)![1] as Unit, -count, 1];
}

function unitStart(unit: Unit, day: string, firstDayOfWeek: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  switch (unit) {
    case 'DAY':
      return day;
    case 'WEEK':
      return add('DAY', day, -((date.getUTCDay() - firstDayOfWeek + 7) % 7));
    case 'MONTH':
      return iso(Date.UTC(year, month, 1));
    case 'QUARTER':
      return iso(Date.UTC(year, month - (month % 3), 1));
    case 'YEAR':
      return iso(Date.UTC(year, 0, 1));
  }
}

function add(unit: Unit, day: string, count: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  const days = unit === 'DAY' ? count : unit === 'WEEK' ? 7 * count : 0;
  const months = unit === 'MONTH' ? count : unit === 'QUARTER' ? 3 * count : unit === 'YEAR' ? 12 * count : 0;
  return iso(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, date.getUTCDate() + days));
}

function iso(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
