import type { Value } from './types.ts';

/** So many ways of filling rows are remembered; then they are learnt anew. Requests choose the order of their fields, so there is no end of ways. */
const MOST = 20_000;

/** The names a row holds, in the order in which they were set. Rows that were filled alike share one. */
export class Shape {
  readonly names: readonly string[];
  private indexed: Map<string, number> | null = null;
  private readonly next = new Map<string, Shape>();
  /** The name that came next most lately, and what it led to: nearly always the right guess. */
  latestName: string | null = null;
  latest: Shape | null = null;

  constructor(names: readonly string[]) {
    this.names = names;
  }

  /** Where each name's value stands. */
  get places(): ReadonlyMap<string, number> {
    return (this.indexed ??= new Map(this.names.map((name, i) => [name, i])));
  }

  /** @returns the shape with one name more. @param name one that is not among the names. */
  with(name: string): Shape {
    let shape = this.next.get(name);
    if (!shape) {
      if (++made > MOST) forget();
      this.next.set(name, (shape = new Shape([...this.names, name])));
    }
    this.latestName = name;
    this.latest = shape;
    return shape;
  }
}

let made = 0;
let empty = new Shape([]);

/** Rows in use keep their shapes; new ones start from a new root. */
function forget(): void {
  made = 0;
  empty = new Shape([]);
}

/** @returns the shape of rows that hold these names in this order. */
export function shapeOf(names: Iterable<string>): Shape {
  let shape = empty;
  for (const name of new Set(names)) shape = shape.with(name);
  return shape;
}

/**
 * The values of one row by field name: a map that is no more than an array of values and a shape shared with rows alike, because an org
 * makes, copies and compares rows all the time.
 */
export class FieldValues implements Map<string, Value> {
  shape: Shape;
  /** By the places of the shape. */
  list: Value[];

  /** @param list becomes the row's own. */
  constructor(shape: Shape = empty, list: Value[] = []) {
    this.shape = shape;
    this.list = list;
  }

  /** @returns the entries of any map of values, copied. */
  static from(values: Iterable<readonly [string, Value]>): FieldValues {
    if (values instanceof FieldValues) return values.copy();
    const made = new FieldValues();
    for (const [name, value] of values) made.set(name, value);
    return made;
  }

  copy(): FieldValues {
    return new FieldValues(this.shape, this.list.slice());
  }

  get size(): number {
    return this.list.length;
  }

  get(name: string): Value | undefined {
    const place = this.shape.places.get(name);
    return place === undefined ? undefined : this.list[place];
  }

  has(name: string): boolean {
    return this.shape.places.has(name);
  }

  set(name: string, value: Value): this {
    const { shape } = this;
    if (shape.latestName === name) {
      this.list.push(value);
      this.shape = shape.latest!;
      return this;
    }
    const place = shape.places.get(name);
    if (place === undefined) {
      this.list.push(value);
      this.shape = shape.with(name);
    } else this.list[place] = value;
    return this;
  }

  delete(name: string): boolean {
    const place = this.shape.places.get(name);
    if (place === undefined) return false;
    this.list.splice(place, 1);
    this.shape = shapeOf(this.shape.names.filter((each) => each !== name));
    return true;
  }

  clear(): void {
    this.shape = empty;
    this.list = [];
  }

  forEach(work: (value: Value, name: string, map: Map<string, Value>) => void): void {
    this.shape.names.forEach((name, i) => work(this.list[i]!, name, this));
  }

  keys(): MapIterator<string> {
    return this.shape.names[Symbol.iterator]();
  }

  values(): MapIterator<Value> {
    return this.list[Symbol.iterator]();
  }

  entries(): MapIterator<[string, Value]> {
    const { list } = this;
    return this.shape.names.map((name, i): [string, Value] => [name, list[i]!])[Symbol.iterator]();
  }

  [Symbol.iterator](): MapIterator<[string, Value]> {
    return this.entries();
  }

  get [Symbol.toStringTag](): string {
    return 'FieldValues';
  }
}
