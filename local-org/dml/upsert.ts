import type { Org } from '../org.ts';
import { fieldOf } from '../schema/types.ts';
import type { ObjectDef } from '../schema/types.ts';
import { PlatformError } from '../errors.ts';
import { fail, listOf, quote } from './statement.ts';
import type { Operation, Row } from './statement.ts';
import type { DmlOptions } from './types.ts';

/**
 * Decides for each row of an upsert whether it is inserted or updated, and gives updated ones their Id.
 * Ambiguity is refused row by row: a key given twice, or a key that several rows carry.
 */
export function splitUpsert(org: Org, rows: readonly Row[], options: DmlOptions): Operation[] {
  const object = rows[0]?.given.object;
  if (!object) return [];
  const keyName = options.externalIdField ?? 'Id';
  if (keyName.toLowerCase() === 'id') return rows.map((row) => (row.given.id ? 'update' : 'insert'));
  const field = fieldOf(object, keyName);
  if (!field || !(field.externalId || field.unique || field.nameField))
    throw new PlatformError('INVALID_FIELD', `Field name provided, ${keyName} is not an External ID or indexed field for ${object.name}`, [
      keyName
    ]);
  const fold = (value: unknown): string => (field.caseSensitive ? String(value) : String(value).toLowerCase());
  const ids = idsByKey(
    org,
    object,
    field.name,
    rows.map((row) => row.given.get(field.name)).filter((value) => value !== null) as (string | number)[],
    field.caseSensitive,
    fold
  );
  const seen = new Set<string>();
  return rows.map((row) => {
    const value = row.given.get(field.name);
    if (value === null || value === '') {
      fail(row, 'MISSING_ARGUMENT', `${field.name} not specified`, [field.name]);
      return 'insert';
    }
    const key = fold(value);
    const matches = ids.get(key) ?? [];
    if (seen.has(key)) fail(row, 'DUPLICATE_VALUE', `Duplicate external id specified: ${field.name}`, [field.name]);
    if (matches.length > 1)
      fail(row, 'DUPLICATE_EXTERNAL_ID', `${field.name}: more than one record found for external id field: [${matches.join(', ')}]`, [
        field.name
      ]);
    seen.add(key);
    if (matches.length === 0) return 'insert';
    row.given.id = matches[0]!;
    return 'update';
  });
}

/** @returns ids of undeleted rows by folded key value, in one query. */
export function idsByKey(
  org: Org,
  object: ObjectDef,
  field: string,
  values: readonly (string | number)[],
  caseSensitive: boolean,
  fold: (value: unknown) => string
): Map<string, string[]> {
  const found = new Map<string, string[]>();
  if (values.length === 0) return found;
  const collate = caseSensitive ? '' : ' COLLATE NOCASE';
  const undeleted = object.fields.has('isdeleted') ? ' AND "IsDeleted" = 0' : '';
  const sql = `SELECT "Id" AS id, ${quote(field)} AS key FROM ${quote(object.name)} WHERE ${quote(field)}${collate} IN (SELECT value FROM json_each(?))${undeleted}`;
  for (const row of org.store.all(sql, [listOf(values)])) {
    const key = fold(row['key']);
    found.set(key, [...(found.get(key) ?? []), row['id'] as string]);
  }
  return found;
}
