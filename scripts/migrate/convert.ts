/** From what a cell says to what a field takes. What does not hold has a code; what could mean two things is a question. */
import type { ColumnSpec } from './mapping.ts';

export type Converted =
  | { readonly value: string }
  | {
      readonly fault:
        | 'DATE_BAD'
        | 'DATE_INCOMPLETE'
        | 'POSTCODE_BAD'
        | 'PHONE_BAD'
        | 'EMAIL_BAD'
        | 'NUMBER_BAD'
        | 'VALUE_UNKNOWN'
        | 'TOO_LONG'
        | 'REQUIRED_MISSING';
    }
  | { readonly question: 'DATE_ORDER'; readonly choices: readonly string[] };

/** @param answer what the charity decided about this cell, if it was asked */
export function convert(cell: string, spec: ColumnSpec, answer?: string, today = new Date()): Converted {
  const text = cell
    .normalize('NFC')
    .replace(/[\u00a0\u2007\u202f]/g, ' ')
    .trim();
  const isBlank = text === '' || spec.blank.some((one) => one.toLowerCase() === text.toLowerCase());
  const result = isBlank ? { value: spec.otherwise ?? '' } : filled(text, spec, answer, today);
  if ('value' in result && result.value === '' && spec.required) return { fault: 'REQUIRED_MISSING' };
  return 'value' in result && spec.max !== undefined && result.value.length > spec.max ? { fault: 'TOO_LONG' } : result;
}

function filled(text: string, spec: ColumnSpec, answer: string | undefined, today: Date): Converted {
  if (spec.values) {
    const found = Object.entries(spec.values).find(([from]) => from.toLowerCase() === text.toLowerCase());
    return found ? { value: found[1] } : { fault: 'VALUE_UNKNOWN' };
  }
  switch (spec.as) {
    case 'text':
      return { value: text };
    case 'date':
      return date(text, orderOf(spec, answer), today);
    case 'datetime': {
      const [, day, time] = /^(.*?)(?:[ T]+(\d{1,2}:\d{2}))?$/.exec(text)!;
      const converted = date(day!, orderOf(spec, answer), today);
      return 'value' in converted ? { value: `${converted.value}T${(time ?? '12:00').padStart(5, '0')}:00Z` } : converted;
    }
    case 'postcode':
      return postcode(text);
    case 'phone':
      return phone(text);
    case 'email':
      return /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(text) ? { value: text.toLowerCase() } : { fault: 'EMAIL_BAD' };
    case 'number':
      return /^-?\d{1,15}(\.\d+)?$/.test(text.replaceAll(',', '')) ? { value: text.replaceAll(',', '') } : { fault: 'NUMBER_BAD' };
    case 'yesno':
      return /^(y|yes|true|1|x|✓)$/i.test(text)
        ? { value: 'true' }
        : /^(n|no|false|0)$/i.test(text)
          ? { value: 'false' }
          : { fault: 'VALUE_UNKNOWN' };
  }
}

type Order = 'day-month' | 'month-day' | 'ask';
const orderOf = (spec: ColumnSpec, answer: string | undefined): Order =>
  answer === 'day-month' || answer === 'month-day' ? answer : spec.order;

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** Day 0 of spreadsheets, which count 1900 as a leap year. */
const SERIAL_ZERO = Date.UTC(1899, 11, 30);

function date(text: string, order: Order, today: Date): Converted {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]00:00(?::00)?)?$/.exec(text);
  if (iso) return day(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  if (/^\d{5}$/.test(text)) return { value: new Date(SERIAL_ZERO + Number(text) * 86_400_000).toISOString().slice(0, 10) };
  const named = /^(?:\w+day,? )?(\d{1,2})(?:st|nd|rd|th)?[ -]([a-z]{3,9})\.?,?[ -](\d{4}|\d{2})$/i.exec(text);
  if (named) return day(year(named[3]!, today), MONTHS.indexOf(named[2]!.slice(0, 3).toLowerCase()) + 1, Number(named[1]));
  const numeric = /^(\d{1,2})[/. -](\d{1,2})[/. -](\d{4}|\d{2})$/.exec(text);
  if (!numeric) return { fault: /^([a-z]{3,9}[ -])?(\d{4}|\d{2})$/i.test(text) ? 'DATE_INCOMPLETE' : 'DATE_BAD' };
  const [first, second, full] = [Number(numeric[1]), Number(numeric[2]), year(numeric[3]!, today)];
  if (first > 12 || first === second) return day(full, second, first);
  if (second > 12) return day(full, first, second);
  if (order === 'ask') return { question: 'DATE_ORDER', choices: ['day-month', 'month-day'] };
  return order === 'day-month' ? day(full, second, first) : day(full, first, second);
}

/** Two digits are of this century unless that would lie in the future. */
function year(text: string, today: Date): number {
  if (text.length === 4) return Number(text);
  const full = 2000 + Number(text);
  return full > today.getUTCFullYear() ? full - 100 : full;
}

function day(full: number, month: number, of: number): Converted {
  const at = new Date(Date.UTC(full, month - 1, of));
  const holds = full >= 1900 && full <= 2100 && at.getUTCMonth() === month - 1 && at.getUTCDate() === of;
  return holds ? { value: at.toISOString().slice(0, 10) } : { fault: 'DATE_BAD' };
}

/** Letters O and I that were typed for digits are put right where only a digit can stand. */
function postcode(text: string): Converted {
  const bare = text.toUpperCase().replace(/[^A-Z0-9]/g, '');
  if (bare === '' || bare.length < 5 || bare.length > 7) return { fault: 'POSTCODE_BAD' };
  const inward = bare.slice(-3, -2).replace('O', '0').replace('I', '1') + bare.slice(-2);
  const outward = bare.slice(0, -3);
  const holds = /^[A-Z]{1,2}\d[A-Z\d]?$/.test(outward) && /^\d[ABD-HJLNP-UW-Z]{2}$/.test(inward);
  return holds ? { value: `${outward} ${inward}` } : { fault: 'POSTCODE_BAD' };
}

function phone(text: string): Converted {
  const bare = text.replace(/\(0\)/, '').replace(/[^\d+]/g, '');
  const national = bare.replace(/^(\+44|0044)/, '0').replace(/^44(?=[1-9]\d{9}$)/, '0');
  if (/^0\d{9,10}$/.test(national)) return { value: national };
  // A spreadsheet takes the leading nought away.
  if (/^[1-9]\d{9}$/.test(national)) return { value: `0${national}` };
  return /^\+\d{8,15}$/.test(bare) ? { value: bare } : { fault: 'PHONE_BAD' };
}
