import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, before, test } from 'node:test';
import { serve } from './testing.ts';
import type { Reply, Served } from './testing.ts';

let s: Served;
/** A user with the garden permission sets, and one without the API. */
let gardener: string;
let quiet: string;
let gardenerId: string;

before(async () => {
  s = await serve();
  const profile = await idOf("SELECT Id FROM Profile WHERE Name = 'Minimum Access - Salesforce'");
  const sets = await Promise.all(['Api_Use', 'Garden_Use'].map((name) => idOf(`SELECT Id FROM PermissionSet WHERE Name = '${name}'`)));
  gardenerId = await person('gardener@demo.example', profile);
  const quietId = await person('quiet@demo.example', profile);
  // Deployed fields are hidden from administrators too until a permission set grants them.
  const adminId = await idOf("SELECT Id FROM User WHERE Username = 'admin@demo.example'");
  for (const name of ['Garden_Use', 'Garden_Notes'])
    await created('PermissionSetAssignment', {
      AssigneeId: adminId,
      PermissionSetId: await idOf(`SELECT Id FROM PermissionSet WHERE Name = '${name}'`)
    });
  for (const PermissionSetId of sets) await created('PermissionSetAssignment', { AssigneeId: gardenerId, PermissionSetId });
  await s.call('POST', `sobjects/User/${gardenerId}/password`, { NewPassword: 'demo-2' });
  gardener = s.server.credentials.open(gardenerId);
  quiet = s.server.credentials.open(quietId);
});
after(() => s.close());

const soql = (text: string, token?: string): Promise<Reply> => s.call('GET', `query?q=${encodeURIComponent(text)}`, undefined, token);
const idOf = async (text: string): Promise<string> => (await soql(text)).body.records[0].Id;
const created = async (object: string, fields: object, token?: string): Promise<string> => {
  const answer = await s.call('POST', `sobjects/${object}`, fields, token);
  assert.equal(answer.status, 201, JSON.stringify(answer.body));
  return answer.body.id;
};
const person = (Username: string, ProfileId: string): Promise<string> =>
  created('User', {
    Username,
    ProfileId,
    LastName: 'Invented',
    Alias: 'inv',
    Email: Username,
    TimeZoneSidKey: 'Europe/London',
    LocaleSidKey: 'en_GB',
    EmailEncodingKey: 'UTF-8',
    LanguageLocaleKey: 'en_US'
  });

test('a password login gives a token in the form the clients accept; a wrong one is refused', async () => {
  const login = (password: string): Promise<Reply> =>
    s.raw('/services/oauth2/token', {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'password', username: 'gardener@demo.example', password })
    });
  const { body } = await login('demo-2');
  assert.match(body.access_token, /^00D\w{12,15}![.\w]+$/);
  assert.match(body.id, new RegExp(`/id/00D\\w{15}/${gardenerId}$`));
  assert.deepEqual((await login('wrong')).body, { error: 'invalid_grant', error_description: 'authentication failure' });
  await s.raw('/services/oauth2/revoke', { method: 'POST', body: new URLSearchParams({ token: body.access_token }) });
  assert.equal((await s.call('GET', 'limits', undefined, body.access_token)).status, 401);

  assert.equal((await login('demo-2')).status, 200, 'as often as she likes');
  const { credentials } = s.server;
  credentials.setPassword(gardenerId, 'demo-3');
  assert.deepEqual(
    [(await login('demo-2')).status, (await login('demo-3')).status],
    [400, 200],
    'a password that was right before it changed'
  );
  credentials.setPassword(gardenerId, 'demo-2');
});

