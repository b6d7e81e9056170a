import { SRecord } from '../../../schema/record.ts';
import { fieldOf } from '../../../schema/types.ts';
import { current } from '../../../transaction.ts';
import { ApexEnum, ApexList, ApexMap, ApexSet, argument, raise } from '../../values/index.ts';
import { SYSTEM_MODE, USER_MODE, AccessLevel } from '../access.ts';
import { systemClass, systemEnum, type LibraryClass } from '../define.ts';
import { mapOf, setOf } from '../make.ts';

const AccessType = systemEnum('System.AccessType', ['CREATABLE', 'READABLE', 'UPDATABLE', 'UPSERTABLE']);

class Decision {
  readonly records: ApexList<SRecord>;
  readonly removed: ReadonlyMap<string, Set<string>>;
  readonly modified: ReadonlySet<number>;
  constructor(records: ApexList<SRecord>, removed: ReadonlyMap<string, Set<string>>, modified: ReadonlySet<number>) {
    this.records = records;
    this.removed = removed;
    this.modified = modified;
  }
}

const AccessLevel_ = systemClass(
  'public class System.AccessLevel',
  {
    'static AccessLevel USER_MODE {get;}': () => USER_MODE,
    'static AccessLevel SYSTEM_MODE {get;}': () => SYSTEM_MODE
  },
  { native: AccessLevel }
);

const Security_ = systemClass('public class System.Security', {
  'static SObjectAccessDecision stripInaccessible(AccessType type, List<SObject> records)': (type: ApexEnum, records: ApexList<SRecord>) =>
    strip(argument(type).constant, argument(records), true),
  'static SObjectAccessDecision stripInaccessible(AccessType type, List<SObject> records, Boolean enforceRootObject)': (
    type: ApexEnum,
    records: ApexList<SRecord>,
    root: boolean | null
  ) => strip(argument(type).constant, argument(records), root !== false)
});

const Decision_ = systemClass(
  'public class System.SObjectAccessDecision',
  {
    'List<SObject> getRecords()': (self: Decision) => self.records,
    'Map<String,Set<String>> getRemovedFields()': (self: Decision): ApexMap =>
      mapOf(
        'String',
        'Set<String>',
        [...self.removed].map(([name, fields]) => [name, setOf('String', fields)] as const)
      ),
    'Set<Integer> getModifiedIndexes()': (self: Decision): ApexSet => setOf('Integer', self.modified)
  },
  { native: Decision }
);

export default [AccessType, AccessLevel_, Security_, Decision_] as LibraryClass[];

/** Copies the records without what the user may not reach. @throws NoAccessException when the object itself is closed. */
function strip(kind: string, records: ApexList<SRecord>, enforceRoot: boolean): Decision {
  const removed = new Map<string, Set<string>>();
  const modified = new Set<number>();
  const kept = records.items.map((record, index) => {
    if (enforceRoot && !objectAllows(kind, record)) raise('NoAccessException', `No access to entity: ${record.object.name}`);
    return stripped(kind, record, removed, () => modified.add(index));
  });
  return new Decision(new ApexList(records.elementType, kept), removed, modified);
}

function objectAllows(kind: string, record: SRecord): boolean {
  return allows(kind, record.object.name);
}

function allows(kind: string, object: string): boolean {
  const access = current().org.security.objectAccess(current().userId, object);
  if (kind === 'READABLE') return access.read;
  return kind === 'CREATABLE' ? access.create : kind === 'UPDATABLE' ? access.edit : access.create && access.edit;
}

/** Children of an object that is closed to the user go whole, as a field would. */
function childAllows(kind: string, record: SRecord, name: string): boolean {
  const child = record.object.childRelationships.find((each) => each.name === name)?.childObject;
  return child === undefined || allows(kind, child);
}

function fieldAllows(kind: string, record: SRecord, name: string): boolean {
  const field = fieldOf(record.object, name);
  if (!field || field.name === 'Id') return true;
  const access = current().org.security.fieldAccess(current().userId, record.object.name, field.name);
  if (kind === 'READABLE') return access.read;
  return (
    access.edit &&
    (kind === 'CREATABLE' ? field.createable : kind === 'UPDATABLE' ? field.updateable : field.createable || field.updateable)
  );
}

function stripped(kind: string, record: SRecord, removed: Map<string, Set<string>>, changed: () => void): SRecord {
  const copy = record.clone();
  for (const name of [...copy.values.keys()]) {
    if (fieldAllows(kind, record, name)) continue;
    copy.values.delete(name);
    if (copy.queried?.has(name)) copy.queried = new Set([...copy.queried].filter((each) => each !== name));
    const names = removed.get(record.object.name) ?? new Set<string>();
    removed.set(record.object.name, names.add(name));
    changed();
  }
  for (const [name, parent] of copy.parents)
    if (parent) copy.parents.set(name, objectAllows(kind, parent) ? stripped(kind, parent, removed, changed) : null);
  for (const [name, rows] of [...copy.children]) {
    if (childAllows(kind, record, name)) {
      copy.children.set(
        name,
        rows.map((row) => stripped(kind, row, removed, changed))
      );
      continue;
    }
    copy.children.delete(name);
    const names = removed.get(record.object.name) ?? new Set<string>();
    removed.set(record.object.name, names.add(name));
    changed();
  }
  return copy;
}
