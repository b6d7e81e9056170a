/** Files are reached by their owner, and through what they hang on. Salesforce: ContentDocumentLink, ShareType. */
import type { Store } from '../store/types.ts';
import { recordPredicate } from './predicate.ts';
import type { PredicateContext } from './predicate.ts';
import { either, quoted } from './sql.ts';
import type { RecordLevel, SqlFragment } from './types.ts';

/** The kinds of rows that files hang on, kept so that predicates name those objects only. */
export class FileLinks {
  private readonly store: Store;
  private prefixes: readonly string[] | null = null;

  constructor(store: Store) {
    this.store = store;
  }

  /** Call when links were written. */
  changed(): void {
    this.prefixes = null;
  }

  predicate(
    context: PredicateContext,
    object: 'ContentDocument' | 'ContentVersion' | 'ContentDocumentLink',
    alias: string,
    level: RecordLevel
  ): SqlFragment | null {
    const { access } = context;
    if (level === 'read' ? access.has('ViewAllData') && access.has('QueryAllFiles') : access.has('ModifyAllData')) return null;
    if (object === 'ContentDocumentLink') return this.links(context, alias, level);
    if (object === 'ContentDocument') return this.documents(context, alias, level);
    const document = this.documents(context, `${alias}d`, level);
    return {
      sql: `EXISTS (SELECT 1 FROM "ContentDocument" ${alias}d WHERE ${alias}d."Id" = ${alias}."ContentDocumentId" AND (${document.sql}))`,
      params: document.params
    };
  }

  private documents(context: PredicateContext, alias: string, level: RecordLevel): SqlFragment {
    const owned: SqlFragment = { sql: `${alias}."OwnerId" = ?`, params: [context.access.userId] };
    if (level === 'delete' || level === 'all') return owned;
    const linked = this.links(context, `${alias}l`, level, false);
    const link = `${alias}l`;
    return either([
      owned,
      {
        sql: `EXISTS (SELECT 1 FROM "ContentDocumentLink" ${link} WHERE ${link}."ContentDocumentId" = ${alias}."Id" AND ${link}."IsDeleted" = 0 AND (${linked.sql}))`,
        params: linked.params
      }
    ]);
  }

  /** V gives reading, C editing, I what the row itself gives. A link is also known to the owner of its file. */
  private links(context: PredicateContext, alias: string, level: RecordLevel, ownersToo = true): SqlFragment {
    const { access, schema } = context;
    const terms: SqlFragment[] = [];
    const writes = level !== 'read';
    const people = `${alias}."LinkedEntityId" IN (SELECT value FROM json_each(?))`;
    terms.push({ sql: writes ? `${people} AND ${alias}."ShareType" = 'C'` : people, params: [access.principalsJson] });
    for (const prefix of this.linkedPrefixes()) {
      const object = schema.byKeyPrefix(prefix);
      if (!object || object.isSetup || object.virtual || !context.objectAccess(object).read) continue;
      terms.push(this.through(context, object.name, alias, 'read', writes ? ['C'] : ['V', 'C', 'I']));
      if (writes && context.objectAccess(object).edit) terms.push(this.through(context, object.name, alias, 'edit', ['I']));
    }
    if (ownersToo)
      terms.push({
        sql: `${alias}."ContentDocumentId" IN (SELECT o."Id" FROM "ContentDocument" o WHERE o."OwnerId" = ?)`,
        params: [access.userId]
      });
    return either(terms);
  }

  private through(context: PredicateContext, name: string, alias: string, level: RecordLevel, kinds: readonly string[]): SqlFragment {
    const object = context.schema.object(name)!;
    const inner = `${alias}e`;
    const condition = recordPredicate(context, object, inner, level) ?? { sql: '1', params: [] };
    const kind = kinds.map((each) => `'${each}'`).join(', ');
    return {
      sql: `${alias}."ShareType" IN (${kind}) AND EXISTS (SELECT 1 FROM ${quoted(name)} ${inner} WHERE ${inner}."Id" = ${alias}."LinkedEntityId" AND (${condition.sql}))`,
      params: condition.params
    };
  }

  private linkedPrefixes(): readonly string[] {
    this.prefixes ??= this.store
      .all('SELECT DISTINCT substr("LinkedEntityId", 1, 3) AS prefix FROM "ContentDocumentLink" ORDER BY prefix')
      .map((row) => row.prefix as string);
    return this.prefixes;
  }
}
