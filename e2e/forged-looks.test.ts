/** Nobody writes the access log through its event: at no door of the API, with no right, not the administrator either. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { ADMIN, type RunningOrg, seededOrg, query, anonymous } from './org.ts';

const EVENT = 'Personal_Data_Access__e';
const DPO = 'dpo@demo.example';
const NO_RIGHT = ['supporter', 'supervisor', 'safeguarding', 'dpo', 'dbmanager', 'integration'].map((who) => `${who}@demo.example`);
const MARK = 'Maria lives at 1 Invented Street';
const forged = { Entry_Key__c: MARK, User_Id__c: 'nobody', Client_Record_Id__c: 'MariaMaria', Proof__c: '0'.repeat(64) };
const attributed = { attributes: { type: EVENT }, ...forged };

describe('made-up entries for the access log', () => {
  let org: RunningOrg;
  let entriesBefore: number;
  before(async () => {
    org = await seededOrg();
    entriesBefore = (await log()).length;
  });
  after(() => org.stop());

  const log = async () => (await org.rest(ADMIN, query('SELECT Id FROM Access_Log__c'))).body.records as { Id: string }[];
  const page = async () =>
    (await org.rest(DPO, '/services/apexrest/confide/v1/access-log?pageSize=200')).body.rows as Record<string, string>[];

  /** The doors at which an event can be published. @returns whether any of them took it. */
  const doors: Record<string, (who: string) => Promise<boolean>> = {
    REST: async (who) => (await org.rest(who, `/sobjects/${EVENT}`, { method: 'POST', body: forged })).status < 400,
    collections: async (who) => {
      const { status, body } = await org.rest(who, '/composite/sobjects', { method: 'POST', body: { records: [attributed] } });
      return status < 400 && body[0].success === true;
    },
    composite: async (who) => {
      const call = { method: 'POST', url: `/services/data/v67.0/sobjects/${EVENT}`, referenceId: 'one', body: forged };
      const { body } = await org.rest(who, '/composite', { method: 'POST', body: { compositeRequest: [call] } });
      return body.compositeResponse?.[0]?.httpStatusCode < 400;
    },
    tree: async (who) => {
      const body = { records: [{ ...attributed, attributes: { type: EVENT, referenceId: 'one' } }] };
      return (await org.rest(who, `/composite/tree/${EVENT}`, { method: 'POST', body })).status < 400;
    },
    bulk: async (who) => {
      const made = await org.rest(who, '/jobs/ingest', { method: 'POST', body: { object: EVENT, operation: 'insert' } });
      if (made.status >= 400) return false;
      const job = `/jobs/ingest/${made.body.id}`;
      const sent = await fetch(`${org.url}/services/data/v67.0${job}/batches`, {
        method: 'PUT',
        headers: { authorization: `Bearer ${await org.token(who)}`, 'content-type': 'text/csv' },
        body: `${Object.keys(forged).join(',')}\n${Object.values(forged).join(',')}\n`
      });
      assert.equal(sent.status, 201);
      await org.rest(who, job, { method: 'PATCH', body: { state: 'UploadComplete' } });
      for (let asked = 0; asked < 60; asked++) {
        const { body } = await org.rest(who, job);
        if (['JobComplete', 'Failed'].includes(body.state)) return body.numberRecordsProcessed - body.numberRecordsFailed > 0;
      }
      throw new Error(`${job} does not end`);
    },
    'the screens’ API': async (who) =>
      (await org.rest(who, '/ui-api/records', { method: 'POST', body: { apiName: EVENT, fields: forged } })).status < 400,
    'anonymous Apex': async (who) => {
      const event = `new ${EVENT}(Entry_Key__c = '${MARK}', Client_Record_Id__c = 'MariaMaria', Proof__c = '0')`;
      const source = `EventBus.publish(${event}); EventBus.publishWithAccessLevel(${event}, AccessLevel.SYSTEM_MODE);`;
      const { body } = await org.rest(who, anonymous(source));
      return body.success === true;
    }
  };

  for (const [door, publish] of Object.entries(doors))
    it(`are published by no role through ${door}`, async () => {
      for (const who of NO_RIGHT) assert.equal(await publish(who), false, who);
      assert.equal((await log()).length, entriesBefore);
    });

  it('that an administrator publishes reach nothing: they are counted, under her name, and the officer hears of it', async () => {
    let taken = 0;
    for (const publish of Object.values(doors)) if (await publish(ADMIN)) taken++;
    assert.ok(taken >= 3, `the platform lets her publish: ${taken}`);
    let entries: Record<string, string>[] = [];
    for (let asked = 0; asked < 600 && !entries.some(({ action, sealed }) => action === 'Made-up entries' && sealed); asked++)
      entries = await page();
    const made = entries.filter(({ action }) => action === 'Made-up entries');
    assert.ok(made.length > 0, 'the alarm');
    for (const entry of made) {
      assert.equal(entry.outcome, 'Refused');
      assert.match(entry.reason!, /^\d+$/);
      assert.ok(entry.clientCode === undefined || entry.clientCode === null);
    }
    assert.ok(!entries.some(({ outcome }) => outcome === 'Rolled back'), 'no look that never was');
    assert.doesNotMatch(JSON.stringify(entries), /Maria/);
    const chain = await org.rest(DPO, '/services/apexrest/confide/v1/access-log/chain');
    assert.equal(chain.body.intact, true);
  });

  it('are not helped by the key: no door shows it, to the administrator either', async () => {
    const { status, body } = await org.rest(ADMIN, query('SELECT Proof_Key__c FROM Access_Log_Head__c'));
    assert.equal(status, 400);
    assert.equal(body[0].errorCode, 'INVALID_FIELD');
    const described = await org.rest(ADMIN, '/sobjects/Access_Log_Head__c/describe');
    assert.doesNotMatch(described.text, /Proof_Key__c/);
    for (const { Id } of (await org.rest(ADMIN, query('SELECT Id FROM Access_Log_Head__c'))).body.records as { Id: string }[]) {
      assert.doesNotMatch((await org.rest(ADMIN, `/sobjects/Access_Log_Head__c/${Id}`)).text, /[0-9a-f]{64}.*[0-9a-f]{64}/s);
      const changed = await org.rest(ADMIN, `/sobjects/Access_Log_Head__c/${Id}`, { method: 'PATCH', body: { Proof_Key__c: MARK } });
      assert.ok(changed.status >= 400);
    }
  });
});
