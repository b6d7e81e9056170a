/** What each door gives to a peer supporter: her own families by code, and nothing of anybody's life. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { ADMIN, type RunningOrg, seededOrg, query, anonymous } from './org.ts';

const SUPPORTER = 'supporter@demo.example';
const OTHER = 'supporter2@demo.example';
const LAPSED = 'lapsed@demo.example';
const DPO = 'dpo@demo.example';
const LEAD = 'safeguarding@demo.example';
const CLOSED_OBJECTS = ['Client_Identity__c', 'Related_Person__c', 'Sensitive_Entry__c', 'Case_Document__c'];
const NEUTRAL = 'These details are not available to you. This was recorded. If you think you need them, ask your supervisor.';

describe('the doors, as a peer supporter', () => {
  let org: RunningOrg;
  let own: string[];
  let all: string[];
  let others: string[];

  before(async () => {
    org = await seededOrg();
    const cases = await org.rest(SUPPORTER, '/services/apexrest/confide/v1/cases');
    assert.equal(cases.status, 200, cases.text);
    own = (cases.body as { clientId: string }[]).map((row) => row.clientId).sort();
    const everything = await org.rest(LEAD, query('SELECT Id FROM Client__c'));
    all = (everything.body.records as { Id: string }[]).map((row) => row.Id);
    others = all.filter((id) => !own.includes(id));
  });
  after(() => org.stop());

  it('has some families, and there are many more', () => {
    assert.equal(own.length, 6);
    assert.equal(all.length, 43);
  });

  it('queries her own families only', async () => {
    const { body } = await org.rest(SUPPORTER, query('SELECT Id FROM Client__c'));
    assert.deepEqual((body.records as { Id: string }[]).map((row) => row.Id).sort(), own);
  });

  it('counts, aggregates and semi-joins over her own families only', async () => {
    const count = await org.rest(SUPPORTER, query('SELECT COUNT() FROM Client__c'));
    assert.equal(count.body.totalSize, 6);
    const grouped = await org.rest(SUPPORTER, query('SELECT Client__c FROM Referral__c GROUP BY Client__c'));
    assert.deepEqual((grouped.body.records as { Client__c: string }[]).map((row) => row.Client__c).sort(), own);
    const joined = await org.rest(
      SUPPORTER,
      query(`SELECT Id FROM Client__c WHERE Id IN (SELECT Client__c FROM Referral__c) AND Id = '${others[0]}'`)
    );
    assert.equal(joined.body.totalSize, 0);
  });

  it('does not find another family by its code', async () => {
    const { body } = await org.rest(LEAD, query(`SELECT Name FROM Client__c WHERE Id = '${others[0]}'`));
    const code = body.records[0].Name as string;
    const search = await org.rest(SUPPORTER, `/search?q=${encodeURIComponent(`FIND {"${code}"} IN ALL FIELDS RETURNING Client__c(Id)`)}`);
    assert.equal(search.status, 200, search.text);
    assert.deepEqual(search.body.searchRecords, []);
    const found = await org.rest(SUPPORTER, query(`SELECT Id FROM Client__c WHERE Name = '${code}'`));
    assert.equal(found.body.totalSize, 0);
  });

  for (const object of CLOSED_OBJECTS) {
    it(`has no object ${object}, in any door`, async () => {
      const invented = 'No_Such_Thing__c';
      const asked = async (name: string) => {
        const doors = [query(`SELECT Id FROM ${name}`), `/sobjects/${name}/describe`, `/sobjects/${name}`, `/ui-api/object-info/${name}`];
        return Promise.all(
          doors.map(async (door) => {
            const { status, text } = await org.rest(SUPPORTER, door);
            return { status, text: text.replaceAll(name, '<object>') };
          })
        );
      };
      const [closed, unknown] = [await asked(object), await asked(invented)];
      assert.ok(
        closed.every(({ status }) => status >= 400),
        JSON.stringify(closed)
      );
      assert.deepEqual(closed, unknown, 'a closed object answers like one that does not exist');
      const list = await org.rest(SUPPORTER, '/sobjects');
      assert.ok(!(list.body.sobjects as { name: string }[]).some(({ name }) => name === object));
    });
  }

  it('sees no doorway-only field', async () => {
    for (const [object, fields] of [
      ['Client__c', ['Loss_Flag__c', 'Language__c']],
      ['Referral__c', ['Referrer_Name__c', 'Reason__c']],
      ['Support_Contact__c', ['Summary__c']]
    ] as const) {
      const { body } = await org.rest(SUPPORTER, `/sobjects/${object}/describe`);
      const names = (body.fields as { name: string }[]).map(({ name }) => name);
      assert.ok(names.includes('Name') || names.includes('Id'));
      for (const field of fields) {
        assert.ok(!names.includes(field), `${object}.${field}`);
        const asked = await org.rest(SUPPORTER, query(`SELECT ${field} FROM ${object}`));
        assert.deepEqual([asked.status, asked.body[0].errorCode], [400, 'INVALID_FIELD']);
      }
    }
  });

  it('gets another family by no address', async () => {
    const [other] = others;
    const doors = [
      `/sobjects/Client__c/${other}`,
      `/ui-api/records/${other}?fields=Client__c.Name`,
      `/services/apexrest/confide/v1/cases/${other}`,
      `/ui-api/related-list-records/${other}/Referrals__r`
    ];
    for (const door of doors) {
      const { status } = await org.rest(SUPPORTER, door);
      assert.equal(status, 404, door);
    }
    const many = await org.rest(SUPPORTER, '/composite/sobjects/Client__c', {
      method: 'POST',
      body: { ids: [own[0], other], fields: ['Id'] }
    });
    assert.deepEqual(
      (many.body as ({ Id: string } | null)[]).map((row) => row?.Id ?? null),
      [own[0], null]
    );
  });

  it('changes nothing of another family', async () => {
    const { status } = await org.rest(SUPPORTER, `/sobjects/Client__c/${others[0]}`, { method: 'PATCH', body: { Status__c: 'Closed' } });
    assert.ok(status >= 400);
    const created = await org.rest(SUPPORTER, '/sobjects/Case_Assignment__c', {
      method: 'POST',
      body: { Client__c: others[0], Role__c: 'Peer supporter' }
    });
    assert.ok(created.status >= 400, created.text);
  });

  it('lists her own families in the list view', async () => {
    const views = await org.rest(SUPPORTER, '/ui-api/list-records/Client__c/All_Families');
    assert.equal(views.status, 200, views.text);
    assert.deepEqual((views.body.records as { id: string }[]).map(({ id }) => id).sort(), own);
  });

  const open = (who: string, clientId: string | undefined) =>
    org.rest(who, '/services/apexrest/confide/v1/details', { method: 'POST', body: { clientId, purpose: 'PU1', reason: 'test' } });
  const looks = async (who: string, outcome: string) => {
    const soql = `SELECT COUNT() FROM Access_Log__c WHERE User__r.Username = '${who}' AND Outcome__c = '${outcome}'`;
    return (await org.rest(DPO, query(soql))).body.totalSize as number;
  };

  it('opens her own family through the doorway, and the look is recorded', async () => {
    const before = await looks(SUPPORTER, 'Opened');
    const { status, body } = await open(SUPPORTER, own[0]);
    assert.equal(status, 200, JSON.stringify(body));
    assert.equal(body.opened, true);
    assert.ok(body.lastName.length > 1);
    assert.equal(await looks(SUPPORTER, 'Opened'), before + 1);
  });

  it('is refused another family in words that reveal nothing, and each refusal is recorded', async () => {
    const before = await looks(SUPPORTER, 'Refused');
    const another = await open(SUPPORTER, others[0]);
    const nobody = await open(SUPPORTER, `${others[0]!.slice(0, 11)}zzzz${others[0]!.slice(15)}`);
    assert.equal(another.status, 403);
    assert.equal(another.body.message, NEUTRAL);
    assert.deepEqual(another.body, nobody.body, 'a family of others and none at all answer alike');
    assert.equal(await looks(SUPPORTER, 'Refused'), before + 2);
  });

  it('is refused her own family while it is locked, in the same words', async () => {
    const locked = own[1];
    const source = `update as system new Client__c(Id = '${locked}', Restricted__c = true);`;
    const lock = await org.rest(ADMIN, anonymous(source));
    assert.equal(lock.body.success, true, lock.text);
    const { status, body } = await open(SUPPORTER, locked);
    assert.deepEqual([status, body.opened, body.message], [403, false, NEUTRAL]);
  });

  it('is refused when her training has lapsed, also by query', async () => {
    const before = await looks(LAPSED, 'Refused');
    const soql = "SELECT Client__c FROM Case_Assignment__c WHERE User__r.Username = 'lapsed@demo.example'";
    const assigned = await org.rest(LEAD, query(soql));
    const family = assigned.body.records[0].Client__c as string;
    const { status, body } = await open(LAPSED, family);
    assert.deepEqual([status, body.opened], [403, false]);
    assert.ok(!JSON.stringify(body).includes(family.slice(0, 15)));
    assert.equal(await looks(LAPSED, 'Refused'), before + 1);
    assert.equal((await org.rest(LAPSED, query('SELECT COUNT() FROM Client__c'))).body.totalSize, 0);
  });

  it('keeps two supporters apart', async () => {
    const hers = await org.rest(OTHER, query('SELECT Id FROM Client__c'));
    const ids = (hers.body.records as { Id: string }[]).map((row) => row.Id);
    assert.ok(ids.length > 0);
    assert.ok(ids.every((id) => !own.includes(id)));
  });
});
