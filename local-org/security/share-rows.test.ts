import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { gardenOrg } from '../fixtures/index.ts';
import { SRecord } from '../schema/record.ts';
import type { Value } from '../schema/types.ts';
import type { DmlOperation } from '../dml/types.ts';
import { SYSTEM } from './types.ts';

const org = gardenOrg();
after(() => org.store.close());
const admin = org.store.all('SELECT "Id" AS id FROM "User" WHERE "Username" = \'admin@demo.example\'')[0]!['id'] as string;

function save(operation: DmlOperation, object: string, rows: readonly Record<string, Value>[]): string[] {
  const records = rows.map((row) => {
    const record = new SRecord(org.schema.object(object)!);
    for (const [name, value] of Object.entries(row)) record.values.set(name, value);
    return record;
  });
  const results = org.dml.save(operation, records, { userId: admin, access: SYSTEM, allOrNone: true });
  assert.deepEqual(
    results.flatMap((result) => result.errors),
    []
  );
  return results.map((result) => result.id!);
}

const person = (name: string): string =>
  save('insert', 'User', [
    {
      Username: `${name}@example.org`,
      LastName: name,
      Alias: name,
      Email: `${name}@example.org`,
      TimeZoneSidKey: 'Europe/London',
      LocaleSidKey: 'en_GB',
      EmailEncodingKey: 'UTF-8',
      LanguageLocaleKey: 'en_US',
      IsActive: true,
      ProfileId: org.store.all('SELECT "Id" AS id FROM "Profile"')[0]!['id'] as string
    }
  ])[0]!;

const shares = (): string[] =>
  org.store
    .all('SELECT "ParentId" || \' \' || "UserOrGroupId" || \' \' || "AccessLevel" || \' \' || "RowCause" AS share FROM "Garden__Share"')
    .map((row) => row['share'] as string)
    .sort();

/** What the save order kept is what is computed from nothing. */
function asComputedAnew(when: string): void {
  const kept = shares();
  assert.ok(kept.length > 0, when);
  org.store.run('DELETE FROM "Garden__Share" WHERE "RowCause" IN (\'Owner\', \'Rule\')');
  org.security.recalculateSharing();
  assert.deepEqual(shares(), kept, when);
}

test('owner and rule rows follow inserts and changes of owner and criteria, and no other change touches them', () => {
  const bob = person('bob');
  const ids = save(
    'insert',
    'Garden__c',
    [true, false, true].map((shared, i) => ({ Name: `G${i}`, Shared__c: shared }))
  );
  asComputedAnew('inserted');
  save('update', 'Garden__c', [
    { Id: ids[0]!, Shared__c: false },
    { Id: ids[1]!, Shared__c: true },
    { Id: ids[2]!, OwnerId: bob }
  ]);
  asComputedAnew('changed');
  const rows = (): unknown[] => org.store.all('SELECT "Id" FROM "Garden__Share" ORDER BY "Id"').map((row) => row['Id']);
  const before = rows();
  save('update', 'Garden__c', [{ Id: ids[0]!, Name: 'Renamed' }]);
  assert.deepEqual(rows(), before, 'a change of name leaves the rows of the shares alone');
});

test('a deleted row keeps its owner and its rules, and loses what was shared by hand or by Apex', () => {
  const [id] = save('insert', 'Garden__c', [{ Name: 'Gone', Shared__c: true }]);
  const other = person('eve');
  for (const cause of ['Manual', 'Helper__c'])
    save('insert', 'Garden__Share', [{ ParentId: id!, UserOrGroupId: other, AccessLevel: 'Edit', RowCause: cause }]);
  const causes = (): unknown[] =>
    org.store
      .all('SELECT "RowCause" AS cause FROM "Garden__Share" WHERE "ParentId" = ? ORDER BY "RowCause"', [id!])
      .map((row) => row['cause']);
  assert.deepEqual(causes(), ['Helper__c', 'Manual', 'Owner', 'Rule']);
  save('delete', 'Garden__c', [{ Id: id! }]);
  assert.deepEqual(causes(), ['Owner', 'Rule']);
  save('undelete', 'Garden__c', [{ Id: id! }]);
  assert.deepEqual(causes(), ['Owner', 'Rule']);
  asComputedAnew('back from the bin');
});
