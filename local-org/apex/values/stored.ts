import type { FieldDef, FieldType, Value } from '../../schema/types.ts';
import { ApexBlob } from './blob.ts';
import { ApexDate } from './date.ts';
import { ApexDatetime } from './datetime.ts';
import { ApexDecimal } from './decimal.ts';
import { ApexDouble } from './double.ts';
import { ApexEnum } from './enum.ts';
import { raise } from './exception.ts';
import { isId, toId } from './id.ts';
import { ApexTime } from './time.ts';

/** @returns the Apex type name of a field of that type. */
export function apexTypeOf(field: { readonly type: FieldType; readonly referenceTo?: readonly string[] }): string {
  if (pointsAtDefinition(field)) return 'String';
  switch (field.type) {
    case 'Id':
    case 'Lookup':
    case 'MasterDetail':
      return 'Id';
    case 'Checkbox':
      return 'Boolean';
    case 'Number':
    case 'Currency':
    case 'Percent':
      return 'Decimal';
    case 'Integer':
      return 'Integer';
    case 'Date':
      return 'Date';
    case 'DateTime':
      return 'Datetime';
    case 'Time':
      return 'Time';
    case 'Base64':
      return 'Blob';
    case 'AnyType':
      return 'Object';
    default:
      return 'String';
  }
}

/** A metadata relationship to an object or a field holds the definition's durable id, which is no Id. */
function pointsAtDefinition(field: { readonly referenceTo?: readonly string[] }): boolean {
  const to = field.referenceTo?.[0];
  return to === 'EntityDefinition' || to === 'FieldDefinition';
}

/** A stored value as its Apex value. A checkbox is never null on an sObject. */
export function fromStored(value: Value | undefined, field: { readonly type: FieldType; readonly scale?: number | undefined }): unknown {
  if (value === null || value === undefined) return field.type === 'Checkbox' ? false : null;
  switch (field.type) {
    case 'Number':
    case 'Currency':
    case 'Percent':
      return decimal(Number(value), field.scale ?? 0);
    case 'Checkbox':
      return value === true || value === 1;
    case 'Date':
      return ApexDate.fromIso(String(value));
    case 'DateTime':
      return ApexDatetime.fromIso(String(value));
    case 'Time':
      return ApexTime.fromIso(String(value));
    case 'Base64':
      return new ApexBlob(value as Uint8Array);
    case 'Integer':
      return Number(value);
    default:
      return value;
  }
}

/** An Apex value as the stored value of a field. @throws SObjectException `Illegal assignment from Date to String`, as `sObject.put` does. */
export function toStored(value: unknown, field: FieldDef): Value {
  if (value === null || value === undefined) return null;
  const stored = convert(value, field);
  if (stored === undefined) raise('SObjectException', `Illegal assignment from ${runtimeType(value)} to ${apexTypeOf(field)}`);
  return stored;
}

function convert(value: unknown, field: FieldDef): Value | undefined {
  switch (field.type) {
    case 'Id':
    case 'Lookup':
    case 'MasterDetail':
      return typeof value === 'string' ? (pointsAtDefinition(field) ? value : toId(value)) : undefined;
    case 'Number':
    case 'Currency':
    case 'Percent':
      return asNumber(value);
    case 'Integer':
      return typeof value === 'number' ? value : undefined;
    case 'Checkbox':
      return typeof value === 'boolean' ? value : undefined;
    case 'Date':
      return value instanceof ApexDate ? value.toIso() : value instanceof ApexDatetime ? value.date('UTC').toIso() : undefined;
    case 'DateTime':
      return value instanceof ApexDatetime ? value.toIso() : value instanceof ApexDate ? `${value.toIso()}T00:00:00.000Z` : undefined;
    case 'Time':
      return value instanceof ApexTime ? value.toIso() : undefined;
    case 'Base64':
      return value instanceof ApexBlob ? value.bytes : undefined;
    case 'AnyType':
      return asNumber(value) ?? (typeof value === 'boolean' ? value : String(value));
    default:
      return typeof value === 'string' ? value : value instanceof ApexEnum ? value.constant : undefined;
  }
}

function asNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof ApexDecimal) return value.toNumber();
  return value instanceof ApexDouble ? value.value : undefined;
}

function decimal(value: number, scale: number): ApexDecimal {
  const exact = ApexDecimal.fromStored(value);
  return exact.scale >= scale ? exact : exact.setScale(scale);
}

/** @returns the name of a value's type at run time, for messages. */
export function runtimeType(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return isId(value) && value.length === 18 ? 'Id' : 'String';
    case 'number':
      return 'Integer';
    case 'bigint':
      return 'Long';
    case 'boolean':
      return 'Boolean';
    default:
      return objectType(value as object);
  }
}

function objectType(value: object): string {
  if (value instanceof ApexDecimal) return 'Decimal';
  if (value instanceof ApexDouble) return 'Double';
  if (value instanceof ApexDate) return 'Date';
  if (value instanceof ApexDatetime) return 'Datetime';
  if (value instanceof ApexTime) return 'Time';
  if (value instanceof ApexBlob) return 'Blob';
  return value.constructor.name;
}
