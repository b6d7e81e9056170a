/** Faults of other case systems at our doors, by their PEERS numbers; those inside Apex stand in the package's own tests. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { written } from '../checks/access-matrix.ts';
import { ADMIN, PASSWORD, type RunningOrg, seededOrg, query, lightning, signIn, anonymous } from './org.ts';

const SUPPORTER = 'supporter@demo.example';
const SUPERVISOR = 'supervisor@demo.example';
const COORDINATOR = 'coordinator@demo.example';
const LEAD = 'safeguarding@demo.example';
const DATABASE = 'dbmanager@demo.example';
const DETAILS = '/services/apexrest/confide/v1/details';

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

  /** Runs an administrator's Apex. @returns whether it ran to its end. */
  const ran = async (source: string): Promise<boolean> => (await org.rest(ADMIN, anonymous(source))).body.success === true;
  const apex = async (source: string) => assert.ok(await ran(source), source);
  const create = async (object: string, body: object): Promise<string> => {
    const made = await org.rest(ADMIN, `/sobjects/${object}`, { method: 'POST', body });
    assert.equal(made.status, 201, made.text);
    return made.body.id as string;
  };

  /** New families without a name. @returns their ids */
  const apexFamilies = async (count: number): Promise<string[]> => {
    const ids = async () =>
      new Set(((await org.rest(LEAD, query('SELECT Id FROM Client__c'))).body.records as { Id: string }[]).map(({ Id }) => Id));
    const known = await ids();
    await apex(
      `List<Client__c> rows = new List<Client__c>(); for (Integer i = 0; i < ${count}; i++) { rows.add(new Client__c()); } insert as system rows;`
    );
    return [...(await ids())].filter((id) => !known.has(id));
  };

  /** A new user with the least profile and these permission sets. */
  const newcomer = async (sets: string[]): Promise<{ id: string; username: string }> => {
    const username = 'newcomer@demo.example';
    const profile = await org.rest(ADMIN, query("SELECT Id FROM Profile WHERE Name = 'Minimum Access - Salesforce'"));
    const id = await create('User', {
      Username: username,
      Email: username,
      FirstName: 'Nora',
      LastName: 'Newcomer',
      Alias: 'newcomer',
      ProfileId: profile.body.records[0].Id,
      TimeZoneSidKey: 'Europe/London',
      LocaleSidKey: 'en_GB',
      LanguageLocaleKey: 'en_US',
      EmailEncodingKey: 'UTF-8'
    });
    await org.rest(ADMIN, `/sobjects/User/${id}/password`, { method: 'POST', body: { NewPassword: PASSWORD } });
    for (const name of sets) {
      const set = await org.rest(ADMIN, query(`SELECT Id FROM PermissionSet WHERE Name = '${name}'`));
      await create('PermissionSetAssignment', { AssigneeId: id, PermissionSetId: set.body.records[0].Id });
    }
    return { id, username };
  };

  /** Calls a method as a screen does. @returns the status inside the answer */
  const screen = async (username: string, classname: string, method: string, params: object): Promise<number> => {
    const cookie = await signIn(org.url, username);
    const { text } = await lightning(org.url, '/lightning/apex', { classname, method, params }, cookie);
    return (JSON.parse(text) as { status: number }).status;
  };

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

  it('PEERS 5: with an empty permission set there is nothing at any door', async () => {
    const empty = await newcomer(['Confide_Demo_API']);
    const set = await create('PermissionSet', { Name: 'Nothing_At_All', Label: 'Nothing at all' });
    await create('PermissionSetAssignment', { AssigneeId: empty.id, PermissionSetId: set });
    assert.equal((await org.rest(empty.username, '/sobjects')).status, 200, 'she has the API');
    for (const object of Object.keys(written().objects)) {
      const doors = [
        query(`SELECT Id FROM ${object}`),
        `/sobjects/${object}/describe`,
        `/ui-api/object-info/${object}`,
        `/sobjects/${object}`
      ];
      for (const door of doors) assert.ok((await org.rest(empty.username, door)).status >= 400, `${object}: ${door}`);
      const made = await org.rest(empty.username, `/sobjects/${object}`, { method: 'POST', body: {} });
      assert.ok(made.status >= 400, `${object} was created`);
      const job = await org.rest(empty.username, '/jobs/query', {
        method: 'POST',
        body: { operation: 'query', query: `SELECT Id FROM ${object}` }
      });
      assert.ok(job.status >= 400, `${object} in bulk`);
    }
    for (const address of ['cases', 'referrals', 'access-log', 'sharing', 'requests', 'concerns/board', 'packs', 'losses']) {
      const { status } = await org.rest(empty.username, `/services/apexrest/confide/v1/${address}`);
      assert.ok(status >= 400, `${address} answered ${status}`);
    }
    assert.ok((await org.rest(empty.username, DETAILS, { method: 'POST', body: { clientId: own, purpose: 'PU1' } })).status >= 400);
  });

  it('PEERS 5: an administrator has all rights of the platform and no ground: the doorway tells her nothing', async () => {
    for (const clientId of [own, stranger]) {
      const { status, body, text } = await org.rest(ADMIN, DETAILS, {
        method: 'POST',
        body: { clientId, purpose: 'PU1', reason: 'To look' }
      });
      assert.ok(status >= 400 || body.opened === false, text);
      assert.doesNotMatch(text, /lastName":"|postcode":"|mobile":"/);
    }
    for (const soql of ['SELECT Last_Name__c FROM Client_Identity__c', 'SELECT Summary__c FROM Support_Contact__c'])
      assert.equal((await org.rest(ADMIN, query(soql))).status, 400, soql);
  });

  it('PEERS 23: two files of one person are linked by a lead alone, and keep the stricter no and lock', async () => {
    const [one, other] = await apexFamilies(2);
    const codes = new Map(
      ((await org.rest(LEAD, query('SELECT Id, Name FROM Client__c'))).body.records as { Id: string; Name: string }[]).map((row) => [
        row.Id,
        row.Name
      ])
    );
    await apex(`insert as system new List<Consent__c>{
      new Consent__c(Client__c = '${one}', Purpose__c = 'PU2', Decision__c = 'Given', Explicit__c = true, Partner_Present__c = 'No',
        Method__c = 'Spoken', Wording__c = 'Yes', Decided_On__c = Date.today()),
      new Consent__c(Client__c = '${other}', Purpose__c = 'PU2', Decision__c = 'Refused', Method__c = 'Spoken', Wording__c = 'No',
        Decided_On__c = Date.today()) };
      update as system new Client__c(Id = '${other}', Restricted__c = true);`);
    const may = `System.assert(ConsentGate.can('${one}', 'PU2', null, null));`;
    assert.ok(await ran(may), 'her yes in this file, as long as nobody knows of the other');

    const link = { Client__c: one, Linked_Client__c: other, Kind__c: 'Same person', Decision__c: 'Confirmed' };
    for (const who of [SUPPORTER, SUPERVISOR, COORDINATOR, LEAD, DATABASE, 'dpo@demo.example', 'integration@demo.example']) {
      const { status } = await org.rest(who, '/sobjects/Client_Link__c', { method: 'POST', body: link });
      assert.ok(status >= 400, `${who} wrote a link past the decision`);
    }
    const decision = { code: codes.get(one!), otherCode: codes.get(other!), kind: 'Same person', reason: 'The same birthday and phone.' };
    for (const who of ['supporter', 'supervisor', 'coordinator', 'dpo', 'trustee', 'analyst'])
      assert.notEqual(await screen(`${who}@demo.example`, 'LinkDecisionsController', 'connect', decision), 200, who);
    assert.ok(await ran(may), 'nothing was linked');
    assert.equal(await screen(LEAD, 'LinkDecisionsController', 'connect', decision), 200);

    assert.equal(await ran(may), false, 'the no of the other file counts for both');
    const kept = (await org.rest(LEAD, query(`SELECT Id, Restricted__c FROM Client__c WHERE Id IN ('${one}', '${other}')`))).body
      .records as {
      Id: string;
      Restricted__c: boolean;
    }[];
    assert.equal(kept.length, 2, 'linked, never merged');
    assert.equal(kept.find(({ Id }) => Id === other)!.Restricted__c, true, 'the lock stands');
  });

  it('ACC-09: what is hidden looks the same whether it is empty or full', async () => {
    const facts = {
      Client__c: own,
      Happened_At__c: '2026-01-05T10:00:00Z',
      Kind__c: 'Call',
      Channel__c: 'Call',
      Direction__c: 'To us',
      Reached__c: true
    };
    const made = await org.rest(SUPPORTER, '/sobjects/Support_Contact__c', { method: 'POST', body: facts });
    assert.equal(made.status, 201, made.text);
    const id = made.body.id as string;
    const doors = [
      `/sobjects/Support_Contact__c/${id}`,
      `/ui-api/records/${id}?optionalFields=Support_Contact__c.Kind__c,Support_Contact__c.Summary__c`,
      query(`SELECT FIELDS(ALL) FROM Support_Contact__c WHERE Id = '${id}' LIMIT 1`),
      query(`SELECT Summary__c FROM Support_Contact__c WHERE Id = '${id}'`),
      query(`SELECT Id FROM Support_Contact__c WHERE Summary__c != NULL AND Id = '${id}'`),
      query(`SELECT Id FROM Support_Contact__c WHERE Id = '${id}' ORDER BY Summary__c`),
      '/services/apexrest/confide/v1/cases'
    ];
    /** The answers without who changed the row last, and when. */
    const seen = () =>
      Promise.all(
        doors.map(async (door) => {
          const { status, text } = await org.rest(SUPPORTER, door);
          const kept = JSON.parse(text, (key, value: unknown) =>
            /^(?:lastModified|systemModstamp|eTag|weakEtag)/i.test(key) ? undefined : value
          ) as unknown;
          return { door, status, kept };
        })
      );
    const empty = await seen();
    await apex(`update as system new Support_Contact__c(Id = '${id}', Summary__c = 'Invented words', About__c = 'Parent');`);
    assert.ok(
      await ran(`System.assertNotEquals(null, [SELECT Summary__c FROM Support_Contact__c WHERE Id = '${id}' WITH SYSTEM_MODE].Summary__c);`)
    );
    assert.deepEqual(await seen(), empty);
    assert.equal(empty[0]!.status, 200);
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
