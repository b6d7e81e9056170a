import { SRecord } from '../../../schema/record.ts';
import { callMethod } from '../../runtime/dispatch.ts';
import type { ApexType } from '../../runtime/type.ts';
import { ApexList, ApexMap, ApexSet, argument, equal, hash, iterate, LibraryIterator, raise, textOf } from '../../values/index.ts';
import { systemClass, type LibraryClass } from '../define.ts';
import { sobjectTypeOf } from '../Schema/tokens.ts';

const Iterator_ = systemClass(
  'public interface System.Iterator<T>',
  {
    'Boolean hasNext()': (self: LibraryIterator) => self.hasNext(),
    'T next()': (self: LibraryIterator) => self.next()
  },
  { native: LibraryIterator }
);

const Iterable_ = systemClass('public interface System.Iterable<T>', {
  'Iterator<T> iterator()': (self: unknown) => new LibraryIterator(iterate(self))
});

const Comparable_ = systemClass('public interface System.Comparable', {
  'Integer compareTo(Object other)': () => raise('TypeException', 'Not comparable')
});
const Comparator_ = systemClass('public interface System.Comparator<T>', {
  'Integer compare(T a, T b)': () => raise('TypeException', 'Not a comparator')
});

const List_ = systemClass(
  'public class System.List<T> implements System.Iterable<T>',
  {
    'List()': (type: ApexType) => new ApexList(type.args[0]!),
    'List(List<T> other)': (type: ApexType, other: unknown) => new ApexList(type.args[0]!, [...iterate(argument(other))]),
    'List(Set<T> other)': (type: ApexType, other: unknown) => new ApexList(type.args[0]!, [...iterate(argument(other))]),
    'List(Iterable<T> other)': (type: ApexType, other: unknown) => new ApexList(type.args[0]!, [...iterate(argument(other))]),
    'void add(T value)': (self: ApexList, value: unknown) => self.add(value),
    'void add(Integer index, T value)': (self: ApexList, index: number, value: unknown) => self.addAt(index, value),
    'void addAll(List<T> values)': (self: ApexList, values: ApexList | null) => self.addAll(values),
    'void addAll(Set<T> values)': (self: ApexList, values: ApexSet | null) => self.addAll(values),
    'void addAll(Iterable<T> values)': (self: ApexList, values: unknown) => self.addAll(iterate(argument(values))),
    'void clear()': (self: ApexList) => self.clear(),
    'List<T> clone()': (self: ApexList) => self.clone(),
    'Boolean contains(T value)': (self: ApexList, value: unknown) => self.indexOf(value) >= 0,
    'List<T> deepClone()': (self: ApexList) => deepClone(self, false, false, false),
    'List<T> deepClone(Boolean preserveId)': (self: ApexList, id: boolean) => deepClone(self, id, false, false),
    'List<T> deepClone(Boolean preserveId, Boolean preserveReadonlyTimestamps)': (self: ApexList, id: boolean, timestamps: boolean) =>
      deepClone(self, id, timestamps, false),
    'List<T> deepClone(Boolean preserveId, Boolean preserveReadonlyTimestamps, Boolean preserveAutonumber)': deepClone,
    'Boolean equals(Object other)': (self: ApexList, other: unknown) => equal(self, other),
    'T get(Integer index)': (self: ApexList, index: number) => self.at(index),
    'Schema.SObjectType getSObjectType()': (self: ApexList) => (self.elementType.object ? sobjectTypeOf(self.elementType.object) : null),
    'Integer hashCode()': (self: ApexList) => hash(self),
    'Integer indexOf(T value)': (self: ApexList, value: unknown) => self.indexOf(value),
    'Boolean isEmpty()': (self: ApexList) => self.size === 0,
    'Iterator<T> iterator()': (self: ApexList) => new LibraryIterator(self.items),
    'T remove(Integer index)': (self: ApexList, index: number) => self.remove(index),
    'void set(Integer index, T value)': (self: ApexList, index: number, value: unknown) => self.put(index, value),
    'Integer size()': (self: ApexList) => self.size,
    'void sort()': (self: ApexList) => self.sort(),
    'void sort(Comparator<T> comparator)': (self: ApexList, comparator: object | null) =>
      self.sort((a, b) => callMethod(argument(comparator), 'compare$object$object', a, b) as number),
    'String toString()': textOf
  },
  { native: ApexList, typeArguments: (self: ApexList) => [self.elementType] }
);

