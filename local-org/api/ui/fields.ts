/** Fields that a request names (`Object.Field`, `Object.Parent__r.Field`), checked against the object and the user's access. */
import { PlatformError } from '../../errors.ts';
import type { Org } from '../../org.ts';
import { fieldOf } from '../../schema/types.ts';
import type { FieldDef, ObjectDef } from '../../schema/types.ts';

/** @returns the object. @throws the same refusal whether it does not exist or the user may not read it. */
export function readableObject(org: Org, userId: string, name: string): ObjectDef {
  const object = org.schema.object(name);
  if (!object || !org.security.objectAccess(userId, object.name).read) throw objectRefusal(name);
  return object;
}

export function objectRefusal(name: string): PlatformError {
  return new PlatformError('INVALID_TYPE', `sObject type '${name}' is not supported.`);
}

/** @returns whether the user may read the field (a field without field-level security follows its object). */
export function readable(org: Org, userId: string, object: ObjectDef, field: FieldDef): boolean {
  return org.security.fieldAccess(userId, object.name, field.name).read;
}

/**
 * @param paths names with or without the object in front
 * @param optional leave out what does not exist or may not be read, instead of refusing
 * @returns SOQL paths without doubles, in order.
 */
export function fieldPaths(org: Org, userId: string, object: ObjectDef, paths: readonly string[], optional: boolean): string[] {
  const found: string[] = [];
  for (const path of paths) {
    const parts = path.split('.');
    const relative = parts[0]!.toLowerCase() === object.name.toLowerCase() ? parts.slice(1) : parts;
    const resolved = resolve(org, userId, object, relative);
    if (resolved) found.push(resolved);
    else if (!optional)
      throw new PlatformError(
        'INVALID_FIELD',
        `No such column '${relative.join('.')}' on entity '${object.name}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name.`,
        [relative.join('.')]
      );
  }
  return [...new Set(found)];
}

/** @returns the parent relationship's field, by name of the relationship in any case. */
export function parentField(object: ObjectDef, relationship: string): FieldDef | undefined {
  const wanted = relationship.toLowerCase();
  return [...object.fields.values()].find((field) => field.relationshipName?.toLowerCase() === wanted);
}

function resolve(org: Org, userId: string, object: ObjectDef, parts: readonly string[]): string | undefined {
  const [first, ...rest] = parts;
  if (!first) return undefined;
  if (rest.length === 0) {
    const field = fieldOf(object, first);
    return field && readable(org, userId, object, field) ? field.name : undefined;
  }
  const link = parentField(object, first);
  if (!link || !readable(org, userId, object, link)) return undefined;
  // A polymorphic parent (Owner: User or queue) is read through the fields all its types share.
  const parent = org.schema.object(link.referenceTo.includes('User') ? 'User' : (link.referenceTo[0] ?? ''));
  if (!parent || !org.security.objectAccess(userId, parent.name).read) return undefined;
  const tail = resolve(org, userId, parent, rest);
  return tail && `${link.relationshipName}.${tail}`;
}
