/** The real clients against the served org: jsforce as the tool uses it, and the Salesforce CLI. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { Connection } from '@jsforce/jsforce-node';
import { serve } from '../local-org/api/testing.ts';
import type { Served } from '../local-org/api/testing.ts';

const root = path.dirname(import.meta.dirname);
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

async function sf(env: Record<string, string>, ...args: string[]): Promise<unknown> {
  const clean = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^https?_proxy$/i.test(name)));
  const { stdout } = await promisify(execFile)(process.execPath, [path.join(root, 'node_modules', '.bin', 'sf'), ...args, '--json'], {
    cwd: home,
    timeout: 60_000,
    env: {
      ...clean,
      HOME: home,
      USERPROFILE: home,
      SF_DISABLE_TELEMETRY: 'true',
      SF_AUTOUPDATE_DISABLE: 'true',
      SF_DISABLE_AUTOUPDATE: 'true',
      ...env
    }
  });
  return (JSON.parse(stdout) as { result: unknown }).result;
}
