/** The Salesforce CLI runs Apex and tests, and reads debug logs. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { GARDEN, gardenOrg } from '../local-org/fixtures/index.ts';
import { createServer, listen } from '../local-org/server.ts';
import type { Server } from '../local-org/server.ts';
import { root } from './org.ts';
import { runCli } from './salesforce-cli.ts';

const org = gardenOrg({ packageDirs: [GARDEN, path.join(root, 'local-org', 'apex', 'fixtures', 'platform')] });
let server: Server;
let url: string;
let token: string;
let home: string;

before(async () => {
  server = createServer(org, { demoLogins: true, adminUsername: 'admin@demo.example' });
  token = server.credentials.open(server.credentials.userByName('admin@demo.example')!);
  url = await listen(server, 0);
  home = mkdtempSync(path.join(tmpdir(), 'org-apex-'));
  await sf('org', 'login', 'access-token', '--instance-url', url, '--no-prompt', '--alias', 'garden');
});
after(async () => {
  await server.app.close();
  org.store.close();
  rmSync(home, { recursive: true, force: true });
});

test('apex run shows the debug log; apex list log and get log find it of who is traced', async () => {
  writeFileSync(path.join(home, 'run.apex'), "System.debug('Hello from the garden');\n");
  const flags = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const make = async (object: string, fields: object): Promise<string> => {
    const body = JSON.stringify(fields);
    const answer = await fetch(`${url}/services/data/v67.0/tooling/sobjects/${object}`, { method: 'POST', headers: flags, body });
    return ((await answer.json()) as { id: string }).id;
  };
  const TracedEntityId = server.credentials.userByName('admin@demo.example');
  const DebugLevelId = await make('DebugLevel', { DeveloperName: 'All', MasterLabel: 'All', ApexCode: 'FINEST' });
  const ExpirationDate = new Date(Date.now() + 3_600_000).toISOString();
  await make('TraceFlag', { TracedEntityId, LogType: 'USER_DEBUG', DebugLevelId, ExpirationDate });
  const { logs } = (await sf('apex', 'run', '-o', 'garden', '--file', 'run.apex')) as { logs: string };
  assert.match(logs, /\|USER_DEBUG\|\[1\]\|DEBUG\|Hello from the garden/);
  const listed = (await sf('apex', 'list', 'log', '-o', 'garden')) as { Id: string; Status: string }[];
  assert.deepEqual(
    listed.map(({ Status }) => Status),
    ['Success']
  );
  const [got] = (await sf('apex', 'get', 'log', '-o', 'garden', '--number', '1')) as { log: string }[];
  assert.match(got!.log, /Hello from the garden/);
});

test('apex get test shows a run that was started before, waiting for its end', async () => {
  const { testRunId } = (await sf('apex', 'run', 'test', '-o', 'garden', '--class-names', 'UrlTest')) as { testRunId: string };
  const { summary, tests } = (await sf('apex', 'get', 'test', '-o', 'garden', '-i', testRunId)) as {
    summary: { outcome: string; passing: number };
    tests: { Outcome: string }[];
  };
  assert.deepEqual([summary.outcome, summary.passing, tests.length], ['Passed', 5, 5]);
});

function sf(...args: string[]): Promise<unknown> {
  return runCli(home, args, { SF_ACCESS_TOKEN: token }, 120_000);
}
