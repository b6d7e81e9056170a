import { alive } from '../statement.ts';
import type { ObjectHook } from './types.ts';

/** What kind of thing is opened follows from its id. */
const TYPES: Readonly<Record<string, string>> = {
  ApexClass: 'ApexClass',
  CustomPermission: 'CustomPermission',
  AppDefinition: 'TabSet',
  EntityDefinition: 'CustomEntityDefinition'
};

export const setupEntityAccessHook: ObjectHook = {
  beforeValidation(statement) {
    if (statement.operation !== 'insert') return;
    for (const { next } of alive(statement)) {
      const id = next.values.get('SetupEntityId');
      const object = typeof id === 'string' ? statement.org.schema.byKeyPrefix(id.slice(0, 3)) : undefined;
      next.values.set('SetupEntityType', TYPES[object?.name ?? ''] ?? null);
    }
  }
};
