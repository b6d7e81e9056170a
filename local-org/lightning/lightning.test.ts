import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { Bundles, importsOf } from './build/bundles.ts';
import { checkSalesforceImport, salesforceModule } from './build/salesforce.ts';
import { escape, personaDocument } from './page.ts';
import { appsFor } from './shell/apps.ts';
import { bootData } from './shell/operations.ts';
import { pageFor, recordPageName } from './shell/pages.ts';
import { personas } from './shell/personas.ts';
import { serveBench } from './testing.ts';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const served = await serveBench();
const { org, adminId, gardenerId, strangerId, insert, url, call, signIn } = served;
const gardenId = insert('Garden__c', { Name: 'Old Wall', Status__c: 'Open', OwnerId: gardenerId });
const scratch = mkdtempSync(path.join(tmpdir(), 'bundles-'));
after(async () => {
  rmSync(scratch, { recursive: true, force: true });
  await served.close();
});

test('a call without a session is told so, in an envelope', async () => {
  const { status, body } = await call('/lightning/apex', { classname: 'GardenScreen', method: 'gardens', params: {} });
  assert.equal(status, 200);
  assert.deepEqual(body, { ok: false, status: 401, body: [{ errorCode: 'INVALID_SESSION_ID', message: 'Session expired or invalid' }] });
});

test('Apex runs as the person who signed in, with her rows only', async () => {
  const cookie = await signIn('gardener@demo.example');
  const { body } = await call('/lightning/apex', { classname: 'GardenScreen', method: 'gardens', params: {} }, cookie);
  assert.equal(body.ok, true, JSON.stringify(body));
  assert.deepEqual(
    body.body.map((row: { Name: string }) => row.Name),
    ['Old Wall']
  );
});

test('what Apex says to people arrives as error body', async () => {
  const { body } = await call(
    '/lightning/apex',
    { classname: 'GardenScreen', method: 'close', params: { gardenId } },
    await signIn('gardener@demo.example')
  );
  assert.equal(body.ok, false);
  assert.equal(body.status, 500);
  assert.equal(body.body.message, 'The gate is stuck.');
});

test('an Apex class that was not granted and one that does not exist are refused alike', async () => {
  const cookie = await signIn('stranger@demo.example');
  const refused = (classname: string) =>
    call('/lightning/apex', { classname, method: 'gardens', params: {} }, cookie).then(({ body }) => body);
  assert.deepEqual(await refused('GardenScreen'), {
    ok: false,
    status: 403,
    body: { message: "You do not have access to the Apex class named 'GardenScreen'." }
  });
  assert.equal((await refused('NoSuchClass')).status, 403);
});

test('another site can neither call nor sign in', async () => {
  const cookie = await signIn('gardener@demo.example');
  const foreign = await call('/lightning/apex', { classname: 'GardenScreen', method: 'gardens' }, cookie, {
    'x-lightning-call': '1',
    origin: 'http://elsewhere.example'
  });
  assert.equal(foreign.status, 403);
  assert.equal(
    (await call('/lightning/session', { username: 'gardener@demo.example' }, undefined, {})).status,
    403,
    'a plain form of another site signs in'
  );
});

test('the session cookie is out of reach of scripts and of other sites, and ends with the session', async () => {
  const { cookie } = await call('/lightning/session', { username: 'gardener@demo.example' });
  assert.match(cookie ?? '', /; Path=\/; HttpOnly; SameSite=Strict$/);
  const pair = cookie!.split(';')[0]!;
  await call('/lightning/sign-out', {}, pair);
  assert.equal((await call('/lightning/shell', { operation: 'homePage' }, pair)).body.status, 401);
});

test('a person who is deactivated is out at once', async () => {
  const leaver = insert('User', {
    Username: 'leaver@demo.example',
    Email: 'leaver@demo.example',
    LastName: 'Leaver',
    Alias: 'leaver',
    ProfileId: org.store.all('SELECT "ProfileId" AS id FROM "User" WHERE "Id" = ?', [strangerId])[0]!['id'] as string,
    TimeZoneSidKey: 'Europe/London',
    LocaleSidKey: 'en_GB',
    LanguageLocaleKey: 'en_GB',
    EmailEncodingKey: 'UTF-8'
  });
  const cookie = await signIn('leaver@demo.example');
  assert.equal((await call('/lightning/shell', { operation: 'homePage' }, cookie)).body.ok, true);
  org.store.update('User', [
    new Map<string, string | boolean>([
      ['Id', leaver],
      ['IsActive', false]
    ])
  ]);
  assert.equal((await call('/lightning/shell', { operation: 'homePage' }, cookie)).body.status, 401);
  assert.match(JSON.stringify((await call('/lightning/session', { username: 'leaver@demo.example' })).body), /INVALID_LOGIN/);
});

