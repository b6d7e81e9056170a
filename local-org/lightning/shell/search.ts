/** The global search box: names of records, object by object, as the user. The words travel in the body of a call, never in an address. */
import type { Org } from '../../org.ts';
import { USER } from '../../security/types.ts';
import type { UiRecord } from '../../api/ui/shape.ts';
import { uiRecord } from '../../api/ui/shape.ts';
import { readable } from '../../api/ui/fields.ts';
import type { ObjectDef } from '../../schema/types.ts';
import { objectIcon } from './apps.ts';

export interface SearchGroup {
  readonly objectApiName: string;
  readonly label: string;
  readonly icon: string;
  readonly records: readonly UiRecord[];
}

const LEAST = 2;
/** Words that SOSL would read as operators. */
const OPERATORS = new Set(['AND', 'OR', 'NOT']);
const PER_OBJECT = 25;
const MOST_OBJECTS = 20;

/** @returns the groups with hits. Fewer than two characters find nothing, as on the platform. */
export function search(org: Org, userId: string, words: string): SearchGroup[] {
  const terms = words.split(/[^\p{L}\p{N}]+/u).filter((term) => term.length >= LEAST && !OPERATORS.has(term.toUpperCase()));
  if (terms.length === 0) return [];
  const objects = [...org.schema.objects()].filter((object) => isSearched(org, userId, object)).slice(0, MOST_OBJECTS);
  if (objects.length === 0) return [];
  const returning = objects.map((object) => `${object.name}(Id, ${object.nameField!.name} LIMIT ${PER_OBJECT})`).join(', ');
  const found = org.soql.search(`FIND {${terms.map((term) => `${term}*`).join(' AND ')}} IN ALL FIELDS RETURNING ${returning}`, {
    userId,
    access: USER
  });
  return objects.flatMap((object, index) => {
    const records = (found[index] ?? []).map((record) => uiRecord(org, record, [object.nameField!.name]));
    return records.length > 0
      ? [{ objectApiName: object.name, label: object.labelPlural, icon: objectIcon(org, object.name), records }]
      : [];
  });
}

function isSearched(org: Org, userId: string, object: ObjectDef): boolean {
  return (
    object.searchable &&
    object.custom &&
    object.kind === 'custom' &&
    object.nameField !== undefined &&
    org.security.objectAccess(userId, object.name).read &&
    readable(org, userId, object, object.nameField)
  );
}
