import assert from 'node:assert/strict';
import { fork, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { GARDEN } from './fixtures/index.ts';

const CLI = path.join(import.meta.dirname, 'cli.ts');
const home = mkdtempSync(path.join(tmpdir(), 'org-cli-'));
const data = path.join(home, 'data');
after(() => rmSync(home, { recursive: true, force: true }));

/** Where the compiled components of the last start are kept: building them is another test's business. */
const root = path.dirname(import.meta.dirname);
const QUIET = '--disable-warning=ExperimentalWarning';
const run = (...args: string[]) => spawnSync(process.execPath, [QUIET, CLI, ...args], { cwd: root, encoding: 'utf8', timeout: 60_000 });

async function started(): Promise<{ child: ChildProcess; url: string; stop: () => Promise<number | null> }> {
  const child = fork(CLI, ['start', '--port', '0', '--data', data, '--source', GARDEN], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: [QUIET]
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  const { url } = await new Promise<{ url: string }>((resolve, reject) => {
    child.once('message', (message) => resolve(message as { url: string }));
    child.once('exit', (code) => reject(new Error(`ended with ${code}`)));
  });
  return { child, url, stop: () => (child.kill('SIGTERM'), ended) };
}

test('start serves the org, stops cleanly when told to, and finds its data again', async () => {
  const first = await started();
  const token = (await (await fetch(`${first.url}/demo/token?username=admin@demo.example`)).text()).trim();
  const headers = { authorization: `Bearer ${token}` };
  const made = await fetch(`${first.url}/services/data/v67.0/sobjects/Account`, { method: 'POST', headers, body: '{"Name":"Kept"}' });
  assert.equal(made.status, 201);
  assert.equal(await first.stop(), 0);
  const second = await started();
  const answer = await fetch(`${second.url}/services/data/v67.0/query?q=SELECT+Name+FROM+Account`, { headers });
  assert.equal(((await answer.json()) as { records: { Name: string }[] }).records[0]?.Name, 'Kept');
  const twice = run('start', '--port', '0', '--data', data, '--source', GARDEN);
  assert.equal(twice.status, 1);
  assert.match(twice.stderr, /in use by another process/);
  assert.equal(await second.stop(), 0);
});

test('exec runs anonymous Apex and says where it fails', () => {
  const file = path.join(home, 'try.apex');
  writeFileSync(file, "insert as system new Crop__c(Name = 'Beans'); System.debug([SELECT COUNT() FROM Crop__c]);");
  assert.equal(run('exec', file, '--data', path.join(home, 'exec'), '--source', GARDEN).status, 0);
  writeFileSync(file, 'Integer i = nothing;');
  const broken = run('exec', file, '--data', path.join(home, 'exec'), '--source', GARDEN);
  assert.equal(broken.status, 1);
  assert.match(broken.stderr, /Line 1, column \d+: Variable does not exist: nothing/);
});

test('reset removes the data; an unknown command names those there are', () => {
  assert.ok(existsSync(data));
  assert.equal(run('reset', '--data', data).status, 0);
  assert.ok(!existsSync(data));
  assert.match(run('serve').stderr, /Unknown command "serve". There are: start, test, exec, reset\./);
});

test('test runs the Apex tests of any source tree, one method of it when asked, and ends with the count', () => {
  const source = path.join(import.meta.dirname, 'apex', 'fixtures', 'platform');
  const all = ['test', '--source', GARDEN, '--source', source];
  const one = run(...all, '--tests', 'WiderTypesTest.aSwitchGivesTheTypeThatItNames');
  assert.equal(one.status, 0, one.stderr);
  assert.equal(one.stdout.trimEnd().split('\n').at(-1), '1 passed, 0 failed');
  const told = run(...all, '--json', '--tests', 'WiderTypesTest');
  const { passed, failed, results } = JSON.parse(told.stdout) as { passed: number; failed: number; results: readonly unknown[] };
  assert.ok(passed > 1);
  assert.deepEqual([failed, results.length], [0, passed]);
});
