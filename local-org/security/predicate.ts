/** Which rows of an object a user may reach, as a WHERE fragment. Salesforce: "Record-Level Security", "Controlled by Parent". */
import { fieldOf } from '../schema/types.ts';
import type { FieldDef, ObjectDef, Schema } from '../schema/types.ts';
import type { Store } from '../store/types.ts';
import type { FileLinks } from './files.ts';
import { definitionRows, isDefinition } from './definition-rows.ts';
import { hangingRows, isHanging } from './hanging.ts';
import { setupRows } from './setup-objects.ts';
import { NOTHING, both, column, either, quoted } from './sql.ts';
import type { ObjectAccess, RecordLevel, SqlFragment } from './types.ts';
import type { UserAccess } from './user-access.ts';

/** What the predicate of one object needs to know; asked again for masters and for the rows that files hang on. */
export interface PredicateContext {
  readonly schema: Schema;
  readonly access: UserAccess;
  readonly files: FileLinks;
  objectAccess(object: ObjectDef): ObjectAccess;
  /** Asks the store. */
  all: Store['all'];
  mayReadField(object: ObjectDef, field: FieldDef): boolean;
  /**
   * Two forms of the same condition. A set of the reachable ids, computed once a query, is quickest while the user reaches few rows;
   * a look for each row is quickest for those who reach thousands, and for single rows.
   */
  reachesMany(object: ObjectDef): boolean;
}

/** @returns the fragment over table alias `alias`, or null when every row is reachable. */
export function recordPredicate(context: PredicateContext, object: ObjectDef, alias: string, level: RecordLevel): SqlFragment | null {
  const { access } = context;
  if (!access.active) return NOTHING;
  if (object.name === 'User')
    return level === 'read' || access.has('ManageUsers') ? null : { sql: `${alias}."Id" = ?`, params: [access.userId] };
  if (level === 'read' && isDefinition(object)) return definitionRows(context, object, alias);
  if (object.isSetup) return level === 'read' ? setupRows(object, alias, access.userId, access.sets, (name) => access.has(name)) : null;
  if (object.name === 'ContentDocument' || object.name === 'ContentVersion' || object.name === 'ContentDocumentLink') {
    return context.files.predicate(context, object.name, alias, level);
  }
  if (object.kind === 'share') return shareRows(context, object, alias);
  if (isHanging(object)) return hanging(context, object, alias, level);
  if (object.kind !== 'custom' && object.kind !== 'standard') return null;
  const rights = context.objectAccess(object);
  if (level === 'read' ? rights.viewAll : rights.modifyAll) return null;
  return bySharingModel(context, object, alias, level);
}

function hanging(context: PredicateContext, object: ObjectDef, alias: string, level: RecordLevel): SqlFragment | null {
  const rights = context.objectAccess(object);
  if (level === 'read' ? rights.viewAll : rights.modifyAll) return null;
  return hangingRows(context, object, alias, level);
}

function bySharingModel(context: PredicateContext, object: ObjectDef, alias: string, level: RecordLevel): SqlFragment | null {
  switch (object.sharingModel) {
    case 'FullAccess':
      return null;
    case 'ReadWrite':
      return level === 'read' || level === 'edit' ? null : ownedOrShared(context, object, alias, level);
    case 'Read':
      return level === 'read' ? null : ownedOrShared(context, object, alias, level);
    case 'Private':
      return ownedOrShared(context, object, alias, level);
    case 'ControlledByParent':
      return byMasters(context, object, alias, level);
  }
}

/** Owner, or a share row for the user, her groups and queues, or those below her. Only owners (and those above them) delete. */
function ownedOrShared(context: PredicateContext, object: ObjectDef, alias: string, level: RecordLevel): SqlFragment {
  const { schema, access } = context;
  const principals = 'SELECT value FROM json_each(?)';
  const terms: SqlFragment[] = [];
  if (fieldOf(object, 'OwnerId')) terms.push({ sql: `${column(alias, 'OwnerId')} IN (${principals})`, params: [access.principalsJson] });
  const share = object.shareObject && schema.object(object.shareObject);
  if (share && (level === 'read' || level === 'edit')) {
    const enough = level === 'edit' ? ` AND s."AccessLevel" IN ('Edit', 'All')` : '';
    const mine = { sql: `s."UserOrGroupId" IN (${principals})${enough} AND s."IsDeleted" = 0`, params: [access.principalsJson] };
    terms.push(among(context.reachesMany(object), column(alias, 'Id'), share.name, 's', 'ParentId', mine));
  }
  return either(terms);
}

/** A detail is reached through each of its masters: reading needs reading, writing needs editing or, where the field says so, reading. */
function byMasters(context: PredicateContext, object: ObjectDef, alias: string, level: RecordLevel): SqlFragment | null {
  const fields = [...object.fields.values()].filter((field) => field.type === 'MasterDetail');
  if (!fields.length) return ownedOrShared(context, object, alias, level);
  return both(
    ...fields.map((field, index) => {
      const master = context.schema.object(field.referenceTo[0]!)!;
      const inner = `${alias}m${index}`;
      const needed: RecordLevel =
        level === 'read' || (level !== 'all' && field.writeRequiresMasterRead) ? 'read' : level === 'all' ? 'all' : 'edit';
      const condition = recordPredicate(context, master, inner, needed);
      return (
        condition &&
        among(context.reachesMany(topMaster(context.schema, master)), column(alias, field.name), master.name, inner, 'Id', condition)
      );
    })
  );
}

/** The object at the top of a chain of details: it has the shares. */
function topMaster(schema: Schema, object: ObjectDef): ObjectDef {
  if (object.sharingModel !== 'ControlledByParent') return object;
  const master = [...object.fields.values()].find((field) => field.type === 'MasterDetail');
  return master ? topMaster(schema, schema.object(master.referenceTo[0]!)!) : object;
}

/** Who a record is shared with is known to those who have all rights on it. */
function shareRows(context: PredicateContext, object: ObjectDef, alias: string): SqlFragment | null {
  const parent = context.schema.object(object.shareOf!)!;
  if (context.objectAccess(parent).viewAll) return null;
  const condition = recordPredicate(context, parent, `${alias}p`, 'all');
  return condition && among(context.reachesMany(parent), column(alias, 'ParentId'), parent.name, `${alias}p`, 'Id', condition);
}

/** "The reference is among the `key`s of the table's rows that meet the condition", as a set or row by row. */
function among(rowByRow: boolean, reference: string, table: string, inner: string, key: string, condition: SqlFragment): SqlFragment {
  const own = column(inner, key);
  const text = rowByRow
    ? `EXISTS (SELECT 1 FROM ${quoted(table)} ${inner} WHERE ${own} = ${reference} AND (${condition.sql}))`
    : `${reference} IN (SELECT ${own} FROM ${quoted(table)} ${inner} WHERE ${condition.sql})`;
  return { sql: text, params: condition.params };
}
