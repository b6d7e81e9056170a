/** Reading rows for the UI API: always in user mode, values always bound. */
import type { Org } from '../../org.ts';
import type { SRecord } from '../../schema/record.ts';
import type { ObjectDef } from '../../schema/types.ts';
import { USER } from '../../security/types.ts';
import type { Bind, QueryResult } from '../../soql/types.ts';
import { readable } from './fields.ts';
import { systemFields } from './shape.ts';
import { fieldOf } from '../../schema/types.ts';

/** @returns the row with the paths and what the shape needs, or null when it does not exist for this user. */
export function readRow(org: Org, userId: string, object: ObjectDef, id: string, paths: readonly string[]): SRecord | null {
  return select(org, userId, object, paths, 'WHERE Id = :id', { id }).records[0] ?? null;
}

/** @param tail everything after FROM; its values only as binds. */
export function select(
  org: Org,
  userId: string,
  object: ObjectDef,
  paths: readonly string[],
  tail: string,
  binds: Readonly<Record<string, Bind>>
): QueryResult {
  const system = systemFields(object).filter((name) => readable(org, userId, object, fieldOf(object, name)!));
  const columns = [...new Set([...system, ...paths])].join(', ');
  return org.soql.query(`SELECT ${columns} FROM ${object.name} ${tail}`, { userId, access: USER, binds: new Map(Object.entries(binds)) });
}
