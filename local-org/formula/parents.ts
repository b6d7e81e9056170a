import type { Org } from '../org.ts';
import { SRecord } from '../schema/record.ts';
import type { FieldDef, ObjectDef } from '../schema/types.ts';
import type { ParentLoader } from './types.ts';

/** @returns a loader that remembers what it has read; make one for each piece of work, since rows change. */
export function parentLoader(org: Org): ParentLoader {
  const rows = new Map<string, SRecord | null>();
  const load = (ids: readonly string[]): void => {
    const byObject = new Map<ObjectDef, string[]>();
    for (const id of new Set(ids)) {
      if (rows.has(id)) continue;
      rows.set(id, null);
      const object = org.schema.byKeyPrefix(id.slice(0, 3));
      if (object) byObject.set(object, [...(byObject.get(object) ?? []), id]);
    }
    for (const [object, wanted] of byObject) {
      for (const values of org.store.read(object.name, wanted)) {
        if (values.get('IsDeleted') === true) continue;
        const record = new SRecord(object);
        for (const [name, value] of values) record.values.set(name, value);
        rows.set(record.id!, record);
      }
    }
  };
  return {
    preload(object, records, paths) {
      for (const path of paths) {
        let level: readonly SRecord[] = records;
        for (const step of path) {
          const ids = level.map((record) => idOf(record, step)).filter((id): id is string => id !== null);
          load(ids);
          level = ids.map((id) => rows.get(id) ?? null).filter((row): row is SRecord => row !== null);
        }
      }
    },
    row(id) {
      if (!rows.has(id)) load([id]);
      return rows.get(id) ?? null;
    }
  };
}

/** @returns the lookup field behind a relationship name, in any case. */
export function lookupOf(object: ObjectDef, relationship: string): FieldDef | undefined {
  const wanted = relationship.toLowerCase();
  for (const field of object.fields.values()) if (field.relationshipName?.toLowerCase() === wanted) return field;
  return undefined;
}

function idOf(record: SRecord, relationship: string): string | null {
  const field = lookupOf(record.object, relationship);
  const id = field ? record.values.get(field.name) : null;
  return typeof id === 'string' ? id : null;
}
