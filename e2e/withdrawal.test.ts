/**
 * After a withdrawal no path sends (PEERS "Consent as a gate in one place"): random histories of one family after another, written
 * down and taken back through random doors of the API, then every way out is tried. With her yes, just before, the same ways are open.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { ADMIN, type RunningOrg, seededOrg, query, lightning, signIn, anonymous } from './org.ts';

const SUPPORTER = 'supporter@demo.example';
const SHARING = '/services/apexrest/confide/v1/sharing';
const HISTORIES = 12;
/** The ways that her yes opens; no role, and no administrator without more, writes a sharing by the API itself. */
const OPEN = ['her supporter, step by step', 'a list', 'Apex of her own', 'the gate', 'the gate, by e-mail'];

/** What she said, and through which door it was written down. */
const earlier = fc.array(
  fc.record({ decision: fc.constantFrom('Given', 'Refused'), door: fc.constantFrom('REST', 'collections', 'composite', 'screen') }),
  { maxLength: 3 }
);
const end = fc.record({
  door: fc.constantFrom('screen', 'screen', 'REST', 'collections'),
  decision: fc.constantFrom('Withdrawn', 'Refused'),
  choice: fc.constantFrom('Stop', 'Restrict', 'Erasure')
});
type Said = { decision: string; door: string };

