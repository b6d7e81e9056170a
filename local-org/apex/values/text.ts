import { SRecord } from '../../schema/record.ts';
import { callMethod, hasMethod, isStub } from '../runtime/dispatch.ts';
import { engine } from '../runtime/engine.ts';
import { ApexBlob } from './blob.ts';
import { ApexDate } from './date.ts';
import { ApexDatetime } from './datetime.ts';
import { ApexDecimal } from './decimal.ts';
import { ApexDouble } from './double.ts';
import { ApexEnum } from './enum.ts';
import { ApexException } from './exception.ts';
import { ApexList } from './list.ts';
import { ApexMap } from './map.ts';
import { ApexSet } from './set.ts';
import { fromStored } from './stored.ts';

/** `String.valueOf(Object)`: dates as dates, datetimes in the user's zone. */
export function valueText(value: unknown): string {
  if (value instanceof ApexDatetime) return value.toLocalString();
  if (value instanceof ApexDate) return value.toIso();
  return textOf(value);
}

/** Concatenation, debug lines, `String.join` of collections and elements inside collections: datetimes in GMT, dates with midnight. */
export function textOf(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return value;
    case 'undefined':
      return 'null';
    case 'object':
      return value === null ? 'null' : objectText(value);
    default:
      return String(value);
  }
}

function objectText(value: object): string {
  if (value instanceof ApexDate) return `${value.toIso()} 00:00:00`;
  if (value instanceof ApexList) return `(${value.items.map(textOf).join(', ')})`;
  if (value instanceof ApexSet) return `{${[...value.values()].map(textOf).join(', ')}}`;
  if (value instanceof ApexMap) return `{${[...value.entries()].map(([k, v]) => `${textOf(k)}=${textOf(v)}`).join(', ')}}`;
  if (value instanceof SRecord) return recordText(value);
  if (value instanceof ApexBlob) return `Blob[${value.bytes.length}]`;
  if (value instanceof ApexEnum || value instanceof ApexDatetime || isNumeric(value)) return value.toString();
  if (hasMethod(value, 'tostring$')) return (callMethod(value, 'tostring$') as string | null) ?? 'null';
  if (value instanceof ApexException) return exceptionText(value);
  const user = engine().typeOf(value).user;
  return user
    ? instanceText(
        isStub(value) ? `${user.name}__sfdc_ApexStub` : user.name,
        user.fields.map((field) => [field.name, field.get(value)])
      )
    : libraryText(value);
}

/** What the object's own `toString` gives; the name of its class for one that has none. */
function libraryText(value: object): string {
  const own = engine()
    .typeOf(value)
    .library?.members.find((member) => member.name === 'toString' && member.parameters.length === 0 && !member.isStatic);
  if (typeof own?.implementation === 'function') return String(own.implementation(value));
  const text = String(value);
  return text === '[object Object]' ? `${engine().typeOf(value).library?.fullName ?? 'Object'}[]` : text;
}

function isNumeric(value: object): value is ApexDecimal | ApexDouble {
  return value instanceof ApexDecimal || value instanceof ApexDouble;
}

function recordText(record: SRecord): string {
  const fields = [...record.values].map(([name, stored]) => {
    const field = record.object.fields.get(name.toLowerCase());
    return `${name}=${textOf(field ? fromStored(stored, field) : stored)}`;
  });
  return `${record.object.name}:{${fields.join(', ')}}`;
}

function instanceText(type: string, fields: readonly (readonly [string, unknown])[]): string {
  return `${type.split('.').at(-1)}:[${fields.map(([name, value]) => `${name}=${textOf(value)}`).join(', ')}]`;
}

/** `System.DmlException: Insert failed…`; a user exception is `MyException: message`. */
export function exceptionText(exception: ApexException): string {
  return exception.given === null ? `${exception.typeName}:[]` : `${exception.typeName}: ${exception.given}`;
}
