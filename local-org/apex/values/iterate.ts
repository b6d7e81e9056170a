import { callMethod, hasMethod } from '../runtime/dispatch.ts';
import { present, raise } from './exception.ts';
import { ApexList } from './list.ts';
import { ApexSet } from './set.ts';

/** What a for loop walks: a List, a Set, an object of the library with an iterator, or a user's Iterable. */
export function iterate(value: unknown): Iterable<unknown> {
  const source = present(value) as object;
  if (source instanceof ApexList || source instanceof ApexSet) return source;
  if (Symbol.iterator in source) return source as Iterable<unknown>;
  if (hasMethod(source, 'iterator$')) return walk(present(callMethod(source, 'iterator$')) as object);
  if (hasMethod(source, 'hasnext$')) return walk(source);
  raise('TypeException', 'Not an Iterable');
}

/** An Apex Iterator, of a user class or of the library, as a JavaScript one. */
export function* walk(iterator: object): Generator<unknown, void> {
  if (iterator instanceof LibraryIterator) {
    while (iterator.hasNext()) yield iterator.next();
    return;
  }
  while (callMethod(iterator, 'hasnext$') === true) yield callMethod(iterator, 'next$');
}

/** The Iterator that `iterator()` of a List or Set gives. */
export class LibraryIterator {
  readonly #items: readonly unknown[];
  #at = 0;

  constructor(items: Iterable<unknown>) {
    this.#items = [...items];
  }

  hasNext(): boolean {
    return this.#at < this.#items.length;
  }

  /** @throws NoSuchElementException at the end. */
  next(): unknown {
    if (!this.hasNext()) raise('NoSuchElementException', 'Iterator has no more elements.');
    return this.#items[this.#at++];
  }
}
