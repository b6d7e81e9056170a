import { NotSupportedError } from '../../errors.ts';
import { SRecord } from '../../schema/record.ts';
import type { Value } from '../../schema/types.ts';
import { ApexCursor, ApexPaginationCursor } from '../library/Database/Cursor.ts';
import type { CursorState } from '../library/Database/Cursor.ts';
import { engine } from '../runtime/engine.ts';
import type { ApexType } from '../runtime/type.ts';
import {
  ApexBlob,
  ApexDate,
  ApexDatetime,
  ApexDecimal,
  ApexDouble,
  ApexEnum,
  ApexException,
  ApexList,
  ApexMap,
  ApexSet,
  ApexTime
} from '../values/index.ts';

/**
 * The state of a job between its transactions: every object reached from it once, by number, so that shared and circular
 * references come back as they were. Static and transient fields are left out, as the platform does.
 */
type Node = readonly [kind: string, ...rest: unknown[]];
interface Picture {
  readonly root: unknown;
  readonly objects: readonly Node[];
}

/** @returns JSON. @throws NotSupportedError for a value that cannot be kept. */
export function serialise(value: unknown): string {
  const writer = new Writer();
  const root = writer.write(value);
  return JSON.stringify({ root, objects: writer.objects } satisfies Picture);
}

/** @returns the objects as they were. Only inside {@link Engine.enter}. */
export function deserialise(json: string): unknown {
  const picture = JSON.parse(json) as Picture;
  return new Reader(picture.objects).read(picture.root);
}

class Writer {
  readonly objects: Node[] = [];
  readonly #known = new Map<object, number>();

  /** Plain JSON for simple values, `{ "$": n }` for a reference to an object, `{ "kind": text }` for the rest. */
  write(value: unknown): unknown {
    if (value === null || value === undefined || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
      return value ?? null;
    if (typeof value === 'bigint') return { long: String(value) };
    const simple = simpleForm(value);
    if (simple) return simple;
    const object = value as object;
    const known = this.#known.get(object);
    if (known !== undefined) return { $: known };
    const at = this.objects.length;
    this.#known.set(object, at);
    this.objects.push(['pending']);
    this.objects[at] = this.#node(object);
    return { $: at };
  }

  #node(value: object): Node {
    if (value instanceof ApexList) return ['list', value.elementType.name, value.items.map((item) => this.write(item))];
    if (value instanceof ApexSet) return ['set', value.elementType.name, [...value.values()].map((item) => this.write(item))];
    if (value instanceof ApexMap)
      return ['map', value.keyType.name, value.valueType.name, [...value.entries()].map(([k, v]) => [this.write(k), this.write(v)])];
    if (value instanceof SRecord) return this.#record(value);
    if (value instanceof ApexCursor) return ['cursor', value instanceof ApexPaginationCursor, value.state];
    if (value instanceof ApexException && !engine().typeOf(value).user) return ['exception', value.typeName, value.given];
    const user = engine().typeOf(value).user;
    if (!user) throw new NotSupportedError(`keeping a ${engine().typeOf(value).name} in the state of an asynchronous job`);
    const fields = user.fields.filter((field) => !field.modifiers.has('transient'));
    return [
      'instance',
      user.name,
      value instanceof ApexException ? value.given : null,
      fields.map((field) => [field.name, this.write(slots(value)[field.slot])])
    ];
  }

  #record(record: SRecord): Node {
    return [
      'record',
      record.object.name,
      [...record.values].map(([name, value]) => [
        name,
        value instanceof Uint8Array ? { blob: Buffer.from(value).toString('base64') } : value
      ]),
      [...record.parents].map(([name, parent]) => [name, this.write(parent)]),
      [...record.children].map(([name, rows]) => [name, rows.map((row) => this.write(row))]),
      record.queried && [...record.queried]
    ];
  }
}

/** What an instance keeps, by the names of its fields' slots. */
const slots = (instance: object): Record<string, unknown> => instance as Record<string, unknown>;

function simpleForm(value: unknown): Record<string, string> | null {
  if (value instanceof ApexDecimal) return { decimal: value.toPlainString() };
  if (value instanceof ApexDouble) return { double: String(value.value) };
  if (value instanceof ApexDate) return { date: value.toIso() };
  if (value instanceof ApexDatetime) return { datetime: value.toIso() };
  if (value instanceof ApexTime) return { time: value.toIso() };
  if (value instanceof ApexBlob) return { blob: value.base64() };
  if (value instanceof ApexEnum) return { enum: value.typeName, constant: value.constant };
  if (engineType(value)) return { type: (value as ApexType).name };
  return null;
}

