import type { ApexType } from '../runtime/type.ts';
import { keyOf, type Key } from './equality.ts';
import { argument } from './exception.ts';
import { Guarded } from './list.ts';

/** An Apex Set; iterates in order of insertion. */
export class ApexSet<T = unknown> extends Guarded {
  readonly elementType: ApexType;
  #items = new Map<Key, T>();

  static of<T>(elementType: ApexType, items: Iterable<T>): ApexSet<T> {
    return new ApexSet<T>(elementType, items);
  }

  constructor(elementType: ApexType, values: Iterable<T> = []) {
    super();
    this.elementType = elementType;
    for (const value of values) this.add(value);
  }

  get size(): number {
    return this.#items.size;
  }

  /** @returns whether the set changed. */
  add(value: T): boolean {
    this.changing();
    const key = keyOf(value);
    if (this.#items.has(key)) return false;
    this.#items.set(key, value);
    return true;
  }

  addAll(values: Iterable<T> | null): boolean {
    let changed = false;
    for (const value of [...argument(values)]) changed = this.add(value) || changed;
    return changed;
  }

  has(value: unknown): boolean {
    return this.#items.has(keyOf(value));
  }

  hasAll(values: Iterable<unknown> | null): boolean {
    for (const value of argument(values)) if (!this.has(value)) return false;
    return true;
  }

  remove(value: unknown): boolean {
    this.changing();
    return this.#items.delete(keyOf(value));
  }

  removeAll(values: Iterable<unknown> | null): boolean {
    let changed = false;
    for (const value of [...argument(values)]) changed = this.remove(value) || changed;
    return changed;
  }

  retainAll(values: Iterable<unknown> | null): boolean {
    const kept = new Set<Key>();
    for (const value of argument(values)) kept.add(keyOf(value));
    this.changing();
    const before = this.size;
    for (const key of [...this.#items.keys()]) if (!kept.has(key)) this.#items.delete(key);
    return this.size !== before;
  }

  clear(): void {
    this.changing();
    this.#items.clear();
  }

  clone(): ApexSet<T> {
    return new ApexSet<T>(this.elementType, this.#items.values());
  }

  /** The values, without holding the iteration lock. */
  values(): IterableIterator<T> {
    return this.#items.values();
  }

  [Symbol.iterator](): IterableIterator<T> {
    return this.guarded(this.#items.values());
  }
}
