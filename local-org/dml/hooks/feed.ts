import { alive, fail, listOf } from '../statement.ts';
import type { Statement } from '../statement.ts';
import type { ObjectHook } from './types.ts';

/** A post needs words, or a link with an address. */
export const feedItemHook: ObjectHook = {
  beforeTriggers: author,
  beforeValidation(statement) {
    for (const row of alive(statement)) {
      const needed = row.next.values.get('Type') === 'LinkPost' ? 'LinkUrl' : 'Body';
      if (row.next.values.get('Type') !== 'ContentPost' && row.next.values.get(needed) == null)
        fail(row, 'REQUIRED_FIELD_MISSING', `Required fields are missing: [${needed}]`, [needed]);
    }
  }
};

/** A comment hangs at the record of its post, which counts it. */
export const feedCommentHook: ObjectHook = {
  beforeTriggers(statement) {
    author(statement);
    if (statement.operation !== 'insert') return;
    const rows = alive(statement);
    const parents = new Map(
      statement.org.store
        .read('FeedItem', [...new Set(rows.map((row) => String(row.next.values.get('FeedItemId') ?? '')))])
        .map((item) => [item.get('Id'), item.get('ParentId') ?? null])
    );
    for (const row of rows) row.next.values.set('ParentId', parents.get(row.next.values.get('FeedItemId') ?? null) ?? null);
  },
  afterWrite: count,
  afterDelete: count
};

function author(statement: Statement): void {
  if (statement.operation !== 'insert') return;
  for (const row of alive(statement)) row.next.values.set('InsertedById', statement.options.userId);
}

function count(statement: Statement): void {
  const items = statement.rows.map((row) => String((row.old ?? row.next).values.get('FeedItemId') ?? ''));
  statement.org.store.run(
    `UPDATE "FeedItem" SET "CommentCount" = (SELECT COUNT(*) FROM "FeedComment" c WHERE c."FeedItemId" = "FeedItem"."Id" AND c."IsDeleted" = 0)
     WHERE "Id" IN (SELECT value FROM json_each(?))`,
    [listOf(new Set(items))]
  );
}
