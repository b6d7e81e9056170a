import type { SRecord } from '../../../schema/record.ts';
import type { AccessMode } from '../../../security/types.ts';
import { LibraryIterator } from '../../values/index.ts';
import { systemClass, type LibraryClass } from '../define.ts';
import { readQuery, runQuery } from '../query.ts';
import { current } from '../../../transaction.ts';

/** What a batch's `start` gives: the rows of a query. A batch takes them portion by portion, so that any number fits; others at once. */
export class Locator {
  private readonly rows: Iterable<SRecord>;
  readonly text: string | null;

  constructor(rows: Iterable<SRecord>, text: string | null) {
    this.rows = rows;
    this.text = text;
  }

  static of(text: string, binds: ReadonlyMap<string, unknown> | null, access: AccessMode | null): Locator {
    const request = { access, locator: true, ...(binds ? { binds } : {}) };
    const portions = current().kind === 'batch' ? readQuery(text, request) : null;
    return new Locator(portions ?? runQuery(text, request).records, text);
  }

  get records(): readonly SRecord[] {
    return [...this.rows];
  }

  [Symbol.iterator](): Iterator<SRecord> {
    return this.rows[Symbol.iterator]();
  }
}

export default [
  systemClass(
    'public class Database.QueryLocator implements System.Iterable<SObject>',
    {
      'String getQuery()': (self: Locator) => self.text,
      'Iterator<SObject> iterator()': (self: Locator) => new LibraryIterator(self.records)
    },
    { native: Locator }
  )
] as LibraryClass[];
