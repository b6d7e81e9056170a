/** For the save order's own tests: an org with security and triggers that the test decides. */
import { gardenOrg } from '../fixtures/index.ts';
import type { Org } from '../org.ts';
import { SRecord } from '../schema/record.ts';
import type { Value } from '../schema/types.ts';
import { SYSTEM, USER } from '../security/types.ts';
import type { SecurityService } from '../security/types.ts';
import { transact } from '../transaction.ts';
import { createDml } from './index.ts';
import type { DmlOperation, DmlOptions, SaveResult, TriggerRunner } from './types.ts';

const FULL = { read: true, create: true, edit: true, delete: true, viewAll: false, modifyAll: false };

export type Trigger = (timing: string, operation: DmlOperation, news: SRecord[] | null, olds: SRecord[] | null) => void;

export interface Bench {
  readonly org: Org;
  readonly adminId: string;
  /** Triggers by object. */
  readonly triggers: Map<string, Trigger>;
  /** Overrides of security, for one test. */
  readonly security: Partial<SecurityService>;
  record(object: string, values: Record<string, Value>): SRecord;
  save(operation: DmlOperation, records: SRecord[], options?: Partial<DmlOptions>): SaveResult[];
  rows(sql: string): Record<string, unknown>[];
  /** @returns how often the store was asked during the work, a list of rows counting once. */
  costOf(work: () => void): number;
}

export function bench(): Bench {
  const base = gardenOrg();
  const triggers = new Map<string, Trigger>();
  const overrides: Partial<SecurityService> = {};
  const everything: SecurityService = {
    objectAccess: () => FULL,
    fieldAccess: () => ({ read: true, edit: true }),
    hasUserPermission: () => false,
    hasCustomPermission: () => false,
    canExecuteApex: () => true,
    recordPredicate: () => null,
    reachable: (_user, _object, ids) => new Set(ids),
    recordsSaved: () => undefined,
    setupChanged: () => undefined,
    setupUndone: () => undefined,
    recalculateSharing: () => undefined
  };
  const apex: TriggerRunner = {
    has: (object) => triggers.has(object),
    run: (object, timing, operation, news, olds) => triggers.get(object)!(timing, operation, news, olds)
  };
  const security = new Proxy(everything, {
    get: (target, name) => overrides[name as keyof SecurityService] ?? target[name as keyof SecurityService]
  });
  let calls = 0;
  const store = new Proxy(base.store, {
    get(target, name) {
      const value = target[name as keyof typeof target] as unknown;
      if (typeof value !== 'function') return value;
      return (...args: unknown[]) => {
        if (['all', 'insert', 'read', 'remove', 'rows', 'run', 'update'].includes(String(name))) calls++;
        return (value as (...given: unknown[]) => unknown).apply(target, args);
      };
    }
  });
  const org = Object.create(base, { store: { value: store }, security: { value: security }, apex: { value: apex } }) as Org;
  Object.defineProperty(org, 'dml', { value: createDml(org) });
  const adminId = base.store.all('SELECT "Id" AS id FROM "User" WHERE "Username" = \'admin@demo.example\'')[0]!['id'] as string;
  return {
    org,
    adminId,
    triggers,
    security: overrides,
    record(object, values) {
      const made = new SRecord(org.schema.object(object)!);
      for (const [name, value] of Object.entries(values)) made.set(name, value);
      return made;
    },
    save: (operation, records, options = {}) =>
      transact(org, adminId, 'api', () =>
        org.dml.save(operation, records, { userId: adminId, access: SYSTEM, allOrNone: false, ...options })
      ),
    rows: (sql) => base.store.all(sql),
    costOf(work) {
      const before = calls;
      work();
      return calls - before;
    }
  };
}

export { SYSTEM, USER };
