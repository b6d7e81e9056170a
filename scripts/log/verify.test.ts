import assert from 'node:assert/strict';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, describe, it } from 'node:test';
import { EXIT } from '../shared/exit.ts';
import { CANARY, canaryNest, type Nest } from '../shared/testing/canary.ts';
import { ADMIN, as, env, peopleOrg, query, restarted, type RunningOrg } from '../shared/testing/org.ts';

const MANAGER = 'dbmanager@demo.example';
const OFFICER = 'dpo@demo.example';

describe('the chain of the access log', () => {
  let org: RunningOrg;
  let nest: Nest;
  let anchor: string;
  before(async () => {
    org = await peopleOrg();
    nest = canaryNest();
    await looks(3);
  });
  after(async () => {
    nest.remove();
    await org.stop();
  });
  const verify = (who: string, ...args: string[]) => nest.run(['log', 'verify', ...args, ...as(org, who)], env);

  it('is whole: numbers and an anchor are told, and no value of an entry', async () => {
    const { code, output, stdout } = await verify(MANAGER);
    assert.equal(code, 0, output);
    assert.match(output, /The log is whole: 3 entries/);
    anchor = /Anchor: (\S+)/.exec(stdout)![1]!;
    assert.match(anchor, /^3:[0-9a-f]{64}$/);
  });

  it('passes through the anchor that was kept, after more looks, and through one kept elsewhere', async () => {
    await looks(2);
    const { code, output } = await verify(MANAGER, '--expect', anchor);
    assert.equal(code, 0, output);
    assert.match(output, /5 entries.*passes through the anchor of entry 3/);
  });

  it('is not what somebody says: another hash at the place of an anchor is found', async () => {
    const { code, output } = await verify(MANAGER, '--expect', `3:${'a'.repeat(64)}`);
    assert.equal(code, EXIT.blocked);
    assert.match(output, /does not hold from entry 4 on/);
  });

  it('refuses anchors on this machine that were changed', async () => {
    const folder = path.join(nest.state, 'log-anchors');
    const file = path.join(folder, readdirSync(folder)[0]!);
    const before = readFileSync(file, 'utf8');
    writeFileSync(file, before.replace('"sequence":3', '"sequence":2'));
    assert.equal((await verify(MANAGER)).code, EXIT.blocked);
    writeFileSync(file, before);
  });

  it('shows a tail that was cut off behind an anchor', async () => {
    const { code, output } = await verify(MANAGER, '--expect', `9:${'a'.repeat(64)}`);
    assert.equal(code, EXIT.blocked);
    assert.match(output, /does not hold from entry 6 on/);
  });

  it('shows an entry that was changed', async () => {
    org = await restarted(org, (data) => {
      const file = readdirSync(data).find((name) => /\.(db|sqlite)$/.test(name))!;
      const database = new DatabaseSync(path.join(data, file));
      assert.equal(database.prepare(`UPDATE "Access_Log__c" SET "Outcome__c" = 'Refused' WHERE "Sequence__c" = 2`).run().changes, 1);
      database.close();
    });
    const { code, output } = await verify(MANAGER);
    assert.equal(code, EXIT.blocked, output);
    assert.match(output, /does not hold from entry 2 on/);
  });

  it('leaves nothing of an entry in output, log or state', () => nest.assertSilent());

  /** Looks with a reason that names somebody, written and sealed. */
  async function looks(count: number): Promise<void> {
    const entry = `AccessLog.Entry e = new AccessLog.Entry(); e.outcome = AccessLog.OPENED; e.reason = '${CANARY.name}'; AccessLog.write(new List<AccessLog.Entry>{ e });`;
    for (let done = 0; done < count; done++) {
      const { body, text } = await org.rest(ADMIN, `/tooling/executeAnonymous?anonymousBody=${encodeURIComponent(entry)}`);
      assert.ok(body.success, text);
    }
    for (;;) {
      const { body } = await org.rest(OFFICER, query('SELECT COUNT() FROM Access_Log__c WHERE Hash__c = NULL'));
      if (body.totalSize === 0) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
});
