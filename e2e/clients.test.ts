/** The real clients against the served org: jsforce as the tool uses it, and the Salesforce CLI. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { Connection } from '@jsforce/jsforce-node';
import { BulkClient, accessOf, load, queryRows } from '../scripts/shared/bulk/index.ts';
import type { Reject } from '../scripts/shared/bulk/index.ts';
import { REAL_PACE } from '../scripts/shared/bulk/pace.ts';
import { FaultyProxy } from '../scripts/shared/bulk/testing/faulty-proxy.ts';
import { serve } from '../local-org/api/testing.ts';
import type { Served } from '../local-org/api/testing.ts';
import { runCli } from './salesforce-cli.ts';

let s: Served;
let connection: Connection;
let home: string;

before(async () => {
  s = await serve();
  connection = new Connection({ instanceUrl: s.url, accessToken: s.token, version: '67.0' });
  for (const name of ['Garden_Use', 'Garden_Notes']) {
    const set = await connection.query<{ Id: string }>(`SELECT Id FROM PermissionSet WHERE Name = '${name}'`);
    await connection
      .sobject('PermissionSetAssignment')
      .create({ AssigneeId: (await connection.identity()).user_id, PermissionSetId: set.records[0]!.Id });
  }
  home = mkdtempSync(path.join(tmpdir(), 'org-clients-'));
});
after(async () => {
  await s.close();
  rmSync(home, { recursive: true, force: true });
});

test('jsforce logs in with a password over SOAP and OAuth', async () => {
  const soap = new Connection({ loginUrl: s.url, version: '50.0' });
  const user = await soap.login('admin@demo.example', 'demo');
  assert.match(user.organizationId, /^00D\w{15}$/);
  assert.equal((await soap.query('SELECT Id FROM Organization')).totalSize, 1);
  const refused = new Connection({ loginUrl: s.url, version: '50.0' });
  await assert.rejects(refused.login('admin@demo.example', 'wrong'), /INVALID_LOGIN/);
});

test('jsforce creates, reads, changes, upserts and deletes, one and many', async () => {
  const gardens = connection.sobject('Garden__c');
  const { id } = (await gardens.create({ Name: 'Kew', Code__c: 'J-1' })) as { id: string };
  assert.equal((await gardens.retrieve(id))['Name'], 'Kew');
  await gardens.update({ Id: id, Area__c: 4.5 });
  assert.equal(((await gardens.upsert({ Code__c: 'J-1', Name: 'Kew 2' }, 'Code__c')) as { created?: boolean }).created, false);
  const many = (await gardens.create(
    Array.from({ length: 450 }, (_, i) => ({ Name: `G${i}` })),
    { allowRecursive: true }
  )) as { success: boolean }[];
  assert.equal(many.filter((one) => one.success).length, 450);
  assert.equal(
    ((await connection.sobject('Plot__c').create({ Garden__r: { Code__c: 'J-1' }, Area__c: 1 })) as { success: boolean }).success,
    true
  );
  assert.equal(((await gardens.destroy(id)) as { success: boolean }).success, true);
  await assert.rejects(gardens.retrieve(id), { errorCode: 'ENTITY_IS_DELETED' });
});

test('jsforce pages through more rows than a page holds', async () => {
  const { records } = await connection.query('SELECT Id, Name FROM Garden__c', {
    autoFetch: true,
    maxFetch: 10_000,
    headers: { 'Sforce-Query-Options': 'batchSize=200' }
  });
  assert.equal(records.length, 450);
});

test('jsforce reads refusals by their code', async () => {
  await assert.rejects(connection.sobject('Garden__c').create({ Area__c: -1 }), {
    errorCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION',
    message: 'The area is more than nothing.'
  });
  await assert.rejects(async () => connection.query('SELECT Nothing__c FROM Garden__c'), { errorCode: 'INVALID_FIELD' });
  await assert.rejects(
    async () => new Connection({ instanceUrl: s.url, accessToken: '00D000000000000!x', version: '67.0' }).query('SELECT Id FROM User'),
    { errorCode: 'INVALID_SESSION_ID' }
  );
});

test('the Salesforce CLI logs in with a token, writes a record and reads it back', async () => {
  await sf({ SF_ACCESS_TOKEN: s.token }, 'org', 'login', 'access-token', '--instance-url', s.url, '--no-prompt', '--alias', 'garden');
  const { id } = (await sf({}, 'data', 'create', 'record', '-o', 'garden', '-s', 'Garden__c', '-v', "Name='Made by sf' Code__c=SF-1")) as {
    id: string;
  };
  const { records } = (await sf({}, 'data', 'query', '-o', 'garden', '-q', "SELECT Id, Name FROM Garden__c WHERE Code__c = 'sf-1'")) as {
    records: { Id: string; Name: string }[];
  };
  assert.deepEqual(
    records.map(({ Id, Name }) => ({ Id, Name })),
    [{ Id: id, Name: 'Made by sf' }]
  );
});

test('jsforce loads and queries in bulk; a row that breaks a rule comes back with its sentence', async () => {
  const loaded = await connection.bulk2.loadAndWaitForResults({
    object: 'Garden__c',
    operation: 'upsert',
    externalIdFieldName: 'Code__c',
    input: [
      { Code__c: 'JB-1', Name: 'By bulk', Area__c: '2' },
      { Code__c: 'JB-2', Name: 'Sad', Area__c: '-1' }
    ],
    pollTimeout: 30_000,
    pollInterval: 100
  });
  assert.equal(loaded.successfulResults.length, 1);
  assert.equal(loaded.failedResults.length, 1);
  assert.match(loaded.failedResults[0]!.sf__Error, /^FIELD_CUSTOM_VALIDATION_EXCEPTION:The area is more than nothing\./);
  const stream = await connection.bulk2.query("SELECT Name, Area__c FROM Garden__c WHERE Code__c LIKE 'JB-%'", {
    pollTimeout: 30_000,
    pollInterval: 100
  });
  assert.deepEqual(await stream.toArray(), [{ Name: 'By bulk', Area__c: '2' }]);
});

test("jsforce loads and queries by version 1.0 of the bulk API, a batch's rows in their order", async () => {
  connection.bulk.pollInterval = 100;
  const loaded = await connection.bulk.load('Garden__c', 'upsert', { extIdField: 'Code__c', concurrencyMode: 'Serial' }, [
    { Code__c: 'JC-1', Name: 'By batch', Area__c: '2' },
    { Code__c: 'JC-2', Name: 'Sad', Area__c: '-1' },
    { Code__c: 'JC-3', Name: 'Third', Area__c: null }
  ]);
  assert.deepEqual(
    loaded.map(({ id, success, errors }) => [id !== null, success, errors.length]),
    [
      [true, true, 0],
      [false, false, 1],
      [true, true, 0]
    ]
  );
  assert.match(loaded[1]!.errors[0]!, /^FIELD_CUSTOM_VALIDATION_EXCEPTION:The area is more than nothing\./);
  const query = "SELECT Id, Name, Area__c FROM Garden__c WHERE Code__c LIKE 'JC-%' ORDER BY Code__c";
  const rows = (await (await connection.bulk.query(query)).toArray()) as { Id: string; Name: string; Area__c: string }[];
  assert.deepEqual(
    rows.map(({ Name, Area__c }) => [Name, Area__c]),
    [
      ['By batch', '2'],
      ['Third', '']
    ]
  );
  const job = connection.bulk.createJob('Garden__c', 'hardDelete');
  const removed = (await new Promise((resolve, reject) => {
    const batch = job.createBatch();
    batch
      .on('queue', () => batch.poll(100, 30_000))
      .on('response', resolve)
      .on('error', reject);
    batch.execute(rows.map(({ Id }) => ({ Id })));
  })) as { success: boolean }[];
  assert.deepEqual(
    removed.map(({ success }) => success),
    [true, true]
  );
  assert.deepEqual([(await job.list()).length, (await job.check()).numberRecordsProcessed, (await job.close())!.state], [1, '2', 'Closed']);
  await assert.rejects(connection.bulk.query('SELECT Nothing__c FROM Garden__c'), /INVALID_FIELD/);
  const ended = connection.bulk.createJob('Garden__c', 'insert');
  await ended.open();
  assert.equal((await ended.abort())!.state, 'Aborted');
  const stale = new Connection({ instanceUrl: s.url, accessToken: '00D000000000000!x', version: '67.0' });
  await assert.rejects(Promise.resolve(stale.bulk.createJob('Garden__c', 'insert').open()), { errorCode: 'InvalidSessionId' });
});

test('the Salesforce CLI imports, upserts, exports and deletes in bulk', async () => {
  const file = (name: string, text: string): string => {
    writeFileSync(path.join(home, name), text);
    return name;
  };
  const target = ['-o', 'garden', '--wait', '2'];
  const from = (name: string, text: string): string[] => ['--sobject', 'Garden__c', '--file', file(name, text), '--line-ending', 'LF'];
  const imported = (await sf({}, 'data', 'import', 'bulk', ...target, ...from('in.csv', 'Name,Code__c\nOne,SB-1\nTwo,SB-2\n'))) as {
    processedRecords: number;
    failedRecords: number;
  };
  assert.deepEqual([imported.processedRecords, imported.failedRecords], [2, 0]);
  const upsert = from('up.csv', 'Name,Code__c,Area__c\nTwo again,SB-2,3\nSad,SB-3,-1\n');
  await assert.rejects(
    sf({}, 'data', 'upsert', 'bulk', ...target, '--external-id', 'Code__c', ...upsert),
    'a failed row fails the command'
  );
  const jobs = '/services/data/v67.0/jobs/ingest';
  const [job] = (await connection.request<{ records: { id: string; operation: string }[] }>(jobs)).records;
  assert.equal(job!.operation, 'upsert');
  const failed = JSON.stringify(await connection.request(`${jobs}/${job!.id}/failedResults`));
  assert.match(failed, /The area is more than nothing\./);
  const query = "SELECT Id, Name FROM Garden__c WHERE Code__c LIKE 'SB-%'";
  await sf({}, 'data', 'export', 'bulk', ...target, '--query', query, '--output-file', 'out.csv', '--result-format', 'csv');
  const rows = readFileSync(path.join(home, 'out.csv'), 'utf8').trim().split('\n');
  assert.deepEqual(rows.map((row) => row.split(',').at(-1)!.replaceAll('"', '')).sort(), ['Name', 'One', 'Two again']);
  const ids = rows.slice(1).map((row) => row.split(',')[0]!.replaceAll('"', ''));
  await sf({}, 'data', 'delete', 'bulk', ...target, ...from('gone.csv', `Id\n${ids.join('\n')}\n`));
  assert.equal((await connection.query(query)).totalSize, 0);
});

test('confide loads and reads in bulk through a line that breaks at each request, with a token that has run out', async () => {
  const proxy = await new FaultyProxy(s.url).start();
  for (const stage of ['create', 'upload', 'close', 'poll', 'failedResults'] as const)
    for (const how of ['503', 'late-reset', 'silence'] as const) proxy.rules.push({ stage, how, times: 1 });
  const renewing = new Connection({
    instanceUrl: proxy.url,
    accessToken: '00D000000000000!run.out',
    version: '67.0',
    refreshFn: (_connection, done) => done(null, s.token)
  });
  const client = new BulkClient(accessOf(renewing), { pace: { ...REAL_PACE, wait: async () => undefined } });
  const rejects: Reject[] = [];
  const result = await load(client, {
    spec: { object: 'Garden__c', operation: 'insert', columns: ['Code__c', 'Name', 'Area__c', 'Soil__c'], key: 'Code__c' },
    rows: Array.from({ length: 500 }, (_, i) => [`CL-${i}`, `Garden "${i}", north\nside`, String(i), '']),
    key: randomBytes(32),
    scope: 'e2e',
    journal: path.join(home, 'run.journal'),
    onRejects: (_chunk, told) => void rejects.push(...told)
  });
  assert.deepEqual([result.saved, result.codes], [499, { FIELD_CUSTOM_VALIDATION_EXCEPTION: 1 }]);
  assert.deepEqual(
    rejects.map(({ row, key, fields }) => [row, key, fields]),
    [[1, 'CL-0', ['Area__c']]]
  );
  assert.ok(proxy.hits >= 12, `${proxy.hits} requests were broken`);
  for (const how of ['cut', '503', 'cut-silent'] as const) proxy.rules.push({ stage: 'rows', how, times: 1 });
  const hits = proxy.hits;
  const rows: (readonly string[])[] = [];
  for await (const row of queryRows(client, "SELECT Code__c, Name FROM Garden__c WHERE Code__c LIKE 'CL-%'")) rows.push(row);
  assert.equal(proxy.hits, hits + 3, 'each time it goes on behind the last row that came');
  assert.deepEqual([rows.length, new Set(rows.map(([code]) => code)).size, rows[0]], [500, 500, ['Code__c', 'Name']]);
  assert.deepEqual(rows.find(([code]) => code === 'CL-7')?.[1], 'Garden "7", north\nside');
  client.close();
  await proxy.stop();
});

function sf(env: Record<string, string>, ...args: string[]): Promise<unknown> {
  return runCli(home, args, env, 60_000);
}
