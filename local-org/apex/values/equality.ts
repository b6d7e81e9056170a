import { SRecord } from '../../schema/record.ts';
import { current, inTransaction } from '../../transaction.ts';
import { callMethod, hasMethod } from '../runtime/dispatch.ts';
import { ApexBlob } from './blob.ts';
import { ApexDate } from './date.ts';
import { ApexDatetime } from './datetime.ts';
import { ApexDecimal } from './decimal.ts';
import { ApexDouble } from './double.ts';
import { ApexList } from './list.ts';
import { ApexMap } from './map.ts';
import { ApexSet } from './set.ts';
import { ApexTime } from './time.ts';

/**
 * Equality of values inside collections and of `Assert.areEqual`, as one key a value: two values are equal when their keys are.
 * Strings differ by case; sObjects and collections compare by content; instances by identity unless their class has `equals`
 * and `hashCode`. A mutable value's key is that of the moment, so (as on the platform) a record altered in a Set is not found again.
 */
export type Key = string | number | bigint | boolean | null;

export function keyOf(value: unknown): Key {
  switch (typeof value) {
    case 'string':
      return value.charCodeAt(0) === 0 ? `\0s${value}` : value;
    case 'number':
    case 'boolean':
    case 'bigint':
      return value;
    case 'undefined':
      return null;
    default:
      return value === null ? null : objectKey(value as object);
  }
}

/** Equality of collections and assertions; `==` on String, which ignores case, is the emitter's. */
export function equal(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (a === null || a === undefined || b === null || b === undefined) return (a ?? null) === (b ?? null);
  if (typeof a !== 'object' || typeof b !== 'object') return numeric(a, b);
  if (hasMethod(a, 'equals$object')) return callMethod(a, 'equals$object', b) === true;
  if (a instanceof ApexDecimal && b instanceof ApexDecimal) return a.equals(b);
  if ((a instanceof ApexDecimal && b instanceof ApexDouble) || (a instanceof ApexDouble && b instanceof ApexDecimal)) return numeric(a, b);
  return keyOf(a) === keyOf(b);
}

/** `==` on two Strings: case is ignored. */
export function equalText(a: string | null, b: string | null): boolean {
  if (a === b) return true;
  return a !== null && b !== null && a.length === b.length && a.toLowerCase() === b.toLowerCase();
}

/** `<` and `>` on two Strings: by UTF-16 unit, case ignored. */
export function compareText(a: string, b: string): number {
  const left = a.toLowerCase();
  const right = b.toLowerCase();
  return left < right ? -1 : left > right ? 1 : 0;
}

/** `System.hashCode(value)`: equal values have equal hashes. */
export function hash(value: unknown): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'object' && value !== null && hasMethod(value, 'hashcode$')) return callMethod(value, 'hashcode$') as number;
  const key = keyOf(value);
  return key === null ? 0 : textHash(String(key));
}

/** Java's String.hashCode. */
export function textHash(text: string): number {
  let result = 0;
  for (let i = 0; i < text.length; i++) result = (Math.imul(31, result) + text.charCodeAt(i)) | 0;
  return result;
}

/** Numbers of different types are equal by value: `Assert.areEqual(5, 5L)` holds. */
function numeric(a: unknown, b: unknown): boolean {
  const left = asDecimal(a);
  const right = left && asDecimal(b);
  return left !== null && right !== null && left.equals(right);
}

function asDecimal(value: unknown): ApexDecimal | null {
  if (value instanceof ApexDecimal) return value;
  if (typeof value === 'number' || typeof value === 'bigint') return ApexDecimal.fromInteger(value);
  return value instanceof ApexDouble && Number.isFinite(value.value) ? ApexDecimal.fromDouble(value.value) : null;
}

function objectKey(value: object): Key {
  if (value instanceof ApexDecimal) return `\0n${value.number.toFixed()}`;
  if (value instanceof ApexDouble) return `\0f${value.value}`;
  if (value instanceof ApexDate) return `\0d${value.epochDay}`;
  if (value instanceof ApexDatetime) return `\0t${value.millis}`;
  if (value instanceof ApexTime) return `\0h${value.millis}`;
  if (value instanceof ApexBlob) return `\0b${value.base64()}`;
  if (value instanceof SRecord) return recordKey(value);
  if (value instanceof ApexList) return contentKey('l', value.items);
  if (value instanceof ApexSet) return contentKey('u', [...value.values()], true);
  if (value instanceof ApexMap)
    return contentKey(
      'm',
      [...value.entries()].map(([k, v]) => contentKey('e', [k, v])),
      true
    );
  if (hasMethod(value, 'equals$object') && hasMethod(value, 'hashcode$')) return `\0o${identity(representative(value))}`;
  return `\0o${identity(value)}`;
}

function contentKey(kind: string, values: readonly unknown[], unordered = false): string {
  const keys = values.map((value) => {
    const key = keyOf(value);
    return `${typeof key}:${String(key)}`;
  });
  if (unordered) keys.sort();
  return `\0${kind}${JSON.stringify(keys)}`;
}

function recordKey(record: SRecord): string {
  const fields = [...record.values].filter(([, value]) => value !== null).sort(([a], [b]) => (a < b ? -1 : 1));
  const parents = [...record.parents].map(([name, parent]) => [name, parent && recordKey(parent)]).sort();
  return `\0r${record.object.name}${JSON.stringify([fields, parents])}`;
}

const identities = new WeakMap<object, number>();
let lastIdentity = 0;
export function identity(value: object): number {
  let id = identities.get(value);
  if (id === undefined) identities.set(value, (id = ++lastIdentity));
  return id;
}

/** Instances seen in a transaction, by class and hash code: those that are `equals` to one another share the first one's identity. */
type Seen = Map<object, Map<number, object[]>>;
const SEEN = Symbol('instances by hash code');
const outside: Seen = new Map();

function representative(value: object): object {
  const seen = inTransaction() ? current().slot<Seen>(SEEN, () => new Map()) : outside;
  const prototype = Object.getPrototypeOf(value) as object;
  let byHash = seen.get(prototype);
  if (!byHash) seen.set(prototype, (byHash = new Map()));
  const hash = callMethod(value, 'hashcode$') as number;
  let bucket = byHash.get(hash);
  if (!bucket) byHash.set(hash, (bucket = []));
  for (const known of bucket) if (known === value || callMethod(value, 'equals$object', known) === true) return known;
  bucket.push(value);
  return value;
}