const Set_ = systemClass(
  'public class System.Set<T> implements System.Iterable<T>',
  {
    'Set()': (type: ApexType) => new ApexSet(type.args[0]!),
    'Set(List<T> other)': (type: ApexType, other: unknown) => new ApexSet(type.args[0]!, iterate(argument(other))),
    'Set(Set<T> other)': (type: ApexType, other: unknown) => new ApexSet(type.args[0]!, iterate(argument(other))),
    'Set(Iterable<T> other)': (type: ApexType, other: unknown) => new ApexSet(type.args[0]!, iterate(argument(other))),
    'Boolean add(T value)': (self: ApexSet, value: unknown) => self.add(value),
    'Boolean addAll(List<T> values)': (self: ApexSet, values: ApexList | null) => self.addAll(values),
    'Boolean addAll(Set<T> values)': (self: ApexSet, values: ApexSet | null) => self.addAll(values),
    'Boolean addAll(Iterable<T> values)': (self: ApexSet, values: unknown) => self.addAll(iterate(argument(values))),
    'void clear()': (self: ApexSet) => self.clear(),
    'Set<T> clone()': (self: ApexSet) => self.clone(),
    'Boolean contains(T value)': (self: ApexSet, value: unknown) => self.has(value),
    'Boolean containsAll(List<T> values)': (self: ApexSet, values: ApexList | null) => self.hasAll(values),
    'Boolean containsAll(Set<T> values)': (self: ApexSet, values: ApexSet | null) => self.hasAll(values),
    'Boolean equals(Object other)': (self: ApexSet, other: unknown) => equal(self, other),
    'Integer hashCode()': (self: ApexSet) => hash(self),
    'Boolean isEmpty()': (self: ApexSet) => self.size === 0,
    'Iterator<T> iterator()': (self: ApexSet) => new LibraryIterator(self.values()),
    'Boolean remove(T value)': (self: ApexSet, value: unknown) => self.remove(value),
    'Boolean removeAll(List<T> values)': (self: ApexSet, values: ApexList | null) => self.removeAll(values),
    'Boolean removeAll(Set<T> values)': (self: ApexSet, values: ApexSet | null) => self.removeAll(values),
    'Boolean retainAll(List<T> values)': (self: ApexSet, values: ApexList | null) => self.retainAll(values),
    'Boolean retainAll(Set<T> values)': (self: ApexSet, values: ApexSet | null) => self.retainAll(values),
    'Integer size()': (self: ApexSet) => self.size,
    'String toString()': textOf
  },
  { native: ApexSet, typeArguments: (self: ApexSet) => [self.elementType] }
);

const Map_ = systemClass(
  'public class System.Map<K, V>',
  {
    'Map()': (type: ApexType) => new ApexMap(type.args[0]!, type.args[1]!),
    'Map(Map<K,V> other)': (type: ApexType, other: ApexMap | null) => new ApexMap(type.args[0]!, type.args[1]!, argument(other).entries()),
    'Map(List<SObject> records)': (type: ApexType, records: ApexList<SRecord> | null) => byId(type, argument(records)),
    'void clear()': (self: ApexMap) => self.clear(),
    'Map<K,V> clone()': (self: ApexMap) => self.clone(),
    'Boolean containsKey(K key)': (self: ApexMap, key: unknown) => self.has(key),
    'Map<K,V> deepClone()': (self: ApexMap) =>
      new ApexMap(
        self.keyType,
        self.valueType,
        [...self.entries()].map(([k, v]) => [k, v instanceof SRecord ? cloneRecord(v, true, true, true) : v] as const)
      ),
    'Boolean equals(Object other)': (self: ApexMap, other: unknown) => equal(self, other),
    'V get(K key)': (self: ApexMap, key: unknown) => self.get(key),
    'Schema.SObjectType getSObjectType()': (self: ApexMap) => (self.valueType.object ? sobjectTypeOf(self.valueType.object) : null),
    'Integer hashCode()': (self: ApexMap) => hash(self),
    'Boolean isEmpty()': (self: ApexMap) => self.size === 0,
    'Set<K> keySet()': (self: ApexMap) => new ApexSet(self.keyType, self.keys()),
    'V put(K key, V value)': (self: ApexMap, key: unknown, value: unknown) => self.put(key, value),
    'void putAll(Map<K,V> other)': (self: ApexMap, other: ApexMap | null) => self.putAll(other),
    'void putAll(List<SObject> records)': (self: ApexMap, records: ApexList<SRecord> | null) => {
      for (const record of argument(records).items) self.put(record.id, record);
    },
    'V remove(K key)': (self: ApexMap, key: unknown) => self.remove(key),
    'Integer size()': (self: ApexMap) => self.size,
    'List<V> values()': (self: ApexMap) => new ApexList(self.valueType, [...self.values()]),
    'String toString()': textOf
  },
  { native: ApexMap, typeArguments: (self: ApexMap) => [self.keyType, self.valueType] }
);

export default [Iterator_, Iterable_, Comparable_, Comparator_, List_, Set_, Map_] as LibraryClass[];

/** @throws ListException for a record without Id. */
function byId(type: ApexType, records: ApexList<SRecord>): ApexMap {
  const map = new ApexMap(type.args[0]!, type.args[1]!);
  for (const [row, record] of records.items.entries()) {
    if (record.id === null) raise('ListException', `Row with null Id at index: ${row}`);
    map.put(record.id, record);
  }
  return map;
}

const TIMESTAMPS = ['CreatedById', 'CreatedDate', 'LastModifiedById', 'LastModifiedDate'];

/** `sObject.clone(preserveId, isDeepClone, preserveReadonlyTimestamps, preserveAutonumber)`. */
export function cloneRecord(record: SRecord, preserveId: boolean, preserveTimestamps: boolean, preserveNumbers: boolean): SRecord {
  const copy = record.clone();
  copy.queried = null;
  copy.copied = true;
  for (const name of [...copy.values.keys()]) {
    const field = copy.object.fields.get(name.toLowerCase());
    const dropped =
      (name === 'Id' && !preserveId) ||
      (TIMESTAMPS.includes(name) && !preserveTimestamps) ||
      (field?.type === 'AutoNumber' && !preserveNumbers) ||
      name === 'SystemModstamp';
    if (dropped) copy.values.delete(name);
  }
  return copy;
}

function deepClone(self: ApexList, preserveId: boolean, preserveTimestamps: boolean, preserveNumbers: boolean): ApexList {
  return new ApexList(
    self.elementType,
    self.items.map((item) => (item instanceof SRecord ? cloneRecord(item, preserveId, preserveTimestamps, preserveNumbers) : item))
  );
}