test('the SOAP login of jsforce and anonymous Apex of the CLI carry the prefixes they look for', async () => {
  const soap = (path: string, body: string): Promise<Reply> =>
    s.raw(path, { method: 'POST', headers: { 'content-type': 'text/xml' }, body });
  const login = await soap(
    '/services/Soap/u/50.0',
    '<se:Envelope xmlns:se="http://schemas.xmlsoap.org/soap/envelope/"><se:Body><login xmlns="urn:partner.soap.sforce.com"><username>gardener@demo.example</username><password>demo-2</password></login></se:Body></se:Envelope>'
  );
  assert.equal(login.status, 200);
  assert.match(login.body, /<sessionId>00D\w+![.\w]+<\/sessionId><userId>005\w{15}<\/userId>/);
  const refused = await soap(
    '/services/Soap/u/50.0',
    '<Envelope><Body><login><username>gardener@demo.example</username><password>x</password></login></Body></Envelope>'
  );
  assert.equal(refused.status, 500);
  assert.match(refused.body, /<soapenv:Fault><faultcode>sf:INVALID_LOGIN<\/faultcode>/);
});

test('without a session 401, without the API permission 403', async () => {
  assert.deepEqual((await s.raw('/services/data/v67.0/limits')).body, [
    { message: 'Session expired or invalid', errorCode: 'INVALID_SESSION_ID' }
  ]);
  const answer = await s.call('GET', 'limits', undefined, quiet);
  assert.deepEqual([answer.status, answer.body[0].errorCode], [403, 'API_DISABLED_FOR_ORG']);
});

test('a token in an address is taken for the identity alone', async () => {
  assert.equal((await s.raw(`/services/data/v67.0/limits?oauth_token=${s.token}`)).status, 401);
  const { body } = await s.raw(`/id/00D000000000001AAA/${gardenerId}?oauth_token=${gardener}`);
  assert.equal(body.username, 'gardener@demo.example');
  assert.equal((await s.raw(`/id/00D000000000001AAA/${gardenerId}?oauth_token=${s.token}`)).status, 404);
});

test('old versions and double slashes are answered, a version to come is not', async () => {
  const get = (path: string): Promise<Reply> => s.raw(path, { headers: { authorization: `Bearer ${s.token}` } });
  assert.equal((await get('//services/data/v47.0/limits')).status, 200);
  assert.equal((await get('/services/data/v68.0/limits')).status, 404);
});

test('a record is created, read, changed, upserted and deleted', async () => {
  const id = await created('Garden__c', { Name: 'Kew', Area__c: '12.5' });
  await s.call('PATCH', `sobjects/Garden__c/${id}`, { Status__c: 'resting' }).then(({ status }) => assert.equal(status, 204));
  const { body } = await s.call('GET', `sobjects/garden__c/${id.slice(0, 15)}?fields=Name,Status__c`);
  assert.deepEqual(body, {
    attributes: { type: 'Garden__c', url: `/services/data/v67.0/sobjects/Garden__c/${id}` },
    Name: 'Kew',
    Status__c: 'Resting'
  });
  const upsert = (): Promise<Reply> => s.call('PATCH', 'sobjects/Garden__c/Code__c/K%2F1', { Name: 'Ryde' });
  assert.deepEqual([(await upsert()).status, (await upsert()).body.created], [201, false]);
  assert.equal((await s.call('DELETE', `sobjects/Garden__c/${id}`)).status, 204);
  const gone = await s.call('DELETE', `sobjects/Garden__c/${id}`);
  assert.deepEqual([gone.status, gone.body[0].errorCode], [404, 'ENTITY_IS_DELETED']);
});