test('tabs are those of her permission sets', () => {
  const labels = (userId: string) => appsFor(org, userId).map((app) => [app.label, ...app.items.map((item) => item.label)]);
  assert.deepEqual(labels(gardenerId), [
    ['Gardening', 'Home', 'Gardens'],
    ['Greenhouse', 'Home', 'My gardens', 'Gardens']
  ]);
  assert.deepEqual(labels(strangerId), [['Platform', 'Home']]);
});

test('a record page holds what its visibility rules allow', () => {
  assert.equal(recordPageName(org, 'Greenhouse', 'Garden__c'), 'Garden_Page');
  assert.equal(recordPageName(org, 'Gardening', 'Garden__c'), null);
  const sidebar = (status: string) =>
    pageFor({ org, userId: gardenerId, record: { fields: { Status__c: { value: status, displayValue: status } } } as never }, 'Garden_Page')
      .regions['sidebar'];
  assert.deepEqual(sidebar('Open'), [{ name: 'c/gardenCard', isLwc: true, properties: { compact: true } }]);
  assert.deepEqual(sidebar('Resting'), []);
});

test('a page offers an action to whom its rule allows', () => {
  const actions = (userId: string) =>
    pageFor({ org, userId, record: null }, 'Garden_Page').regions['header']?.[0]?.properties['actionNames'];
  assert.equal(actions(gardenerId), 'Garden__c.Rest');
  assert.equal(actions(strangerId), '');
});

test('a record page is refused alike for a row that is not hers and one that is not there', async () => {
  const cookie = await signIn('gardener@demo.example');
  const other = insert('Garden__c', { Name: 'Hidden', OwnerId: adminId });
  const ask = (recordId: string) =>
    call('/lightning/shell', { operation: 'recordPage', input: { recordId } }, cookie).then(({ body }) => body);
  assert.deepEqual(await ask(other), await ask(`${other.slice(0, 12)}999AAA`));
  assert.equal((await ask(other)).status, 404);
});

test('search finds her rows and no others, whatever characters it is given', async () => {
  const find = async (who: string, words: string) =>
    JSON.stringify((await call('/lightning/shell', { operation: 'search', input: { words } }, await signIn(who))).body);
  assert.match(await find('gardener@demo.example', 'Old'), /Old Wall/);
  assert.doesNotMatch(await find('gardener@demo.example', 'Hidden'), /Hidden/);
  assert.match(await find('gardener@demo.example', `"} OR {' ( ?`), /"ok":true/);
});

test('modules of @salesforce come from the org', () => {
  assert.equal(salesforceModule(org, null, '@salesforce/label/c.Greenhouse_Welcome'), 'export default "Welcome to the greenhouse";');
  assert.equal(
    salesforceModule(org, null, '@salesforce/schema/Garden__c.Status__c'),
    'export default {"fieldApiName":"Status__c","objectApiName":"Garden__c"};'
  );
  assert.equal(salesforceModule(org, gardenerId, '@salesforce/user/Id'), `export default "${gardenerId}";`);
  assert.equal(salesforceModule(org, null, '@salesforce/i18n/timeZone'), 'export default "Europe/London";');
});

test('a page says which custom permissions she holds, and its modules read them there', () => {
  const held = (userId: string) => (bootData(org, { userId, appName: null }) as { customPermissions: string[] }).customPermissions;
  assert.deepEqual([held(gardenerId), held(strangerId)], [['Open_Gate'], []]);
  assert.equal(
    salesforceModule(org, null, '@salesforce/customPermission/Open_Gate'),
    'import { boot } from \'shell/boot\'; export default boot.customPermissions.includes("Open_Gate") || undefined;'
  );
});

test('a module of a name that does not exist is refused, with the name', () => {
  const refused = {
    '@salesforce/label/c.Nope': /Nope/,
    '@salesforce/schema/Garden__c.Nope__c': /Nope__c/,
    '@salesforce/schema/Nope__c': /Nope__c/,
    '@salesforce/apex/Nope.list': /Nope/,
    '@salesforce/customPermission/Nope': /Nope/,
    '@salesforce/nope/x': /nope/
  };
  for (const [specifier, message] of Object.entries(refused))
    assert.throws(() => checkSalesforceImport(org, specifier), message, specifier);
});

