/**
 * The matrix: each persona at each door, object by object and method by method, against config/access-matrix.yaml and in
 * both directions: what is granted is answered, what is not written there is refused.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Role, roles, written } from '../checks/access-matrix.ts';
import { ADMIN, type RunningOrg, seededOrg, query, lightning, signIn } from './org.ts';

const PERSONA: Record<Role, string> = {
  supporter: 'supporter@demo.example',
  supervisor: 'supervisor@demo.example',
  coordinator: 'coordinator@demo.example',
  lead: 'safeguarding@demo.example',
  dpo: 'dpo@demo.example',
  trustee: 'trustee@demo.example',
  analyst: 'analyst@demo.example',
  database: 'dbmanager@demo.example',
  integration: 'integration@demo.example'
};
/** Whose rows follow the family's file, so that what a role sees of them is what she sees of the file. */
const OF_A_FAMILY = [
  'Referral__c',
  'Case_Assignment__c',
  'Support_Contact__c',
  'Consent__c',
  'Contact_Preference__c',
  'Notice_Given__c',
  'Standing_Consent__c'
];
/** Roles that have the API outside demonstrations. */
const WITH_API: readonly Role[] = ['integration'];
const NOBODYS = 'a00000000000000AAA';
const matrix = written();
const objects = Object.keys(matrix.objects);
const ids = (body: { records: { Id: string }[] }) => body.records.map((row) => row.Id).sort();

