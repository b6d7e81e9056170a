import type { KeyPrefixes } from '../schema/index.ts';
import type { ObjectKind } from '../schema/types.ts';
import type { Database } from './database.ts';

const FIRST: Readonly<Record<ObjectKind, string>> = {
  standard: '',
  custom: 'a',
  customSetting: 'a',
  customMetadata: 'm',
  platformEvent: 'e',
  share: 's',
  history: 'h'
};
const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** Key prefixes of the package's objects, given once and remembered. */
export class StoredPrefixes implements KeyPrefixes {
  private readonly database: Database;
  private readonly given = new Map<string, string>();

  constructor(database: Database) {
    this.database = database;
    database.run(
      'CREATE TABLE IF NOT EXISTS "_prefix" (object TEXT PRIMARY KEY COLLATE NOCASE, prefix TEXT NOT NULL UNIQUE) WITHOUT ROWID'
    );
    for (const row of database.all('SELECT object, prefix FROM "_prefix"'))
      this.given.set((row.object as string).toLowerCase(), row.prefix as string);
  }

  prefixOf(object: string, kind: ObjectKind): string {
    const known = this.given.get(object.toLowerCase());
    if (known !== undefined) return known;
    const letter = FIRST[kind];
    const taken = [...this.given.values()].filter((prefix) => prefix.startsWith(letter)).length;
    const prefix = letter + DIGITS[Math.floor(taken / 36) % 36]! + DIGITS[taken % 36]!;
    this.given.set(object.toLowerCase(), prefix);
    this.database.run('INSERT INTO "_prefix" (object, prefix) VALUES (?, ?)', [object, prefix]);
    return prefix;
  }
}
