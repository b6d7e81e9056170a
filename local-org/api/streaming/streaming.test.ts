/** Debug logs of those who are traced, and the topics that tell of them and of test runs, on the invented package with its Apex. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { gardenOrg } from '../../fixtures/index.ts';
import type { Org } from '../../org.ts';
import { createServer, listen } from '../../server.ts';
import type { Server } from '../../server.ts';

let org: Org;
let server: Server;
let url: string;
let token: string;
let admin: string;

before(async () => {
  org = gardenOrg();
  server = createServer(org, { demoLogins: true, adminUsername: 'admin@demo.example' });
  admin = server.credentials.userByName('admin@demo.example')!;
  token = server.credentials.open(admin);
  url = await listen(server, 0);
});
after(async () => {
  await server.app.close();
  org.store.close();
});

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests look into any shape
async function ask(method: string, path: string, body?: unknown, as = token): Promise<{ status: number; body: any }> {
  const headers = { authorization: `Bearer ${as}`, 'content-type': 'application/json' };
  const answer = await fetch(`${url}${path.startsWith('/') ? path : `/services/data/v67.0/tooling/${path}`}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) })
  });
  const text = await answer.text();
  return { status: answer.status, body: answer.headers.get('content-type')?.startsWith('application/json') ? JSON.parse(text) : text };
}
const soql = (text: string) => ask('GET', `query?q=${encodeURIComponent(text)}`);
const run = (source: string, as = token) => ask('GET', `executeAnonymous?anonymousBody=${encodeURIComponent(source)}`, undefined, as);
const meta = (channel: string, more: object) => ask('POST', '/cometd/67.0', [{ channel, id: '1', ...more }]);

/** As the client sends them: names in any case, moments as numbers and in the form of HTTP. */
async function trace(): Promise<void> {
  const level = await ask('POST', 'sobjects/DebugLevel', {
    developerName: 'CLI',
    MasterLabel: 'CLI',
    ApexCode: 'FINEST',
    Visualforce: 'FINER'
  });
  assert.equal(level.status, 201, JSON.stringify(level.body));
  const until = new Date(Date.now() + 3_600_000).toUTCString();
  const flag = {
    tracedentityid: admin,
    logtype: 'DEVELOPER_LOG',
    debuglevelid: level.body.id,
    StartDate: Date.now() - 1000,
    ExpirationDate: until
  };
  const made = await ask('POST', 'sobjects/TraceFlag', flag);
  assert.equal(made.status, 201, JSON.stringify(made.body));
  const found = await soql(`SELECT Id, logtype, expirationdate, debuglevel.apexcode FROM TraceFlag WHERE TracedEntityId='${admin}'`);
  assert.equal(found.body.records[0].DebugLevel.ApexCode, 'FINEST');
  const later = { ExpirationDate: new Date(Date.now() + 7_200_000).toUTCString() };
  assert.equal((await ask('PATCH', `sobjects/TraceFlag/${made.body.id}`, later)).status, 204);
}

test('nothing is kept of those who are not traced; of who is, each log, in the form of the platform', async () => {
  await run("System.debug('unseen');");
  assert.equal((await soql('SELECT Id FROM ApexLog')).body.totalSize, 0);
  await trace();
  await run("Integer i = 1;\nSystem.debug(LoggingLevel.WARN, 'seen ' + i);");
  const failed = await run("System.debug('before'); throw new IllegalArgumentException('no');");
  assert.equal(failed.body.success, false);
  const logs = (
    await soql(`
      SELECT Id, Application, DurationMilliseconds, Location, LogLength, LogUser.Name, Operation, Request, StartTime, Status
      FROM ApexLog ORDER BY Id LIMIT 5`)
  ).body.records;
  assert.deepEqual(
    logs.map(({ Operation, Status }: Record<string, string>) => [Operation, Status]),
    [
      ['Execute Anonymous', 'Success'],
      ['Execute Anonymous', 'Failed']
    ]
  );
  const text = (await ask('GET', `sobjects/ApexLog/${logs[0].Id}/Body`)).body as string;
  assert.equal(text.length, logs[0].LogLength);
  assert.match(text, /^67\.0 APEX_CODE,DEBUG\nExecute Anonymous: Integer i = 1;\n/);
  assert.match(text, /\n\d\d:\d\d:\d\d\.\d{3} \(\d+\)\|USER_DEBUG\|\[2\]\|WARN\|seen 1\n/);
  assert.match(text, /\|EXECUTION_FINISHED\n$/);
});

test('a log is for who may write Apex, and goes with the server', async () => {
  const [log] = (await soql('SELECT Id FROM ApexLog')).body.records;
  const profile = org.store.all(`SELECT "Id" FROM "Profile" WHERE "Name" = 'Standard User'`)[0]!['Id'] as string;
  const made = await ask('POST', '/services/data/v67.0/sobjects/User', {
    Username: 'standard@demo.example',
    LastName: 'Standard',
    Alias: 'std',
    Email: 'standard@demo.example',
    ProfileId: profile,
    TimeZoneSidKey: 'Europe/London',
    LocaleSidKey: 'en_GB',
    EmailEncodingKey: 'UTF-8',
    LanguageLocaleKey: 'en_US'
  });
  const other = server.credentials.open(made.body.id);
  assert.ok((await ask('GET', `sobjects/ApexLog/${log.Id}/Body`, undefined, other)).status >= 400);
  assert.equal((await ask('GET', 'query?q=SELECT+Id+FROM+ApexLog', undefined, other)).status, 400);
  const next = createServer(org, { demoLogins: true, adminUsername: 'admin@demo.example' });
  assert.equal(org.store.all('SELECT 1 FROM "ApexLog"').length, 0);
  await next.app.close();
});

test('a client that waits is told of a log, and of nobody else', async () => {
  const { clientId } = (await meta('/meta/handshake', { version: '1.0', supportedConnectionTypes: ['long-polling'] })).body[0];
  assert.equal((await meta('/meta/subscribe', { clientId, subscription: '/systemTopic/Logging' })).body[0].successful, true);
  const refused = (await meta('/meta/subscribe', { clientId, subscription: '/topic/Mine' })).body[0];
  assert.deepEqual([refused.successful, refused.error], [false, '400::Not supported by the local org: /topic/Mine']);
  const waiting = meta('/meta/connect', { clientId, connectionType: 'long-polling' });
  await run("System.debug('told');");
  const [event, connected] = (await waiting).body;
  const [log] = (await soql('SELECT Id FROM ApexLog ORDER BY Id DESC LIMIT 1')).body.records;
  assert.deepEqual([event.channel, event.data.sobject.Id, connected.channel], ['/systemTopic/Logging', log.Id, '/meta/connect']);
  assert.equal((await meta('/meta/disconnect', { clientId })).body[0].successful, true);
  const gone = (await meta('/meta/connect', { clientId })).body[0];
  assert.deepEqual([gone.successful, gone.error], [false, '403::Unknown client']);
  assert.equal((await fetch(`${url}/cometd/67.0`, { method: 'POST', body: '[]' })).status, 401);
});

test('the addresses of the org begin where it is served', async () => {
  const { body } = await run(`Assert.areEqual('${url}', URL.getOrgDomainUrl().toExternalForm());`);
  assert.equal(body.success, true, body.exceptionMessage);
});
