/** The Salesforce CLI, unmodified, against an org of invented gardens: deployments, Apex and its tests, permission sets, records. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { Connection } from '@jsforce/jsforce-node';
import { ADMIN, query, root, startOrg } from './org.ts';
import type { RunningOrg } from './org.ts';
import { SF, cliEnvironment } from './salesforce-cli.ts';

const GARDEN = path.join('local-org', 'fixtures', 'garden');
let org: RunningOrg;
let scratch: string;
let data: string;

before(async () => {
  data = mkdtempSync(path.join(tmpdir(), 'sf-deploy-org-'));
  scratch = mkdtempSync(path.join(tmpdir(), 'sf-deploy-'));
  org = await startOrg(data, 0, [GARDEN]);
  write('sfdx-project.json', JSON.stringify({ packageDirectories: [{ path: 'force-app', default: true }], sourceApiVersion: '67.0' }));
  write('force-app/main/default/objects/Widget__c/Widget__c.object-meta.xml', OBJECT);
  write('force-app/main/default/objects/Widget__c/fields/Size__c.field-meta.xml', FIELD);
  write('force-app/main/default/permissionsets/Widget_Use.permissionset-meta.xml', PERMISSIONS);
  apexClass('Widgets', 'public class Widgets {\n  public static Integer count() {\n    return [SELECT COUNT() FROM Widget__c];\n  }\n}\n');
  apexClass(
    'WidgetsTest',
    "@IsTest\nprivate class WidgetsTest {\n  @IsTest\n  static void counts() {\n    insert new Widget__c(Name = 'a');\n    Assert.areEqual(1, Widgets.count());\n  }\n}\n"
  );
});
after(async () => {
  await org.stop();
  for (const dir of [data, scratch]) rmSync(dir, { recursive: true, force: true });
});

test('login with a token', async () => {
  const { result } = await sf(['org', 'login', 'access-token', '--instance-url', org.url, '--no-prompt', '--alias', 'local'], {
    SF_ACCESS_TOKEN: await org.token(ADMIN)
  });
  assert.equal(result['username'], ADMIN);
});

test('project deploy validate runs the named tests and changes nothing; deploy quick deploys it', async () => {
  const validated = await sf([
    'project',
    'deploy',
    'validate',
    '--source-dir',
    'force-app',
    '--test-level',
    'RunSpecifiedTests',
    '--tests',
    'WidgetsTest'
  ]);
  assert.deepEqual([validated.status, validated.result['numberTestsCompleted']], [0, 1], JSON.stringify(validated.result).slice(0, 3000));
  assert.equal((await sf(['sobject', 'describe', '--sobject', 'Widget__c'])).status, 1);
  const quick = await sf(['project', 'deploy', 'quick', '--job-id', validated.result['id'] as string]);
  assert.deepEqual([quick.status, quick.result['status']], [0, 'Succeeded']);
  const { result } = await sf(['sobject', 'describe', '--sobject', 'Widget__c']);
  assert.equal(result['label'], 'Widget');
});

test('project deploy start names the line that does not compile, and what was there before stays', async () => {
  apexClass('Widgets', 'public class Widgets {\n  public static Integer count() {\n    return nothing;\n  }\n}\n');
  const { status, result } = await sf(['project', 'deploy', 'start', '--metadata', 'ApexClass:Widgets']);
  assert.equal(status, 1);
  const [file] = result['files'] as { state: string; lineNumber: number; columnNumber: number; error: string }[];
  assert.deepEqual([file!.state, file!.lineNumber, file!.columnNumber], ['Failed', 3, 12], JSON.stringify(file));
  assert.match(file!.error, /Variable does not exist: nothing/);
  assert.equal((await execute('System.debug(Widgets.count());')).status, 0);
});

test('over REST: project deploy start tells what changed, project deploy report tells it again', async () => {
  apexClass(
    'Widgets',
    'public class Widgets {\n  public static Integer count() {\n    return [SELECT COUNT() FROM Widget__c LIMIT 5];\n  }\n}\n'
  );
  const started = await sf(['project', 'deploy', 'start', '--source-dir', 'force-app', '--async'], { SF_ORG_METADATA_REST_DEPLOY: 'true' });
  const { result } = await sf(['project', 'deploy', 'report', '--job-id', started.result['id'] as string, '--wait', '2']);
  const states = Object.fromEntries((result['files'] as { fullName: string; state: string }[]).map((file) => [file.fullName, file.state]));
  assert.deepEqual(states, {
    Widgets: 'Changed',
    WidgetsTest: 'Unchanged',
    Widget__c: 'Unchanged',
    'Widget__c.Size__c': 'Unchanged',
    Widget_Use: 'Unchanged'
  });
});

test('org assign permset gives what was deployed', async () => {
  assert.equal((await sf(['org', 'assign', 'permset', '--name', 'Widget_Use'])).status, 0);
});

test('data import tree, data update record and data delete record', async () => {
  const records = ['a', 'b'].map((name, i) => ({ attributes: { type: 'Widget__c', referenceId: `w${i}` }, Name: name, Size__c: 'L' }));
  write('widgets.json', JSON.stringify({ records }));
  const imported = await sf(['data', 'import', 'tree', '--files', 'widgets.json']);
  const [first, second] = (imported.result as unknown as { id: string }[]).map((each) => each.id);
  assert.equal(
    (await sf(['data', 'update', 'record', '--sobject', 'Widget__c', '--record-id', first!, '--values', 'Size__c=S'])).status,
    0
  );
  assert.equal((await sf(['data', 'delete', 'record', '--sobject', 'Widget__c', '--record-id', second!])).status, 0);
  const { result } = await sf(['data', 'query', '--query', 'SELECT Name, Size__c FROM Widget__c']);
  assert.deepEqual(
    (result['records'] as { Name: string; Size__c: string }[]).map((row) => [row.Name, row.Size__c]),
    [['a', 'S']]
  );
});

test('apex run takes a file; what fails is told with its line', async () => {
  const { result } = await execute("System.debug('counted ' + Widgets.count());");
  assert.match(result['logs'] as string, /counted 1/);
  const failed = await execute('Integer a = 1;\nObject o = null;\no.toString();');
  assert.equal(failed.status, 1);
  assert.match(JSON.stringify(failed), /NullPointerException/);
});

test('apex run test, queued with coverage and JUnit, and at once', async () => {
  const queued = await sf([
    'apex',
    'run',
    'test',
    '--tests',
    'WidgetsTest',
    '--code-coverage',
    '--wait',
    '5',
    '--output-dir',
    'results',
    '--result-format',
    'junit'
  ]);
  const { summary, coverage } = queued.result as unknown as {
    summary: { outcome: string; testsRan: number };
    coverage: { coverage: { name: string; coveredPercent: number }[] };
  };
  assert.deepEqual([summary.outcome, summary.testsRan], ['Passed', 1], JSON.stringify(queued).slice(0, 2000));
  assert.equal(coverage.coverage.find((each) => each.name === 'Widgets')?.coveredPercent, 100);
  const report = readdirSync(path.join(scratch, 'results')).find((file) => file.endsWith('junit.xml'));
  assert.match(readFileSync(path.join(scratch, 'results', report!), 'utf8'), /<testcase name="counts" classname="WidgetsTest"/);
  const atOnce = await sf(['apex', 'run', 'test', '--tests', 'WidgetsTest.counts', '--synchronous']);
  assert.equal((atOnce.result as unknown as { summary: { outcome: string } }).summary.outcome, 'Passed');
});

test('project retrieve start brings the source back as it was deployed', async () => {
  const before = readFileSync(path.join(scratch, DEFAULT, 'objects/Widget__c/fields/Size__c.field-meta.xml'), 'utf8');
  rmSync(path.join(scratch, DEFAULT), { recursive: true });
  mkdirSync(path.join(scratch, DEFAULT), { recursive: true });
  const { status } = await sf([
    'project',
    'retrieve',
    'start',
    '--metadata',
    'CustomObject:Widget__c',
    '--metadata',
    'ApexClass:Widgets*',
    '--metadata',
    'PermissionSet:Widget_Use'
  ]);
  assert.equal(status, 0);
  assert.equal(readFileSync(path.join(scratch, DEFAULT, 'objects/Widget__c/fields/Size__c.field-meta.xml'), 'utf8').trim(), before.trim());
  for (const file of ['classes/Widgets.cls', 'classes/WidgetsTest.cls-meta.xml', 'permissionsets/Widget_Use.permissionset-meta.xml'])
    assert.ok(existsSync(path.join(scratch, DEFAULT, file)), file);
});

test('jsforce lists, reads, creates and deletes metadata, and runs Apex over Tooling', async () => {
  const connection = new Connection({ instanceUrl: org.url, accessToken: await org.token(ADMIN), version: '67.0' });
  const listed = await connection.metadata.list([{ type: 'CustomField' }, { type: 'ApexClass' }]);
  assert.ok(listed.some((each) => each.type === 'CustomField' && each.fullName === 'Widget__c.Size__c'));
  assert.ok(
    (await connection.metadata.describe()).metadataObjects.some((each) => each.xmlName === 'ApexClass' && each.directoryName === 'classes')
  );
  const field = { fullName: 'Widget__c.Colour__c', label: 'Colour', type: 'Text', length: 20 };
  const created = await connection.metadata.create('CustomField', field);
  assert.equal(created.success, true, JSON.stringify(created));
  const read = (await connection.metadata.read('CustomField', 'Widget__c.Colour__c')) as { fullName?: string; length?: unknown };
  assert.deepEqual([read.fullName, String(read.length)], ['Widget__c.Colour__c', '20']);
  assert.equal((await connection.metadata.create('CustomField', field)).success, false, 'it is there already');
  assert.equal((await connection.metadata.delete('CustomField', 'Widget__c.Colour__c')).success, true);
  assert.equal((await connection.tooling.executeAnonymous('Widgets.count();')).success, true);
});

test('project delete source takes a class away; a restart keeps all of it', async () => {
  const { status } = await sf(['project', 'delete', 'source', '--metadata', 'ApexClass:WidgetsTest', '--no-prompt']);
  assert.equal(status, 0);
  await org.stop();
  org = await startOrg(data, 0, [GARDEN]);
  const { body } = await org.rest(ADMIN, query("SELECT Name FROM ApexClass WHERE Name LIKE 'Widget%'"));
  assert.deepEqual(
    (body as { records: { Name: string }[] }).records.map((row) => row.Name),
    ['Widgets']
  );
  assert.equal((await org.rest(ADMIN, '/sobjects/Widget__c/describe')).status, 200);
});

test('the package of this project is deployed to an org that has nothing', async () => {
  const empty = mkdtempSync(path.join(tmpdir(), 'sf-deploy-empty-'));
  const bare = await startOrg(empty, 0, []);
  try {
    const login = ['org', 'login', 'access-token', '--instance-url', bare.url, '--no-prompt', '--alias', 'bare'];
    await sf(login, { SF_ACCESS_TOKEN: await bare.token(ADMIN) });
    const { result } = await sf(['project', 'deploy', 'start', '--source-dir', 'force-app', '--target-org', 'bare'], {}, root);
    const { componentFailures = [] } = (result['details'] ?? {}) as { componentFailures?: unknown[] };
    assert.equal(result['status'], 'Succeeded', JSON.stringify(componentFailures.slice(0, 5)));
    const classes = readdirSync(path.join(root, 'force-app'), { recursive: true }).filter((file) => String(file).endsWith('.cls')).length;
    const { body } = await bare.rest(ADMIN, query('SELECT COUNT() FROM ApexClass'));
    assert.equal((body as { totalSize: number }).totalSize, classes);
  } finally {
    await bare.stop();
    rmSync(empty, { recursive: true, force: true });
  }
});

const NAMESPACE = 'xmlns="http://soap.sforce.com/2006/04/metadata"';
const DEFAULT = 'force-app/main/default';
const OBJECT = `<?xml version="1.0" encoding="UTF-8"?>
<CustomObject ${NAMESPACE}><deploymentStatus>Deployed</deploymentStatus><label>Widget</label><nameField><label>Name</label><type>Text</type></nameField><pluralLabel>Widgets</pluralLabel><sharingModel>ReadWrite</sharingModel></CustomObject>
`;
const FIELD = `<?xml version="1.0" encoding="UTF-8"?>
<CustomField ${NAMESPACE}>
    <fullName>Size__c</fullName>
    <label>Size</label>
    <length>10</length>
    <type>Text</type>
</CustomField>
`;
const PERMISSIONS = `<?xml version="1.0" encoding="UTF-8"?>
<PermissionSet ${NAMESPACE}><fieldPermissions><editable>true</editable><field>Widget__c.Size__c</field><readable>true</readable></fieldPermissions><label>Widgets</label><objectPermissions><allowCreate>true</allowCreate><allowDelete>true</allowDelete><allowEdit>true</allowEdit><allowRead>true</allowRead><modifyAllRecords>false</modifyAllRecords><object>Widget__c</object><viewAllRecords>false</viewAllRecords></objectPermissions></PermissionSet>
`;

function write(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(scratch, file)), { recursive: true });
  writeFileSync(path.join(scratch, file), text);
}

function apexClass(name: string, source: string): void {
  write(`${DEFAULT}/classes/${name}.cls`, source);
  write(
    `${DEFAULT}/classes/${name}.cls-meta.xml`,
    `<?xml version="1.0" encoding="UTF-8"?>\n<ApexClass ${NAMESPACE}><apiVersion>66.0</apiVersion><status>Active</status></ApexClass>\n`
  );
}

function execute(source: string): Promise<Outcome> {
  write('once.apex', source);
  return sf(['apex', 'run', '--file', 'once.apex']);
}

interface Outcome {
  readonly status: number;
  readonly result: Readonly<Record<string, unknown>>;
}

/** Runs the CLI with a home of its own. @returns what it answers, also when it ends with a failure. */
function sf(args: readonly string[], env: Record<string, string> = {}, cwd = scratch): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [SF, ...args, '--json'],
      {
        cwd,
        maxBuffer: 64 * 1024 * 1024,
        env: cliEnvironment(scratch, { SF_TARGET_ORG: 'local', ...env })
      },
      (error, stdout, stderr) => {
        try {
          const answer = JSON.parse(stdout) as Outcome & { message?: string };
          resolve({ ...answer, result: answer.result ?? {} });
        } catch {
          reject(new Error(`sf ${args.slice(0, 3).join(' ')}: ${error?.message ?? ''}\n${stdout}\n${stderr}`));
        }
      }
    );
  });
}
