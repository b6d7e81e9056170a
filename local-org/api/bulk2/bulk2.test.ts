/** Bulk API 2.0 on the invented package: what is asked, what comes back, what is refused. */
import assert from 'node:assert/strict';
import http from 'node:http';
import { after, before, test } from 'node:test';
import { createServer } from '../../server.ts';
import { serve } from '../testing.ts';
import type { Reply, Served } from '../testing.ts';

let s: Served;
let adminId: string;
/** A user of gardens, and one who may only use the API. */
let gardener: string;
let stranger: string;

before(async () => {
  s = await serve();
  adminId = await idOf("SELECT Id FROM User WHERE Username = 'admin@demo.example'");
  const profile = await idOf("SELECT Id FROM Profile WHERE Name = 'Minimum Access - Salesforce'");
  const gardenerId = await person('gardener@demo.example', profile);
  const strangerId = await person('stranger@demo.example', profile);
  await grant(adminId, 'Garden_Use', 'Garden_Notes');
  await grant(gardenerId, 'Api_Use', 'Garden_Use');
  await grant(strangerId, 'Api_Use');
  gardener = s.server.credentials.open(gardenerId);
  stranger = s.server.credentials.open(strangerId);
});
after(() => s.close());

const soql = (text: string): Promise<Reply> => s.call('GET', `query?q=${encodeURIComponent(text)}`);
const rowsOf = async (text: string): Promise<Record<string, unknown>[]> =>
  (await soql(text)).body.records.map(({ attributes: _, ...row }: Record<string, unknown>) => row);
const idOf = async (text: string): Promise<string> => (await soql(text)).body.records[0].Id;

async function person(Username: string, ProfileId: string): Promise<string> {
  const locale = { TimeZoneSidKey: 'Europe/London', LocaleSidKey: 'en_GB', EmailEncodingKey: 'UTF-8', LanguageLocaleKey: 'en_US' };
  const fields = { Username, ProfileId, LastName: 'Invented', Alias: 'inv', Email: Username, ...locale };
  return (await s.call('POST', 'sobjects/User', fields)).body.id;
}

async function grant(AssigneeId: string, ...sets: string[]): Promise<void> {
  for (const set of sets) {
    const PermissionSetId = await idOf(`SELECT Id FROM PermissionSet WHERE Name = '${set}'`);
    assert.equal((await s.call('POST', 'sobjects/PermissionSetAssignment', { AssigneeId, PermissionSetId })).status, 201, set);
  }
}

