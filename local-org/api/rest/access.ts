import { PlatformError } from '../../errors.ts';
import type { ObjectDef } from '../../schema/types.ts';
import { isValidId, to18 } from '../../schema/ids.ts';
import { notFound } from '../errors.ts';
import type { Call } from '../types.ts';

/** @returns the object. @throws the same refusal whether it does not exist or the user may neither read nor make it. */
export function objectOf({ org, userId }: Call, name: string): ObjectDef {
  const object = org.schema.object(name);
  if (!object || object.name === 'AggregateResult') throw notFound();
  const access = org.security.objectAccess(userId, object.name);
  if (!access.read && !access.create) throw notFound();
  return object;
}

/** @returns the id in 18 characters, of a row that the user may see. @throws the same refusal for a row that is missing or hidden. */
export function visibleId(call: Call, object: ObjectDef, id: string): string {
  const { org, userId } = call;
  if (!isValidId(id)) throw notFound();
  const whole = to18(id);
  if (org.schema.byKeyPrefix(whole.slice(0, 3)) !== object || object.virtual || object.kind === 'platformEvent') throw notFound();
  const [row] = org.store.read(object.name, [whole]);
  if (
    !row ||
    !org.security.objectAccess(userId, object.name).read ||
    !org.security.reachable(userId, object.name, [whole], 'read').has(whole)
  )
    throw notFound();
  if (row.get('IsDeleted') === true) throw new PlatformError('ENTITY_IS_DELETED', 'entity is deleted');
  return whole;
}
