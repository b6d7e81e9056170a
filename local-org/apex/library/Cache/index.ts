import { callMethod } from '../../runtime/dispatch.ts';
import type { ApexType } from '../../runtime/type.ts';
import { ApexDouble, type ApexSet, argument, raise } from '../../values/index.ts';
import {
  systemClass,
  systemEnum,
  systemException,
  type Implementation,
  type LibraryClass,
  type PropertyImplementation
} from '../define.ts';
import { mapOf, setOf } from '../make.ts';
import { checkKey, defaultPartition, partitionNamed, placeOf, PartitionStore, TTL, type CacheKind } from './store.ts';

const BULK_MAX = 10;
const Visibility = systemEnum('Cache.Visibility', ['ALL', 'NAMESPACE']);

/** `Cache.Partition` and its two kinds, as Apex holds them. */
class Partition {
  readonly store: PartitionStore;
  constructor(store: PartitionStore) {
    this.store = store;
  }
}
class OrgPartition extends Partition {}
class SessionPartition extends Partition {}

type Members = Record<string, Implementation | PropertyImplementation>;
/** Finds the partition and the key inside it: of a partition, or of a qualified key of `Cache.Org` and `Cache.Session`. */
type Locate = (self: unknown, key: string) => readonly [PartitionStore, string];

/** The methods that partitions have, and `Cache.Org` and `Cache.Session` as statics. */
function operations(prefix: string, locate: Locate, whole: (self: unknown) => PartitionStore): Members {
  const isStatic = prefix !== '';
  const as =
    (method: (self: unknown, ...args: never[]) => unknown): Implementation =>
    (...args: unknown[]) =>
      method(...((isStatic ? [null, ...args] : args) as [unknown, ...never[]]));
  const put = as((self, key: string | null, value: unknown, seconds: number | null) => {
    const [store, name] = locate(self, argumentKey(key));
    store.write(name, value, seconds);
  });
  const measured = (value: (store: PartitionStore) => unknown): Implementation => as((self) => value(whole(self)));
  const nothing = measured(() => 0n);
  return {
    [`${prefix}Boolean contains(String key)`]: as((self, key: string | null) => {
      const [store, name] = locate(self, argumentKey(key));
      return store.has(name);
    }),
    [`${prefix}Map<String,Boolean> contains(Set<String> keys)`]: as((self, keys: ApexSet<string> | null) =>
      mapOf(
        'String',
        'Boolean',
        bulk(self, keys, locate, (store, name) => store.has(name))
      )
    ),
    [`${prefix}Object get(String key)`]: as((self, key: string | null) => {
      const [store, name] = locate(self, argumentKey(key));
      return store.read(name);
    }),
    [`${prefix}Map<String,Object> get(Set<String> keys)`]: as((self, keys: ApexSet<string> | null) =>
      mapOf(
        'String',
        'Object',
        bulk(self, keys, locate, (store, name) => store.read(name))
      )
    ),
    [`${prefix}Object get(System.Type cacheBuilder, String key)`]: as((self, builder: ApexType | null, key: string | null) => {
      const [store, name] = locate(self, argumentKey(key));
      return built(store, argument(builder), name);
    }),
    [`${prefix}void put(String key, Object value)`]: as((self, key: never, value: never) => put(...own(self, key, value, null))),
    [`${prefix}void put(String key, Object value, Integer seconds)`]: put,
    [`${prefix}void put(String key, Object value, Cache.Visibility visibility)`]: as((self, key: never, value: never) =>
      put(...own(self, key, value, null))
    ),
    [`${prefix}void put(String key, Object value, Integer seconds, Cache.Visibility visibility, Boolean immutable)`]: put,
    [`${prefix}Boolean remove(String key)`]: as((self, key: string | null) => {
      const [store, name] = locate(self, argumentKey(key));
      return store.remove(name);
    }),
    [`${prefix}Boolean remove(System.Type cacheBuilder, String key)`]: as((self, builder: ApexType | null, key: string | null) => {
      const [store, name] = locate(self, argumentKey(key));
      return store.remove(builderKey(argument(builder), name));
    }),
    [`${prefix}Set<String> getKeys()`]: measured((store) => setOf('String', store.entries.keys())),
    [`${prefix}Long getNumKeys()`]: measured((store) => BigInt(store.entries.size)),
    [`${prefix}Double getCapacity()`]: measured((store) => new ApexDouble(store.used())),
    [`${prefix}Double getMissRate()`]: measured(() => new ApexDouble(0)),
    [`${prefix}String getName()`]: measured((store) => store.name),
    [`${prefix}Long getAvgGetTime()`]: nothing,
    [`${prefix}Long getMaxGetTime()`]: nothing,
    [`${prefix}Long getAvgGetSize()`]: nothing,
    [`${prefix}Long getMaxGetSize()`]: nothing
  };

  function own(self: unknown, ...args: unknown[]): unknown[] {
    return isStatic ? args : [self, ...args];
  }
}

