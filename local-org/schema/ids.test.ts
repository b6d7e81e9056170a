import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isValidId, makeId, normalizeId, to15, to18 } from './ids.ts';

test('15 characters become 18 with the platform’s own checksum', () => {
  assert.equal(to18('001A0000006Vm9r'), '001A0000006Vm9rIAC');
  assert.equal(to15('001A0000006Vm9rIAC'), '001A0000006Vm9r');
});

test('an 18-character id whose suffix is wrong is no id', () => {
  assert.equal(isValidId('001A0000006Vm9rIAC'), true);
  assert.equal(isValidId('001A0000006Vm9rIAD'), false);
  assert.equal(isValidId('001A0000006Vm9'), false);
  assert.equal(normalizeId("001A0000006Vm9'"), null);
});

test('ids of one prefix grow in order and differ', () => {
  const ids = [0, 1, 61, 62, 3843, 3844].map((serial) => makeId('a00', serial));
  assert.equal(ids[4]!.slice(0, 15), 'a00Lo00000000zz');
  assert.equal(new Set(ids).size, 6);
  assert.deepEqual([...ids].sort(), ids);
  assert.ok(ids.every(isValidId));
});
