import { alive, fail, listOf } from '../statement.ts';
import type { ObjectHook } from './types.ts';

/** A file hangs at a record once; who links it must reach both the file and the record. */
export const contentDocumentLinkHook: ObjectHook = {
  beforeTriggers(statement) {
    if (statement.operation !== 'insert') return;
    for (const row of alive(statement)) {
      row.next.values.set('ShareType', row.next.values.get('ShareType') ?? 'V');
      row.next.values.set('Visibility', row.next.values.get('Visibility') ?? 'AllUsers');
    }
  },
  beforeValidation(statement) {
    if (statement.operation !== 'insert') return;
    const rows = alive(statement);
    const documents = listOf(new Set(rows.map((row) => row.next.values.get('ContentDocumentId') as string)));
    const known = new Set(
      statement.org.store
        .all(
          'SELECT "ContentDocumentId" || "LinkedEntityId" AS pair FROM "ContentDocumentLink" WHERE "IsDeleted" = 0 AND "ContentDocumentId" IN (SELECT value FROM json_each(?))',
          [documents]
        )
        .map((row) => row['pair'])
    );
    for (const row of rows) {
      const pair = `${row.next.values.get('ContentDocumentId')}${row.next.values.get('LinkedEntityId')}`;
      if (known.has(pair)) fail(row, 'FIELD_INTEGRITY_EXCEPTION', 'The file is already linked to this record', ['LinkedEntityId']);
      known.add(pair);
    }
  }
};
