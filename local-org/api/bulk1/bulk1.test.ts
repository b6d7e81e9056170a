/** Bulk API 1.0 on the invented package: what is asked, what comes back, what is refused. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { serve } from '../testing.ts';
import type { Reply, Served } from '../testing.ts';

let s: Served;
/** One who may only use the API. */
let stranger: string;

before(async () => {
  s = await serve();
  const admin = await idOf("SELECT Id FROM User WHERE Username = 'admin@demo.example'");
  const profile = await idOf("SELECT Id FROM Profile WHERE Name = 'Minimum Access - Salesforce'");
  const locale = { TimeZoneSidKey: 'Europe/London', LocaleSidKey: 'en_GB', EmailEncodingKey: 'UTF-8', LanguageLocaleKey: 'en_US' };
  const Username = 'stranger@demo.example';
  const person = { Username, ProfileId: profile, LastName: 'Invented', Alias: 'inv', Email: Username, ...locale };
  const strangerId = (await s.call('POST', 'sobjects/User', person)).body.id;
  await grant(admin, 'Garden_Use');
  await grant(admin, 'Garden_Notes');
  await grant(strangerId, 'Api_Use');
  stranger = s.server.credentials.open(strangerId);
});
after(() => s.close());

const soql = (text: string): Promise<Reply> => s.call('GET', `query?q=${encodeURIComponent(text)}`);
const idOf = async (text: string): Promise<string> => (await soql(text)).body.records[0].Id;
const namesOf = async (condition: string): Promise<string[]> =>
  (await soql(`SELECT Name FROM Garden__c WHERE ${condition} ORDER BY Code__c`)).body.records.map(({ Name }: { Name: string }) => Name);

async function grant(AssigneeId: string, set: string): Promise<void> {
  const PermissionSetId = await idOf(`SELECT Id FROM PermissionSet WHERE Name = '${set}'`);
  assert.equal((await s.call('POST', 'sobjects/PermissionSetAssignment', { AssigneeId, PermissionSetId })).status, 201, set);
}

const ask = (method: string, path: string, body?: string, type = 'application/json', token = s.token, more = {}): Promise<Reply> =>
  s.raw(`/services/async/67.0/${path}`, {
    method,
    headers: { 'x-sfdc-session': token, 'content-type': type, ...more },
    ...(body === undefined ? {} : { body })
  });
const make = (info: object, token = s.token): Promise<Reply> => ask('POST', 'job', JSON.stringify(info), undefined, token);
const TYPES = { CSV: 'text/csv', XML: 'application/xml', JSON: 'application/json' } as const;
type Type = keyof typeof TYPES;

/** Makes a job of one batch, waits for its end. @returns the ways to both, and how the batch ended. */
async function load(info: object, contentType: Type, data: string): Promise<{ job: string; batch: string; ended: Reply['body'] }> {
  const made = await make({ contentType, ...info });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  const job = `job/${made.body.id}`;
  const added = await ask('POST', `${job}/batch`, data, TYPES[contentType], s.token, { accept: 'application/json' });
  assert.equal(added.status, 201, JSON.stringify(added.body));
  assert.equal(added.body.state, 'Queued');
  const batch = `${job}/batch/${added.body.id}`;
  return { job, batch, ended: await ended(batch) };
}

async function ended(batch: string): Promise<Reply['body']> {
  for (let asked = 0; asked < 60; asked++) {
    const { body } = await ask('GET', batch);
    if (!['Queued', 'InProgress'].includes(body.state)) return body;
  }
  throw new Error('The batch does not end');
}

const resultOf = async (batch: string): Promise<Reply['body']> => (await ask('GET', `${batch}/result`)).body;

test('rows of CSV are inserted through rules; their results stand in the order of the rows', async () => {
  const csv = 'Name,Code__c,Area__c\r\n"Kew, ""old""",C-1,4.5\r\nSad,C-2,-1\r\nEmpty,C-3,\r\n';
  const { job, batch, ended } = await load({ object: 'Garden__c', operation: 'insert' }, 'CSV', csv);
  assert.deepEqual([ended.state, ended.numberRecordsProcessed, ended.numberRecordsFailed], ['Completed', 3, 1], ended.stateMessage);
  const [first, third] = [
    await idOf("SELECT Id FROM Garden__c WHERE Code__c = 'C-1'"),
    await idOf("SELECT Id FROM Garden__c WHERE Code__c = 'C-3'")
  ];
  assert.deepEqual((await resultOf(batch)).trimEnd().split('\n'), [
    '"Id","Success","Created","Error"',
    `"${first}","true","true",""`,
    '"","false","false","FIELD_CUSTOM_VALIDATION_EXCEPTION:The area is more than nothing.:Area__c --"',
    `"${third}","true","true",""`
  ]);
  assert.equal((await ask('GET', `${batch}/request`)).body, csv, 'what was sent can be asked for');
  const told = (await ask('GET', job)).body;
  assert.match(told.id, /^750\w{15}$/);
  assert.deepEqual(
    [told.state, told.contentType, told.numberBatchesCompleted, told.numberBatchesTotal, told.numberRecordsProcessed, told.apiVersion],
    ['Open', 'CSV', 1, 1, 3, 67]
  );
});

