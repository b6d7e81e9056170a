import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { bootOrg } from '../boot.ts';
import { GARDEN } from '../fixtures/index.ts';
import type { Org } from '../org.ts';
import { Deployments } from './deployments.ts';
import { retrieve } from './retrieve.ts';
import { classFiles, deployed, manifest, objectFile, packed, textField } from './testing.ts';
import type { DeployResult } from './types.ts';
import { unzip, zip } from './zip.ts';

const data = mkdtempSync(path.join(tmpdir(), 'org-deploy-'));
const faults: unknown[] = [];
const boot = (): Org =>
  bootOrg({
    packageDirs: [GARDEN],
    database: path.join(data, 'org.db'),
    deployedDir: path.join(data, 'deployed'),
    cacheDir: path.join(data, 'cache')
  });
let org = boot();
let deployments = new Deployments(org, (error) => faults.push(error));
after(() => {
  org.store.close();
  rmSync(data, { recursive: true, force: true });
});

const admin = (): string => org.store.all(`SELECT "Id" AS id FROM "User" WHERE "Username" = 'admin@demo.example'`)[0]!['id'] as string;
const deploy = (types: Record<string, string[]>, files: Record<string, string> = {}, options = {}): Promise<DeployResult> =>
  deployed(deployments, admin(), packed(types, files), options);
const problems = (result: DeployResult): string[] =>
  result.details!.componentFailures.map(
    (each) => `${each.componentType} ${each.fullName} ${each.lineNumber ?? '-'}:${each.columnNumber ?? '-'} ${each.problem}`
  );
const run = (source: string): string | null => {
  const result = org.apex.executeAnonymous(admin(), source);
  return result.compileProblem ?? result.exceptionMessage;
};

const WIDGET = objectFile(
  `<label>Widget</label><pluralLabel>Widgets</pluralLabel><nameField><label>Name</label><type>Text</type></nameField><deploymentStatus>Deployed</deploymentStatus><sharingModel>ReadWrite</sharingModel>${textField('Size__c')}`
);
const SERVICE =
  'public class WidgetService { public static Integer count() { return [SELECT COUNT() FROM Widget__c WHERE Size__c != null]; } }';
const TEST = `@IsTest private class WidgetServiceTest {
  @IsTest static void counts() { insert new Widget__c(Name = 'a', Size__c = 'L'); Assert.areEqual(1, WidgetService.count()); }
}`;

test('a deployment that breaks changes nothing and names every fault at its place', async () => {
  const result = await deploy(
    { CustomObject: ['Widget__c'], CustomField: ['Widget__c.Size__c'], ApexClass: ['WidgetService', 'Broken', 'Missing'] },
    {
      'objects/Widget__c.object': WIDGET,
      ...classFiles('WidgetService', SERVICE),
      ...classFiles('Broken', 'public class Broken {\n  Nope x;\n}')
    }
  );
  assert.equal(result.status, 'Failed');
  assert.deepEqual(problems(result), [
    "ApexClass Missing -:- An object 'Missing' of type ApexClass was named in package.xml, but was not found in zipped directory"
  ]);
  const second = await deploy(
    { CustomObject: ['Widget__c'], CustomField: ['Widget__c.Size__c'], ApexClass: ['WidgetService', 'Broken'] },
    {
      'objects/Widget__c.object': WIDGET,
      ...classFiles('WidgetService', SERVICE),
      ...classFiles('Broken', 'public class Broken {\n  Nope x;\n}')
    }
  );
  assert.deepEqual(problems(second), ['ApexClass Broken 2:3 Invalid type: Nope']);
  assert.equal(org.schema.object('Widget__c'), undefined);
  assert.deepEqual(readdirSync(path.join(data, 'deployed')), []);
});

