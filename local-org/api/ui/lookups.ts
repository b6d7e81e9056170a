/** `lookups`: records that a look-up field may name, by what their names hold. */
import { PlatformError } from '../../errors.ts';
import type { Org } from '../../org.ts';
import { fieldOf } from '../../schema/types.ts';
import { readable, readableObject } from './fields.ts';
import { select } from './query.ts';
import { uiRecord } from './shape.ts';

const MOST = 25;

/** @param words part of the name; without any, the first in order of name. @returns one page. @throws when the field is no look-up that she may read. */
export function lookups(
  org: Org,
  userId: string,
  objectName: string,
  fieldName: string,
  targetName: string | undefined,
  words: string
): object {
  const object = readableObject(org, userId, objectName);
  const field = fieldOf(object, fieldName);
  const wanted = targetName ?? field?.referenceTo[0] ?? '';
  if (!field || !readable(org, userId, object, field) || !field.referenceTo.some((name) => name.toLowerCase() === wanted.toLowerCase())) {
    throw new PlatformError('INVALID_FIELD', `${fieldName} is not a lookup field of ${object.name} to ${wanted}`);
  }
  const target = readableObject(org, userId, wanted);
  const name = target.nameField;
  if (!name || !readable(org, userId, target, name)) throw new PlatformError('INVALID_FIELD', `${target.name} has no name to look up by`);
  const pattern = `%${words.replace(/[\\%_]/g, '\\$&')}%`;
  const tail = `${words ? `WHERE ${name.name} LIKE :pattern ` : ''}ORDER BY ${name.name} LIMIT ${MOST}`;
  const { records } = select(org, userId, target, [name.name], tail, words ? { pattern } : {});
  const shown = records.map((record) => uiRecord(org, record, [name.name]));
  return { count: shown.length, currentPageToken: '0', nextPageToken: null, previousPageToken: null, records: shown };
}
