/** A sample of the mutation proof (`npm run prove` runs it whole): code, a permission set, a trigger and a setting. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MUTATIONS } from '../checks/promise-mutations.ts';
import { edited, isProven, prove, untouched } from './prove.ts';

const SAMPLE = ['P04', 'P14', 'P36', 'P40'];

test('with nothing switched off, every control of every promise stands', () => {
  assert.deepEqual(untouched(), []);
});

for (const mutation of MUTATIONS.filter(({ promise }) => SAMPLE.includes(promise)))
  test(`${mutation.promise} turns red and its test fails when ${mutation.off}`, () => {
    const proof = prove(mutation);
    assert.ok(isProven(proof), JSON.stringify(proof));
    assert.ok(proof.failed.length < proof.ran, 'The copy still works: other tests of the class pass.');
  });

test('an edit that does not apply is an error, never a proof', () => {
  assert.throws(() => edited('nothing of it', MUTATIONS[0]!), /stands 0 times, not once/);
});
