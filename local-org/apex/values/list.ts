import type { ApexType } from '../runtime/type.ts';
import { compare } from './order.ts';
import { equal } from './equality.ts';
import { argument, raise } from './exception.ts';

/** What every collection shares: the platform refuses changes to Trigger's collections and during an iteration. */
export class Guarded {
  iterating = 0;
  readOnly = false;

  protected changing(): void {
    if (this.readOnly) raise('FinalException', 'Collection is read-only');
    if (this.iterating > 0) raise('FinalException', 'Cannot modify a collection while it is being iterated.');
  }

  /** Iterates `source` holding the lock until the loop ends, breaks or throws. */
  protected guarded<T>(source: Iterator<T>): IterableIterator<T> {
    this.iterating++;
    let open = true;
    const close = (): void => {
      if (open) {
        open = false;
        this.iterating--;
      }
    };
    const iterator: IterableIterator<T> = {
      next: () => {
        const step = source.next();
        if (step.done) close();
        return step;
      },
      return: () => {
        close();
        return { done: true, value: undefined };
      },
      [Symbol.iterator]: () => iterator
    };
    return iterator;
  }
}

/** An Apex List. Its element type answers instanceof, casts and JSON. */
export class ApexList<T = unknown> extends Guarded {
  readonly elementType: ApexType;
  items: T[];

  /** Takes the array itself, not a copy. */
  static of<T>(elementType: ApexType, items: T[]): ApexList<T> {
    return new ApexList<T>(elementType, items);
  }

  constructor(elementType: ApexType, items: T[] = []) {
    super();
    this.elementType = elementType;
    this.items = items;
  }

  get size(): number {
    return this.items.length;
  }

  at(index: number | null): T {
    return this.items[this.#at(index)] as T;
  }

  put(index: number | null, value: T): void {
    const at = this.#at(index);
    if (this.readOnly) this.changing();
    this.items[at] = value;
  }

  add(value: T): void {
    this.changing();
    this.items.push(value);
  }

  addAt(index: number | null, value: T): void {
    this.changing();
    if (argument(index) < 0 || index! > this.items.length) raise('ListException', `List index out of bounds: ${index}`);
    this.items.splice(index!, 0, value);
  }

  addAll(values: Iterable<T> | null): void {
    const added = [...argument(values)];
    this.changing();
    for (const value of added) this.items.push(value);
  }

  remove(index: number | null): T {
    const at = this.#at(index);
    this.changing();
    return this.items.splice(at, 1)[0] as T;
  }

  clear(): void {
    this.changing();
    this.items.length = 0;
  }

  indexOf(value: unknown): number {
    return this.items.findIndex((item) => equal(item, value));
  }

  /** Natural order, nulls first; or the order of `compareBy`. Stable. */
  sort(compareBy: (a: T, b: T) => number = compare): void {
    this.changing();
    this.items.sort(compareBy);
  }

  clone(): ApexList<T> {
    return new ApexList<T>(this.elementType, this.items.slice());
  }

  [Symbol.iterator](): IterableIterator<T> {
    return this.guarded(this.items[Symbol.iterator]());
  }

  #at(index: number | null): number {
    if (index === null || index === undefined) raise('NullPointerException', 'Attempt to de-reference a null object');
    if (index < 0 || index >= this.items.length) raise('ListException', `List index out of bounds: ${index}`);
    return index;
  }
}
