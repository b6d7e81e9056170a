import { SRecord } from '../../schema/record.ts';
import { callMethod, hasMethod } from '../runtime/dispatch.ts';
import { ApexDate } from './date.ts';
import { ApexDatetime } from './datetime.ts';
import { ApexDecimal } from './decimal.ts';
import { ApexDouble } from './double.ts';
import { ApexEnum } from './enum.ts';
import { raise } from './exception.ts';
import { ApexTime } from './time.ts';
import type { Value } from '../../schema/types.ts';

/** Natural order of `List.sort()`: nulls first, Strings by UTF-16 unit, enums by position, sObjects as documented. @throws ListException */
export function compare(a: unknown, b: unknown): number {
  if (a === b) return 0;
  if (a === null || a === undefined) return b === null || b === undefined ? 0 : -1;
  if (b === null || b === undefined) return 1;
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : 1;
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'boolean' && typeof b === 'boolean') return Number(a) - Number(b);
  if (typeof a === 'bigint' && typeof b === 'bigint') return a < b ? -1 : 1;
  return compareObjects(a, b);
}

function compareObjects(a: unknown, b: unknown): number {
  if (a instanceof ApexDecimal && b instanceof ApexDecimal) return a.compare(b);
  if (a instanceof ApexDouble && b instanceof ApexDouble) return a.value - b.value;
  if (a instanceof ApexDate && b instanceof ApexDate) return a.compareTo(b);
  if (a instanceof ApexDatetime && b instanceof ApexDatetime) return a.compareTo(b);
  if (a instanceof ApexTime && b instanceof ApexTime) return a.compareTo(b);
  if (a instanceof ApexEnum && b instanceof ApexEnum) return a.ordinal - b.ordinal;
  if (a instanceof SRecord && b instanceof SRecord) return compareRecords(a, b);
  if (hasMethod(a, 'compareto$object')) return callMethod(a as object, 'compareto$object', b) as number;
  raise('ListException', 'One or more of the items in this list is not Comparable.');
}

/** By label of the type, then Name, then the other standard fields, then custom ones, each group by name. */
function compareRecords(a: SRecord, b: SRecord): number {
  const byType = compare(a.object.label, b.object.label);
  if (byType !== 0) return byType;
  const names = [...new Set([...a.values.keys(), ...b.values.keys()])];
  const rank = (name: string): string =>
    name === a.object.nameField?.name ? '0' : name.endsWith('__c') ? `2${name}` : name === 'Id' ? '3' : `1${name}`;
  for (const name of names.sort((x, y) => compare(rank(x), rank(y)))) {
    const difference = compareStored(a.values.get(name) ?? null, b.values.get(name) ?? null);
    if (difference !== 0) return difference;
  }
  return 0;
}

function compareStored(a: Value, b: Value): number {
  return a instanceof Uint8Array || b instanceof Uint8Array ? 0 : compare(a, b);
}
