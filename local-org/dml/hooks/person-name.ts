import { alive } from '../statement.ts';
import type { Statement } from '../statement.ts';
import type { ObjectHook } from './types.ts';

/** Name of a person is composed of her first and last name and never written directly. */
export const personNameHook: ObjectHook = { beforeValidation: composeNames };

export function composeNames(statement: Statement): void {
  for (const row of alive(statement)) {
    const parts = [row.next.values.get('FirstName'), row.next.values.get('LastName')];
    row.next.values.set('Name', parts.filter((part) => typeof part === 'string' && part !== '').join(' ') || null);
  }
}
