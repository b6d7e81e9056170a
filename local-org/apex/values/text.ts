import { SRecord } from '../../schema/record.ts';
import { ApexBlob } from './blob.ts';
import { ApexDate } from './date.ts';
import { ApexDatetime } from './datetime.ts';
import { ApexEnum } from './enum.ts';
import { ApexException } from './exception.ts';
import { ApexList } from './list.ts';
import { ApexMap } from './map.ts';
import { FIELDS, isInstance, TEXT, TYPE_NAME } from './object.ts';
import { ApexSet } from './set.ts';
import { fromStored } from './stored.ts';

/** `String.valueOf(Object)`: dates as dates, datetimes in the user's zone. */
export function valueText(value: unknown): string {
  if (value instanceof ApexDatetime) return value.toLocalString();
  if (value instanceof ApexDate) return value.toIso();
  return text(value);
}

/** Concatenation, debug lines, `String.join` of collections and elements inside collections: datetimes in GMT, dates with midnight. */
export function text(value: unknown): string {
  switch (typeof value) {
    case 'string': return value;
    case 'undefined': return 'null';
    case 'object': return value === null ? 'null' : objectText(value);
    default: return String(value);
  }
}

function objectText(value: object): string {
  if (value instanceof ApexDate) return `${value.toIso()} 00:00:00`;
  if (value instanceof ApexList) return `(${value.items.map(text).join(', ')})`;
  if (value instanceof ApexSet) return `{${[...value.values()].map(text).join(', ')}}`;
  if (value instanceof ApexMap) return `{${[...value.entries()].map(([k, v]) => `${text(k)}=${text(v)}`).join(', ')}}`;
  if (value instanceof SRecord) return recordText(value);
  if (value instanceof ApexBlob) return `Blob[${value.bytes.length}]`;
  if (value instanceof ApexEnum) return value.constant;
  if (isInstance(value) && value[TEXT]) return value[TEXT]() ?? 'null';
  if (value instanceof ApexException) return exceptionText(value);
  if (isInstance(value)) return instanceText(value[TYPE_NAME], value[FIELDS]?.() ?? []);
  return String(value);
}

function recordText(record: SRecord): string {
  const fields = [...record.values].map(([name, stored]) => {
    const field = record.object.fields.get(name.toLowerCase());
    return `${name}=${text(field ? fromStored(stored, field) : stored)}`;
  });
  return `${record.object.name}:{${fields.join(', ')}}`;
}

function instanceText(type: string, fields: readonly (readonly [string, unknown])[]): string {
  return `${type.split('.').at(-1)}:[${fields.map(([name, value]) => `${name}=${text(value)}`).join(', ')}]`;
}

/** `System.DmlException: Insert failed…`; a user exception is `MyException: message`. */
export function exceptionText(exception: ApexException): string {
  return exception.given === null ? `${exception.typeName}:[]` : `${exception.typeName}: ${exception.given}`;
}
