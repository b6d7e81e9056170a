import { fieldOf } from '../schema/types.ts';
import type { FieldDef, ObjectDef } from '../schema/types.ts';
import type { RecordLevel } from '../security/types.ts';
import { factsOf } from './facts.ts';
import { changesOf } from './prepare.ts';
import { alive, fail } from './statement.ts';
import type { Row, Statement } from './statement.ts';

const RIGHT = { insert: 'create', update: 'edit', delete: 'delete', undelete: 'delete' } as const;

/** Refuses what the object does not allow at all, then what the user may not do in user mode. */
export function checkObjectAccess(statement: Statement): void {
  const { org, object, operation, options, internal } = statement;
  if (internal) return;
  const possible = { insert: object.createable, update: object.updateable, delete: object.deletable, undelete: object.undeletable }[
    operation
  ];
  if (!possible)
    return failAll(
      statement,
      'INVALID_TYPE_FOR_OPERATION',
      `entity type ${object.name} does not support ${operation === 'insert' ? 'create' : operation}`
    );
  if (options.access.mode !== 'user') return;
  if (org.security.objectAccess(options.userId, object.name)[RIGHT[operation]]) return;
  if (options.api) failAll(statement, 'INSUFFICIENT_ACCESS_OR_READONLY', 'insufficient access rights on entity');
  else failAll(statement, 'INSUFFICIENT_ACCESS_OR_READONLY', `Access to entity '${object.name}' denied`);
}

/**
 * Field-level security of what the caller set, in user mode; and, for the API, fields nobody may set. In Apex the compiler refuses those,
 * and values that are merely carried along in a queried row are left alone.
 */
export function checkFieldAccess(statement: Statement): void {
  const { org, object, operation, options, internal } = statement;
  if (internal) return;
  const user = options.access.mode === 'user';
  const verdicts = new Map<string, boolean>();
  const allowed = (name: string): boolean => {
    const known = verdicts.get(name);
    if (known !== undefined) return known;
    const field = fieldOf(object, name);
    const settable = !!field && (operation === 'insert' ? field.createable : field.updateable);
    const verdict = settable && (!user || org.security.fieldAccess(options.userId, object.name, field.name).edit);
    verdicts.set(name, verdict);
    return verdict;
  };
  for (const row of alive(statement)) {
    const refused = row.set.filter(
      (name) => !allowed(name) && !isMasterOfUpdate(statement, row, name) && !isCarriedAlong(statement, row, name)
    );
    if (refused.length === 0) continue;
    const plain = `Unable to create/update fields: ${refused.join(', ')}. Please check the security settings of this field and verify that it is read/write for your profile or permission set.`;
    if (options.api || !user) fail(row, 'INVALID_FIELD_FOR_INSERT_UPDATE', plain, refused);
    else
      fail(
        row,
        'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
        `Operation failed due to fields being inaccessible on Sobject ${object.name}, check errors on Exception!`,
        refused
      );
  }
}

/** A row given with its unchanged master is no attempt to move it: the master's name is readable by whoever holds the row. */
function isMasterOfUpdate({ object, operation }: Statement, row: Row, name: string): boolean {
  return (
    operation === 'update' && fieldOf(object, name)?.type === 'MasterDetail' && row.given.values.get(name) === row.old?.values.get(name)
  );
}

/** `IsDeleted`, `CreatedDate` and their kind in a copy of a trigger's row: nobody meant to write them. */
function isCarriedAlong({ object, operation, options }: Statement, row: Row, name: string): boolean {
  const field = fieldOf(object, name);
  if (field && operation === 'insert' && row.given.copied && !options.api) return !field.createable;
  if (!field || field.custom || field.permissionable || field.updateable || options.api || operation !== 'update') return false;
  return !changesOf(row).includes(field.name);
}

/** Sharing: the user must reach each row at that level. An unreachable row and a read-only one are answered alike. */
export function checkRecordAccess(statement: Statement, level: RecordLevel): void {
  const { org, object, options, operation, internal } = statement;
  if (internal || operation === 'insert' || !options.access.sharing || object.kind === 'share') return;
  const rows = alive(statement);
  const reached = org.security.reachable(
    options.userId,
    object.name,
    rows.map((row) => row.given.id!),
    level,
    options.access.mode
  );
  for (const row of rows)
    if (!reached.has(row.given.id!)) fail(row, 'INSUFFICIENT_ACCESS_OR_READONLY', 'insufficient access rights on object id');
  checkTransfer(statement);
}

/** Giving a row away takes more than editing it: owning it or holding it whole. */
function checkTransfer({ org, object, options, rows, operation }: Statement): void {
  if (operation !== 'update') return;
  const given = rows.filter((row) => row.errors.length === 0 && row.next.values.get('OwnerId') !== row.old?.values.get('OwnerId'));
  if (given.length === 0) return;
  const whole = org.security.reachable(
    options.userId,
    object.name,
    given.map((row) => row.given.id!),
    'all',
    options.access.mode
  );
  for (const row of given)
    if (!whole.has(row.given.id!)) fail(row, 'INSUFFICIENT_ACCESS_OR_READONLY', 'insufficient access rights on object id', ['OwnerId']);
}

/** Rows the caller points at: a master to edit (or read, where the relationship says so), any other to read. */
export function checkParentAccess(statement: Statement): void {
  const { org, object, options, internal } = statement;
  if (internal || !options.access.sharing || object.kind === 'share') return;
  const wanted = new Map<string, { parent: ObjectDef; level: RecordLevel; uses: { row: Row; field: FieldDef; id: string }[] }>();
  const { references } = factsOf(object);
  for (const row of alive(statement)) {
    for (const name of row.set) {
      const field = references.has(name) ? fieldOf(object, name) : undefined;
      const id = row.next.values.get(name);
      if (!field || typeof id !== 'string' || name === 'OwnerId' || id === row.old?.values.get(name)) continue;
      const parent = org.schema.byKeyPrefix(id.slice(0, 3));
      if (!parent || parent.isSetup || !field.referenceTo.includes(parent.name)) continue;
      const level = field.type === 'MasterDetail' && !field.writeRequiresMasterRead ? 'edit' : 'read';
      const key = `${parent.name} ${level}`;
      const group = wanted.get(key) ?? { parent, level, uses: [] };
      group.uses.push({ row, field, id });
      wanted.set(key, group);
    }
  }
  for (const { parent, level, uses } of wanted.values()) {
    const ids = [...new Set(uses.map((use) => use.id))];
    const existing = new Set(
      org.store
        .read(parent.name, ids)
        .filter((row) => row.get('IsDeleted') !== true)
        .map((row) => row.get('Id') as string)
    );
    const reached = org.security.reachable(options.userId, parent.name, ids, level, options.access.mode);
    for (const { row, field, id } of uses) {
      // A row that does not exist is refused by the validation, in its own words.
      if (existing.has(id) && !reached.has(id))
        fail(row, 'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY', `insufficient access rights on cross-reference id: ${id}`, [field.name]);
    }
  }
}

function failAll(statement: Statement, statusCode: string, message: string): void {
  for (const row of alive(statement)) fail(row, statusCode, message);
}