test('rows of XML: an upsert by external id, a parent by hers, a field that is emptied, and the results as XML', async () => {
  await load({ object: 'Garden__c', operation: 'insert' }, 'CSV', 'Name,Code__c,Notes__c\nOld,X-1,Wet\n');
  const open =
    '<?xml version="1.0" encoding="UTF-8"?><sObjects xmlns="http://www.force.com/2009/06/asyncapi/dataload" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">';
  const owner = '<Owner><sObject><type>User</type><Username>stranger@demo.example</Username></sObject></Owner>';
  const upsert = `${open}
    <sObject><Name>Rose &amp; thorn</Name><Code__c>x-1</Code__c><Notes__c xsi:nil="true"/>${owner}</sObject>
    <sObject><Name>Sad</Name><Code__c>X-2</Code__c><Area__c>-1</Area__c></sObject></sObjects>`;
  const { batch, ended } = await load({ object: 'Garden__c', operation: 'upsert', externalIdFieldName: 'Code__c' }, 'XML', upsert);
  assert.deepEqual([ended.state, ended.numberRecordsProcessed, ended.numberRecordsFailed], ['Completed', 2, 1], ended.stateMessage);
  const row = (await soql("SELECT Id, Name, Notes__c, Owner.Username FROM Garden__c WHERE Code__c = 'X-1'")).body.records[0];
  assert.deepEqual([row.Name, row.Notes__c, row.Owner.Username], ['Rose & thorn', null, 'stranger@demo.example']);
  const result = await ask('GET', `${batch}/result`);
  assert.match(result.headers.get('content-type')!, /^application\/xml/);
  assert.ok(result.body.includes(`<result><id>${row.Id}</id><success>true</success><created>false</created></result>`), result.body);
  assert.ok(
    result.body.includes(
      '<result><errors><fields>Area__c</fields><message>The area is more than nothing.</message><statusCode>FIELD_CUSTOM_VALIDATION_EXCEPTION</statusCode></errors><id xsi:nil="true"/><success>false</success>'
    ),
    result.body
  );
});

