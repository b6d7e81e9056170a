import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { GARDEN, gardenOrg } from '../../fixtures/index.ts';
import { run } from './testing.ts';

/** Apex tests of the library's services in small classes of our own: what they assert holds on the platform too. */
const PLATFORM = fileURLToPath(new URL('../fixtures/platform', import.meta.url));
const { results } = gardenOrg({ packageDirs: [GARDEN, PLATFORM] }).apex.runTests([]);

for (const { className, methodName, message, stackTrace } of results)
  test(`${className}.${methodName}`, () => {
    assert.equal(message, null, stackTrace ?? '');
  });

test('there are tests to run', () => {
  assert.ok(results.length >= 14);
});

test('work in a transaction changes no table: rolling that back would cost every statement its compiled form', () => {
  const org = gardenOrg();
  const version = (): unknown => org.store.all('PRAGMA schema_version')[0]!.schema_version;
  const before = version();
  run(
    `Garden__c garden = new Garden__c(Name = 'Kew'); insert garden; insert new Plot__c(Garden__c = garden.Id);
     Approval.lock(garden.Id); Approval.unlock(garden.Id); delete garden; undelete garden;`,
    org
  );
  assert.equal(version(), before);
});
