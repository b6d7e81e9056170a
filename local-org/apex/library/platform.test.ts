import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { GARDEN, gardenOrg } from '../../fixtures/index.ts';

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
