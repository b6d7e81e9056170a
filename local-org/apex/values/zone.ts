import { IANAZone } from 'luxon';
import { current, inTransaction } from '../../transaction.ts';

const DEFAULT_ZONE = 'Europe/London';
const zones = new WeakMap<object, Map<string, string>>();
/** Zones that exist. To ask costs a formatter of many kilobytes outside the heap, which the collector is in no hurry to free. */
const existing = new Set<string>();

/** @returns the time zone of the running user, from her User row; remembered for the transaction. */
export function userZone(): string {
  if (!inTransaction()) return DEFAULT_ZONE;
  const transaction = current();
  let known = zones.get(transaction);
  if (!known) zones.set(transaction, (known = new Map<string, string>()));
  let zone = known.get(transaction.userId);
  if (zone === undefined) {
    const row = transaction.org.store.read('User', [transaction.userId])[0];
    zone = validZone(String(row?.get('TimeZoneSidKey') ?? DEFAULT_ZONE));
    known.set(transaction.userId, zone);
  }
  return zone;
}

/** Java's rule: a zone nobody knows is GMT. */
export function validZone(name: string): string {
  if (name === 'GMT') return 'UTC';
  if (existing.has(name)) return name;
  if (!IANAZone.isValidZone(name)) return 'UTC';
  existing.add(name);
  return name;
}
