import { engine } from '../runtime/engine.ts';
import type { ApexType } from '../runtime/type.ts';
import { ApexList, ApexMap, ApexSet } from '../values/index.ts';

/** @returns a List of that Apex type name, for library functions that give one. */
export function listOf<T>(type: string, items: T[]): ApexList<T> {
  return new ApexList(named(type), items);
}
export function setOf<T>(type: string, items: Iterable<T>): ApexSet<T> {
  return new ApexSet(named(type), items);
}
export function mapOf<K, V>(key: string, value: string, entries: Iterable<readonly [K, V]>): ApexMap<K, V> {
  return new ApexMap(named(key), named(value), entries);
}

function named(type: string): ApexType {
  const found = engine().typeNamed(type);
  if (!found) throw new Error(`The library names a type that does not exist: ${type}`);
  return found;
}