test("refusals come in the platform's array with its status codes", async () => {
  const refused = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const answer = await s.call(method, path, body);
    return [answer.status, answer.body[0].errorCode];
  };
  assert.deepEqual(await refused('POST', 'sobjects/Garden__c', { Colour__c: 'red' }), [400, 'INVALID_FIELD']);
  assert.deepEqual(await refused('POST', 'sobjects/Garden__c', { Area__c: 'wide' }), [400, 'JSON_PARSER_ERROR']);
  assert.deepEqual(await refused('POST', 'sobjects/Garden__c', { Area__c: -1 }), [400, 'FIELD_CUSTOM_VALIDATION_EXCEPTION']);
  assert.deepEqual(await refused('POST', 'sobjects/Garden__c', '{"Name":'), [400, 'JSON_PARSER_ERROR']);
  assert.deepEqual(await refused('POST', 'sobjects/Garden__c', '[1]'), [400, 'JSON_PARSER_ERROR']);
  assert.deepEqual(await refused('POST', 'sobjects/Nothing__c', {}), [404, 'NOT_FOUND']);
  assert.deepEqual(await refused('GET', 'sobjects/Garden__c/a00000000000000AAA'), [404, 'NOT_FOUND']);
  assert.deepEqual(await refused('GET', 'query?q=SELECT+Id+FROM+ScratchOrgInfo'), [400, 'INVALID_TYPE']);
  assert.deepEqual(await refused('GET', 'query'), [400, 'MALFORMED_QUERY']);
  assert.deepEqual(await refused('DELETE', 'query'), [405, 'METHOD_NOT_ALLOWED']);
  assert.deepEqual(await refused('GET', 'sobjects/%E0%A4%A'), [400, 'INVALID_REQUEST']);
});

test('quotes, tags and other scripts in values are kept as they are and do not disturb', async () => {
  const Name = `O'Brien "Zoë" <script>alert(1)</script> \\ 你`;
  const id = await created('Garden__c', { Name });
  assert.equal((await s.call('GET', `sobjects/Garden__c/${id}?fields=Name`)).body.Name, Name);
});

test('a body that is too large or cut short is refused, and the server goes on', async () => {
  const big = await s.call('POST', 'sobjects/Garden__c', { Name: 'x'.repeat(13 * 1024 * 1024) });
  assert.deepEqual([big.status, big.body[0].errorCode], [413, 'REQUEST_TOO_LARGE']);
  const long = await s.call('POST', 'sobjects/Garden__c', { Name: 'x'.repeat(10 * 1024 * 1024) });
  assert.deepEqual([long.status, long.body[0].errorCode], [400, 'STRING_TOO_LONG']);
  const { port } = new URL(s.url);
  await new Promise<void>((resolve) => {
    const socket = connect(Number(port), '127.0.0.1', () => {
      socket.write(
        `POST /services/data/v67.0/sobjects/Garden__c HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${s.token}\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"Name":"half`
      );
      setTimeout(() => socket.destroy(), 50);
    });
    socket.on('close', () => resolve());
  });
  assert.equal((await soql("SELECT COUNT() FROM Garden__c WHERE Name LIKE 'half%'")).body.totalSize, 0);
});

test("another site's host name is refused", async () => {
  const { port } = new URL(s.url);
  const answer = await new Promise<string>((resolve) => {
    const socket = connect(Number(port), '127.0.0.1', () =>
      socket.end('GET /services/data HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n')
    );
    let text = '';
    socket.on('data', (chunk) => (text += chunk)).on('close', () => resolve(text));
  });
  assert.match(answer, /^HTTP\/1\.1 403/);
});

test('a query pages by locator, which belongs to its user, and describes its columns', async () => {
  const records = Array.from({ length: 200 }, (_, i) => ({ attributes: { type: 'Crop__c' }, Name: `C${i}` }));
  for (let i = 0; i < 2; i++) await s.call('POST', 'composite/sobjects', { records });
  const headers = { authorization: `Bearer ${s.token}`, 'sforce-query-options': 'batchSize=200' };
  const first = (await s.raw('/services/data/v67.0/query?q=SELECT+Id+FROM+Crop__c', { headers })).body;
  assert.deepEqual([first.totalSize, first.done, first.records.length], [400, false, 200]);
  const second = (await s.raw(first.nextRecordsUrl, { headers })).body;
  assert.deepEqual([second.done, second.records.length], [true, 200]);
  assert.equal(
    (await s.raw(first.nextRecordsUrl, { headers: { authorization: `Bearer ${gardener}` } })).body[0].errorCode,
    'INVALID_QUERY_LOCATOR'
  );
  const columns = (
    await s.call('GET', `query?columns=true&q=${encodeURIComponent('SELECT Id, Owner.Name, (SELECT Id FROM Plots__r) FROM Garden__c')}`)
  ).body;
  assert.deepEqual(columns.columnMetadata[1], {
    columnName: 'Owner',
    displayName: 'Owner',
    aggregate: false,
    joinColumns: [{ columnName: 'Name', displayName: 'Name', aggregate: false, joinColumns: [] }]
  });
  assert.equal(columns.columnMetadata[2].aggregate, true);
  const counted = `query?columns=true&q=${encodeURIComponent('SELECT COUNT(Id) n FROM Garden__c')}`;
  assert.deepEqual((await s.call('GET', counted)).body.columnMetadata, [
    { columnName: 'n', displayName: 'count(Id)', aggregate: true, joinColumns: [] }
  ]);
});