test('a validation finds the same and changes nothing; what it validated is deployed by its id', async () => {
  const parts = { 'objects/Widget__c.object': WIDGET, ...classFiles('WidgetService', SERVICE), ...classFiles('WidgetServiceTest', TEST) };
  const types = { CustomObject: ['Widget__c'], CustomField: ['Widget__c.Size__c'], ApexClass: ['WidgetService', 'WidgetServiceTest'] };
  const result = await deploy(types, parts, { checkOnly: true, testLevel: 'RunSpecifiedTests', runTests: ['WidgetServiceTest'] });
  assert.deepEqual(
    [result.status, result.numberTestsCompleted, result.numberTestErrors],
    ['Succeeded', 1, 0],
    JSON.stringify(result.details)
  );
  assert.equal(org.schema.object('Widget__c'), undefined);
  const id = deployments.deployValidated(admin(), result.id);
  await deployments.settled();
  assert.equal(deployments.result(id, false).status, 'Succeeded');
  assert.deepEqual(
    deployments
      .result(id, true)
      .details!.componentSuccesses.map((each) => [each.componentType, each.fullName, each.fileName, each.created]),
    [
      ['', 'package.xml', 'package.xml', false],
      ['ApexClass', 'WidgetService', 'classes/WidgetService.cls', true],
      ['ApexClass', 'WidgetServiceTest', 'classes/WidgetServiceTest.cls', true],
      ['CustomObject', 'Widget__c', 'objects/Widget__c.object', true],
      ['CustomField', 'Widget__c.Size__c', 'objects/Widget__c.object', true]
    ].sort((a, b) => order(a) - order(b))
  );
  assert.equal(run(`insert as system new Widget__c(Name = 'one', Size__c = 'L'); Assert.areEqual(1, WidgetService.count());`), null);
});

function order([type]: readonly unknown[]): number {
  return ['', 'ApexClass', 'CustomObject', 'CustomField'].indexOf(type as string);
}

test('what was deployed is there after a restart, with its rows', () => {
  org.store.close();
  org = boot();
  deployments = new Deployments(org, (error) => faults.push(error));
  assert.equal(run('Assert.areEqual(1, WidgetService.count());'), null);
});

test('the same package again leaves everything unchanged', async () => {
  const result = await deploy({ ApexClass: ['WidgetService'] }, classFiles('WidgetService', SERVICE));
  assert.deepEqual([result.status, result.details!.componentSuccesses.at(-1)!.changed], ['Succeeded', false]);
});

test('a field is added to an object and the others stay', async () => {
  const result = await deploy({ CustomField: ['Garden__c.Motto__c'] }, { 'objects/Garden__c.object': objectFile(textField('Motto__c')) });
  assert.equal(result.status, 'Succeeded', problems(result).join());
  assert.equal(run(`insert as system new Garden__c(Name = 'Kew', Code__c = 'D-1', Motto__c = 'Grow');`), null);
});

test('tests that fail, or cover too little, undo the deployment', async () => {
  const failing = TEST.replace('areEqual(1', 'areEqual(2');
  const types = { ApexClass: ['WidgetServiceTest', 'Idle'] };
  const idle = classFiles('Idle', 'public class Idle {\n  public static Integer two() {\n    return 2;\n  }\n}');
  const failed = await deploy(types, { ...classFiles('WidgetServiceTest', failing), ...idle }, { testLevel: 'RunLocalTests' });
  assert.deepEqual([failed.status, failed.numberTestErrors], ['Failed', 1]);
  assert.match(JSON.stringify(failed.details!.runTestResult), /Expected: 2, Actual: 1/);
  const named = { testLevel: 'RunSpecifiedTests', runTests: ['WidgetServiceTest'] };
  const uncovered = await deploy({ ApexClass: ['Idle'] }, idle, named);
  assert.equal(uncovered.status, 'Failed');
  assert.match(
    JSON.stringify(uncovered.details!.runTestResult),
    /Test coverage of selected Apex Class is 0%, at least 75% test coverage is required/
  );
  const unknown = await deploy({ ApexClass: ['Idle'] }, idle, { testLevel: 'RunSpecifiedTests', runTests: ['Nobody'] });
  assert.deepEqual([unknown.status, unknown.errorMessage], ['Failed', 'There is no test class named Nobody.']);
  assert.match(run('Idle.two();') ?? '', /Idle/);
});