function engineType(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'library' in value && 'args' in value;
}

class Reader {
  readonly #nodes: readonly Node[];
  readonly #made: (object | undefined)[] = [];

  constructor(nodes: readonly Node[]) {
    this.#nodes = nodes;
  }

  read(value: unknown): unknown {
    if (value === null || typeof value !== 'object') return value;
    const form = value as Record<string, string>;
    if ('$' in form) return this.#object(Number(form['$']));
    if ('long' in form) return BigInt(form['long']!);
    if ('decimal' in form) return ApexDecimal.parse(form['decimal']!);
    if ('double' in form) return new ApexDouble(Number(form['double']));
    if ('datetime' in form) return ApexDatetime.fromIso(form['datetime']!);
    if ('date' in form) return ApexDate.fromIso(form['date']!);
    if ('time' in form) return ApexTime.fromIso(form['time']!);
    if ('blob' in form) return new ApexBlob(Buffer.from(form['blob']!, 'base64'));
    if ('enum' in form) return constantOf(form['enum']!, form['constant']!);
    return named(form['type']!);
  }

  #object(at: number): object {
    return this.#made[at] ?? this.#make(at, this.#nodes[at]!);
  }

  #make(at: number, [kind, ...rest]: Node): object {
    const keep = <T extends object>(object: T): T => (this.#made[at] = object) as T;
    if (kind === 'list') {
      const list = keep(new ApexList(named(rest[0] as string)));
      list.items = (rest[1] as unknown[]).map((item) => this.read(item));
      return list;
    }
    if (kind === 'set') {
      const set = keep(new ApexSet(named(rest[0] as string)));
      for (const item of rest[1] as unknown[]) set.add(this.read(item));
      return set;
    }
    if (kind === 'map') {
      const map = keep(new ApexMap(named(rest[0] as string), named(rest[1] as string)));
      for (const [key, value] of rest[2] as [unknown, unknown][]) map.put(this.read(key), this.read(value));
      return map;
    }
    if (kind === 'exception') return keep(new ApexException(rest[0] as string, rest[1] as string | null));
    if (kind === 'cursor') return keep(new (rest[0] ? ApexPaginationCursor : ApexCursor)(rest[1] as CursorState));
    return kind === 'record' ? this.#record(keep, rest) : this.#instance(keep, rest);
  }

  #record(keep: <T extends object>(object: T) => T, [name, values, parents, children, queried]: readonly unknown[]): SRecord {
    const object = engine().org.schema.object(name as string);
    if (!object) throw new Error(`The object ${name as string} of a waiting job no longer exists`);
    const record = keep(new SRecord(object));
    for (const [field, value] of values as [string, Value | { blob: string }][]) {
      record.values.set(field, typeof value === 'object' && value !== null && 'blob' in value ? Buffer.from(value.blob, 'base64') : value);
    }
    for (const [field, parent] of parents as [string, unknown][]) record.parents.set(field, this.read(parent) as SRecord | null);
    for (const [field, rows] of children as [string, unknown[]][])
      record.children.set(
        field,
        rows.map((row) => this.read(row) as SRecord)
      );
    record.queried = queried === null ? null : new Set(queried as string[]);
    return record;
  }

  #instance(keep: <T extends object>(object: T) => T, [name, given, fields]: readonly unknown[]): object {
    const user = named(name as string).user;
    if (!user) throw new Error(`The class ${name as string} of a waiting job no longer exists`);
    const instance = keep(user.allocate());
    if (instance instanceof ApexException) instance.given = given as string | null;
    const kept = new Map(fields as [string, unknown][]);
    for (const field of user.fields) slots(instance)[field.slot] = kept.has(field.name) ? this.read(kept.get(field.name)) : null;
    return instance;
  }
}

function constantOf(type: string, constant: string): ApexEnum {
  const found = named(type);
  const constants = found.user?.values() ?? found.library?.constants ?? [];
  const match = constants.find((candidate) => candidate.constant === constant);
  if (!match) throw new Error(`No constant ${constant} in ${type}`);
  return match;
}

function named(type: string): ApexType {
  const found = engine().typeNamed(type);
  if (!found) throw new Error(`The type ${type} of a waiting job no longer exists`);
  return found;
}
