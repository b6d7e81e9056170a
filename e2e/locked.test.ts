/**
 * A locked file (RULES RES-03): one family is locked because she asked for it. For everybody who does not decide about the lock
 * it is in no list, no search, no report, no figure and no sync, at any door; the screens' own lists know nothing of it either.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { ADMIN, type RunningOrg, seededOrg, query, lightning, signIn } from './org.ts';

const DPO = 'dpo@demo.example';
/** Whoever works with families or their data and has no say over the lock. */
const OTHERS = ['supporter', 'supporter2', 'supervisor', 'coordinator', 'trustee', 'analyst', 'dbmanager', 'integration'];
/** Details of a file that a role may read where she may read the file. */
const DETAILS = ['Referral__c', 'Case_Assignment__c', 'Support_Contact__c', 'Consent__c', 'Contact_Preference__c', 'Notice_Given__c'];
/** Doors that list families without being asked for one. */
const LISTS = ({ Name }: { Name: string }) => [
  `/search?q=${encodeURIComponent(`FIND {"${Name}"} IN ALL FIELDS RETURNING Client__c(Id)`)}`,
  '/ui-api/list-records/Client__c/All_Families?pageSize=2000',
  query('SELECT Id FROM Client__c')
];

describe('a locked file', () => {
  let org: RunningOrg;
  let family: { Id: string; Name: string };
  let requestId = '';

  const step = (body: Record<string, unknown>) =>
    org.rest(DPO, `/services/apexrest/confide/v1/requests/${requestId}/steps`, { method: 'POST', body });
  const ask = (who: string, door: string, options?: { method: string; body: unknown }) => org.rest(`${who}@demo.example`, door, options);

  before(async () => {
    org = await seededOrg();
    const hers = await ask('supporter', query('SELECT Id, Name FROM Client__c WHERE Restricted__c = FALSE ORDER BY Name LIMIT 1'));
    family = hers.body.records[0];
    for (const door of LISTS(family)) assert.ok((await ask('supervisor', door)).text.includes(family.Id), `${door} would notice`);
    const logged = await org.rest('supporter@demo.example', '/services/apexrest/confide/v1/requests', {
      method: 'POST',
      body: { kinds: ['Restriction'], clientId: family.Id, words: 'Do not use it', channel: 'Phone', requester: 'Self' }
    });
    assert.equal(logged.status, 201, logged.text);
    const found = await org.rest(DPO, query(`SELECT Id FROM Rights_Request__c WHERE Client__c = '${family.Id}' ORDER BY CreatedDate DESC`));
    requestId = found.body.records[0].Id;
    const locked = await step({ kind: 'Lock', lockGround: 'She says that it is wrong', text: 'She says that the dates are wrong' });
    assert.ok(locked.status < 300, locked.text);
  });
  after(() => org?.stop());

  for (const who of OTHERS)
    it(`RES-03 ${who}: in no list, search, report, bulk query or screen`, async () => {
      for (const object of ['Client__c', ...DETAILS]) {
        const field = object === 'Client__c' ? 'Id' : 'Client__c';
        const read = await ask(who, query(`SELECT Id FROM ${object} WHERE ${field} = '${family.Id}'`));
        assert.ok(read.status >= 400 || read.body.totalSize === 0, `${object}: ${read.text.slice(0, 200)}`);
        const counted = await ask(who, query(`SELECT COUNT(Id) many FROM ${object} WHERE ${field} = '${family.Id}'`));
        assert.ok(counted.status >= 400 || counted.body.records[0].many === 0, `${object} is counted`);
      }
      for (const door of [
        `/sobjects/Client__c/${family.Id}`,
        `/ui-api/records/${family.Id}?fields=Client__c.Name`,
        `/ui-api/related-list-records/${family.Id}/Referrals__r`,
        `/services/apexrest/confide/v1/cases/${family.Id}`
      ]) {
        const { status, text } = await ask(who, door);
        assert.ok(status >= 400 && !text.includes(family.Name), `${door}: ${status}`);
      }
      for (const door of LISTS(family)) {
        const { text } = await ask(who, door);
        assert.ok(!text.includes(family.Id) && !text.includes(`"${family.Name}"`), door);
      }
      const details = await ask(who, '/services/apexrest/confide/v1/details', {
        method: 'POST',
        body: { clientId: family.Id, purpose: 'PU1' }
      });
      assert.ok(details.status >= 400, 'its details open');
      await inNoScreen(who);
      await inNoBulk(who);
    });

  it('RES-03 administrator: sees the coded file, as everywhere, and opens none of its details', async () => {
    const details = await org.rest(ADMIN, '/services/apexrest/confide/v1/details', {
      method: 'POST',
      body: { clientId: family.Id, purpose: 'PU1' }
    });
    assert.ok(details.status >= 400, details.text);
    const unlock = await org.rest(ADMIN, `/sobjects/Client__c/${family.Id}`, { method: 'PATCH', body: { Restricted__c: false } });
    assert.equal(unlock.status, 400, 'the lock ends only as RES-04 says');
  });

  it('RES-02 officer: its details stay closed until one of the four grounds is written down, which the log keeps', async () => {
    const open = () =>
      org.rest(DPO, '/services/apexrest/confide/v1/details', { method: 'POST', body: { clientId: family.Id, purpose: 'PU9' } });
    assert.equal((await open()).status, 403);
    assert.ok((await step({ kind: 'Use while locked', text: 'A court asks for it' })).status >= 400, 'used without a ground');
    const used = await step({ kind: 'Use while locked', text: 'A court asks for it', ground: 'Legal claims' });
    assert.ok(used.status < 300, used.text);
    assert.equal((await open()).status, 200);
    const log = await org.rest(DPO, '/services/apexrest/confide/v1/access-log?pageSize=200');
    const uses = (log.body.rows as { action: string; reason: string }[]).filter(({ action }) => action === 'Use while locked');
    assert.deepEqual(
      uses.map(({ reason }) => reason),
      ['Legal claims']
    );
  });

  it('RES-04 it does not open before the day after she was told', async () => {
    assert.ok((await step({ kind: 'Lock ended', text: 'Checked' })).status >= 400, 'without telling her');
  });

  /** The shell's own pages: her home, the search box and every report she may run. */
  async function inNoScreen(who: string): Promise<void> {
    const cookie = await signIn(org.url, `${who}@demo.example`);
    if (cookie === '') return;
    const shell = async (operation: string, input: unknown = {}) =>
      (await lightning(org.url, '/lightning/shell', { operation, input }, cookie)).text;
    assert.ok(!(await shell('search', { words: family.Name })).includes(family.Id), 'the search box finds it');
    const reports = JSON.parse(await shell('reports')).body?.reports ?? [];
    for (const { id } of reports as { id: string }[]) {
      const run = await shell('report', { id });
      assert.ok(!run.includes(family.Id) && !run.includes(family.Name), `report ${id}`);
    }
    const due = await lightning(org.url, '/lightning/apex', { classname: 'HomeController', method: 'due', params: {} }, cookie);
    assert.ok(!due.text.includes(family.Id) && !due.text.includes(family.Name), 'her first page');
  }

  async function inNoBulk(who: string): Promise<void> {
    const body = { operation: 'query', query: `SELECT Id FROM Client__c WHERE Id = '${family.Id}'` };
    const made = await ask(who, '/jobs/query', { method: 'POST', body });
    if (made.status !== 200) return;
    for (let asked = 0; asked < 60; asked++) {
      const { state, numberRecordsProcessed } = (await ask(who, `/jobs/query/${made.body.id}`)).body;
      if (state === 'JobComplete') return assert.equal(numberRecordsProcessed, 0, 'bulk gives it');
      if (state === 'Failed') return;
    }
    assert.fail('the job does not end');
  }
});
