/** Queries about the schema give what describe gives: an object or field that the user may not read does not exist for her. */
import type { ObjectDef } from '../schema/types.ts';
import type { PredicateContext } from './predicate.ts';
import { isOneOf } from './sql.ts';
import type { SqlFragment } from './types.ts';

/** @returns whether the object's rows describe objects or fields. */
export function isDefinition(object: ObjectDef): boolean {
  return object.name === 'EntityDefinition' || object.name === 'FieldDefinition';
}

/** @returns the condition on rows of EntityDefinition or FieldDefinition, or null for those who may see the setup. */
export function definitionRows(context: PredicateContext, object: ObjectDef, alias: string): SqlFragment | null {
  if (context.access.has('ViewSetup')) return null;
  const readable = [...context.schema.objects()].filter((each) => !each.virtual && context.objectAccess(each).read);
  const names =
    object.name === 'EntityDefinition'
      ? readable.map((each) => each.name)
      : readable.flatMap((each) =>
          [...each.fields.values()].filter((field) => context.mayReadField(each, field)).map((field) => `${each.name}.${field.name}`)
        );
  return isOneOf(`${alias}."DurableId"`, names);
}