test('a component is compiled anew when its file changes, and an import that does not exist stops it', () => {
  const dir = path.join(scratch, 'lwc', 'patch');
  const write = (code: string) => writeFileSync(path.join(dir, 'patch.js'), code);
  const bundles = new Bundles(
    { ...org.metadata, lwcBundles: [{ name: 'patch', dir: makeDir(dir), meta: {} }] },
    path.join(scratch, 'cache'),
    (specifier) => checkSalesforceImport(org, specifier)
  );
  const bundle = bundles.get('c/patch')!;
  write('export const size = 1;');
  const first = bundles.entry(bundle).hash;
  assert.match(bundles.compile(bundle, 'patch.js', false) ?? '', /size = 1/);
  write('export const size = 22;');
  assert.notEqual(bundles.entry(bundle).hash, first);
  assert.match(bundles.compile(bundle, 'patch.js', false) ?? '', /size = 22/);
  write("import x from '@salesforce/label/c.Nope'; export default x;");
  assert.throws(() => bundles.compile(bundle, 'patch.js', false), /Nope/);
  assert.equal(bundles.compile(bundle, '../../../../etc/passwd', false), undefined);
});

test('a component asks for the sheet and the template that it has, and for none that it has not', () => {
  const dir = path.join(scratch, 'lwc', 'plain');
  const bundles = new Bundles(
    { ...org.metadata, lwcBundles: [{ name: 'plain', dir: makeDir(dir), meta: {} }] },
    path.join(scratch, 'cache'),
    () => undefined
  );
  const bundle = bundles.get('c/plain')!;
  const asked = (file: string) => importsOf(bundles.compile(bundle, file, false) ?? '').filter((name) => name.startsWith('.'));
  writeFileSync(
    path.join(dir, 'plain.js'),
    "import { LightningElement } from 'lwc'; export default class Plain extends LightningElement {}"
  );
  assert.deepEqual(asked('plain.js'), []);
  writeFileSync(path.join(dir, 'plain.html'), '<template><p>Hello</p></template>');
  assert.deepEqual(asked('plain.js'), ['./plain.html']);
  assert.deepEqual(asked('plain.html'), []);
  writeFileSync(path.join(dir, 'plain.css'), 'p { color: red; }');
  assert.deepEqual(asked('plain.html'), ['./plain.css']);
  writeFileSync(path.join(dir, 'plain.scoped.css'), 'p { margin: 0; }');
  assert.deepEqual(asked('plain.html'), ['./plain.css', './plain.scoped.css?scoped=true']);
});

test('imports are found in compiled code', () => {
  assert.deepEqual(importsOf(`import a from "./a.html"; import "b"; export { c } from 'c/d'; const x = import("e");`), [
    './a.html',
    'b',
    'c/d',
    'e'
  ]);
});

test('the choice of persona shows people by their own words, as text and never as HTML', () => {
  const html = personaDocument(personas(org), [{ label: 'Greenhouse', description: '' }], '', '');
  assert.match(html, /Look after &#60;gardens&#62; &#38; plots/);
  assert.doesNotMatch(html, /Automated Process/);
  assert.equal(escape(`<a href="x">'&`), '&#60;a href=&#34;x&#34;&#62;&#39;&#38;');
});

test('pages without a session lead to the choice of persona; files outside the folders are not given', async () => {
  const page = await fetch(`${url}/lightning/page/home`, { redirect: 'manual' });
  assert.deepEqual([page.status, page.headers.get('location')], [302, '/']);
  assert.equal((await fetch(`${url}/assets/1/%2e%2e/package.json`)).status, 404);
  assert.equal((await fetch(`${url}/resource/..%2f..%2fsecret`)).status, 404);
  assert.match(
    (await fetch(`${url}/`)).headers.get('content-security-policy') ?? '',
    /script-src 'self' 'nonce-[^']+'; .*frame-ancestors 'none'/
  );
});

function makeDir(dir: string): string {
  mkdirSync(dir, { recursive: true });
  return dir;
}

test('the bell holds her own notifications, and knows which she has seen', async () => {
  org.store.run('INSERT INTO "local_notification" (user_id, type_id, title, body, created) VALUES (?, ?, ?, ?, ?), (?, ?, ?, ?, ?)', [
    gardenerId,
    'x',
    'Water',
    'The plot is dry',
    '2026-11-23T14:05:00.000Z',
    strangerId,
    'x',
    'Other',
    'Not hers',
    '2026-11-23T14:05:00.000Z'
  ]);
  const cookie = await signIn('gardener@demo.example');
  const list = () => call('/lightning/shell', { operation: 'notifications' }, cookie).then(({ body }) => body.body.notifications);
  const [one, ...others] = await list();
  assert.deepEqual([one.title, one.seen, others.length], ['Water', false, 0]);
  await call('/lightning/shell', { operation: 'seeNotifications', input: { newest: String(one.id + 1) } }, cookie);
  assert.equal((await list())[0].seen, true);
  assert.equal(
    org.store.all('SELECT seen FROM "local_notification" WHERE user_id = ?', [strangerId])[0]!['seen'],
    0,
    'somebody else saw it for her'
  );
});