test('FIELDS() gives no trace of a field that the user may not read, in rows and in columns', async () => {
  const garden = await created('Garden__c', { Name: 'fields' }, gardener);
  const q = encodeURIComponent('SELECT FIELDS(ALL) FROM Garden__c LIMIT 1');
  for (const path of [`query?q=${q}`, `query?columns=true&q=${q}`]) {
    const text = JSON.stringify((await s.call('GET', path, undefined, gardener)).body);
    assert.match(text, /Area__c/);
    assert.doesNotMatch(text, /Notes__c/);
  }
  await s.call('DELETE', `sobjects/Garden__c/${garden}`);
});

test('collections answer row by row, and all or none when asked', async () => {
  const records = [
    { attributes: { type: 'Garden__c' }, Name: 'one' },
    { attributes: { type: 'Garden__c' }, Area__c: -1 },
    { attributes: { type: 'Garden__c' }, Colour__c: 1 }
  ];
  const { body } = await s.call('POST', 'composite/sobjects', { records });
  assert.deepEqual(
    (body as { errors: { statusCode: string }[] }[]).map((row) => row.errors[0]?.statusCode),
    [undefined, 'FIELD_CUSTOM_VALIDATION_EXCEPTION', 'INVALID_FIELD']
  );
  const whole = await s.call('POST', 'composite/sobjects', { allOrNone: true, records: records.slice(0, 2) });
  assert.deepEqual(
    whole.body.map((row: { errors: { statusCode: string }[] }) => row.errors[0]?.statusCode),
    ['ALL_OR_NONE_OPERATION_ROLLED_BACK', 'FIELD_CUSTOM_VALIDATION_EXCEPTION']
  );
  const id = body[0].id;
  assert.deepEqual(
    (await s.call('POST', 'composite/sobjects/Garden__c', { ids: [id, 'a00000000000000AAA'], fields: ['Name'] })).body.map(
      (row: { Name: string } | null) => row?.Name
    ),
    ['one', undefined]
  );
  assert.deepEqual((await s.call('DELETE', `composite/sobjects?ids=${id}`)).body, [{ id, success: true, errors: [] }]);
});

test('composite uses earlier answers, and undoes all of them when one fails', async () => {
  const request = (area: number): object => ({
    allOrNone: true,
    compositeRequest: [
      { method: 'POST', url: '/services/data/v67.0/sobjects/Garden__c', referenceId: 'garden', body: { Name: 'composite' } },
      { method: 'POST', url: '/services/data/v67.0/sobjects/Plot__c', referenceId: 'plot', body: { Garden__c: '@{garden.id}' } },
      { method: 'PATCH', url: '/services/data/v67.0/sobjects/Garden__c/@{garden.id}', referenceId: 'area', body: { Area__c: area } }
    ]
  });
  const statuses = async (area: number): Promise<number[]> =>
    (await s.call('POST', 'composite', request(area))).body.compositeResponse.map((one: { httpStatusCode: number }) => one.httpStatusCode);
  assert.deepEqual(await statuses(3), [201, 201, 204]);
  assert.deepEqual(await statuses(-3), [400, 400, 400]);
  assert.equal((await soql("SELECT COUNT() FROM Garden__c WHERE Name = 'composite'")).body.totalSize, 1);
});

