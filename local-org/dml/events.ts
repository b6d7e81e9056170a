import { checkFieldAccess } from './access.ts';
import { prepareInsert } from './prepare.ts';
import { alive, fail } from './statement.ts';
import type { Statement } from './statement.ts';
import { validate } from './validate.ts';

/** Saving a platform event publishes it; nothing is stored in a table of its own. */
export function publishEvents(statement: Statement): void {
  const { org, object, operation, options } = statement;
  if (operation !== 'insert') {
    for (const row of alive(statement)) fail(row, 'INVALID_TYPE_FOR_OPERATION', `entity type ${object.name} does not support ${operation}`);
    return;
  }
  checkFieldAccess(statement);
  prepareInsert(statement);
  validate(statement);
  const rows = alive(statement);
  if (rows.length < statement.rows.length) return;
  for (const row of rows) {
    org.async.publish(object.name, row.next.values, options.userId);
    row.given.id = org.store.nextId(object.name);
  }
}
