/** The org is killed in the middle of writes: the store opens again, with whole transactions only. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { it } from 'node:test';
import { ADMIN, type RunningOrg, startOrg, query } from './org.ts';

const KILLS = Number(process.env['CONFIDE_KILLS'] ?? 10);
const PAIR = 200;

it(`survives being killed ${KILLS} times while it writes`, { timeout: 600_000 }, async () => {
  const data = mkdtempSync(path.join(tmpdir(), 'confide-kill-'));
  let interrupted = 0;
  let known = 0;
  try {
    for (let kill = 0; kill < KILLS; kill++) {
      const org = await startOrg(data, 0, undefined, true);
      known = await wholeBatches(org, known);
      const writes = Array.from({ length: 4 }, (_, batch) => write(org, `k${kill}-${batch}`));
      const outcomes = Promise.allSettled(writes);
      await new Promise((resolve) => setTimeout(resolve, 5 + ((kill * 37) % 120)));
      await org.stop('SIGKILL');
      interrupted += (await outcomes).filter(({ status }) => status === 'rejected').length;
    }
    const org = await startOrg(data, 0, undefined, true);
    await wholeBatches(org, known);
    await org.stop();
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
  assert.ok(interrupted > 0, 'the kills fell into writes');
});

/** One all-or-none collection of 200 accounts of one name. */
async function write(org: RunningOrg, name: string): Promise<void> {
  const records = Array.from({ length: PAIR }, () => ({ attributes: { type: 'Account' }, Name: name }));
  const { status } = await org.rest(ADMIN, '/composite/sobjects', { method: 'POST', body: { allOrNone: true, records } });
  assert.equal(status, 200);
}

/** Checks that each name has all of its rows or none, and that nothing acknowledged has gone. @returns rows found. */
async function wholeBatches(org: RunningOrg, atLeast: number): Promise<number> {
  const { body } = await org.rest(ADMIN, query('SELECT Name n, COUNT(Id) c FROM Account GROUP BY Name'));
  const groups = body.records as { n: string; c: number }[];
  for (const { n, c } of groups) assert.equal(c, PAIR, `batch ${n} is whole`);
  const rows = groups.length * PAIR;
  assert.ok(rows >= atLeast, 'nothing that was there has gone');
  return rows;
}
