import type { SQLInputValue } from 'node:sqlite';

/** How one database operation sees the org. `user` = object, field and record access of the user; `system` with `sharing` = record access only. */
export interface AccessMode {
  readonly mode: 'user' | 'system';
  readonly sharing: boolean;
}
export const SYSTEM: AccessMode = { mode: 'system', sharing: false };
export const USER: AccessMode = { mode: 'user', sharing: true };

export interface ObjectAccess {
  readonly read: boolean;
  readonly create: boolean;
  readonly edit: boolean;
  readonly delete: boolean;
  readonly viewAll: boolean;
  readonly modifyAll: boolean;
}
export interface FieldAccess {
  readonly read: boolean;
  readonly edit: boolean;
}
export interface SqlFragment {
  readonly sql: string;
  readonly params: readonly SQLInputValue[];
}
export type RecordLevel = 'read' | 'edit' | 'delete' | 'all';

export type Written =
  /** Rows that were not there before, each with its owner. */
  | { readonly kind: 'inserted'; readonly owners: readonly (string | null)[] }
  /** The names of the fields that changed, for each row. */
  | { readonly kind: 'updated'; readonly changed: readonly (readonly string[])[] }
  /** Into the recycle bin: whom the rows are shared with does not change by that. */
  | { readonly kind: 'deleted' };

export interface SecurityService {
  objectAccess(userId: string, object: string): ObjectAccess;
  fieldAccess(userId: string, object: string, field: string): FieldAccess;
  /** Profile and permission sets together: `ApiEnabled`, `ViewAllData`, `ModifyAllData`, `ViewSetup` … (PermissionSet field names without `Permissions`). */
  hasUserPermission(userId: string, permission: string): boolean;
  hasCustomPermission(userId: string, developerName: string): boolean;
  /** Apex class granted through a permission set or profile (administrators hold all). */
  canExecuteApex(userId: string, className: string): boolean;
  /**
   * WHERE fragment that is true for the rows of `object` (table alias `alias`) that the user may reach at that level, or null when all.
   * Compiled into queries; covers OWD, ownership, hierarchy, groups, queues, shares, sharing rules, master-detail, View/Modify All,
   * and in user mode, which is meant unless told otherwise, restriction rules.
   */
  recordPredicate(userId: string, object: string, alias: string, level: RecordLevel, mode?: AccessMode['mode']): SqlFragment | null;
  /** @returns those of `ids` (all of one object) that the user may reach at that level. */
  reachable(userId: string, object: string, ids: readonly string[], level: RecordLevel, mode?: AccessMode['mode']): Set<string>;
  /**
   * Called by the save order after rows of an object were written: keeps owner and sharing-rule rows of `__Share` right.
   * @param how what the caller knows of the write, so that nothing is looked up that cannot have changed; absent: nothing.
   */
  recordsSaved(object: string, ids: readonly string[], how?: Written): void;
  /** Called after setup rows changed (group members, permission set assignments, users): drops caches. @param object the only one written. */
  setupChanged(object?: string): void;
  /** Called after setup rows may have been rolled back. */
  setupUndone(): void;
  /** Computes every owner and sharing-rule row of `__Share` anew: called once after the metadata was deployed, before the first request. */
  recalculateSharing(): void;
}
