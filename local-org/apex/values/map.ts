import type { ApexType } from '../runtime/type.ts';
import { keyOf, type Key } from './equality.ts';
import { argument } from './exception.ts';
import { Guarded } from './list.ts';

/** An Apex Map; iterates in order of insertion. Keys of type Id are given in their 18-character form. */
export class ApexMap<K = unknown, V = unknown> extends Guarded {
  readonly keyType: ApexType;
  readonly valueType: ApexType;
  #entries = new Map<Key, [K, V]>();

  static of<K, V>(keyType: ApexType, valueType: ApexType, entries: Iterable<readonly [K, V]>): ApexMap<K, V> {
    return new ApexMap<K, V>(keyType, valueType, entries);
  }

  constructor(keyType: ApexType, valueType: ApexType, entries: Iterable<readonly [K, V]> = []) {
    super();
    this.keyType = keyType;
    this.valueType = valueType;
    for (const [key, value] of entries) this.put(key, value);
  }

  get size(): number {
    return this.#entries.size;
  }

  get(key: unknown): V | null {
    return this.#entries.get(keyOf(key))?.[1] ?? null;
  }

  has(key: unknown): boolean {
    return this.#entries.has(keyOf(key));
  }

  /** @returns the value that was there. */
  put(key: K, value: V): V | null {
    this.changing();
    const hashed = keyOf(key);
    const entry = this.#entries.get(hashed);
    if (!entry) this.#entries.set(hashed, [key, value]);
    const before = entry?.[1] ?? null;
    if (entry) entry[1] = value;
    return before;
  }

  putAll(other: ApexMap<K, V> | null): void {
    for (const [key, value] of [...argument(other).entries()]) this.put(key, value);
  }

  remove(key: unknown): V | null {
    this.changing();
    const hashed = keyOf(key);
    const before = this.#entries.get(hashed)?.[1] ?? null;
    this.#entries.delete(hashed);
    return before;
  }

  clear(): void {
    this.changing();
    this.#entries.clear();
  }

  clone(): ApexMap<K, V> {
    return new ApexMap<K, V>(this.keyType, this.valueType, this.#entries.values());
  }

  entries(): IterableIterator<[K, V]> {
    return this.#entries.values();
  }

  *keys(): IterableIterator<K> {
    for (const [key] of this.#entries.values()) yield key;
  }

  *values(): IterableIterator<V> {
    for (const [, value] of this.#entries.values()) yield value;
  }
}
