/** `displayValue` of the UI API: what a person in the United Kingdom reads (dates 23/11/2026, 24-hour clock, Europe/London). */
import type { FieldDef, Value } from '../../schema/types.ts';

const ZONE = 'Europe/London';
const DATE = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: '2-digit', month: '2-digit', year: 'numeric' });
const DATE_TIME = new Intl.DateTimeFormat('en-GB', {
  timeZone: ZONE,
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hour12: false
});

/** @returns the text for people, or null where the platform gives none because the value itself is it (text, checkbox, ids). */
export function displayValue(field: FieldDef, value: Value): string | null {
  if (value === null) return null;
  switch (field.type) {
    case 'Date':
      return DATE.format(new Date(`${value as string}T00:00:00Z`));
    case 'DateTime':
      return DATE_TIME.format(new Date(value as string));
    case 'Time':
      return (value as string).slice(0, 5);
    case 'Picklist':
      return labelOf(field, value as string);
    case 'MultiselectPicklist':
      return (value as string)
        .split(';')
        .map((one) => labelOf(field, one))
        .join(';');
    case 'Number':
    case 'Integer':
      return number(field, value as number);
    case 'Percent':
      return `${number(field, value as number)}%`;
    case 'Currency':
      return `£${number(field, value as number)}`;
    default:
      return null;
  }
}

function labelOf(field: FieldDef, value: string): string {
  return field.picklist.find((entry) => entry.value === value)?.label ?? value;
}

function number(field: FieldDef, value: number | string): string {
  const digits = field.scale ?? 0;
  return Number(value).toLocaleString('en-GB', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}
