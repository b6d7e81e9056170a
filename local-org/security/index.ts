/** Who may do what: `createSecurity(org)`. Effective access is computed from the rows of the setup tables alone. */
import type { Org } from '../org.ts';
import { permissionName } from '../schema/define.ts';
import { fieldOf } from '../schema/types.ts';
import type { ObjectDef } from '../schema/types.ts';
import { FIELD, GrantReader, RIGHT } from './grants.ts';
import { FileLinks } from './files.ts';
import { recordPredicate } from './predicate.ts';
import type { PredicateContext } from './predicate.ts';
import { Reach } from './reach.ts';
import { restriction, restrictionRules } from './restriction-rules.ts';
import { isGoverned, maySeeObject, mayWriteObject } from './setup-objects.ts';
import { ShareRows, createOwnersTable } from './share-rows.ts';
import { both, isOneOf, quoted } from './sql.ts';
import type { AccessMode, FieldAccess, ObjectAccess, RecordLevel, SecurityService, SqlFragment, Written } from './types.ts';
import { readUserAccess } from './user-access.ts';
import type { UserAccess } from './user-access.ts';

export function createSecurity(org: Org): SecurityService {
  createOwnersTable(org.store);
  return new Security(org);
}

interface Parts {
  readonly reader: GrantReader;
  readonly files: FileLinks;
  readonly shares: ShareRows;
  readonly reach: Reach;
}

/** Setup objects that say who holds what, and nothing of what is held. */
const ASSIGNING: ReadonlySet<string> = new Set([
  'User',
  'UserRole',
  'Group',
  'GroupMember',
  'QueueSobject',
  'PermissionSetAssignment',
  'PermissionSetGroup'
]);

const NONE: ObjectAccess = { read: false, create: false, edit: false, delete: false, viewAll: false, modifyAll: false };

class Security implements SecurityService {
  private readonly org: Org;
  private users = new Map<string, UserAccess>();
  private objectAccesses = new WeakMap<UserAccess, Map<string, ObjectAccess>>();
  private made: Parts | null = null;
  /** What permission sets hold was written, and a roll-back may still undo it. */
  private setsWritten = false;

  constructor(org: Org) {
    this.org = org;
  }

  /** Services reach each other at call time only, so the parts are made on first use. */
  private get parts(): Parts {
    const { store } = this.org;
    this.made ??= { reader: new GrantReader(store), files: new FileLinks(store), shares: new ShareRows(this.org), reach: new Reach(store) };
    return this.made;
  }

  objectAccess(userId: string, object: string): ObjectAccess {
    return this.accessTo(this.user(userId), this.objectOf(object));
  }

  fieldAccess(userId: string, object: string, field: string): FieldAccess {
    const user = this.user(userId);
    const owner = this.objectOf(object);
    const definition = fieldOf(owner, field);
    if (!definition) throw new Error(`No field ${field} on ${owner.name}`);
    const access = this.accessTo(user, owner);
    const writable = definition.createable || definition.updateable;
    if (!definition.permissionable) return { read: access.read, edit: writable && (access.edit || access.create) };
    const bits = user.grants.fields.get(`${owner.name}.${permissionName(definition)}`.toLowerCase()) ?? 0;
    const viewAllFields = ((user.grants.objects.get(owner.name.toLowerCase()) ?? 0) & RIGHT.viewAllFields) !== 0;
    const edit = (bits & FIELD.edit) !== 0;
    return {
      read: access.read && (edit || viewAllFields || (bits & FIELD.read) !== 0),
      edit: edit && writable && (access.edit || access.create)
    };
  }

  hasUserPermission(userId: string, permission: string): boolean {
    return this.user(userId).has(permission);
  }

  hasCustomPermission(userId: string, developerName: string): boolean {
    const { entities } = this.user(userId).grants;
    return this.parts.reader.customPermission(developerName).some((id) => entities.has(id));
  }

  canExecuteApex(userId: string, className: string): boolean {
    const user = this.user(userId);
    if (user.has('AuthorApex') || user.has('ModifyAllData')) return true;
    return this.org.store
      .all('SELECT "Id" FROM "ApexClass" WHERE "Name" = ?', [className])
      .some((row) => user.grants.entities.has(row.Id as string));
  }

  recordPredicate(
    userId: string,
    object: string,
    alias: string,
    level: RecordLevel,
    mode: AccessMode['mode'] = 'user'
  ): SqlFragment | null {
    this.parts.shares.upToDate();
    const access = this.user(userId);
    const shared = recordPredicate(
      this.context(access, (each) => this.parts.reach.isWide(access, each)),
      this.objectOf(object),
      alias,
      level
    );
    return both(shared, this.restricted(access, this.objectOf(object), alias, mode));
  }

  reachable(userId: string, object: string, ids: readonly string[], level: RecordLevel, mode: AccessMode['mode'] = 'user'): Set<string> {
    if (!ids.length) return new Set();
    this.parts.shares.upToDate();
    const access = this.user(userId);
    const shared = recordPredicate(
      this.context(access, () => true),
      this.objectOf(object),
      'a',
      level
    );
    const predicate = both(shared, this.restricted(access, this.objectOf(object), 'a', mode));
    const list = isOneOf('a."Id"', ids);
    const more = predicate ? ` AND (${predicate.sql})` : '';
    const rows = this.org.store.all(`SELECT a."Id" FROM ${quoted(this.objectOf(object).name)} a WHERE ${list.sql}${more}`, [
      ...list.params,
      ...(predicate?.params ?? [])
    ]);
    return new Set(rows.map((row) => row.Id as string));
  }

