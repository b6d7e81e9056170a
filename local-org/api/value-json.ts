import { PlatformError } from '../errors.ts';
import type { FieldDef, Value } from '../schema/types.ts';

/** @returns the stored form of a JSON value. @throws PlatformError JSON_PARSER_ERROR, which names the field and not the value. */
export function valueFromJson(field: FieldDef, value: unknown): Value {
  if (value === null || value === undefined) return null;
  const read = READERS[field.type];
  const result = read ? read(value) : text(value);
  if (result === undefined)
    throw new PlatformError(
      'JSON_PARSER_ERROR',
      `Cannot deserialize a value of field ${field.name}: not a valid ${WORDS[field.type] ?? 'string'}`,
      [field.name]
    );
  return result;
}

type Reader = (value: unknown) => Value | undefined;

const WORDS: Readonly<Partial<Record<FieldDef['type'], string>>> = {
  Checkbox: 'boolean',
  Number: 'double',
  Currency: 'currency',
  Percent: 'percent',
  Integer: 'int',
  Date: 'date',
  DateTime: 'datetime',
  Time: 'time',
  Base64: 'base64'
};

const text: Reader = (value) =>
  typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;

const number: Reader = (value) => {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return undefined;
  if (value.trim() === '') return null;
  return /^\s*[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?\s*$/i.test(value) ? Number(value) : undefined;
};

const checkbox: Reader = (value) => {
  if (typeof value === 'boolean') return value;
  const word = typeof value === 'string' ? value.toLowerCase() : '';
  return word === 'true' ? true : word === 'false' ? false : undefined;
};

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const DATETIME = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(Z|[-+]\d{2}:?\d{2})?)?$/;

const date: Reader = (value) => {
  if (value === '') return null;
  const parts = typeof value === 'string' ? DATETIME.exec(value) : null;
  return parts ? realDate(parts[1]!) : undefined;
};

/** As Tooling's own client writes moments. */
const HTTP_DATE =
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (?:0[1-9]|[12]\d|3[01]) (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} (?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d GMT$/;

/** Without a zone the time is in GMT; a number counts milliseconds since 1970. */
const dateTime: Reader = (value) => {
  if (value === '') return null;
  if (typeof value === 'number')
    return Number.isSafeInteger(value) && Math.abs(value) < 8.64e15 ? new Date(value).toISOString() : undefined;
  if (typeof value === 'string' && HTTP_DATE.test(value)) return new Date(value).toISOString();
  const parts = typeof value === 'string' ? DATETIME.exec(value) : null;
  if (!parts || realDate(parts[1]!) === undefined) return undefined;
  const zone = (parts[3] ?? 'Z').replace(/^([-+]\d{2})(\d{2})$/, '$1:$2');
  const moment = Date.parse(`${parts[1]}T${parts[2] ?? '00:00'}${zone}`);
  return Number.isNaN(moment) ? undefined : new Date(moment).toISOString();
};

function realDate(day: string): string | undefined {
  const moment = new Date(`${day}T00:00:00Z`);
  return DATE.test(day) && !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(day) ? day : undefined;
}

const time: Reader = (value) => {
  const parts = typeof value === 'string' ? /^([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.(\d{1,3}))?)?Z?$/.exec(value) : null;
  return parts ? `${parts[1]}:${parts[2]}:${parts[3] ?? '00'}.${(parts[4] ?? '').padEnd(3, '0')}Z` : undefined;
};

const base64: Reader = (value) =>
  typeof value === 'string' && /^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(value) ? new Uint8Array(Buffer.from(value, 'base64')) : undefined;

const READERS: Readonly<Partial<Record<FieldDef['type'], Reader>>> = {
  Checkbox: checkbox,
  Number: number,
  Currency: number,
  Percent: number,
  Integer: number,
  Date: date,
  DateTime: dateTime,
  Time: time,
  Base64: base64
};