describe('a withdrawal', () => {
  let org: RunningOrg;
  let cookie: string;
  let recipientId: string;
  const families: string[] = [];

  before(async () => {
    org = await seededOrg();
    cookie = await signIn(org.url, SUPPORTER);
    recipientId = (await org.rest(ADMIN, query("SELECT Id FROM Organisation__c WHERE Name = 'Marsh End Family Hub'"))).body.records[0].Id;
    const known = new Set(await hers());
    await apex(`Id worker = [SELECT Id FROM Worker__c WHERE User__r.Username = '${SUPPORTER}' WITH SYSTEM_MODE].Id;
      List<Client__c> families = new List<Client__c>();
      for (Integer i = 0; i < ${HISTORIES}; i++) { families.add(new Client__c()); }
      insert as system families;
      List<Case_Assignment__c> assignments = new List<Case_Assignment__c>();
      for (Client__c family : families) {
        assignments.add(new Case_Assignment__c(Client__c = family.Id, Worker__c = worker, Role__c = 'Peer supporter',
          Starts_On__c = Date.today().addDays(-30), Reason__c = 'Invented'));
      }
      insert as system assignments;
      List<Contact_Preference__c> answers = new List<Contact_Preference__c>();
      for (Client__c family : families) {
        answers.add(new Contact_Preference__c(Client__c = family.Id, Channel__c = 'Email', Allowed__c = 'Yes', Asked_Alone__c = 'Yes',
          Content_Level__c = 3));
      }
      insert as system answers;`);
    families.push(...(await hers()).filter((id) => !known.has(id)));
    assert.equal(families.length, HISTORIES);
  });
  after(() => org.stop());

  const hers = async () =>
    ((await org.rest(SUPPORTER, query('SELECT Id FROM Client__c'))).body.records as { Id: string }[]).map(({ Id }) => Id);

  /** Runs an administrator's Apex. @returns whether it ran to its end. */
  const ran = async (source: string): Promise<boolean> => (await org.rest(ADMIN, anonymous(source))).body.success === true;
  const apex = async (source: string) => assert.ok(await ran(source), source);

  const screen = async (method: string, request: object): Promise<{ status: number; value?: unknown }> => {
    const call = { classname: 'ConsentController', method, params: { request } };
    return JSON.parse((await lightning(org.url, '/lightning/apex', call, cookie)).text) as { status: number };
  };

  /** Writes one decision down. */
  const say = async (clientId: string, { decision, door }: Said): Promise<void> => {
    const row = {
      Client__c: clientId,
      Purpose__c: 'PU2',
      Decision__c: decision,
      Explicit__c: decision === 'Given',
      Partner_Present__c: 'No',
      Method__c: 'Spoken',
      Wording__c: 'Her words',
      Decided_On__c: new Date().toISOString().slice(0, 10)
    };
    const typed = { attributes: { type: 'Consent__c' }, ...row };
    const compositeRequest = [{ method: 'POST', url: '/services/data/v67.0/sobjects/Consent__c', referenceId: 'one', body: row }];
    const doors: Record<string, () => Promise<boolean>> = {
      REST: async () => (await org.rest(SUPPORTER, '/sobjects/Consent__c', { method: 'POST', body: row })).status === 201,
      collections: async () =>
        (await org.rest(SUPPORTER, '/composite/sobjects', { method: 'POST', body: { records: [typed] } })).body[0].success,
      composite: async () =>
        (await org.rest(SUPPORTER, '/composite', { method: 'POST', body: { compositeRequest } })).body.compositeResponse[0]
          .httpStatusCode === 201,
      screen: async () =>
        (
          await screen('record', {
            clientId,
            purpose: 'PU2',
            decision,
            method: 'Spoken',
            wording: 'Her words',
            partnerPresent: 'No',
            express: decision === 'Given'
          })
        ).status === 200
    };
    assert.ok(await doors[door]!(), `${decision} through ${door}`);
  };

  /** Every way out. @returns the ones that let something through. */
  const sent = async (clientId: string, consentId: string): Promise<string[]> => {
    const sharing = {
      clientId,
      recipientId,
      purpose: 'PU2',
      basis: '6(1)(a) Consent',
      condition: '9(2)(a) Explicit consent',
      details: ['Name', 'Medication'],
      whatWasShared: 'Her name and what she takes',
      method: 'Phone'
    };
    const row = {
      Client__c: clientId,
      Recipient__c: recipientId,
      Purpose__c: 'PU2',
      Legal_Basis__c: sharing.basis,
      Condition__c: sharing.condition,
      Data_Categories__c: 'Identifiers;Health',
      What_Was_Shared__c: sharing.whatWasShared,
      Method__c: 'Phone',
      Consent__c: consentId,
      Status__c: 'Shared'
    };
    const post = (who: string, where: string, body: unknown) => org.rest(who, where, { method: 'POST', body });
    const url = '/services/data/v67.0/sobjects/Disclosure__c';
    const gate = (channel: string) => `System.assert(ConsentGate.can('${clientId}', 'PU2', ${channel}, null));`;
    const written = Object.entries(row).map(([field, value]) => `${field} = '${value}'`);
    const ways: Record<string, () => Promise<boolean>> = {
      'her supporter, step by step': async () =>
        (await post(SUPPORTER, SHARING, { action: 'share', sharing: { ...sharing, consentId } })).status === 200,
      'a list': async () => {
        const { status, body } = await post(SUPPORTER, SHARING, { action: 'list', clientIds: [clientId], sharing });
        return status === 200 && body.shared > 0;
      },
      REST: async () => (await post(ADMIN, '/sobjects/Disclosure__c', row)).status < 400,
      collections: async () =>
        (await post(ADMIN, '/composite/sobjects', { records: [{ attributes: { type: 'Disclosure__c' }, ...row }] })).body[0].success,
      composite: async () => {
        const { body } = await post(ADMIN, '/composite', { compositeRequest: [{ method: 'POST', url, referenceId: 'one', body: row }] });
        return body.compositeResponse[0].httpStatusCode < 400;
      },
      'Apex of her own': () => ran(`insert as system new Disclosure__c(${written.join(', ')});`),
      'the gate': () => ran(gate('null')),
      'the gate, by e-mail': () => ran(gate("'Email'"))
    };
    const open: string[] = [];
    for (const [way, attempt] of Object.entries(ways)) if (await attempt()) open.push(way);
    return open;
  };

  const shared = async (clientId: string) =>
    Number((await org.rest('dpo@demo.example', query(`SELECT COUNT() FROM Disclosure__c WHERE Client__c = '${clientId}'`))).body.totalSize);

  it('closes every path, whatever was said before and wherever it was written down', async () => {
    let next = 0;
    await fc.assert(
      fc.asyncProperty(earlier, fc.constantFrom('REST', 'collections', 'composite', 'screen'), end, async (before, door, last) => {
        const clientId = families[next++]!;
        for (const said of before) await say(clientId, said);
        await say(clientId, { decision: 'Given', door });
        const yes = `SELECT Id FROM Consent__c WHERE Client__c = '${clientId}' AND Decision__c = 'Given' ORDER BY CreatedDate DESC, Id DESC`;
        const consentId = (await org.rest(SUPPORTER, query(yes))).body.records[0].Id as string;
        assert.deepEqual(await sent(clientId, consentId), OPEN, 'with her yes');

        if (last.door === 'screen') {
          const { choice } = last;
          const answer = await screen('withdraw', { clientId, purpose: 'PU2', choice, method: 'Spoken', wording: 'No more.' });
          assert.equal(answer.status, 200);
        } else await say(clientId, last);
        const count = await shared(clientId);
        assert.deepEqual(await sent(clientId, consentId), []);
        assert.equal(await shared(clientId), count, 'a row of something shared');
      }),
      { numRuns: HISTORIES, endOnFailure: true }
    );
  });
});
