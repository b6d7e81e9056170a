/**
 * For tests only: decides access to one row at a time, in plain JavaScript over the raw rows, following the written rules and sharing
 * nothing with the predicate. It knows the invented package of fixtures/library.ts, and reads none of the rows that sharing rules made.
 */
import type { Org } from '../org.ts';
import type { RecordLevel } from './types.ts';

type Row = Record<string, unknown>;
type Level = 0 | 1 | 2 | 3;
const LEVELS: Readonly<Record<RecordLevel, Level>> = { read: 1, edit: 2, delete: 3, all: 3 };

export class Oracle {
  private readonly tables = new Map<string, Row[]>();
  private readonly org: Org;

  constructor(org: Org) {
    this.org = org;
  }

  allows(userId: string, object: string, id: string, level: RecordLevel): boolean {
    const user = this.rows('User').find((row) => row.Id === userId);
    const row = this.rows(object).find((each) => each.Id === id);
    return !!user && user.IsActive === 1 && !!row && this.row(user, object, row, level);
  }

  private rows(table: string): Row[] {
    if (!this.tables.has(table)) this.tables.set(table, this.org.store.all(`SELECT * FROM "${table}"`));
    return this.tables.get(table)!;
  }

  private row(user: Row, object: string, row: Row, level: RecordLevel): boolean {
    if (this.bypass(user, object, level)) return true;
    const parent = (table: string, field: string, needed: RecordLevel): boolean => {
      const master = this.rows(table).find((each) => each.Id === row[field]);
      return !!master && this.row(user, table, master, needed);
    };
    if (object === 'Book__c') return parent('Shelf__c', 'Shelf__c', level === 'delete' ? 'edit' : level);
    if (object === 'Page__c') return parent('Book__c', 'Book__c', level === 'all' ? 'all' : 'read');
    if (object === 'Chair__c' && (level === 'read' || level === 'edit')) return true;
    if (object === 'Poster__c' && level === 'read') return true;
    return this.given(user, object, row) >= LEVELS[level];
  }

  private bypass(user: Row, object: string, level: RecordLevel): boolean {
    const assigned = this.rows('PermissionSetAssignment')
      .filter((each) => each.AssigneeId === user.Id)
      .map((each) => each.PermissionSetId);
    const perms = this.rows('ObjectPermissions').filter((each) => each.SobjectType === object && assigned.includes(each.ParentId));
    return perms.some((each) => each.PermissionsModifyAllRecords === 1 || (level === 'read' && each.PermissionsViewAllRecords === 1));
  }

  private given(user: Row, object: string, row: Row): Level {
    let best: Level = this.standsFor(user, row.OwnerId as string) ? 3 : 0;
    const give = (to: string, level: Level): void => {
      if (level > best && this.standsFor(user, to)) best = level;
    };
    // A public read/write object has no share rows.
    for (const share of object === 'Chair__c' ? [] : this.rows(object.replace('__c', '__Share'))) {
      if (share.ParentId === row.Id && share.RowCause === 'Manual')
        give(share.UserOrGroupId as string, share.AccessLevel === 'Edit' ? 2 : 1);
    }
    if (object === 'Shelf__c') this.rules(row, give);
    return best;
  }

  private rules(shelf: Row, give: (to: string, level: Level) => void): void {
    const group = (name: string, type: string): string =>
      this.rows('Group').find((each) => each.DeveloperName === name && each.Type === type)!.Id as string;
    const kind = (shelf.Kind__c as string | null)?.toLowerCase() ?? null;
    const size = shelf.Size__c as number | null;
    if (kind === 'open' || kind === 'shown') give(group('Readers', 'Regular'), 1);
    if (size !== null && size > 5 && (kind !== 'secret' || size >= 9)) give(group('Writers', 'Regular'), 2);
    const queue = group('Keepers', 'Queue');
    const owner = this.rows('User').find((each) => each.Id === shelf.OwnerId);
    if (shelf.OwnerId === queue) give(group('Readers', 'Regular'), 1);
    if (owner && this.roleName(owner) === 'Clerk') give(group('Side', 'Role'), 2);
  }

  /** Herself, a group of hers, somebody below her, or a group of somebody below her that includes those above. */
  private standsFor(user: Row, to: string): boolean {
    if (to === user.Id || this.belongs(user, to)) return true;
    // A role below counts although nobody holds it: access follows roles.
    const nobodies = this.rows('UserRole').map((role): Row => ({ Id: `nobody in ${role.Id as string}`, UserRoleId: role.Id }));
    const below = [...this.rows('User'), ...nobodies].filter((each) => this.isBelow(each, user));
    if (below.some((each) => each.Id === to)) return true;
    const group = this.rows('Group').find((each) => each.Id === to);
    const bosses = !!group && (group.DoesIncludeBosses === 1 || String(group.Type).startsWith('Role'));
    return bosses && below.some((each) => this.belongsAsMember(each, to));
  }

  private belongs(user: Row, groupId: string): boolean {
    const group = this.rows('Group').find((each) => each.Id === groupId);
    return !!group && ((group.Type === 'Organization' && user.UserType === 'Standard') || this.belongsAsMember(user, groupId, true));
  }

  private belongsAsMember(user: Row, groupId: string, everybody = false): boolean {
    const group = this.rows('Group').find((each) => each.Id === groupId);
    if (!group) return false;
    if (everybody && group.Type === 'Organization') return user.UserType === 'Standard';
    if (group.Type === 'Role' && user.UserRoleId === group.RelatedId) return user.UserRoleId !== null;
    if (String(group.Type).startsWith('RoleAnd') && this.ancestors(user.UserRoleId as string | null).includes(group.RelatedId as string))
      return true;
    return this.rows('GroupMember').some(
      (each) =>
        each.GroupId === groupId && (each.UserOrGroupId === user.Id || this.belongsAsMember(user, each.UserOrGroupId as string, everybody))
    );
  }

  private isBelow(lower: Row, upper: Row): boolean {
    return (
      upper.UserRoleId !== null &&
      lower.UserRoleId !== upper.UserRoleId &&
      this.ancestors(lower.UserRoleId as string | null).includes(upper.UserRoleId as string)
    );
  }

  private ancestors(role: string | null): string[] {
    const found: string[] = [];
    for (let each = role; each; each = (this.rows('UserRole').find((row) => row.Id === each)?.ParentRoleId as string | null) ?? null)
      found.push(each);
    return found;
  }

  private roleName(user: Row): string | undefined {
    return this.rows('UserRole').find((row) => row.Id === user.UserRoleId)?.DeveloperName as string | undefined;
  }
}
