import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { compare, readLedger, type Ledger } from './ledger.ts';

const LEDGER: Ledger = {
  suite: 's',
  source: 'x',
  commit: '0',
  folder: '.',
  tests: 3,
  knownFailures: [{ reason: 'not built', tests: ['A.two'] }],
  outOfScope: [{ reason: 'no such service', tests: ['B'] }]
};
const result = (className: string, methodName: string, outcome: 'Pass' | 'Fail') => ({ className, methodName, outcome });

test('a suite that does what its ledger says holds no surprise', () => {
  const found = compare(LEDGER, [result('A', 'one', 'Pass'), result('A', 'two', 'Fail'), result('B', 'any', 'Fail')]);
  assert.deepEqual(found, { passed: 1, knownFailures: 1, outOfScope: 1, surprises: [] });
});

test('an unlisted failure, a listed failure that passes, and a listed test that is gone are surprises', () => {
  const { surprises } = compare(LEDGER, [result('A', 'one', 'Fail'), result('A', 'two', 'Pass'), result('A', 'three', 'Pass')]);
  assert.deepEqual(surprises, [
    'A.one fails and is not listed',
    'A.two passes, but is listed as a known failure',
    'b is listed, but there is no such test'
  ]);
});

test('every ledger can be read, and names a commit', () => {
  const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.yaml'));
  assert.ok(files.length > 0);
  for (const file of files) assert.match(readLedger(path.join(import.meta.dirname, file)).commit, /^[0-9a-f]{40}$/);
});
