/**
 * What was written down about a concern stays as it was: a change and a deletion refused for every persona, the administrator
 * included, at every door that can write (PEERS 11, RULES SG-11).
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { ADMIN, type Answer, type RunningOrg, seededOrg, query, anonymous } from './org.ts';

const PERSONAS = [
  'admin',
  'supporter',
  'supporter2',
  'lapsed',
  'supervisor',
  'coordinator',
  'safeguarding',
  'safeguarding2',
  'dpo',
  'trustee',
  'analyst',
  'dbmanager',
  'integration'
].map((name) => `${name}@demo.example`);
const LEAD = 'safeguarding@demo.example';
const WORDS = 'She said that she is afraid to go home';
const FLAG = 'Safeguarding_Flag__c';

/** A row that could be changed, and how: each belongs to the same concern. */
interface Target {
  readonly object: string;
  readonly id: string;
  readonly field: string;
}
type Ask = (path: string, method: string, body?: unknown) => Promise<Answer>;
type Refuses = (ask: Ask, target: Target) => Promise<void>;

const refusedAlone: (method: string, path: (one: Target) => string, body?: (one: Target) => unknown) => Refuses =
  (method, path, body) => async (ask, target) => {
    const { status, text } = await ask(path(target), method, body?.(target));
    assert.ok(status >= 400, `${method} ${path(target)}: ${status} ${text.slice(0, 200)}`);
  };
const refusedInList: (method: string, path: (one: Target) => string, body?: (one: Target) => unknown) => Refuses =
  (method, path, body) => async (ask, target) => {
    const { status, body: said, text } = await ask(path(target), method, body?.(target));
    const taken = status < 400 && (said as { success: boolean }[]).some(({ success }) => success);
    assert.ok(!taken, `${method} ${path(target)}: ${text.slice(0, 200)}`);
  };
const composite =
  (method: string): Refuses =>
  async (ask, { object, id, field }) => {
    const call = {
      method,
      url: `/services/data/v67.0/sobjects/${object}/${id}`,
      referenceId: 'one',
      ...(method === 'PATCH' ? { body: { [field]: 'Nothing' } } : {})
    };
    const { status, body, text } = await ask('/composite', 'POST', { allOrNone: false, compositeRequest: [call] });
    assert.ok(status >= 400 || body.compositeResponse[0].httpStatusCode >= 400, `composite ${method}: ${text.slice(0, 200)}`);
  };
const batch =
  (method: string): Refuses =>
  async (ask, { object, id, field }) => {
    const call = { method, url: `v67.0/sobjects/${object}/${id}`, ...(method === 'PATCH' ? { richInput: { [field]: 'Nothing' } } : {}) };
    const { status, body, text } = await ask('/composite/batch', 'POST', { batchRequests: [call] });
    assert.ok(status >= 400 || body.results[0].statusCode >= 400, `batch ${method}: ${text.slice(0, 200)}`);
  };
const apex =
  (statement: (one: Target) => string): Refuses =>
  async (ask, target) => {
    const { status, body, text } = await ask(anonymous(statement(target)), 'GET');
    assert.ok(status >= 400 || (body.compiled && !body.success), `Apex ${statement(target)}: ${text.slice(0, 300)}`);
  };
const record = ({ object, id, field }: Target) => ({ attributes: { type: object }, Id: id, [field]: 'Nothing' });
const changed = ({ field }: Target) => ({ [field]: 'Nothing' });

const DOORS: Record<string, Refuses> = {
  'REST change': refusedAlone('PATCH', ({ object, id }) => `/sobjects/${object}/${id}`, changed),
  'REST delete': refusedAlone('DELETE', ({ object, id }) => `/sobjects/${object}/${id}`),
  'REST upsert by Id': refusedAlone('PATCH', ({ object, id }) => `/sobjects/${object}/Id/${id}`, changed),
  'REST upsert by the request key': refusedAlone('PATCH', ({ object }) => `/sobjects/${object}/Request_Key__c/anything`, changed),
  'collection change': refusedInList(
    'PATCH',
    () => '/composite/sobjects',
    (one) => ({ allOrNone: false, records: [record(one)] })
  ),
  'collection delete': refusedInList('DELETE', ({ id }) => `/composite/sobjects?ids=${id}&allOrNone=false`),
  'collection upsert by Id': refusedInList(
    'PATCH',
    ({ object }) => `/composite/sobjects/${object}/Id`,
    (one) => ({ allOrNone: false, records: [record(one)] })
  ),
  'composite change': composite('PATCH'),
  'composite delete': composite('DELETE'),
  'batch change': batch('PATCH'),
  'batch delete': batch('DELETE'),
  'UI API change': refusedAlone(
    'PATCH',
    ({ id }) => `/ui-api/records/${id}`,
    ({ field }) => ({ fields: { [field]: 'Nothing' } })
  ),
  'UI API delete': refusedAlone('DELETE', ({ id }) => `/ui-api/records/${id}`),
  'Apex change': apex(({ object, id, field }) => `update as system new ${object}(Id = '${id}', ${field} = 'Nothing');`),
  'Apex delete': apex(({ object, id }) => `delete as system new ${object}(Id = '${id}');`),
  'Apex upsert': apex(({ object, id, field }) => `upsert as system new ${object}(Id = '${id}', ${field} = 'Nothing');`),
  'Apex undelete': apex(({ object, id }) => `undelete as system new ${object}(Id = '${id}');`)
};
const BULK = ['update', 'delete', 'hardDelete', 'upsert'] as const;

