/** Bad input through the API: a clear error, nothing saved, and the server goes on. */
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { type RunningOrg, seededOrg, query } from './org.ts';

const COORDINATOR = 'coordinator@demo.example';
const LEAD = 'safeguarding@demo.example';
const REFERRALS = '/services/apexrest/confide/v1/referrals';

describe('bad input', () => {
  let org: RunningOrg;
  let good: Record<string, unknown>;

  before(async () => {
    org = await seededOrg();
    const { body } = await org.rest(COORDINATOR, query('SELECT Id FROM Programme__c LIMIT 1'));
    good = {
      programmeId: body.records[0].Id,
      receivedOn: new Date().toISOString().slice(0, 10),
      source: 'Midwife',
      channel: 'Phone',
      personAware: 'Yes',
      personAgreed: 'Yes',
      reason: 'Asks for company at appointments.',
      firstName: 'Testina',
      lastName: 'Inputsworth',
      contactCare: 'Usual',
      preferences: []
    };
  });
  after(() => org.stop());

  const families = async () => (await org.rest(LEAD, '/query?q=SELECT+COUNT()+FROM+Client__c')).body.totalSize as number;
  const take = (change: Record<string, unknown>) =>
    org.rest(COORDINATOR, REFERRALS, { method: 'POST', body: { requestKey: crypto.randomUUID(), ...good, ...change } });

  for (const [what, change] of [
    ['no programme', { programmeId: null }],
    ['an unknown programme', { programmeId: 'a0000000000zzzzAAA' }],
    ['an id of another kind', { programmeId: '005000000000001AAA' }],
    ['no date', { receivedOn: null }],
    ['a date that is none', { receivedOn: 'yesterday' }],
    ['a date in the future', { receivedOn: '2999-01-01' }],
    ['an unknown source', { source: 'Carrier pigeon' }],
    ['a name too long', { lastName: 'x'.repeat(300) }],
    ['a value of the wrong type', { lastName: { nested: true } }],
    ['an unknown channel of contact', { preferences: [{ channel: 'Semaphore', allowed: 'Yes', contentLevel: 1 }] }]
  ] as const) {
    it(`refuses ${what} and saves nothing`, async () => {
      const before = await families();
      const { status, body, text } = await take(change);
      assert.ok(status >= 400 && status < 500, `${status} ${text}`);
      assert.ok(Array.isArray(body) && body[0].message.length > 10, text);
      assert.doesNotMatch(text, /Inputsworth|Exception|at Class|line \d+/);
      assert.equal(await families(), before);
    });
  }

  it('keeps quotes, HTML and script text as they were written', async () => {
    const lastName = `O'Brien "<script>alert(1)</script>" \\ %_`;
    const { status, body, text } = await take({ lastName });
    assert.ok(status < 300, text);
    const opened = await org.rest(COORDINATOR, '/services/apexrest/confide/v1/details', {
      method: 'POST',
      body: { clientId: body.clientId, purpose: 'PU1', reason: 'check' }
    });
    assert.equal(opened.body.lastName, lastName, opened.text);
  });

  it('saves once when the same request comes twice', async () => {
    const requestKey = crypto.randomUUID();
    const [first, second] = [await take({ requestKey, lastName: 'Twiceling' }), await take({ requestKey, lastName: 'Twiceling' })];
    assert.deepEqual(second.body.clientId, first.body.clientId);
  });

  it('refuses what is not JSON', async () => {
    const { status, body } = await org.rest(COORDINATOR, '/sobjects/Support_Contact__c', { method: 'POST', raw: '{"Kind__c": ' });
    assert.deepEqual([status, body[0].errorCode], [400, 'JSON_PARSER_ERROR']);
  });

  it('refuses a body of 10 MB and more', async () => {
    const { status } = await org.rest(COORDINATOR, REFERRALS, { method: 'POST', raw: JSON.stringify({ reason: 'x'.repeat(11_000_000) }) });
    assert.ok(status === 413 || status === 400, String(status));
  });

  it('refuses an unknown field and an unknown picklist value by REST', async () => {
    const unknown = await org.rest(COORDINATOR, '/sobjects/Referral__c', { method: 'POST', body: { Nonsense__c: 1 } });
    assert.deepEqual([unknown.status, unknown.body[0].errorCode], [400, 'INVALID_FIELD']);
  });

  it('outlives half a request', async () => {
    const { hostname, port } = new URL(org.url);
    await new Promise<void>((resolve) => {
      const socket = connect(Number(port), hostname, () => {
        socket.write(
          'POST /services/data/v67.0/sobjects/Account HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{"Name":'
        );
        setTimeout(() => (socket.destroy(), resolve()), 100);
      });
    });
    assert.ok((await families()) > 0);
  });
});
