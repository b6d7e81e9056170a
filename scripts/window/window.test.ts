import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { EXIT } from '../shared/exit.ts';
import { CANARY, canaryNest, type Nest } from '../shared/testing/canary.ts';
import { as, env, peopleOrg, query, type RunningOrg } from '../shared/testing/org.ts';

const SF = path.join(import.meta.dirname, '..', '..', 'node_modules', '@salesforce', 'cli', 'bin', 'run.js');
const OFFICER = 'dpo@demo.example';
const MANAGER = 'dbmanager@demo.example';

describe('a migration window', () => {
  let org: RunningOrg;
  let nest: Nest;
  before(async () => {
    org = await peopleOrg();
    nest = canaryNest();
  });
  after(async () => {
    nest.remove();
    await org.stop();
  });
  const window = (who: string, ...args: string[]) => nest.run(['window', ...args, ...as(org, who)], env);
  const load = (legacy: string) =>
    org.rest(MANAGER, `/sobjects/Client__c/Legacy_Id__c/${legacy}`, { method: 'PATCH', body: { Language__c: 'English' } });
  const name = (client: string) =>
    org.rest(MANAGER, '/sobjects/Client_Identity__c', { method: 'POST', body: { Client__c: client, Last_Name__c: CANARY.lastName } });

  it('is closed at first: a database manager writes nothing personal', async () => {
    assert.match((await window(MANAGER, 'status')).output, /No migration window is open/);
    assert.ok((await load('OLD-1')).status >= 400);
    assert.ok((await name('a00000000000000AAA')).status >= 400);
  });

  it('knows the login that the Salesforce CLI has stored', async () => {
    const own = { HOME: nest.home, USERPROFILE: nest.home, XDG_DATA_HOME: '', XDG_CACHE_HOME: '', XDG_CONFIG_HOME: '' };
    const sf = async (...args: string[]): Promise<void> => {
      const quiet = { SF_DISABLE_TELEMETRY: 'true', SF_AUTOUPDATE_DISABLE: 'true', SF_DISABLE_LOG_FILE: 'true' };
      const token = { SF_ACCESS_TOKEN: await org.token(MANAGER) };
      await promisify(execFile)(process.execPath, [SF, ...args], {
        cwd: nest.home,
        env: {
          ...process.env,
          ...own,
          ...quiet,
          ...token,
          PATH: `${path.dirname(process.execPath)}${path.delimiter}${process.env['PATH'] ?? ''}`
        }
      });
    };
    await sf('org', 'login', 'access-token', '--instance-url', org.url, '--no-prompt', '--alias', 'charity');
    const ran = await nest.run(['window', 'status', '-o', 'charity', '--json'], own);
    assert.equal(ran.code, 0, ran.output);
    assert.deepEqual((JSON.parse(ran.stdout) as { result: unknown }).result, { open: false, windows: [] });
  });

  it('is not opened by who loads, nor by who lacks the right', async () => {
    const own = await window(MANAGER, 'open', '--hours', '2', '--reason', CANARY.note);
    assert.deepEqual([own.code, /You may not do this/.test(own.output)], [EXIT.blocked, true]);
    const other = await window('supervisor@demo.example', 'open', '--hours', '2', '--reason', CANARY.note, '--for', MANAGER);
    assert.equal(other.code, EXIT.blocked);
  });

  it('asks for hours within bounds and a person with the role', async () => {
    const hours = await window(OFFICER, 'open', '--hours', '30', '--reason', CANARY.note);
    assert.deepEqual([hours.code, /from 1 to 24/.test(hours.output)], [EXIT.usage, true]);
    const person = await window(OFFICER, 'open', '--hours', '3', '--reason', CANARY.note, '--for', 'supporter@demo.example');
    assert.deepEqual([person.code, /nobody of that user name/.test(person.output)], [EXIT.blocked, true]);
  });

  it('lets her load while it is open, once at a time, and no more when it is closed', async () => {
    const opened = await window(OFFICER, 'open', '--hours', '2', '--reason', CANARY.note, '--json');
    assert.equal(opened.code, 0, opened.output);
    const { status, result } = JSON.parse(opened.stdout) as { status: number; result: { id: string; code: string; isGiven: boolean } };
    assert.deepEqual([status, result.isGiven], [0, true]);
    const twice = await window(OFFICER, 'open', '--hours', '1', '--reason', CANARY.note);
    assert.deepEqual([twice.code, /open for her already/.test(twice.output)], [EXIT.blocked, true]);

    assert.match((await window(MANAGER, 'status')).output, new RegExp(`${result.code} .* open`));
    const client = await load('OLD-1');
    assert.ok(client.status < 300, client.text);
    const named = await name((client.body as { id: string }).id);
    assert.equal(named.status, 201, named.text);

    const closed = await window(MANAGER, 'close');
    assert.equal(closed.code, 0, closed.output);
    assert.ok((await load('OLD-2')).status >= 400, 'closed at once, by the gate');
    assert.equal((await window(OFFICER, 'close')).code, EXIT.blocked);
  });

  it('is kept as evidence with who, for whom, when and why', async () => {
    const { body } = await org.rest(OFFICER, query('SELECT Opened_By__c, Opened_For__c, Closed_By__c, Reason__c FROM Migration_Window__c'));
    const [row, ...more] = (body as { records: Record<string, string>[] }).records;
    assert.deepEqual([more.length, row!['Reason__c']], [0, CANARY.note]);
    assert.notEqual(row!['Opened_By__c'], row!['Opened_For__c']);
    assert.equal(row!['Closed_By__c'], row!['Opened_For__c']);
  });

  it('leaves a line of each run in the log: codes, counts and ids', () => {
    const folder = path.join(nest.state, 'log');
    const lines = readdirSync(folder).flatMap((file) => readFileSync(path.join(folder, file), 'utf8').trim().split('\n'));
    const events = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    assert.ok(
      events.some(({ event, command, error }) => event === 'run.ended' && command === 'window:open' && error === 'DUPLICATE_VALUE')
    );
    assert.ok(events.some(({ event, hours }) => event === 'window.opened' && hours === 2));
  });

  it('leaves nothing of what was typed in output, log or state', () => nest.assertSilent());
});