describe('a concern cannot be changed or deleted', () => {
  let org: RunningOrg;
  let targets: Target[] = [];
  let asWritten: string[] = [];

  before(async () => {
    org = await seededOrg();
    const body = { requestKey: 'table', said: WORDS, people: [{ part: 'Alleged source', name: 'Somebody invented' }] };
    const raised = await org.rest('supporter@demo.example', '/services/apexrest/confide/v1/concerns', { method: 'POST', body });
    assert.equal(raised.status, 201, raised.text);
    const flag = await first(`SELECT Id FROM ${FLAG} WHERE Name = '${raised.body.concernNumber}'`);
    const workerId = await first("SELECT Id FROM Worker__c WHERE User__r.Username = 'supporter2@demo.example'");
    for (const [action, wish] of [
      ['takeUp', {}],
      ['tell', { workerId, text: 'Visit with another', until: '2099-01-01' }]
    ] as const) {
      const done = await org.rest(LEAD, `/services/apexrest/confide/v1/concerns/board/${flag}/${action}`, { method: 'POST', body: wish });
      assert.equal(done.status, 201, done.text);
    }
    const beneath = (object: string) => first(`SELECT Id FROM ${object} WHERE Safeguarding_Flag__c = '${flag}' LIMIT 1`);
    targets = [
      { object: FLAG, id: flag, field: 'Said__c' },
      { object: 'Safeguarding_Event__c', id: await beneath('Safeguarding_Event__c'), field: 'Text__c' },
      { object: 'Safeguarding_Person__c', id: await beneath('Safeguarding_Person__c'), field: 'Name__c' },
      { object: 'Safeguarding_Access__c', id: await beneath('Safeguarding_Access__c'), field: 'What__c' }
    ];
    asWritten = await rows();
  });
  after(() => org?.stop());

  const first = async (soql: string): Promise<string> => (await org.rest(ADMIN, query(soql))).body.records[0].Id as string;

  /** Every field of every row, as the administrator reads them, deleted ones included. */
  const rows = (): Promise<string[]> =>
    Promise.all(
      targets.map(async ({ object, id }) => {
        const { status, text } = await org.rest(
          ADMIN,
          `/queryAll?q=${encodeURIComponent(`SELECT FIELDS(ALL) FROM ${object} WHERE Id = '${id}' LIMIT 1`)}`
        );
        assert.equal(status, 200, text);
        return text;
      })
    );

  for (const who of PERSONAS) {
    it(`${who}: at every door, for the concern and all that hangs on it`, async () => {
      const ask: Ask = (path, method, body) => org.rest(who, path, { method, ...(body === undefined ? {} : { body }) });
      for (const target of targets)
        for (const [name, refuses] of Object.entries(DOORS))
          await refuses(ask, target).catch((error: Error) => assert.fail(`${name}, ${target.object}: ${error.message}`));
      for (const target of targets) for (const operation of BULK) await bulkRefused(who, target, operation);
      assert.deepEqual(await rows(), asWritten, 'something was changed');
    });
  }

  it('the table would notice: the same doors take what may be changed', async () => {
    const worker = await first('SELECT Id FROM Worker__c LIMIT 1');
    const { status } = await org.rest(ADMIN, `/sobjects/Worker__c/${worker}`, { method: 'PATCH', body: { Kind__c: 'Staff' } });
    assert.equal(status, 204, 'the administrator can write at all');
  });

  async function bulkRefused(who: string, { object, id, field }: Target, operation: (typeof BULK)[number]): Promise<void> {
    const key = operation === 'upsert' ? { externalIdFieldName: 'Id' } : {};
    const made = await org.rest(who, '/jobs/ingest', { method: 'POST', body: { object, operation, ...key } });
    if (made.status >= 400) return;
    const job = `/jobs/ingest/${made.body.id}`;
    const headers = { authorization: `Bearer ${await org.token(who)}`, 'content-type': 'text/csv' };
    const body = operation.endsWith('elete') ? `Id\n${id}\n` : `Id,${field}\n${id},Nothing\n`;
    await fetch(`${org.url}/services/data/v67.0${job}/batches`, { method: 'PUT', headers, body });
    await org.rest(who, job, { method: 'PATCH', body: { state: 'UploadComplete' } });
    for (let asked = 0; asked < 100; asked++) {
      const { state, numberRecordsProcessed, numberRecordsFailed } = (await org.rest(who, job)).body;
      if (!['JobComplete', 'Failed'].includes(state)) continue;
      assert.equal(numberRecordsProcessed - numberRecordsFailed, 0, `${object}: bulk ${operation}`);
      return;
    }
    assert.fail('the job does not end');
  }
});