test('what others need cannot be deleted; together with them it can, also from the source folders', async () => {
  const gone = (types: Record<string, string[]>) => deploy({}, { 'destructiveChangesPost.xml': manifest(types) });
  const refused = await gone({ CustomField: ['Widget__c.Size__c'] });
  assert.match(
    problems(refused)[0]!,
    /^CustomField Widget__c\.Size__c -:- This custom field is referenced elsewhere in Salesforce.*ApexClass - WidgetService/
  );
  const result = await gone({
    CustomField: ['Widget__c.Size__c'],
    ApexClass: ['WidgetService', 'WidgetServiceTest', 'Nobody'],
    PermissionSet: ['Api_Use']
  });
  assert.equal(result.status, 'Succeeded', problems(result).join());
  assert.equal(result.details!.componentSuccesses.find((each) => each.fullName === 'Nobody')!.problem, 'No ApexClass named: Nobody found');
  assert.equal(org.schema.object('Widget__c')!.fields.has('size__c'), false);
  assert.equal(org.metadata.components.get('PermissionSet')!.has('Api_Use'), false);
  const again = await deploy({ PermissionSet: ['Api_Use'] }, { 'permissionsets/Api_Use.permissionset': PERMISSIONS });
  assert.deepEqual([again.status, again.details!.componentSuccesses.at(-1)!.created], ['Succeeded', true]);
});

const PERMISSIONS = '<PermissionSet xmlns="http://soap.sforce.com/2006/04/metadata"><label>Notes</label></PermissionSet>';

test('a broken permission set, page or component is refused by its own name', async () => {
  const wrong = PERMISSIONS.replace(
    '</label>',
    '</label><fieldPermissions><field>Garden__c.Nope__c</field><readable>true</readable><editable>false</editable></fieldPermissions>'
  );
  const meta =
    '<LightningComponentBundle xmlns="http://soap.sforce.com/2006/04/metadata"><apiVersion>67.0</apiVersion><isExposed>false</isExposed></LightningComponentBundle>';
  const types = { PermissionSet: ['Wrong'], LightningComponentBundle: ['bad'], CustomObject: ['Bad__c'] };
  const permission = await deploy(types, {
    'permissionsets/Wrong.permissionset': wrong,
    'lwc/bad/bad.js': "import { LightningElement } from 'lwc';\nexport default class Bad extends LightningElement { ((( }\n",
    'lwc/bad/bad.js-meta.xml': meta,
    'objects/Bad__c.object': '<CustomObject><label>'
  });
  assert.equal(permission.status, 'Failed');
  assert.match(problems(permission).join('\n'), /^CustomObject Bad__c -:- malformed XML/m);
  const two = await deploy({ PermissionSet: ['Wrong'] }, { 'permissionsets/Wrong.permissionset': wrong });
  assert.match(problems(two).join('\n'), /^PermissionSet Wrong -:- .*Garden__c\.Nope__c/m);
  const component = await deploy(
    { LightningComponentBundle: ['bad'] },
    {
      'lwc/bad/bad.js': "import { LightningElement } from 'lwc';\nexport default class Bad extends LightningElement { ((( }\n",
      'lwc/bad/bad.js-meta.xml': meta
    }
  );
  assert.match(problems(component).join('\n'), /^LightningComponentBundle bad 2:\d+ /m);
});

test('with rollback off what is right is deployed and what is wrong is told', async () => {
  const files = { ...classFiles('Right', 'public class Right { }'), ...classFiles('Wrong', 'public class Wrong { Nope x; }') };
  const result = await deploy({ ApexClass: ['Right', 'Wrong'] }, files, { rollbackOnError: false });
  assert.deepEqual([result.status, problems(result)], ['SucceededPartial', ['ApexClass Wrong 1:22 Invalid type: Nope']]);
  assert.deepEqual(
    org.metadata.apexClasses.map((each) => each.name),
    ['GardenService', 'Right']
  );
});