test('rows of JSON: inserted, changed and deleted, with the results as JSON', async () => {
  const rows = [
    { Name: 'One', Code__c: 'J-1', Area__c: 2 },
    { Name: 'Two', Code__c: 'J-2', Area__c: -1 }
  ];
  const made = await load({ object: 'Garden__c', operation: 'insert' }, 'JSON', JSON.stringify(rows));
  const [good, bad] = await resultOf(made.batch);
  assert.deepEqual([good.success, good.created, good.errors, bad.success, bad.id], [true, true, [], false, null]);
  assert.deepEqual(bad.errors, [
    { fields: ['Area__c'], message: 'The area is more than nothing.', statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION' }
  ]);
  const change = [{ attributes: { type: 'Garden__c' }, Id: good.id, Name: 'Changed', Area__c: null }];
  await load({ object: 'Garden__c', operation: 'update' }, 'JSON', JSON.stringify(change));
  assert.equal((await soql(`SELECT Name FROM Garden__c WHERE Id = '${good.id}' AND Area__c = null`)).body.records[0].Name, 'Changed');
  await load({ object: 'Plot__c', operation: 'insert' }, 'JSON', '[{"Garden__r":{"Code__c":"J-1"},"Area__c":1}]');
  assert.equal((await soql("SELECT Id FROM Plot__c WHERE Garden__r.Code__c = 'J-1'")).body.totalSize, 1);
  const removed = await load({ object: 'Garden__c', operation: 'delete' }, 'JSON', JSON.stringify([{ Id: good.id }, { Id: 'nonsense' }]));
  assert.deepEqual([removed.ended.numberRecordsProcessed, removed.ended.numberRecordsFailed], [2, 1]);
  assert.deepEqual(await namesOf("Code__c LIKE 'J-%'"), []);
  assert.equal(s.org.store.read('Garden__c', [good.id]).length, 1, 'it lies in the recycle bin');
  const [other] = await resultOf((await load({ object: 'Garden__c', operation: 'insert' }, 'JSON', '[{"Name":"Gone"}]')).batch);
  const gone = await load({ object: 'Garden__c', operation: 'hardDelete' }, 'CSV', `Id\n${other.id}\n`);
  assert.equal(gone.ended.numberRecordsFailed, 0);
  assert.equal(s.org.store.read('Garden__c', [other.id]).length, 0);
});

test('a query answers with the name of its result, and that with rows in the form of the job', async () => {
  await load({ object: 'Garden__c', operation: 'insert' }, 'CSV', 'Name,Code__c\nAlpha,Q-1\n"B, <b>",Q-2\n');
  const query = "SELECT Name, Area__c, Owner.Username FROM Garden__c WHERE Code__c LIKE 'Q-%' ORDER BY Code__c";
  const run = async (contentType: Type, text = query): Promise<Reply> => {
    const job = `job/${(await make({ object: 'Garden__c', operation: 'query', contentType })).body.id}`;
    const batch = `${job}/batch/${(await ask('POST', `${job}/batch`, text, TYPES[contentType], s.token, { accept: 'application/json' })).body.id}`;
    await ended(batch);
    const [name] = await resultOf(batch);
    assert.match(name, /^752\w{15}$/);
    return ask('GET', `${batch}/result/${name}`);
  };
  assert.equal(
    (await run('CSV')).body,
    '"Name","Area__c","Owner.Username"\n"Alpha","","admin@demo.example"\n"B, <b>","","admin@demo.example"\n'
  );
  const rows = (await run('JSON')).body as { attributes: { type: string }; Owner: { Username: string } }[];
  assert.deepEqual(
    rows.map(({ attributes, Owner, ...row }) => ({ ...row, type: attributes.type, owner: Owner.Username })),
    [
      { Name: 'Alpha', Area__c: null, type: 'Garden__c', owner: 'admin@demo.example' },
      { Name: 'B, <b>', Area__c: null, type: 'Garden__c', owner: 'admin@demo.example' }
    ]
  );
  const xml = (await run('XML')).body as string;
  assert.equal((xml.match(/<records xsi:type="sObject"><type>Garden__c<\/type>/g) ?? []).length, 2);
  assert.ok(xml.includes('<Name>B, &#60;b&#62;</Name><Area__c xsi:nil="true"/><Owner xsi:type="sObject"><type>User</type>'), xml);
  assert.equal((await run('CSV', "SELECT Id FROM Garden__c WHERE Name = 'none'")).body, 'Records not found for this query');
});

test('a query that cannot be asked fails its batch, with the reason', async () => {
  const job = `job/${(await make({ object: 'Garden__c', operation: 'query', contentType: 'CSV' })).body.id}`;
  const failure = async (text: string): Promise<string> => {
    const { id } = (await ask('POST', `${job}/batch`, text, 'text/csv', s.token, { accept: 'application/json' })).body;
    const batch = await ended(`${job}/batch/${id}`);
    return `${batch.state} ${batch.stateMessage}`;
  };
  assert.match(await failure('SELECT Nothing__c FROM Garden__c'), /^Failed InvalidBatch : Failed to process query: INVALID_FIELD: /);
  assert.match(await failure('SELECT Id FROM'), /^Failed InvalidBatch : Failed to process query: MALFORMED_QUERY: /);
  assert.match(await failure('SELECT Id FROM Plot__c'), /^Failed InvalidBatch : .*The job is for Garden__c, the query for Plot__c/);
  assert.match(await failure('SELECT COUNT() FROM Garden__c'), /^Failed InvalidBatch : .*FEATURENOTENABLED/);
});

test('a batch that cannot be read fails and saves nothing, and the reason holds no value', async () => {
  const failed = async (type: Type, data: string): Promise<string> =>
    (await load({ object: 'Garden__c', operation: 'insert' }, type, data)).ended.stateMessage;
  assert.equal(await failed('CSV', 'Name,Nothing__c\nF-name,x\n'), 'InvalidBatch : Field name not found : Nothing__c');
  assert.equal(
    await failed('JSON', '[{"Name":"F-name"},{"Name":"F-name","Nothing__c":1}]'),
    'InvalidBatch : Field name not found : Nothing__c'
  );
  assert.doesNotMatch(await failed('JSON', '{"Name":"F-name"'), /F-name/);
  assert.doesNotMatch(await failed('XML', '<sObjects><sObject><Name>F-name</sObject></sObjects>'), /F-name/);
  const bomb = '<!DOCTYPE x [<!ENTITY a "F-name">]><sObjects><sObject><Name>&a;</Name></sObject></sObjects>';
  assert.equal(await failed('XML', bomb), 'InvalidXML : A document type is not allowed');
  assert.match(await failed('CSV', `Name\n${'F-name\n'.repeat(10_001)}`), /at most 10000 records/);
  assert.deepEqual(await namesOf("Name LIKE 'F-%'"), []);
});

const add = (job: string, csv: string): Promise<Reply> =>
  ask('POST', `${job}/batch`, csv, 'text/csv', s.token, { accept: 'application/json' });

test('a closed job takes no batch and runs those it has', async () => {
  const job = `job/${(await make({ object: 'Garden__c', operation: 'insert', contentType: 'CSV' })).body.id}`;
  const { id } = (await add(job, 'Name\nS-in-time\n')).body;
  assert.equal((await ask('POST', job, '{"state":"Closed"}')).body.state, 'Closed');
  const late = await add(job, 'Name\nS-late\n');
  assert.deepEqual([late.status, late.body.exceptionCode], [400, 'InvalidJobState']);
  assert.equal((await ask('POST', job, '{"state":"Closed"}')).body.exceptionCode, 'InvalidJobState');
  assert.equal((await ended(`${job}/batch/${id}`)).state, 'Completed');
  assert.deepEqual(await namesOf("Name IN ('S-in-time', 'S-late')"), ['S-in-time']);
});

test('a job that is ended looks at no batch that waits; the one under way runs to its end', async () => {
  const serial = { object: 'Garden__c', operation: 'insert', contentType: 'CSV', concurrencyMode: 'Serial' };
  const job = `job/${(await make(serial)).body.id}`;
  const first = (await add(job, `Name\n${'S-busy\n'.repeat(10_000)}`)).body.id;
  const second = (await add(job, 'Name\nS-waiting\n')).body.id;
  assert.equal((await ask('POST', job, '{"state":"Aborted"}')).body.state, 'Aborted');
  assert.equal((await ended(`${job}/batch/${second}`)).state, 'NotProcessed');
  assert.equal((await ask('GET', `${job}/batch/${second}/result`)).body.exceptionCode, 'InvalidBatch');
  assert.equal((await ended(`${job}/batch/${first}`)).state, 'Completed');
  assert.deepEqual(await namesOf("Name = 'S-waiting'"), []);
  const { batchInfo } = (await ask('GET', `${job}/batch`)).body;
  assert.deepEqual(
    batchInfo.map(({ id, state }: Record<string, string>) => [id, state]),
    [
      [first, 'Completed'],
      [second, 'NotProcessed']
    ]
  );
});

test('batches of a serial job run one after another', async () => {
  const job = `job/${(await make({ object: 'Garden__c', operation: 'upsert', externalIdFieldName: 'Code__c', contentType: 'CSV', concurrencyMode: 'Serial' })).body.id}`;
  const filler = Array.from({ length: 600 }, (_, i) => `Filler,SE-${i}`).join('\n');
  await ask('POST', `${job}/batch`, `Name,Code__c\n${filler}\nEarlier,SE-last\n`, 'text/csv');
  const { id } = (await ask('POST', `${job}/batch`, 'Name,Code__c\nLater,SE-last\n', 'text/csv', s.token, { accept: 'application/json' }))
    .body;
  await ended(`${job}/batch/${id}`);
  assert.deepEqual(await namesOf("Code__c = 'SE-last'"), ['Later']);
});

test("a session that does not exist, another's job and what is not known are refused in the API's own form", async () => {
  const refused = await ask('GET', 'job/750000000000001AAA', undefined, 'application/xml', 'no session');
  assert.equal(refused.status, 400);
  assert.match(refused.body, /<exceptionCode>InvalidSessionId<\/exceptionCode>/);
  assert.equal((await make({ object: 'Garden__c', operation: 'insert', contentType: 'CSV' }, stranger)).body.exceptionCode, 'InvalidJob');
  const { id } = (await make({ object: 'Garden__c', operation: 'insert', contentType: 'CSV' })).body;
  assert.deepEqual((await ask('GET', `job/${id}`, undefined, undefined, stranger)).body, {
    exceptionCode: 'InvalidJob',
    exceptionMessage: `Invalid job id: ${id}`
  });
  assert.equal((await s.call('GET', `jobs/ingest/${id}`)).status, 404, 'nor is it a job of version 2.0');
  for (const info of [
    { contentType: 'ZIP_CSV' },
    { operation: 'merge' },
    { object: 'Nothing__c' },
    { assignmentRuleId: '01Q' },
    { externalIdFieldName: 'Area__c', operation: 'upsert' }
  ])
    assert.equal(
      (await make({ object: 'Garden__c', operation: 'insert', contentType: 'CSV', ...info })).body.exceptionCode,
      'InvalidJob',
      JSON.stringify(info)
    );
  const chunked = await ask('POST', 'job', '{"object":"Garden__c","operation":"query"}', undefined, s.token, {
    'sforce-enable-pkchunking': 'true'
  });
  assert.equal(chunked.body.exceptionCode, 'FeatureNotEnabled', JSON.stringify(chunked.body));
  assert.equal(
    (await ask('POST', `job/${id}/batch`, '[]', 'application/json')).body.exceptionCode,
    'InvalidBatch',
    'not the form of the job'
  );
  assert.equal((await ask('GET', 'other')).status, 404);
  assert.equal((await ask('DELETE', `job/${id}`)).status, 405);
});