const argumentKey = (key: string | null): string => key ?? raise('Cache.InvalidParamException', 'The cache key is null');

function bulk<T>(
  self: unknown,
  keys: ApexSet<string> | null,
  locate: Locate,
  ask: (store: PartitionStore, name: string) => T
): [string, T][] {
  const all = [...argument(keys).values()];
  if (all.length > BULK_MAX) raise('Cache.BulkApiKeysLimitExceededException', `At most ${BULK_MAX} keys can be asked for at a time`);
  return all.map((key) => {
    const [store, name] = locate(self, argumentKey(key));
    return [key, ask(store, name)];
  });
}

/** What a class loads and the cache keeps under the names of both. */
const builderKey = (builder: ApexType, key: string): string => `${builder.name.replace(/\W+/g, '')}B${key}`;

function built(store: PartitionStore, builder: ApexType, key: string): unknown {
  if (!builder.user?.interfaces.some((type) => type.is('Cache.CacheBuilder')))
    raise('Cache.InvalidCacheBuilderException', `${builder.name} does not implement Cache.CacheBuilder`);
  const name = builderKey(builder, key);
  const known = store.read(name);
  if (known !== null) return known;
  const loaded = callMethod(builder.user.construct(), 'doload$string', key);
  if (loaded !== null) store.write(name, loaded, null);
  return loaded;
}

const cacheClass = (kind: CacheKind, Kind: typeof Partition, more: Members): LibraryClass =>
  systemClass(`public class Cache.${kind}`, {
    ...operations(
      'static ',
      (_, key) => placeOf(kind, key),
      () => defaultPartition(kind)
    ),
    [`static Cache.${kind}Partition getPartition(String name)`]: (name: string | null) => new Kind(partitionNamed(kind, argument(name))),
    'static Integer MAX_TTL_SECS {get;}': () => TTL[kind].max,
    ...more
  });

const storeOf = (self: unknown): PartitionStore => (self as Partition).store;
const validName = (name: string | null): string =>
  name !== null && /^\w+$/.test(name) ? name : raise('Cache.InvalidParamException', `Invalid partition name: ${name}`);

export default [
  Visibility,
  systemClass('public interface Cache.CacheBuilder', {
    'Object doLoad(String key)': () => raise('TypeException', 'This interface is implemented by classes of the package')
  }),
  cacheClass('Org', OrgPartition, {}),
  cacheClass('Session', SessionPartition, { 'static Boolean isAvailable()': () => true }),
  systemClass(
    'public virtual class Cache.Partition',
    {
      ...operations('', (self, key) => [storeOf(self), checkKey(key)], storeOf),
      'Boolean isAvailable()': () => true,
      'static String createFullyQualifiedKey(String namespace, String partition, String key)': (
        namespace: string | null,
        partition: string | null,
        key: string | null
      ) => `${argument(namespace)}.${validName(partition)}.${checkKey(key)}`,
      'static String createFullyQualifiedPartition(String namespace, String partition)': (
        namespace: string | null,
        partition: string | null
      ) => `${argument(namespace)}.${validName(partition)}`,
      'static void validateKey(Boolean isDefault, String key)': (isDefault: boolean | null, key: string | null) => {
        const parts = argumentKey(key).split('.');
        if (parts.length !== 3 && !(isDefault && parts.length === 1)) raise('Cache.InvalidParamException', `Invalid cache key: ${key}`);
        checkKey(parts.at(-1)!);
      },
      'static void validatePartitionName(String name)': (name: string | null) => {
        validName(name);
      }
    },
    { native: Partition }
  ),
  systemClass('public class Cache.OrgPartition extends Cache.Partition', {}, { native: OrgPartition }),
  systemClass('public class Cache.SessionPartition extends Cache.Partition', {}, { native: SessionPartition }),
  ...[
    'Cache.Org.OrgCacheException',
    'Cache.Session.SessionCacheException',
    'Cache.Session.SessionCacheNoSessionException',
    'Cache.InvalidParamException',
    'Cache.ItemSizeLimitExceededException',
    'Cache.BulkApiKeysLimitExceededException',
    'Cache.PlatformCacheInvalidOperationException',
    'Cache.InvalidCacheBuilderException',
    'Cache.CacheBuilderExecutionException'
  ].map((name) => systemException(name))
] as LibraryClass[];