const upload = (id: string, csv: string | Uint8Array<ArrayBuffer>, token = s.token, type = 'text/csv'): Promise<Reply> =>
  s.raw(`/services/data/v67.0/jobs/ingest/${id}/batches`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${token}`, 'content-type': type },
    body: csv
  });

/** Makes a job, sends its rows, closes it and waits for its end. */
async function load(spec: object, csv: string, token = s.token): Promise<Record<string, unknown> & { id: string }> {
  const made = await s.call('POST', 'jobs/ingest', spec, token);
  assert.equal(made.status, 200, JSON.stringify(made.body));
  assert.equal((await upload(made.body.id, csv, token)).status, 201);
  assert.equal((await s.call('PATCH', `jobs/ingest/${made.body.id}`, { state: 'UploadComplete' }, token)).body.state, 'UploadComplete');
  return ended(`jobs/ingest/${made.body.id}`, token);
}

async function ended(path: string, token = s.token): Promise<Record<string, unknown> & { id: string }> {
  for (let asked = 0; asked < 60; asked++) {
    const { body } = await s.call('GET', path, undefined, token);
    if (['JobComplete', 'Failed', 'Aborted'].includes(body.state)) return body;
  }
  throw new Error('The job does not end');
}

const result = async (id: string, name: string, token = s.token): Promise<string> =>
  (await s.call('GET', `jobs/ingest/${id}/${name}`, undefined, token)).body;

test('rows are inserted through triggers and rules; the one that breaks a rule comes back with its sentence', async () => {
  const csv = 'Name,Code__c,Area__c\n"Kew, ""old""",B-1,4.5\nSad,B-2,-1\nLate,B-3,not a number\nShort\n';
  const job = await load({ object: 'Garden__c', operation: 'insert' }, csv);
  assert.deepEqual(
    [job['state'], job['numberRecordsProcessed'], job['numberRecordsFailed'], job['jobType'], job['apiVersion']],
    ['JobComplete', 4, 3, 'V2Ingest', 67],
    String(job['errorMessage'])
  );
  assert.match(job.id, /^750\w{15}$/);
  const id = await idOf("SELECT Id FROM Garden__c WHERE Code__c = 'B-1'");
  const header = '"sf__Id","sf__Created","Name","Code__c","Area__c"';
  assert.equal(await result(job.id, 'successfulResults'), `${header}\n"${id}","true","Kew, ""old""","B-1","4.5"\n`);
  assert.deepEqual((await result(job.id, 'failedResults')).trimEnd().split('\n').slice(1), [
    '"","FIELD_CUSTOM_VALIDATION_EXCEPTION:The area is more than nothing.:Area__c --","Sad","B-2","-1"',
    '"","INVALID_TYPE_ON_FIELD_IN_RECORD:Area: value not of required type:Area__c --","Late","B-3","not a number"',
    '"","INVALID_FIELD:The row has not as many columns as the header:--","Short"'
  ]);
  assert.equal(await result(job.id, 'unprocessedrecords'), '"Name","Code__c","Area__c"\n');
});

test('an upsert matches by external id; an empty cell leaves a field alone and #N/A empties it', async () => {
  await load({ object: 'Garden__c', operation: 'insert' }, 'Name,Code__c,Area__c,Notes__c\nOld,U-1,3,Wet\n');
  const job = await load(
    { object: 'Garden__c', operation: 'upsert', externalIdFieldName: 'Code__c' },
    'Id,Code__c,Name,Area__c,Notes__c\n,u-1,New,,#N/A\n,U-2,Other,,\n,,Nameless key,,\n'
  );
  assert.deepEqual([job['numberRecordsProcessed'], job['numberRecordsFailed']], [3, 1]);
  assert.deepEqual(await rowsOf("SELECT Name, Area__c, Notes__c FROM Garden__c WHERE Code__c IN ('U-1', 'U-2') ORDER BY Code__c"), [
    { Name: 'New', Area__c: 3, Notes__c: null },
    { Name: 'Other', Area__c: null, Notes__c: null }
  ]);
  const good = (await result(job.id, 'successfulResults')).split('\n');
  assert.match(good[1]!, /^"a\w{17}","false",/);
  assert.match(good[2]!, /^"a\w{17}","true",/);
  assert.match(await result(job.id, 'failedResults'), /MISSING_ARGUMENT:Code__c not specified:Code__c --/);
});

test('a parent is named by its external id, through relationship columns', async () => {
  await load({ object: 'Garden__c', operation: 'insert' }, 'Name,Code__c\nParent,P-1\n');
  const job = await load({ object: 'Plot__c', operation: 'insert' }, 'Garden__r.Code__c,Area__c\nP-1,2\nP-none,2\n');
  assert.deepEqual([job['numberRecordsProcessed'], job['numberRecordsFailed']], [2, 1]);
  assert.match(await result(job.id, 'failedResults'), /INVALID_FIELD:Foreign key external ID not found/);
  assert.equal((await rowsOf("SELECT Id FROM Plot__c WHERE Garden__r.Code__c = 'P-1'")).length, 1);
  const owned = await load(
    { object: 'Garden__c', operation: 'insert' },
    'Name,Code__c,User:Owner.Username\nHers,P-2,gardener@demo.example\n'
  );
  assert.equal(owned['numberRecordsFailed'], 0, await result(owned.id, 'failedResults'));
  assert.equal((await rowsOf("SELECT Owner.Username FROM Garden__c WHERE Code__c = 'P-2'")).length, 1);
});

test('updates and deletions match by Id', async () => {
  await load({ object: 'Garden__c', operation: 'insert' }, 'Name,Code__c\nOne,D-1\nTwo,D-2\n');
  const id = await idOf("SELECT Id FROM Garden__c WHERE Code__c = 'D-1'");
  const update = await load({ object: 'Garden__c', operation: 'update' }, `Id,Name\n${id.slice(0, 15)},Changed\n,Nobody\nnonsense,X\n`);
  assert.deepEqual([update['numberRecordsProcessed'], update['numberRecordsFailed']], [3, 2]);
  assert.equal((await rowsOf(`SELECT Name FROM Garden__c WHERE Id = '${id}'`))[0]!['Name'], 'Changed');
  const removal = await load({ object: 'Garden__c', operation: 'delete' }, `Id\n${id}\n`);
  assert.equal(removal['numberRecordsFailed'], 0, await result(removal.id, 'failedResults'));
  assert.equal((await rowsOf(`SELECT Id FROM Garden__c WHERE Id = '${id}'`)).length, 0);
  assert.equal(s.org.store.read('Garden__c', [id]).length, 1, 'it lies in the recycle bin');
  const more = await load({ object: 'Garden__c', operation: 'delete' }, `Id,Name\n${id},X\n`);
  assert.equal(more['errorMessage'], 'InvalidBatch : Field name not found : Name');
});

test('hardDelete needs its permission, and leaves nothing in the recycle bin', async () => {
  const refused = await s.call('POST', 'jobs/ingest', { object: 'Garden__c', operation: 'hardDelete' }, gardener);
  assert.deepEqual([refused.status, refused.body[0].errorCode], [400, 'FEATURENOTENABLED']);
  const set = await s.call('POST', 'sobjects/PermissionSet', { Name: 'Hard', Label: 'Hard', PermissionsBulkApiHardDelete: true });
  assert.equal(set.status, 201, JSON.stringify(set.body));
  await grant(adminId, 'Hard');
  await load({ object: 'Garden__c', operation: 'insert' }, 'Name,Code__c\nGone,H-1\n');
  const id = await idOf("SELECT Id FROM Garden__c WHERE Code__c = 'H-1'");
  const job = await load({ object: 'Garden__c', operation: 'hardDelete' }, `Id\n${id}\n`);
  assert.equal(job['numberRecordsFailed'], 0, await result(job.id, 'failedResults'));
  assert.equal(s.org.store.read('Garden__c', [id]).length, 0);
});

test('a job has no more rights than its user', async () => {
  const noApi = await s.call('POST', 'sobjects/Garden__c', { Name: 'Hidden', Code__c: 'R-1' });
  const update = await load({ object: 'Garden__c', operation: 'delete' }, `Id\n${noApi.body.id}\n`, gardener);
  assert.deepEqual([update['numberRecordsProcessed'], update['numberRecordsFailed']], [1, 1]);
  assert.equal((await rowsOf("SELECT Id FROM Garden__c WHERE Code__c = 'R-1'")).length, 1);
  const hidden = await load({ object: 'Garden__c', operation: 'insert' }, 'Name,Notes__c\nX,a field she may not see\n', gardener);
  assert.deepEqual([hidden['state'], hidden['errorMessage']], ['Failed', 'InvalidBatch : Field name not found : Notes__c']);
  const unknown = await s.call('POST', 'jobs/ingest', { object: 'Garden__c', operation: 'insert' }, stranger);
  const missing = await s.call('POST', 'jobs/ingest', { object: 'Nothing__c', operation: 'insert' }, stranger);
  assert.deepEqual([unknown.status, unknown.body[0].errorCode, missing.body[0].errorCode], [400, 'INVALIDENTITY', 'INVALIDENTITY']);
});

test("another user's job does not exist", async () => {
  const { id } = await load({ object: 'Garden__c', operation: 'insert' }, 'Name\nMine\n');
  for (const path of [`jobs/ingest/${id}`, `jobs/ingest/${id}/successfulResults`, `jobs/ingest/${id}/unprocessedrecords`])
    assert.equal((await s.call('GET', path, undefined, gardener)).status, 404, path);
  assert.equal((await s.call('DELETE', `jobs/ingest/${id}`, undefined, gardener)).status, 404);
  assert.equal((await upload(id, 'Name\nX\n', gardener)).status, 404);
  const listed = (await s.call('GET', 'jobs/ingest', undefined, gardener)).body.records as { id: string }[];
  assert.ok(!listed.some((job) => job.id === id));
});

test('delimiters, line endings, a byte order mark and broken lines in quotes are read as the job says', async () => {
  const csv = '\ufeffName;Code__c;Status__c\r\n"Two\r\nlines; here";L-1;\r\n\r\nLast;L-2;';
  const job = await load({ object: 'Garden__c', operation: 'insert', columnDelimiter: 'SEMICOLON', lineEnding: 'CRLF' }, csv);
  assert.deepEqual([job['state'], job['numberRecordsProcessed'], job['numberRecordsFailed']], ['JobComplete', 2, 0]);
  const wrong = await load({ object: 'Garden__c', operation: 'insert' }, 'Name\r\nX\r\n');
  assert.equal(wrong['errorMessage'], 'ClientInputError : LineEnding is invalid on user data. Current LineEnding setting is LF');
  const bad = await s.call('POST', 'jobs/ingest', { object: 'Garden__c', operation: 'insert', columnDelimiter: 'DOT' });
  assert.deepEqual([bad.status, bad.body[0].errorCode], [400, 'INVALIDJOB']);
});

test('a file that cannot be read fails the job, and what was not looked at is given back as it was sent', async () => {
  const rows = Array.from({ length: 200 }, (_, i) => `Read ${i},Q-${i}`).join('\n');
  const job = await load({ object: 'Garden__c', operation: 'insert' }, `Name,Code__c\n${rows}\nshort\n"never closed,Q-x\n`);
  assert.equal(job['state'], 'Failed');
  assert.doesNotMatch(String(job['errorMessage']), /never/, 'the message does not quote the data');
  const left = await result(job.id, 'unprocessedrecords');
  assert.ok(left.startsWith('"Name","Code__c"\n') && left.endsWith('\nshort\n"never closed,Q-x\n'), 'as it was sent');
  assert.equal((left.match(/^Read/gm) ?? []).length + Number(job['numberRecordsProcessed']), 200, 'each row is saved or given back');
  assert.equal((await rowsOf("SELECT Id FROM Garden__c WHERE Code__c LIKE 'Q-%'")).length, job['numberRecordsProcessed']);
  const none = await load({ object: 'Garden__c', operation: 'insert' }, 'Nothing__c\nX\n');
  assert.equal(none['errorMessage'], 'InvalidBatch : Field name not found : Nothing__c');
  assert.equal(await result(none.id, 'unprocessedrecords'), '"Nothing__c"\nX\n');
});

