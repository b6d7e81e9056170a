import { alive, fail } from '../statement.ts';
import type { Statement } from '../statement.ts';
import { composeNames } from './person-name.ts';
import type { ObjectHook } from './types.ts';

const USERNAME = /^[^\s@]+@[^\s@]+\.[^\s@.]+$/;

/** Users: nickname and type filled in, user names shaped like e-mail addresses and never used twice. */
export const userHook: ObjectHook = {
  beforeTriggers(statement) {
    for (const row of alive(statement)) {
      const values = row.next.values;
      if (typeof values.get('Username') === 'string') values.set('Username', (values.get('Username') as string).toLowerCase());
      if (statement.operation !== 'insert') continue;
      values.set('UserType', 'Standard');
      // Source: SOAP API, User: the nickname is generated when none is given.
      values.set(
        'CommunityNickname',
        values.get('CommunityNickname') ??
          String(values.get('Username') ?? '')
            .split('@')[0]!
            .slice(0, 40)
      );
    }
  },
  beforeValidation(statement) {
    composeNames(statement);
    for (const row of alive(statement)) {
      const username = row.next.values.get('Username');
      if (typeof username === 'string' && !USERNAME.test(username))
        fail(row, 'INVALID_EMAIL_ADDRESS', 'Username: invalid email address', ['Username']);
    }
    refuseTakenUsernames(statement);
    refuseOwnDeactivation(statement);
  }
};

/** The platform's own status and sentence, which differ from those of other unique fields. */
function refuseTakenUsernames(statement: Statement): void {
  const rows = alive(statement).filter((row) => row.next.values.get('Username') !== row.old?.values.get('Username'));
  if (rows.length === 0) return;
  const names = rows.map((row) => row.next.values.get('Username'));
  const taken = new Map(
    statement.org.store
      .all('SELECT "Id" AS id, lower("Username") AS name FROM "User" WHERE "Username" COLLATE NOCASE IN (SELECT value FROM json_each(?))', [
        JSON.stringify(names)
      ])
      .map((row) => [row['name'], row['id']])
  );
  for (const row of rows) {
    const other = taken.get(row.next.values.get('Username') as string);
    if (other && other !== row.next.id)
      fail(
        row,
        'DUPLICATE_USERNAME',
        "Duplicate Username. The username already exists in this or another Salesforce organization. Usernames must be unique across all Salesforce organizations. To resolve, use a different username (it doesn't need to match the user's email address).",
        ['Username']
      );
  }
}

function refuseOwnDeactivation(statement: Statement): void {
  for (const row of alive(statement)) {
    const off = row.old?.values.get('IsActive') === true && row.next.values.get('IsActive') === false;
    if (off && row.next.id === statement.options.userId)
      fail(row, 'FIELD_INTEGRITY_EXCEPTION', 'You cannot deactivate yourself.', ['IsActive']);
  }
}