describe('the access matrix', () => {
  let org: RunningOrg;
  const families = new Map<Role, string[]>();
  let all: string[];

  const rows = async (who: string, soql: string) => {
    const { status, body, text } = await org.rest(who, query(soql));
    assert.equal(status, 200, `${who}: ${soql}: ${text}`);
    return body as { totalSize: number; records: ({ Id: string } & Record<string, string>)[] };
  };

  /** @returns the ids a finished query job gives. */
  const bulkRows = async (who: string, job: string): Promise<string[]> => {
    await bulkEnd(who, `/jobs/query/${job}`, 'JobComplete');
    const { text } = await org.rest(who, `/jobs/query/${job}/results`);
    return [...text.matchAll(/^"(\w{18})"/gm)].map((found) => found[1]!);
  };

  const bulkEnd = async (who: string, path: string, wanted?: string) => {
    for (let asked = 0; asked < 60; asked++) {
      const { body } = await org.rest(who, path);
      if (!['JobComplete', 'Failed'].includes(body.state)) continue;
      if (wanted) assert.equal(body.state, wanted, `${path}: ${body.errorMessage}`);
      return body;
    }
    throw new Error(`${path} does not end`);
  };

  /** Loads one row and sees that it was not taken: the job is refused, fails, or gives the row back. */
  const bulkRefused = async (who: string, object: string, operation: string, id: string) => {
    const made = await org.rest(who, '/jobs/ingest', { method: 'POST', body: { object, operation } });
    if (made.status >= 400) return;
    const job = `/jobs/ingest/${made.body.id}`;
    const sent = await fetch(`${org.url}/services/data/v67.0${job}/batches`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${await org.token(who)}`, 'content-type': 'text/csv' },
      body: operation === 'insert' ? 'Id,Name\n,"Invented"\n' : `Id\n${id}\n`
    });
    assert.equal(sent.status, 201, `${object}: ${operation} in bulk`);
    await org.rest(who, job, { method: 'PATCH', body: { state: 'UploadComplete' } });
    const { numberRecordsProcessed, numberRecordsFailed } = await bulkEnd(who, job);
    assert.equal(numberRecordsProcessed - numberRecordsFailed, 0, `${object}: ${operation} in bulk`);
  };

  before(async () => {
    org = await seededOrg();
    all = ids(await rows(ADMIN, 'SELECT Id FROM Client__c'));
    const now = new Date().toISOString();
    const live = `Starts_On__c <= TODAY AND (Ends_On__c = NULL OR Ends_On__c >= TODAY) AND (Expires_At__c = NULL OR Expires_At__c > ${now})`;
    const clients = async (soql: string) => [...new Set((await rows(PERSONA.lead, soql)).records.map((row) => row['Client__c']!))].sort();
    const of = (field: string, role: Role) =>
      clients(
        `SELECT Id, Client__c FROM Case_Assignment__c WHERE ${field} = '${PERSONA[role]}' AND ${live} AND Client__r.Restricted__c = FALSE`
      );
    const referred =
      "SELECT Id, Client__c FROM Referral__c WHERE Status__c IN ('New', 'Waiting', 'Accepted') AND Client__r.Restricted__c = FALSE";
    for (const role of roles) {
      const scope = matrix.families[role];
      if (scope === 'own') families.set(role, await of('User__r.Username', role));
      if (scope === 'team') families.set(role, await of('Worker__r.Supervisor__r.User__r.Username', role));
      if (scope === 'referred') families.set(role, await clients(referred));
      if (scope === 'all') families.set(role, all);
      if (scope === 'none') families.set(role, []);
    }
  });
  after(() => org.stop());

  it('knows families of every kind of scope', () => {
    for (const role of ['supporter', 'supervisor', 'coordinator'] as const) {
      assert.ok(families.get(role)!.length > 0, role);
      assert.ok(families.get(role)!.length < all.length, role);
    }
  });

  for (const role of roles) {
    it(`${role}: exactly her families, and of each detail exactly theirs`, async () => {
      const hers = families.get(role)!;
      for (const object of ['Client__c', ...OF_A_FAMILY].filter((one) => matrix.objects[one]![role].includes('r'))) {
        const key = object === 'Client__c' ? 'Id' : 'Client__c';
        const select = object === 'Client__c' ? 'Id' : 'Id, Client__c';
        const seen = new Set((await rows(PERSONA[role], `SELECT ${select} FROM ${object}`)).records.map((row) => row[key]!));
        const there = new Set((await rows(ADMIN, `SELECT ${select} FROM ${object}`)).records.map((row) => row[key]!));
        assert.deepEqual(
          [...seen].sort(),
          hers.filter((id) => there.has(id)),
          object
        );
      }
    });

    it(`${role}: query, describe, the list of objects and the UI API know the objects she may read, and no others`, async () => {
      const who = PERSONA[role];
      const listed = await org.rest(who, '/sobjects');
      const names = listed.status === 200 ? (listed.body.sobjects as { name: string }[]).map(({ name }) => name) : [];
      for (const object of objects) {
        const reads = matrix.objects[object]![role].includes('r');
        const doors = [query(`SELECT Id FROM ${object} LIMIT 1`), `/sobjects/${object}/describe`, `/ui-api/object-info/${object}`];
        const statuses = await Promise.all(doors.map(async (door) => (await org.rest(who, door)).status));
        assert.deepEqual(
          statuses.map((status) => status === 200),
          doors.map(() => reads),
          `${object}: ${statuses.join(', ')}`
        );
        assert.equal(names.includes(object), reads, `${object} in the list of objects`);
      }
    });

    it(`${role}: describe says what she may create, edit and delete, and the doors obey`, async () => {
      const who = PERSONA[role];
      for (const object of objects) {
        const rights = matrix.objects[object]![role];
        if (rights.includes('r')) {
          const { createable, updateable, deletable } = (await org.rest(who, `/sobjects/${object}/describe`)).body;
          assert.deepEqual([createable, updateable, deletable], [rights.includes('c'), rights.includes('e'), rights.includes('d')], object);
        }
        const existing = (await rows(ADMIN, `SELECT Id FROM ${object} LIMIT 1`)).records[0]?.Id ?? NOBODYS;
        const removed = await org.rest(who, `/sobjects/${object}/${existing}`, { method: 'DELETE' });
        assert.ok(removed.status >= 400, `${object}: deleted, ${removed.status}`);
        const many = await org.rest(who, `/composite/sobjects?ids=${existing}&allOrNone=false`, { method: 'DELETE' });
        assert.ok(many.status >= 400 || many.body.every((one: { success: boolean }) => !one.success), `${object}: deleted by collection`);
        if (!rights.includes('c')) {
          const one = await org.rest(who, `/sobjects/${object}`, { method: 'POST', body: {} });
          assert.ok(one.status >= 400, `${object}: created, ${one.status}`);
          const body = { allOrNone: false, records: [{ attributes: { type: object } }] };
          const collection = await org.rest(who, '/composite/sobjects', { method: 'POST', body });
          assert.ok(collection.status >= 400 || !collection.body[0].success, `${object}: created by collection`);
          const viaUi = await org.rest(who, '/ui-api/records', { method: 'POST', body: { apiName: object, fields: {} } });
          assert.ok(viaUi.status >= 400, `${object}: created through the UI API`);
        }
      }
    });

    it(`${role}: a family that is not hers is found by no door`, async () => {
      const who = PERSONA[role];
      const others = all.filter((id) => !families.get(role)!.includes(id));
      if (others.length === 0) return;
      const other = others[0]!;
      const code = (await rows(ADMIN, `SELECT Id, Name FROM Client__c WHERE Id = '${other}'`)).records[0]!['Name']!;
      for (const door of [
        `/sobjects/Client__c/${other}`,
        `/ui-api/records/${other}?fields=Client__c.Name`,
        `/ui-api/related-list-records/${other}/Referrals__r`,
        `/services/apexrest/confide/v1/cases/${other}`
      ]) {
        const { status } = await org.rest(who, door);
        assert.ok(status >= 400, `${door}: ${status}`);
      }
      const found = await org.rest(who, `/search?q=${encodeURIComponent(`FIND {"${code}"} IN ALL FIELDS RETURNING Client__c(Id)`)}`);
      assert.ok(found.status >= 400 || found.body.searchRecords.length === 0, 'search');
      const read = await org.rest(who, '/composite/sobjects/Client__c', { method: 'POST', body: { ids: [other], fields: ['Id'] } });
      assert.ok(read.status >= 400 || read.body.every((row: unknown) => row === null), 'collections');
      const view = await org.rest(who, '/ui-api/list-records/Client__c/All_Families');
      assert.ok(view.status >= 400 || !(view.body.records as { id: string }[]).some(({ id }) => id === other), 'list view');
    });

    it(`${role}: each screen method and address answers her or refuses her as written`, async () => {
      const cookie = await signIn(org.url, PERSONA[role]);
      for (const [name, callers] of Object.entries(matrix.methods)) {
        const [classname, method] = name.split('.');
        const { status } = await call(org.url, '/lightning/apex', { classname, method, params: {} }, cookie);
        assert.equal(status !== 403, cookie !== '' && callers.includes(role), `${name}: ${status}`);
      }
      for (const [name, callers] of Object.entries(matrix.rest)) {
        const [verb, address] = name.split(' ') as [string, string];
        const options = verb === 'GET' ? {} : { method: verb, body: {} };
        const { status, text } = await org.rest(PERSONA[role], `/services/apexrest${door(address)}`, options);
        const refused = status === 403 && /access to (the )?Apex class|FORBIDDEN/i.test(text);
        assert.equal(!refused, callers.includes(role), `${name}: ${status} ${text.slice(0, 120)}`);
      }
    });

    it(`${role}: Bulk 2.0 gives her what she may read and takes nothing she may not write`, async () => {
      const who = PERSONA[role];
      for (const object of objects) {
        const rights = matrix.objects[object]![role];
        const soql = `SELECT Id FROM ${object}`;
        const asked = await org.rest(who, '/jobs/query', { method: 'POST', body: { operation: 'query', query: soql } });
        assert.equal(asked.status === 200, rights.includes('r'), `${object}: query, ${asked.status}`);
        if (asked.status === 200) {
          const seen = (await bulkRows(who, asked.body.id)).sort();
          assert.deepEqual(seen, ids(await rows(who, `${soql} LIMIT 50000`)), `${object}: bulk gives what a query gives`);
        }
        const existing = (await rows(ADMIN, `${soql} LIMIT 1`)).records[0]?.Id ?? NOBODYS;
        await bulkRefused(who, object, 'delete', existing);
        await bulkRefused(who, object, 'hardDelete', existing);
        if (!rights.includes('e')) await bulkRefused(who, object, 'update', existing);
        if (!rights.includes('c')) await bulkRefused(who, object, 'insert', '');
      }
    });

    it(`${role}: anonymous Apex is refused`, async () => {
      const who = PERSONA[role];
      const code = encodeURIComponent('System.debug(1);');
      const tooling = await org.rest(who, `/tooling/executeAnonymous?anonymousBody=${code}`);
      assert.deepEqual([tooling.status, tooling.body[0].errorCode], [403, 'INSUFFICIENT_ACCESS']);
      const soap = await executeAnonymous(org.url, await org.token(who));
      assert.deepEqual([soap.status, /<faultcode>[^<]*INSUFFICIENT_ACCESS/.test(soap.text)], [500, true], soap.text);
    });
  }

  it('a role without API Enabled is refused by Bulk 2.0 and by anonymous Apex', async () => {
    const held = await rows(
      ADMIN,
      "SELECT Id, Assignee.Username FROM PermissionSetAssignment WHERE PermissionSet.Name = 'Confide_Demo_Api'"
    );
    for (const { Id } of held.records)
      assert.equal((await org.rest(ADMIN, `/sobjects/PermissionSetAssignment/${Id}`, { method: 'DELETE' })).status, 204);
    for (const role of roles.filter((one) => !WITH_API.includes(one))) {
      const body = { operation: 'query', query: 'SELECT Id FROM Client__c' };
      for (const [method, path] of [
        ['POST', '/jobs/query'],
        ['POST', '/jobs/ingest'],
        ['GET', '/jobs/ingest'],
        ['GET', '/tooling/executeAnonymous?anonymousBody=']
      ] as const) {
        const { status, body: said } = await org.rest(PERSONA[role], path, method === 'POST' ? { method, body } : { method });
        assert.deepEqual([status, said[0].errorCode], [403, 'API_DISABLED_FOR_ORG'], `${role}: ${method} ${path}`);
      }
    }
    for (const role of WITH_API) assert.equal((await org.rest(PERSONA[role], '/jobs/query')).status, 200, role);
  });
});

/** An address that answers for this mapping and for no other: a mapping without `*` wins over one with it. */
function door(address: string): string {
  const plain = address.replace('/*', '');
  return plain !== address && Object.keys(matrix.rest).some((name) => name.endsWith(` ${plain}`)) ? `${plain}/none` : plain;
}

interface Envelope {
  readonly status: number;
}

async function call(url: string, address: string, body: unknown, cookie: string): Promise<Envelope> {
  if (cookie === '') return { status: 403 };
  return JSON.parse((await lightning(url, address, body, cookie)).text) as Envelope;
}

async function executeAnonymous(url: string, token: string): Promise<{ status: number; text: string }> {
  const answer = await fetch(`${url}/services/Soap/s/67.0`, {
    method: 'POST',
    headers: { 'content-type': 'text/xml', soapaction: '""' },
    body: `<env:Envelope xmlns:env="http://schemas.xmlsoap.org/soap/envelope/"><env:Header><SessionHeader xmlns="http://soap.sforce.com/2006/08/apex"><sessionId>${token}</sessionId></SessionHeader></env:Header><env:Body><executeAnonymous xmlns="http://soap.sforce.com/2006/08/apex"><String>System.debug(1);</String></executeAnonymous></env:Body></env:Envelope>`
  });
  return { status: answer.status, text: await answer.text() };
}
