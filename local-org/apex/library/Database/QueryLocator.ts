import type { SRecord } from '../../../schema/record.ts';
import type { AccessMode } from '../../../security/types.ts';
import { LibraryIterator } from '../../values/index.ts';
import { systemClass, type LibraryClass } from '../define.ts';
import { runQuery } from '../query.ts';

/** What a batch's `start` gives: the rows of a query, taken at once. */
export class Locator {
  readonly records: readonly SRecord[];
  readonly text: string | null;

  constructor(records: readonly SRecord[], text: string | null) {
    this.records = records;
    this.text = text;
  }

  static of(text: string, binds: ReadonlyMap<string, unknown> | null, access: AccessMode | null): Locator {
    return new Locator(runQuery(text, { access, locator: true, ...(binds ? { binds } : {}) }).records, text);
  }

  [Symbol.iterator](): Iterator<SRecord> {
    return this.records[Symbol.iterator]();
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