test('a change that the stored rows do not allow is refused and everything stays', async () => {
  const retyped = objectFile(
    '<fields><fullName>Motto__c</fullName><label>Motto</label><type>Number</type><precision>18</precision><scale>0</scale></fields>'
  );
  const result = await deploy({ CustomField: ['Garden__c.Motto__c'] }, { 'objects/Garden__c.object': retyped });
  assert.equal(result.status, 'Failed');
  assert.match(
    problems(result).join(),
    /^CustomField Garden__c\.Motto__c -:- Cannot change the field: it is now Number, but the stored rows/
  );
  assert.equal(run(`Assert.areEqual('Grow', [SELECT Motto__c FROM Garden__c WHERE Code__c = 'D-1' WITH SYSTEM_MODE].Motto__c);`), null);
});

test('a deployment under way is cancelled and nothing of it stays', async () => {
  const id = deployments.deploy(admin(), packed({ ApexClass: ['Late'] }, classFiles('Late', 'public class Late { }')), {
    checkOnly: false,
    ignoreWarnings: false,
    rollbackOnError: true,
    testLevel: null,
    runTests: []
  });
  deployments.cancel(admin(), id);
  await deployments.settled();
  assert.equal(deployments.result(id, false).status, 'Canceled');
  assert.equal(
    org.metadata.apexClasses.some((each) => each.name === 'Late'),
    false
  );
});

test('what is handed out can be deployed again and changes nothing', async () => {
  const wanted = new Map([
    ['CustomObject', ['*']],
    ['ApexClass', ['*', 'Nobody']],
    ['CustomLabels', ['*']],
    ['SharingRules', ['*']],
    ['PermissionSet', ['*']]
  ]);
  const { zipFile, messages, fileProperties } = retrieve(org, wanted, '67.0', true);
  assert.deepEqual(messages, [{ fileName: 'package.xml', problem: "Entity of type 'ApexClass' named 'Nobody' cannot be found" }]);
  assert.ok(fileProperties.some((each) => each.fullName === 'Garden__c.Motto__c'));
  const result = await deployed(deployments, admin(), zipFile);
  assert.deepEqual([result.status, problems(result)], ['Succeeded', []]);
  assert.deepEqual(
    result.details!.componentSuccesses.filter((each) => each.changed && each.fullName !== 'package.xml'),
    []
  );
});

test('zips that lie are refused: a bomb, a path outside, a link, a path twice, rubbish', () => {
  const bomb = zip(new Map([['a.txt', Buffer.alloc(5_000_000)]]));
  const directory = bomb.indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
  bomb.writeUInt32LE(100, directory + 24);
  assert.throws(() => unzip(bomb), /damaged/);
  for (const name of ['../evil', '/evil', 'a/../../evil', 'a\\evil', 'C:evil', 'a//b', 'a/./b', 'nul\u0000l'])
    assert.throws(() => unzip(zip(new Map([[name, Buffer.from('x')]]))), /path that is not allowed/, name);
  const link = zip(new Map([['a', Buffer.from('/etc/passwd')]]));
  link.writeUInt32LE((0o120777 << 16) >>> 0, link.indexOf(Buffer.from([0x50, 0x4b, 1, 2])) + 38);
  assert.throws(() => unzip(link), /link/);
  assert.throws(
    () =>
      unzip(
        zip(
          new Map([
            ['a', Buffer.from('x')],
            ['A', Buffer.from('y')]
          ])
        )
      ),
    /twice/
  );
  assert.throws(() => unzip(Buffer.from('no zip')), /no zip file/);
  assert.deepEqual(
    [...unzip(zip(new Map([['a/b', Buffer.from('x')]])))].map(([name, bytes]) => [name, bytes.toString()]),
    [['a/b', 'x']]
  );
});

test('none of this was the org’s own fault', () => {
  assert.deepEqual(faults, []);
});
