/** Faults of other case systems at our doors, by their PEERS numbers; those inside Apex stand in the package's own tests. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { ADMIN, type RunningOrg, seededOrg } from './org.ts';

const SUPPORTER = 'supporter@demo.example';
const SUPERVISOR = 'supervisor@demo.example';
const DATABASE = 'dbmanager@demo.example';
const query = (soql: string) => `/query?q=${encodeURIComponent(soql)}`;

describe('PEERS at the doors', () => {
  let org: RunningOrg;
  let own: string;
  let stranger: string;

  before(async () => {
    org = await seededOrg();
    const [mine] = (await org.rest(SUPPORTER, query('SELECT Id FROM Client__c'))).body.records as { Id: string }[];
    const hers = new Set(
      ((await org.rest(SUPPORTER, query('SELECT Id FROM Client__c'))).body.records as { Id: string }[]).map(({ Id }) => Id)
    );
    const all = (await org.rest(ADMIN, query('SELECT Id FROM Client__c'))).body.records as { Id: string }[];
    own = mine!.Id;
    stranger = all.find(({ Id }) => !hers.has(Id))!.Id;
  });
  after(() => org.stop());

  it('PEERS 3: a parameter sent along without the permission for it is refused and changes nothing', async () => {
    const others = await org.rest(ADMIN, query("SELECT Id FROM Worker__c WHERE User__r.Username != 'supporter@demo.example' LIMIT 1"));
    const worker = others.body.records[0].Id as string;
    const contact = { Client__c: own, Happened_At__c: '2026-01-05T10:00:00Z', Kind__c: 'Call', Direction__c: 'From us', Reached__c: true };
    const attempts = [
      ['/sobjects/Support_Contact__c', 'POST', { ...contact, Worker__c: worker }],
      ['/sobjects/Support_Contact__c', 'POST', { ...contact, OwnerId: worker }],
      [`/sobjects/Client__c/${own}`, 'PATCH', { Restricted__c: false }],
      ['/sobjects/Case_Assignment__c', 'POST', { Client__c: stranger, Worker__c: worker, Role__c: 'Emergency' }],
      ['/services/apexrest/confide/v1/referrals', 'POST', { status: 'Allocated', force: true }]
    ] as const;
    const before = await org.rest(ADMIN, query('SELECT COUNT() FROM Support_Contact__c'));
    for (const [door, method, body] of attempts) {
      const { status } = await org.rest(SUPPORTER, door, { method, body });
      assert.ok(status >= 400, `${method} ${door} answered ${status}`);
    }
    assert.equal((await org.rest(ADMIN, query('SELECT COUNT() FROM Support_Contact__c'))).body.totalSize, before.body.totalSize);
  });

  it('PEERS 7: a relationship never carries a field of a record that the asker cannot read', async () => {
    const worker = await org.rest(DATABASE, query('SELECT Worker__r.Name FROM Case_Assignment__c'));
    assert.equal(worker.status, 400, 'she reads assignments, and no workers');
    for (const soql of [
      'SELECT Id, (SELECT Last_Name__c FROM Identities__r) FROM Client__c',
      'SELECT Client__r.Loss_Flag__c FROM Referral__c',
      "SELECT Id FROM Client__c WHERE Id IN (SELECT Client__c FROM Client_Identity__c WHERE Last_Name__c LIKE 'A%')"
    ])
      for (const who of [SUPPORTER, SUPERVISOR, DATABASE]) {
        const { status, text } = await org.rest(who, query(soql));
        assert.ok(status >= 400, `${who}: ${soql}: ${text.slice(0, 120)}`);
      }
    const record = await org.rest(SUPPORTER, `/ui-api/records/${stranger}?optionalFields=Client__c.Name`);
    assert.equal(record.status, 404);
  });

  it('PEERS 9: a supervisor sees the families of her own team and of no other', async () => {
    const seen = (await org.rest(SUPERVISOR, query('SELECT Id FROM Client__c'))).body.totalSize as number;
    const all = (await org.rest(ADMIN, query('SELECT Id FROM Client__c'))).body.totalSize as number;
    assert.ok(seen > 0 && seen < all, `${seen} of ${all}`);
  });
});