test('a job takes its data once, as CSV, in UTF-8, before it is closed, and is closed once', async () => {
  const { id } = (await s.call('POST', 'jobs/ingest', { object: 'Garden__c', operation: 'insert' })).body;
  const state = (to: string): Promise<Reply> => s.call('PATCH', `jobs/ingest/${id}`, { state: to });
  assert.equal((await state('UploadComplete')).body[0].errorCode, 'INVALIDJOBSTATE', 'without data');
  assert.equal((await upload(id, '{}', s.token, 'application/json')).status, 415);
  assert.equal((await upload(id, Uint8Array.of(0x4e, 0xff, 0xfe))).body[0].errorCode, 'INVALIDBATCH');
  assert.equal((await upload(id, 'Name\nOnce\n')).status, 201);
  assert.equal((await upload(id, 'Name\nTwice\n')).body[0].errorCode, 'INVALIDJOBSTATE');
  assert.equal((await s.call('GET', `jobs/ingest/${id}/failedResults`)).body[0].errorCode, 'INVALIDJOBSTATE');
  assert.equal((await s.call('DELETE', `jobs/ingest/${id}`)).status, 400, 'an open job is not deleted');
  assert.equal((await state('JobComplete')).status, 400);
  assert.equal((await state('UploadComplete')).status, 200);
  assert.equal((await state('UploadComplete')).body[0].errorCode, 'INVALIDJOBSTATE');
  await ended(`jobs/ingest/${id}`);
  assert.equal((await state('Aborted')).body[0].message, 'InvalidJobState : Aborting already JobComplete Job not allowed');
});

