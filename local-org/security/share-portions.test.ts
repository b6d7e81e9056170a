import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { bootOrg } from '../boot.ts';
import type { Value } from '../schema/types.ts';

const SHELVES = 4_500;
const SPACE = 'xmlns="http://soap.sforce.com/2006/04/metadata"';
const FILES: Readonly<Record<string, string>> = {
  'objects/Shelf__c/Shelf__c.object-meta.xml': `<CustomObject ${SPACE}><deploymentStatus>Deployed</deploymentStatus><externalSharingModel>Private</externalSharingModel><label>Shelf</label><nameField><label>Name</label><type>Text</type></nameField><pluralLabel>Shelves</pluralLabel><sharingModel>Private</sharingModel></CustomObject>`,
  'roles/Clerk.role-meta.xml': `<Role ${SPACE}><name>Clerk</name></Role>`,
  'roles/Side.role-meta.xml': `<Role ${SPACE}><name>Side</name></Role>`,
  'sharingRules/Shelf__c.sharingRules-meta.xml': `<SharingRules ${SPACE}><sharingOwnerRules><fullName>Clerks_to_side</fullName><accessLevel>Edit</accessLevel><label>Clerks</label><sharedTo><role>Side</role></sharedTo><sharedFrom><role>Clerk</role></sharedFrom></sharingOwnerRules></SharingRules>`
};

const dir = mkdtempSync(path.join(tmpdir(), 'shelves-'));
for (const [name, content] of Object.entries(FILES)) {
  const file = path.join(dir, 'main', name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `<?xml version="1.0" encoding="UTF-8"?>\n${content}\n`);
}
const org = bootOrg({ packageDirs: [dir], database: ':memory:' });
after(() => {
  org.store.close();
  rmSync(dir, { recursive: true });
});

const idOf = (table: string, column: string, value: string): string =>
  org.store.all(`SELECT "Id" FROM "${table}" WHERE "${column}" = ?`, [value])[0]!.Id as string;
const byRule = (): number => Number(org.store.all(`SELECT COUNT(*) AS n FROM "Shelf__Share" WHERE "RowCause" = 'Rule'`)[0]!.n);

function person(name: string): string {
  const id = org.store.nextId('User');
  org.store.insert('User', [
    new Map<string, Value>([
      ['Id', id],
      ['Username', `${name}@example.org`],
      ['LastName', name],
      ['IsActive', true],
      ['UserType', 'Standard'],
      ['ProfileId', idOf('Profile', 'Name', 'Minimum Access - Salesforce')]
    ])
  ]);
  return id;
}

function become(user: string, role: string | null): void {
  org.store.update('User', [
    new Map<string, Value>([
      ['Id', user],
      ['UserRoleId', role]
    ])
  ]);
  org.security.setupChanged();
  // Access is decided anew when somebody asks for it.
  org.security.recordPredicate(user, 'Shelf__c', 'a', 'read');
}

test('an owner who comes into a role and leaves it: all that she owns is shared and unshared, however much it is', () => {
  const clerk = person('clerk');
  const ids = Array.from({ length: SHELVES }, () => org.store.nextId('Shelf__c'));
  org.store.insert(
    'Shelf__c',
    ids.map(
      (id) =>
        new Map<string, Value>([
          ['Id', id],
          ['OwnerId', clerk],
          ['IsDeleted', false]
        ])
    )
  );
  org.security.recordsSaved('Shelf__c', ids);
  assert.equal(byRule(), 0);

  become(clerk, idOf('UserRole', 'DeveloperName', 'Clerk'));
  assert.equal(byRule(), SHELVES);

  org.store.run('DELETE FROM "Shelf__c" WHERE "Id" > ?', [ids[2_999]!]);
  become(clerk, null);
  assert.equal(byRule(), 0);
  const left = org.store.all('SELECT DISTINCT "ParentId" FROM "Shelf__Share"').length;
  assert.equal(left, 3_000, 'shares of records that are gone go too');
});

test('what was computed for the same owners is not computed again', () => {
  const share = org.store.all('SELECT "Id" FROM "Shelf__Share" LIMIT 1')[0]!.Id as string;
  org.store.run('DELETE FROM "Shelf__Share" WHERE "Id" = ?', [share]);
  org.security.setupChanged();
  org.security.recordPredicate(person('reader'), 'Shelf__c', 'a', 'read');
  assert.equal(org.store.all('SELECT 1 FROM "Shelf__Share" WHERE "Id" = ?', [share]).length, 0);
});
