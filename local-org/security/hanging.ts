/** Rows that hang at others: posts, comments, mails, notes, attachments, field history. Reached through what they hang at, and by who wrote them. */
import type { ObjectDef } from '../schema/types.ts';
import { recordPredicate } from './predicate.ts';
import type { PredicateContext } from './predicate.ts';
import { either, quoted } from './sql.ts';
import type { RecordLevel, SqlFragment } from './types.ts';

/** The field by which rows of the object hang. Whether who may edit the record may change them too. */
const HANGS: Readonly<Record<string, { by: string; withTheRecord: boolean }>> = {
  FeedItem: { by: 'ParentId', withTheRecord: false },
  FeedComment: { by: 'ParentId', withTheRecord: false },
  EmailMessage: { by: 'RelatedToId', withTheRecord: true },
  Note: { by: 'ParentId', withTheRecord: true },
  Attachment: { by: 'ParentId', withTheRecord: true }
};

/** @returns whether rows of the object are reached through what they hang at */
export function isHanging(object: ObjectDef): boolean {
  return object.kind === 'history' || Object.hasOwn(HANGS, object.name);
}

/** @returns the condition on rows of a hanging object. */
export function hangingRows(context: PredicateContext, object: ObjectDef, alias: string, level: RecordLevel): SqlFragment {
  const { by, withTheRecord } = HANGS[object.name] ?? { by: 'ParentId', withTheRecord: false };
  const terms: SqlFragment[] = [];
  if (object.kind !== 'history') terms.push({ sql: `${alias}."CreatedById" = ?`, params: [context.access.userId] });
  if (level === 'read' || withTheRecord) {
    const rows = context.all(
      `SELECT DISTINCT substr(${quoted(by)}, 1, 3) AS prefix FROM ${quoted(object.name)} WHERE ${quoted(by)} IS NOT NULL ORDER BY prefix`
    );
    for (const { prefix } of rows) {
      const record = context.schema.byKeyPrefix(prefix as string);
      if (!record || record.virtual) continue;
      const rights = context.objectAccess(record);
      if (level === 'read' ? !rights.read : !rights.edit) continue;
      const inner = `${alias}h`;
      const condition = recordPredicate(context, record, inner, level === 'read' ? 'read' : 'edit') ?? { sql: '1', params: [] };
      const open = withTheRecord && object.fields.has('isprivate') ? `${alias}."IsPrivate" = 0 AND ` : '';
      terms.push({
        sql: `${open}EXISTS (SELECT 1 FROM ${quoted(record.name)} ${inner} WHERE ${inner}."Id" = ${alias}.${quoted(by)} AND (${condition.sql}))`,
        params: condition.params
      });
    }
  }
  return either(terms);
}
