import type { Org } from '../org.ts';
import type { FieldDef, ObjectDef } from '../schema/types.ts';
import { fail } from './statement.ts';
import type { Row } from './statement.ts';
import type { DmlOptions } from './types.ts';
import { idsByKey } from './upsert.ts';

/**
 * `Client__r: { Legacy_Id__c: 'L-1' }` on a row built in memory stands for the id of the parent with that key.
 * Resolved here for all rows of a relationship at once.
 */
export function resolveParentKeys(org: Org, rows: readonly Row[], options: DmlOptions): void {
  const groups = new Map<string, { field: FieldDef; parent: ObjectDef; key: FieldDef; rows: Row[] }>();
  for (const row of rows) {
    if (!row.given.hasParents) continue;
    for (const [relationship, parent] of row.given.parents) {
      const field = referenceNamed(row.given.object, relationship);
      if (!field || !parent || row.given.queried || parent.queried || row.given.values.get(field.name) != null) continue;
      const key = keyOf(parent.object, [...parent.values.keys()]);
      if (!key) continue;
      const name = `${row.given.object.name}.${field.name}.${parent.object.name}.${key.name}`;
      const group = groups.get(name) ?? { field, parent: parent.object, key, rows: [] };
      group.rows.push(row);
      groups.set(name, group);
    }
  }
  for (const { field, parent, key, rows: members } of groups.values()) {
    const fold = (value: unknown): string => (key.caseSensitive ? String(value) : String(value).toLowerCase());
    const valueOf = (row: Row): string | number => row.given.parents.get(field.relationshipName!)!.values.get(key.name) as string | number;
    const ids = idsByKey(org, parent, key.name, members.map(valueOf), key.caseSensitive, fold);
    for (const row of members) {
      const all = ids.get(fold(valueOf(row))) ?? [];
      const visible = options.access.sharing
        ? [...org.security.reachable(options.userId, parent.name, all, 'read', options.access.mode)]
        : all;
      if (visible.length === 1) row.given.values.set(field.name, visible[0]!);
      else if (visible.length === 0)
        fail(row, 'INVALID_FIELD', `Foreign key external ID not found for field ${key.name} in entity ${parent.name}`, [field.name]);
      else
        fail(row, 'DUPLICATE_EXTERNAL_ID', `More than one record found for external id field ${key.name} in entity ${parent.name}`, [
          field.name
        ]);
    }
  }
}

function referenceNamed(object: ObjectDef, relationship: string): FieldDef | undefined {
  for (const field of object.fields.values()) if (field.relationshipName === relationship) return field;
  return undefined;
}

function keyOf(object: ObjectDef, names: readonly string[]): FieldDef | undefined {
  if (names.length !== 1) return undefined;
  const field = object.fields.get(names[0]!.toLowerCase());
  return field && (field.externalId || field.unique || field.name === 'Username') ? field : undefined;
}
