/** Whether the night's user may empty the bin, asked of an org that answers as it is told. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Connection } from '@jsforce/jsforce-node';
import { preflight } from '../preflight/ask.ts';
import { emptiesTheBin, setUp } from './setup.ts';

interface Told {
  readonly owner?: string;
  readonly byProfile?: number;
  readonly bySet?: number;
}

/** An org with that owner of the nightly job, and as many rows that give her the right. */
function orgWith({ owner, byProfile = 0, bySet = 0 }: Told): Connection {
  const answer = (soql: string) => {
    if (soql.includes('FROM CronTrigger')) return { totalSize: owner ? 1 : 0, records: owner ? [{ OwnerId: owner }] : [] };
    assert.ok(soql.includes(`'${owner}'`) && soql.includes('IsActive = TRUE'), soql);
    return { totalSize: soql.includes('FROM User') ? byProfile : bySet, records: [] };
  };
  return { query: (soql: string) => Promise.resolve(answer(soql)) } as unknown as Connection;
}

test('an administrator may, by her profile or by a permission set', async () => {
  assert.equal(await emptiesTheBin(orgWith({ owner: '005A', byProfile: 1 })), true);
  assert.equal(await emptiesTheBin(orgWith({ owner: '005A', bySet: 1 })), true);
});

test('who has neither, or is no longer active, may not', async () => {
  assert.equal(await emptiesTheBin(orgWith({ owner: '005A' })), false);
});

test('without the job nobody empties anything', async () => {
  assert.equal(await emptiesTheBin(orgWith({})), false);
});

test('a login that does not see the setup is told so, not that the package is missing', async () => {
  const unseen = (soql: string) =>
    soql.includes('FROM EntityDefinition')
      ? Promise.resolve({ totalSize: 0, records: [] })
      : Promise.reject(Object.assign(new Error('x'), { errorCode: 'INVALID_TYPE' }));
  const blind = { query: unseen } as unknown as Connection;
  const expected = { code: 'SETUP_UNSEEN', exitCode: 3, message: /does not see the setup/ };
  await assert.rejects(setUp(blind, true), expected);
  await assert.rejects(preflight(blind, 'force-app/main/foundation'), expected);
  const empty = { query: () => Promise.resolve({ totalSize: 0, records: [] }) } as unknown as Connection;
  assert.deepEqual(await setUp(empty, true), [{ code: 'PACKAGE', state: 'todo' }], 'in an org without it, it is missing');
});
