import { isValidId } from '../schema/ids.ts';
import type { FieldDef, Value } from '../schema/types.ts';

export interface Fault {
  readonly statusCode: string;
  readonly message: string;
}
type Check = (field: FieldDef, value: Value) => Fault | null;

/**
 * @returns what is wrong with a value for this field, or null. The platform repeats the value in these sentences; here it is left out,
 * because errors reach logs and it may be personal (DIFFERENCES.md).
 */
export function checkValue(field: FieldDef, value: Value): Fault | null {
  return CHECKS[field.type](field, value);
}

const CHECKS: Readonly<Record<FieldDef['type'], Check>> = {
  Id: reference,
  Lookup: reference,
  MasterDetail: reference,
  Text: text,
  TextArea: text,
  LongTextArea: text,
  Html: text,
  EncryptedText: text,
  Email: (field, value) => text(field, value) ?? pattern(field, value, EMAIL, 'INVALID_EMAIL_ADDRESS', 'invalid email address'),
  Phone: text,
  Url: text,
  Picklist: choice,
  MultiselectPicklist: choices,
  Checkbox: (field, value) => (typeof value === 'boolean' ? null : wrongType(field, 'boolean')),
  Number: numeric,
  Currency: numeric,
  Percent: numeric,
  Integer: (field, value) => (Number.isInteger(value) ? numeric(field, value) : wrongType(field, 'int')),
  Date: (field, value) => calendar(field, value, DATE, 'date'),
  DateTime: (field, value) => calendar(field, value, DATETIME, 'dateTime'),
  Time: (field, value) => (typeof value === 'string' && TIME.test(value) ? null : wrongType(field, 'time')),
  AutoNumber: text,
  Base64: (field, value) => (value instanceof Uint8Array ? null : wrongType(field, 'base64')),
  AnyType: () => null
};

/** Source: Salesforce Help, "Format of e-mail addresses": RFC-like, a dot in the domain, no spaces. */
const EMAIL = /^[^\s@<>()[\],;:\\"]{1,64}@[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$/i;
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const DATETIME = /^(\d{4})-(\d{2})-(\d{2})T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
const TIME = /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;

function text(field: FieldDef, value: Value): Fault | null {
  if (typeof value !== 'string') return wrongType(field, 'string');
  const max = lengthOf(field);
  if (max === undefined || value.length <= max) return null;
  return { statusCode: 'STRING_TOO_LONG', message: `${field.label}: data value too large: (max length=${max})` };
}

function lengthOf(field: FieldDef): number | undefined {
  if (field.length !== undefined) return field.length;
  return { TextArea: 255, Email: 80, Phone: 40, Url: 255 }[field.type as string];
}

function pattern(field: FieldDef, value: Value, wanted: RegExp, statusCode: string, message: string): Fault | null {
  return wanted.test(value as string) ? null : { statusCode, message: `${field.label}: ${message}` };
}

function choice(field: FieldDef, value: Value): Fault | null {
  if (typeof value !== 'string') return wrongType(field, 'string');
  if (!field.restrictedPicklist || field.picklist.some((one) => one.value === value && one.isActive))
    return value.length <= 255 ? null : text({ ...field, length: 255 }, value);
  return { statusCode: 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', message: `${field.label}: bad value for restricted picklist field` };
}

function choices(field: FieldDef, value: Value): Fault | null {
  if (typeof value !== 'string') return wrongType(field, 'string');
  for (const one of value.split(';')) {
    const fault = choice(field, one);
    if (fault) return { ...fault, message: fault.message.replace('restricted picklist', 'restricted multi-select picklist') };
  }
  return null;
}

function numeric(field: FieldDef, value: Value): Fault | null {
  if (typeof value !== 'number' || !Number.isFinite(value)) return wrongType(field, 'double');
  if (field.precision === undefined) return null;
  const limit = 10 ** (field.precision - (field.scale ?? 0));
  return Math.abs(value) < limit
    ? null
    : { statusCode: 'NUMBER_OUTSIDE_VALID_RANGE', message: `${field.label}: value outside of valid range on numeric field` };
}

function calendar(field: FieldDef, value: Value, wanted: RegExp, type: string): Fault | null {
  const parts = typeof value === 'string' ? wanted.exec(value) : null;
  if (!parts) return wrongType(field, type);
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  const real = new Date(Date.UTC(year, month - 1, day));
  real.setUTCFullYear(year);
  if (real.getUTCMonth() !== month - 1 || real.getUTCDate() !== day) return wrongType(field, type);
  // Source: SOAP API, "Primitive data types": dates outside 1700 to 4000 are not accepted.
  if (year < 1700 || year > 4000) return { statusCode: 'NUMBER_OUTSIDE_VALID_RANGE', message: `${field.label}: invalid date` };
  return null;
}

let latestId = '';

function reference(field: FieldDef, value: Value): Fault | null {
  if (typeof value !== 'string') return wrongType(field, 'id');
  // The rows of a list mostly name the same owner.
  if (value === latestId) return null;
  const valid = isValidId(value);
  if (valid) latestId = value;
  return valid ? null : { statusCode: 'MALFORMED_ID', message: `${field.label}: id value of incorrect type` };
}

function wrongType(field: FieldDef, type: string): Fault {
  return { statusCode: 'INVALID_TYPE_ON_FIELD_IN_RECORD', message: `${field.label}: value not of required type: ${type}` };
}