  recordsSaved(object: string, ids: readonly string[], how?: Written): void {
    const definition = this.objectOf(object);
    if (definition.name === 'ContentDocumentLink') this.parts.files.changed();
    // At once: what fails between here and the end of the save is rolled back with access that was read meanwhile.
    if (definition.isSetup && !ASSIGNING.has(definition.name)) this.setsWritten = true;
    this.parts.shares.saved(definition, ids, how);
    this.parts.reach.changed(definition.shareOf ?? definition.name, ids.length);
  }

  setupChanged(object?: string): void {
    if (object === undefined || !ASSIGNING.has(object)) this.setsWritten = true;
    this.setupUndone();
  }

  setupUndone(): void {
    this.users = new Map();
    if (this.made) {
      this.made.files.changed();
      this.made.shares.membersChanged();
      // What the sets hold is read anew only when it may be another: it is the larger part of a user's access.
      if (this.setsWritten) this.made = { ...this.made, reader: new GrantReader(this.org.store) };
    }
    // Outside a transaction nothing is left that a roll-back could bring back.
    if (this.org.store.depth === 0) this.setsWritten = false;
  }

  recalculateSharing(): void {
    this.setupChanged();
    this.parts.shares.recalculate();
  }

  /** Restriction rules stop nobody who sees all rows of the object, and reach no details of the rows that they hide. */
  private restricted(access: UserAccess, object: ObjectDef, alias: string, mode: AccessMode['mode']): SqlFragment | null {
    const rules = mode === 'user' ? restrictionRules(this.org.metadata, this.org.schema).get(object.name) : undefined;
    if (!rules || this.accessTo(access, object).viewAll) return null;
    const [row = {}] = this.org.store.all('SELECT * FROM "User" WHERE "Id" = ?', [access.userId]);
    const hasCustomPermission = (name: string): boolean => this.hasCustomPermission(access.userId, name);
    return restriction(rules, { userId: access.userId, row, hasCustomPermission }, alias);
  }

  private context(access: UserAccess, reachesMany: (object: ObjectDef) => boolean): PredicateContext {
    return {
      schema: this.org.schema,
      access,
      files: this.parts.files,
      reachesMany,
      all: (sql, params) => this.org.store.all(sql, params),
      objectAccess: (each) => this.accessTo(access, each),
      mayReadField: (object, field) => this.fieldAccess(access.userId, object.name, field.name).read
    };
  }

  private user(userId: string): UserAccess {
    const known = this.users.get(userId);
    const now = this.org.now();
    if (known && known.validUntil > now) return known;
    const access = readUserAccess(this.org.store, this.parts.reader, userId, now);
    this.users.set(userId, access);
    return access;
  }

  private objectOf(name: string): ObjectDef {
    const object = this.org.schema.object(name);
    if (!object) throw new Error(`No object ${name}`);
    return object;
  }

  private accessTo(user: UserAccess, object: ObjectDef): ObjectAccess {
    let known = this.objectAccesses.get(user);
    if (!known) this.objectAccesses.set(user, (known = new Map()));
    let access = known.get(object.name);
    if (!access) known.set(object.name, (access = this.computeAccess(user, object)));
    return access;
  }

  private computeAccess(user: UserAccess, object: ObjectDef): ObjectAccess {
    if (!user.active) return NONE;
    if (object.kind === 'share') return this.shareAccess(this.accessTo(user, this.objectOf(object.shareOf!)));
    if (object.kind === 'history')
      return { ...this.accessTo(user, this.objectOf(object.historyOf!)), create: false, edit: false, delete: false };
    if (isGoverned(object)) return this.governedAccess(user, object);
    const configurable = object.kind === 'customMetadata' || object.kind === 'customSetting';
    const read = configurable
      ? user.has('CustomizeApplication') || this.typeOpened(user, object)
      : maySeeObject(object, (name) => user.has(name));
    const write = mayWriteObject(object, (name) => user.has(name));
    const all = object.isSetup || configurable;
    return {
      read,
      create: write,
      edit: write,
      delete: write,
      viewAll: read && (all || user.has('ViewAllData')),
      modifyAll: write && (all || user.has('ModifyAllData'))
    };
  }

  /** Shares are read by who reads the object; by hand they are changed by who may change everything. In Apex: system mode. */
  private shareAccess(parent: ObjectAccess): ObjectAccess {
    return {
      read: parent.read,
      create: parent.modifyAll,
      edit: parent.modifyAll,
      delete: parent.modifyAll,
      viewAll: parent.viewAll,
      modifyAll: parent.modifyAll
    };
  }

  /** Object permissions; View All Data and Modify All Data stand for all of them. Modify All holds every other right. */
  private governedAccess(user: UserAccess, object: ObjectDef): ObjectAccess {
    const bits = user.grants.objects.get(object.name.toLowerCase()) ?? 0;
    const modifyAll = user.has('ModifyAllData') || (bits & RIGHT.modifyAll) !== 0;
    const viewAll = modifyAll || user.has('ViewAllData') || (bits & RIGHT.viewAll) !== 0;
    const remove = modifyAll || (bits & RIGHT.delete) !== 0;
    const edit = remove || (bits & RIGHT.edit) !== 0;
    const create = (bits & RIGHT.create) !== 0 || user.has('ModifyAllData');
    return { read: viewAll || edit || create || (bits & RIGHT.read) !== 0, create, edit, delete: remove, viewAll, modifyAll };
  }

  private typeOpened(user: UserAccess, object: ObjectDef): boolean {
    const rows = this.org.store.all('SELECT "Id" FROM "EntityDefinition" WHERE "QualifiedApiName" = ?', [object.name]);
    return rows.some((row) => user.grants.entities.has(row.Id as string));
  }
}
