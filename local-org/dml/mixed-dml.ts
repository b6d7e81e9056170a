import type { Org } from '../org.ts';
import { PlatformError } from '../errors.ts';
import type { ObjectDef } from '../schema/types.ts';
import { current } from '../transaction.ts';
import type { Transaction } from '../transaction.ts';
import type { Operation, Row } from './statement.ts';

const TOUCHED = Symbol('mixed DML');
interface Touched {
  setup: string | null;
  ordinary: string | null;
}

/**
 * Remembers that the transaction writes this object.
 * @throws PlatformError MIXED_DML_OPERATION when setup and ordinary objects meet.
 */
export function noteObject(org: Org, object: ObjectDef, operation: Operation, rows: readonly Row[]): void {
  if (object.kind === 'platformEvent') return;
  if (object.name === 'User' && mixesFreely(operation, rows)) return;
  const touched = touchedOf(current());
  const before = object.isSetup ? touched.ordinary : touched.setup;
  if (before) {
    const [now, then] = object.isSetup ? ['setup object', 'a non-setup object'] : ['non-setup object', 'a setup object'];
    throw new PlatformError(
      'MIXED_DML_OPERATION',
      `DML operation on ${now} is not permitted after you have updated ${then} (or vice versa): ${object.name}, original object: ${before}`
    );
  }
  if (object.isSetup) {
    if (!touched.setup) current().afterRollback.push(() => org.security.setupUndone());
    touched.setup ??= object.name;
  } else {
    touched.ordinary ??= object.name;
  }
}

/** `System.runAs` may mix: its block starts with nothing touched. @returns what brings back what stood before it. */
export function freshMixedDml(transaction: Transaction): () => void {
  const outer = { ...touchedOf(transaction) };
  Object.assign(touchedOf(transaction), { setup: null, ordinary: null });
  return () => {
    Object.assign(touchedOf(transaction), outer);
  };
}

/** Source: Apex Developer Guide, "sObjects That Cannot Be Used Together in DML Operations": users mix as long as nothing about their rights changes. */
const RIGHTS = ['UserRoleId', 'IsActive', 'ForecastEnabled', 'IsPortalEnabled', 'Username', 'ProfileId'];

function mixesFreely(operation: Operation, rows: readonly Row[]): boolean {
  if (operation === 'insert') return rows.every((row) => (row.given.values.get('UserRoleId') ?? null) === null);
  return operation === 'update' && rows.every((row) => RIGHTS.every((name) => !row.given.values.has(name)));
}

function touchedOf(transaction: Transaction): Touched {
  return transaction.slot<Touched>(TOUCHED, () => ({ setup: null, ordinary: null }));
}
