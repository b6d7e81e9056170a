import { flag, nodes, text } from '../../../metadata/xml.ts';
import type { Org } from '../../../org.ts';
import { current } from '../../../transaction.ts';
import { deserialise, serialise } from '../../async/serialise.ts';
import { testSlot } from '../../async/testing.ts';
import { raise } from '../../values/index.ts';

/**
 * Platform Cache: values by key in the partitions of the org, in the server's memory. What is kept is a copy; a value that is too old
 * or had to make room is simply gone. A test method begins with empty partitions.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_cache_namespace_overview.htm
 */
export type CacheKind = 'Org' | 'Session';
interface Entry {
  readonly json: string;
  readonly expires: number;
}
type Entries = Map<string, Entry>;

const ITEM_MAX = 100 * 1024;
const MEGABYTE = 1024 * 1024;
export const TTL: Readonly<Record<CacheKind, { readonly max: number; readonly initial: number }>> = {
  Org: { max: 172_800, initial: 86_400 },
  Session: { max: 28_800, initial: 28_800 }
};
const TTL_MIN = 300;
const KEY_MAX = 50;
const LIVE = new WeakMap<Org, Map<string, Entries>>();
const TESTED = Symbol('cache of the test');
const UNDO = Symbol('cache entries to put back');

/** One partition as one kind of cache sees it; the session cache belongs to the running user. */
export class PartitionStore {
  readonly kind: CacheKind;
  readonly name: string;
  constructor(kind: CacheKind, name: string) {
    this.kind = kind;
    this.name = name;
  }

  get entries(): Entries {
    const { org, userId } = current();
    const all = testSlot<Map<string, Entries>>(TESTED, () => new Map()) ?? liveOf(org);
    const place = `${this.kind}.${this.name}.${this.kind === 'Session' ? userId : ''}`;
    let entries = all.get(place);
    if (!entries) all.set(place, (entries = new Map()));
    for (const [key, entry] of entries) if (entry.expires <= org.now()) entries.delete(key);
    return entries;
  }

  has(key: string): boolean {
    return this.entries.has(key);
  }

  /** @returns a copy of the value, null when there is none; the one read last makes room last. */
  read(key: string): unknown {
    const { entries } = this;
    const entry = entries.get(key);
    if (!entry) return null;
    entries.delete(key);
    entries.set(key, entry);
    return deserialise(entry.json);
  }

  write(key: string, value: unknown, seconds: number | null): void {
    if (value === null) raise('Cache.InvalidParamException', `The value of the key ${key} is null`);
    const { max, initial } = TTL[this.kind];
    const lives = seconds ?? initial;
    if (lives < TTL_MIN || lives > max)
      raise('Cache.InvalidParamException', `Invalid time to live: ${lives}. It must be from ${TTL_MIN} to ${max} seconds`);
    const json = serialise(value);
    if (json.length > ITEM_MAX)
      raise('Cache.ItemSizeLimitExceededException', `The value of the key ${key} exceeds the maximum size of ${ITEM_MAX} bytes`);
    this.#remember(key);
    const { entries } = this;
    entries.delete(key);
    entries.set(key, { json, expires: current().org.now() + lives * 1000 });
    this.#makeRoom(entries);
  }

  remove(key: string): boolean {
    this.#remember(key);
    return this.entries.delete(key);
  }

  /** @returns how much of the capacity is in use, in per cent. */
  used(): number {
    const capacity = capacityOf(current().org, this.kind, this.name);
    return capacity === 0 ? 0 : (sizeOf(this.entries) / capacity) * 100;
  }

  #makeRoom(entries: Entries): void {
    const capacity = capacityOf(current().org, this.kind, this.name);
    let size = sizeOf(entries);
    for (const [key, entry] of entries) {
      if (size <= capacity) return;
      entries.delete(key);
      size -= entry.json.length;
    }
  }

  /** What a transaction did to the cache is taken back when it fails. */
  #remember(key: string): void {
    const transaction = current();
    const { entries } = this;
    const undo = transaction.slot<Map<Entries, Entries>>(UNDO, () => {
      const before = new Map<Entries, Entries>();
      transaction.afterRollback.push(() => {
        for (const [target, kept] of before) for (const [name, entry] of kept) restore(target, name, entry);
      });
      return before;
    });
    const kept = undo.get(entries) ?? new Map<string, Entry>();
    undo.set(entries, kept);
    if (!kept.has(key)) kept.set(key, entries.get(key) ?? GONE);
  }
}

const GONE: Entry = { json: '', expires: 0 };

function restore(target: Entries, key: string, entry: Entry): void {
  if (entry === GONE) target.delete(key);
  else target.set(key, entry);
}

function liveOf(org: Org): Map<string, Entries> {
  let all = LIVE.get(org);
  if (!all) LIVE.set(org, (all = new Map()));
  return all;
}

const sizeOf = (entries: Entries): number => [...entries.values()].reduce((sum, entry) => sum + entry.json.length, 0);

function definitionOf(org: Org, name: string) {
  return org.metadata.components.get('PlatformCachePartition')?.get(name);
}

function capacityOf(org: Org, kind: CacheKind, name: string): number {
  const type = kind === 'Org' ? 'Organization' : 'Session';
  const definition = definitionOf(org, name);
  const found = definition && nodes(definition, 'platformCachePartitionTypes').find((each) => text(each, 'cacheType') === type);
  return Number((found && text(found, 'allocatedCapacity')) ?? 0) * MEGABYTE;
}

/** @returns the partition of `namespace.partition`. @throws Cache.Org.OrgCacheException and its kin for one that does not exist. */
export function partitionNamed(kind: CacheKind, qualified: string): PartitionStore {
  const [namespace, name, more] = qualified.split('.');
  if (!namespace || !name || more !== undefined || !/^\w+$/.test(name))
    raise(`Cache.${kind}.${kind}CacheException`, `Invalid partition name: ${qualified}`);
  if (namespace.toLowerCase() !== 'local' || !definitionOf(current().org, name))
    raise(`Cache.${kind}.${kind}CacheException`, `Partition does not exist: ${qualified}`);
  return new PartitionStore(kind, name);
}

/** @returns partition and key of `namespace.partition.key`, or of a key of the default partition. */
export function placeOf(kind: CacheKind, qualified: string): readonly [PartitionStore, string] {
  const parts = qualified.split('.');
  if (parts.length === 3) return [partitionNamed(kind, `${parts[0]}.${parts[1]}`), checkKey(parts[2]!)];
  if (parts.length !== 1) raise('Cache.InvalidParamException', `Invalid cache key: ${qualified}`);
  return [defaultPartition(kind), checkKey(qualified)];
}

export function defaultPartition(kind: CacheKind): PartitionStore {
  const all = current().org.metadata.components.get('PlatformCachePartition') ?? new Map<string, never>();
  for (const [name, definition] of all) if (flag(definition, 'isDefaultPartition')) return new PartitionStore(kind, name);
  raise(`Cache.${kind}.${kind}CacheException`, 'The org has no default partition');
}

/** @returns the key. @throws Cache.InvalidParamException for what is no key of a partition. */
export function checkKey(key: string | null): string {
  if (key === null || !/^[a-z\d]+$/i.test(key) || key.length > KEY_MAX)
    raise('Cache.InvalidParamException', `Invalid cache key: ${key}. A key has at most ${KEY_MAX} letters and digits`);
  return key;
}