test('one request with the parts job and content makes, fills and closes a job', async () => {
  const send = (job: unknown, csv: string, more: Readonly<Record<string, string>> = {}): Promise<Reply> => {
    const body = new FormData();
    body.append('job', new Blob([JSON.stringify(job)], { type: 'application/json' }));
    body.append('content', new Blob([csv], { type: 'text/csv' }), 'content');
    for (const [name, value] of Object.entries(more)) body.append(name, value);
    return s.raw('/services/data/v67.0/jobs/ingest', { method: 'POST', headers: { authorization: `Bearer ${s.token}` }, body });
  };
  const spec = { object: 'Garden__c', operation: 'insert', contentType: 'CSV', lineEnding: 'LF' };
  const made = await send(spec, 'Name,Code__c\n"Kew, ö",M-1\nSad,M-2\n');
  assert.deepEqual([made.status, made.body.state], [200, 'UploadComplete'], JSON.stringify(made.body));
  const job = await ended(`jobs/ingest/${made.body.id}`);
  assert.deepEqual([job['state'], job['numberRecordsProcessed'], job['numberRecordsFailed']], ['JobComplete', 2, 0]);
  assert.deepEqual(await rowsOf("SELECT Name FROM Garden__c WHERE Code__c = 'M-1'"), [{ Name: 'Kew, ö' }]);
  const jobs = async () => (await s.call('GET', 'jobs/ingest')).body.records.length as number;
  const before = await jobs();
  assert.equal((await send(spec, `Name\n${'x'.repeat(100_000)}\n`)).status, 413, 'more than 100,000 characters');
  assert.equal((await send({ ...spec, operation: 'merge' }, 'Name\nX\n')).body[0].errorCode, 'INVALIDJOB');
  assert.equal((await send(spec, 'Name\nX\n', { other: 'x' })).body[0].errorCode, 'INVALIDJOB');
  assert.equal(await jobs(), before, 'what is refused leaves no job');
});