test('a batch answers each request by itself', async () => {
  const batchRequests = [
    { method: 'POST', url: 'v67.0/sobjects/Garden__c', richInput: { Name: 'batch' } },
    { method: 'GET', url: 'v67.0/sobjects/Nothing__c/describe' },
    { method: 'GET', url: `v67.0/query?q=${encodeURIComponent("SELECT COUNT() FROM Garden__c WHERE Name = 'batch'")}` }
  ];
  const { body } = await s.call('POST', 'composite/batch', { batchRequests });
  assert.deepEqual(
    [body.hasErrors, body.results.map((one: { statusCode: number }) => one.statusCode), body.results[2].result.totalSize],
    [true, [201, 404, 200], 1]
  );
});

test('a tree is saved with its children', async () => {
  const { status, body } = await s.call('POST', 'composite/tree/Garden__c', {
    records: [
      {
        attributes: { type: 'Garden__c', referenceId: 'g' },
        Name: 'tree',
        Plots__r: { records: [{ attributes: { type: 'Plot__c', referenceId: 'p' }, Area__c: 2 }] }
      }
    ]
  });
  assert.deepEqual([status, body.results.map((row: { referenceId: string }) => row.referenceId)], [201, ['g', 'p']]);
});

test('a user reaches her own rows and fields only, by whatever door', async () => {
  const hidden = await created('Garden__c', { Name: 'hidden', Notes__c: 'private' });
  const own = await created('Garden__c', { Name: 'own' }, gardener);
  const names = (await soql('SELECT Name FROM Garden__c', gardener)).body.records.map((row: { Name: string }) => row.Name);
  assert.deepEqual(names, ['own']);
  for (const [method, path, body] of [
    ['GET', `sobjects/Garden__c/${hidden}`],
    ['PATCH', `sobjects/Garden__c/${hidden}`, { Name: 'x' }],
    ['DELETE', `sobjects/Garden__c/${hidden}`]
  ] as const) {
    const answer = await s.call(method, path, body, gardener);
    assert.deepEqual([answer.status, answer.body[0].errorCode], [404, 'NOT_FOUND'], `${method} tells that the row is there`);
  }
  assert.equal((await s.call('PATCH', `sobjects/Garden__c/${own}`, { Notes__c: 'x' }, gardener)).body[0].errorCode, 'INVALID_FIELD');
  assert.equal((await soql('SELECT Notes__c FROM Garden__c', gardener)).body[0].errorCode, 'INVALID_FIELD');
  assert.equal(
    (await s.call('GET', 'sobjects/Garden__c/describe', undefined, gardener)).body.fields.some(
      (field: { name: string }) => field.name === 'Notes__c'
    ),
    false
  );
  const refused = await s.call('DELETE', `sobjects/Garden__c/${own}`, undefined, gardener);
  assert.deepEqual([refused.status, refused.body[0].errorCode], [403, 'INSUFFICIENT_ACCESS_OR_READONLY']);
  assert.equal((await s.call('POST', 'composite/sobjects/Garden__c', { ids: [hidden], fields: ['Name'] }, gardener)).body[0], null);
});

test('a user who is deactivated loses her sessions at once', async () => {
  const id = await person('leaver@demo.example', await idOf("SELECT Id FROM Profile WHERE Name = 'System Administrator'"));
  const token = s.server.credentials.open(id);
  assert.equal((await s.call('GET', 'limits', undefined, token)).status, 200);
  await s.call('PATCH', `sobjects/User/${id}`, { IsActive: false });
  assert.equal((await s.call('GET', 'limits', undefined, token)).status, 401);
});

test('a file goes in as base64 and comes out as bytes', async () => {
  const id = await created('ContentVersion', { PathOnClient: 'a.txt', VersionData: Buffer.from('soil').toString('base64') });
  const { body } = await s.call('GET', `sobjects/ContentVersion/${id}/VersionData`);
  assert.equal(body, 'soil');
});