test('a file larger than 150 MB is refused before it is sent', async () => {
  const { id } = (await s.call('POST', 'jobs/ingest', { object: 'Garden__c', operation: 'insert' })).body;
  const status = await new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${s.token}`, 'content-type': 'text/csv', 'content-length': 150 * 1024 * 1024 + 1 };
    const request = http.request(`${s.url}/services/data/v67.0/jobs/ingest/${id}/batches`, { method: 'PUT', headers });
    request.once('response', (answer) => (resolve(answer.statusCode), request.destroy())).once('error', reject);
    request.flushHeaders();
  });
  assert.equal(status, 413);
  assert.equal((await upload(id, 'Name\nSmaller\n')).status, 201, 'the job waits for another');
});

test('an aborted job saves nothing more; a deleted one is gone with its data', async () => {
  const { id } = (await s.call('POST', 'jobs/ingest', { object: 'Garden__c', operation: 'insert' })).body;
  await upload(id, 'Name,Code__c\nNever,A-1\n');
  assert.equal((await s.call('PATCH', `jobs/ingest/${id}`, { state: 'Aborted' })).body.state, 'Aborted');
  assert.equal(await result(id, 'unprocessedrecords'), 'Name,Code__c\nNever,A-1\n');
  assert.equal((await rowsOf("SELECT Id FROM Garden__c WHERE Code__c = 'A-1'")).length, 0);
  assert.equal((await s.call('DELETE', `jobs/ingest/${id}`)).status, 204);
  assert.equal((await s.call('GET', `jobs/ingest/${id}`)).status, 404);
  assert.deepEqual(s.org.store.all('SELECT 1 FROM "local_bulk_part" WHERE job = ?', [id]), []);
});

test('what is not known in a request for a job is refused, and so are other methods and addresses', async () => {
  const odd = await s.call('POST', 'jobs/ingest', { object: 'Garden__c', operation: 'insert', assignmentRuleId: '01Q' });
  assert.deepEqual([odd.status, odd.body[0].errorCode], [400, 'JSON_PARSER_ERROR']);
  for (const spec of [{ operation: 'upsert' }, { operation: 'upsert', externalIdFieldName: 'Area__c' }, { operation: 'merge' }])
    assert.equal((await s.call('POST', 'jobs/ingest', { object: 'Garden__c', ...spec })).body[0].errorCode, 'INVALIDJOB');
  assert.equal((await s.call('PUT', 'jobs/ingest')).status, 405);
  assert.equal((await s.call('GET', 'jobs/other')).status, 404);
  assert.equal((await s.raw('/services/data/v67.0/jobs/ingest')).status, 401);
});

test('a query gives all its rows page by page, each with the header, and says where the next begins', async () => {
  const lines = Array.from({ length: 2300 }, (_, i) => `Paged ${i},PG-${String(i).padStart(4, '0')},${i + 1}`);
  await load({ object: 'Garden__c', operation: 'insert' }, `Name,Code__c,Area__c\n${lines.join('\n')}\n`);
  const made = await s.call('POST', 'jobs/query', {
    operation: 'query',
    query: "SELECT Id, Name, Area__c, Owner.Username, Notes__c FROM Garden__c WHERE Code__c LIKE 'PG-%'"
  });
  const job = await ended(`jobs/query/${made.body.id}`);
  assert.deepEqual(
    [job['state'], job['numberRecordsProcessed'], job['jobType'], job['object']],
    ['JobComplete', 2300, 'V2Query', 'Garden__c']
  );
  const seen: string[] = [];
  const sizes: number[] = [];
  for (let locator: string | null = ''; locator !== 'null';) {
    const page: Reply = await s.call('GET', `jobs/query/${job.id}/results?maxRecords=900${locator && `&locator=${locator}`}`);
    assert.equal(page.headers.get('content-type'), 'text/csv');
    const [header, ...rows] = (page.body as string).trimEnd().split('\n');
    assert.equal(header, '"Id","Name","Area__c","Owner.Username","Notes__c"');
    assert.equal(page.headers.get('sforce-numberofrecords'), String(rows.length));
    seen.push(...rows);
    sizes.push(rows.length);
    locator = page.headers.get('sforce-locator')!;
  }
  assert.deepEqual(sizes, [900, 900, 500]);
  assert.equal(new Set(seen.map((row) => row.split(',')[0])).size, 2300);
  assert.match(seen[0]!, /^"a\w{17}","Paged 0","1","admin@demo\.example",""$/);
  assert.equal((await s.call('GET', `jobs/query/${job.id}/results?locator=wrong`)).body[0].errorCode, 'INVALID_QUERY_LOCATOR');
});

test('ORDER BY and LIMIT hold over all portions', async () => {
  const query = "SELECT Code__c FROM Garden__c WHERE Code__c LIKE 'PG-%' ORDER BY Area__c DESC LIMIT 1500";
  const made = await s.call('POST', 'jobs/query', { operation: 'query', query, columnDelimiter: 'PIPE', lineEnding: 'CRLF' });
  const job = await ended(`jobs/query/${made.body.id}`);
  const rows = ((await s.call('GET', `jobs/query/${job.id}/results`)).body as string).trimEnd().split('\r\n');
  assert.deepEqual([rows.length, rows[1], rows[1500]], [1501, '"PG-2299"', '"PG-0800"']);
});

test('queryAll sees deleted rows; a query sees what its user may read and no more', async () => {
  const ask = async (operation: string, query: string, token = s.token): Promise<Reply> => {
    const made = await s.call('POST', 'jobs/query', { operation, query }, token);
    if (made.status !== 200) return made;
    await ended(`jobs/query/${made.body.id}`, token);
    return s.call('GET', `jobs/query/${made.body.id}/results`, undefined, token);
  };
  const deleted = "SELECT Name FROM Garden__c WHERE Code__c = 'D-1'";
  assert.equal((await ask('query', deleted)).body, '"Name"\n');
  assert.equal((await ask('queryAll', deleted)).body, '"Name"\n"Changed"\n');
  assert.match((await ask('query', 'SELECT Code__c FROM Garden__c', gardener)).body, /"P-2"/);
  assert.doesNotMatch((await ask('query', 'SELECT Code__c FROM Garden__c', gardener)).body, /"R-1"/);
  for (const [query, token, code] of [
    ['SELECT Notes__c FROM Garden__c', gardener, 'INVALID_FIELD'],
    ['SELECT Id FROM Garden__c', stranger, 'INVALID_TYPE'],
    ['SELECT Id FROM Garden__c WITH SYSTEM_MODE', gardener, 'MALFORMED_QUERY'],
    ['SELECT COUNT() FROM Garden__c', s.token, 'FEATURENOTENABLED'],
    ['SELECT Id, (SELECT Id FROM Plots__r) FROM Garden__c', s.token, 'FEATURENOTENABLED'],
    ['SELECT Id FROM Garden__c LIMIT 1 OFFSET 1', s.token, 'FEATURENOTENABLED'],
    ['SELECT Id FROM', s.token, 'MALFORMED_QUERY']
  ] as const) {
    const refused = await ask('query', query, token);
    assert.deepEqual([refused.status, refused.body[0].errorCode], [400, code], query);
  }
});

test('requests are answered while rows are applied', async () => {
  const { id } = (await s.call('POST', 'jobs/ingest', { object: 'Garden__c', operation: 'insert' })).body;
  await upload(id, `Name\n${'Busy\n'.repeat(4000)}`);
  await s.call('PATCH', `jobs/ingest/${id}`, { state: 'UploadComplete' });
  const started = performance.now();
  await soql('SELECT Id FROM Organization');
  assert.ok(performance.now() - started < 1000, 'within a second');
  const state = s.org.store.all('SELECT json_extract(progress, \'$.state\') AS state FROM "local_bulk_job" WHERE id = ?', [id])[0]![
    'state'
  ];
  assert.equal(state, 'InProgress', 'the job was still under way');
  assert.equal((await s.call('PATCH', `jobs/ingest/${id}`, { state: 'Aborted' })).body.state, 'Aborted');
  const job = await ended(`jobs/ingest/${id}`);
  const left = (await result(id, 'unprocessedrecords')).trimEnd().split('\n').length - 1;
  assert.equal(left + Number(job['numberRecordsProcessed']), 4000, 'each row is either saved or given back');
});

test('a job that was under way when the server ended goes on in the next one, each row once', async () => {
  const { id } = (await s.call('POST', 'jobs/ingest', { object: 'Garden__c', operation: 'insert' })).body;
  await upload(id, `Name,Code__c\n${Array.from({ length: 3000 }, (_, i) => `Again,RS-${i}`).join('\n')}\n`);
  await s.call('PATCH', `jobs/ingest/${id}`, { state: 'UploadComplete' });
  const progress = (): { state: string; processed: number } =>
    JSON.parse(String(s.org.store.all('SELECT progress FROM "local_bulk_job" WHERE id = ?', [id])[0]!['progress']));
  await s.server.app.close();
  const before = progress();
  assert.ok(before.state !== 'JobComplete' && before.processed < 3000, 'it was stopped on its way');
  const next = createServer(s.org, { demoLogins: true, adminUsername: 'admin@demo.example' });
  await next.app.ready();
  for (let waited = 0; progress().state !== 'JobComplete' && waited < 300; waited++)
    await new Promise((resolve) => setTimeout(resolve, 50));
  assert.equal(progress().processed, 3000);
  const count = s.org.store.all(
    `SELECT count(*) AS n, count(DISTINCT "Code__c") AS codes FROM "Garden__c" WHERE "Code__c" LIKE 'RS-%'`
  )[0]!;
  assert.deepEqual([count['n'], count['codes']], [3000, 3000]);
  await next.app.close();
});
