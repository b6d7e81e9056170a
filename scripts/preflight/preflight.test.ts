import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { EXIT } from '../shared/exit.ts';
import { ADMIN, as, env, peopleOrg, type RunningOrg } from '../shared/testing/org.ts';
import { confide } from '../shared/testing/run.ts';
import { root } from '../../e2e/org.ts';
import { clashes, type Found } from './clashes.ts';
import { readSource } from './source.ts';

const source = readSource(path.join(root, 'force-app'));
const empty: Found = { objects: new Map(), classes: new Map(), triggers: new Map(), permissionSets: new Set() };
const deployed: Found = { ...source };

describe('what a deployment would overwrite', () => {
  it('is nothing in an empty org, nor where Confide stands as it is', () => {
    assert.ok(source.objects.size > 60 && source.classes.size > 500 && source.triggers.size > 60);
    assert.deepEqual(clashes(source, empty), []);
    assert.deepEqual(clashes(source, deployed), []);
  });

  it('is, before the first deployment, whatever has one of the names', () => {
    const found = {
      ...empty,
      objects: new Map([['Consent__c', new Set(['Purpose__c'])]]),
      classes: new Map([['Clock', source.classes.get('Clock')!]]),
      permissionSets: new Set(['Confide_Use_App'])
    };
    assert.deepEqual(clashes(source, found), ['class Clock', 'object Consent__c', 'permission set Confide_Use_App']);
  });

  it('is, later, what is not like ours: an earlier version of ours is, with fields of the charity’s own on it', () => {
    const earlier = source.classes.get('Clock')!.split('\n').slice(0, 30).join('\n');
    const found = {
      ...deployed,
      objects: new Map([
        ...source.objects,
        ['Consent__c', new Set(['Purpose__c', 'Channel__c', 'Decision__c', 'Colour__c'])],
        ['Worker__c', new Set(['Wage__c', 'Shift__c', 'User__c'])]
      ]),
      classes: new Map([
        ...source.classes,
        ['Clock', earlier],
        ['Workers', 'public class Workers { Decimal wages; void payEverybody(List<Account> branches) {} }']
      ])
    };
    assert.deepEqual(clashes(source, found), ['class Workers', 'object Worker__c']);
  });
});

describe('preflight and setup in an org', () => {
  let org: RunningOrg;
  let folder: string;
  before(async () => {
    org = await peopleOrg();
    folder = mkdtempSync(path.join(tmpdir(), 'confide-preflight-'));
  });
  after(async () => {
    rmSync(folder, { recursive: true, force: true });
    await org.stop();
  });
  const tool = (...args: string[]) => confide([...args, ...as(org, ADMIN)], env, root);

  it('lets Confide be deployed over Confide', async () => {
    const { code, output } = await tool('preflight');
    assert.equal(code, 0, output);
    assert.match(output, /each is free or Confide’s own/);
  });

  it('refuses to deploy another class of a name that is there', async () => {
    mkdirSync(path.join(folder, 'classes'));
    writeFileSync(
      path.join(folder, 'classes', 'Clock.cls'),
      'public class Clock { Integer quarters; void strike(List<Account> towers) {} }'
    );
    const { code, output } = await tool('preflight', '--source', folder);
    assert.equal(code, EXIT.blocked);
    assert.match(output, /not Confide's: class Clock\. Do not deploy/);
  });

  it('sets up and checks: all that can be seen is in order in the demo', async () => {
    const { code, stdout, output } = await tool('setup', '--json');
    const { result } = JSON.parse(stdout) as { result: { steps: { code: string; state: string }[] } };
    assert.deepEqual(
      result.steps.filter(({ state }) => state === 'todo'),
      [],
      output
    );
    assert.equal(code, 0);
  });

  it('counts what of the old records is left beside the model, for who sees all of it, until it is gone or has a reason', async () => {
    const make = await org.rest(ADMIN, '/sobjects/Contact', { method: 'POST', body: { LastName: 'Inventon' } });
    assert.equal(make.status, 201, make.text);
    const counts = path.join(folder, 'counts.json');
    const less = await confide(['cut-over', ...as(org, 'dbmanager@demo.example')], env, root);
    assert.deepEqual([less.code, /counts would be too small/.test(less.output)], [EXIT.blocked, true]);
    const first = await tool('cut-over', '--write', counts);
    assert.deepEqual([first.code, /Contact - 1 .* are left beside the new model/.test(first.output)], [EXIT.blocked, true], first.output);
    assert.ok(!first.output.includes('Inventon') && !first.output.includes('Client__c'), 'no row, and none of the package’s objects');
    const stay = path.join(folder, 'cut-over.yaml');
    const reason = (most: number) => writeFileSync(stay, `stay: { Contact: { most: ${most}, why: A donor and no family } }\n`);
    reason(1);
    const allowed = await tool('cut-over', '--before', counts, '--allowed', stay);
    assert.match(allowed.output, /Contact 1 1 .* A donor and no family/);
    reason(0);
    const { stdout } = await tool('cut-over', '--allowed', stay, '--json');
    const { objects } = (JSON.parse(stdout) as { result: { objects: { object: string; isLeft: boolean; open: string | null }[] } }).result;
    assert.ok(objects.find(({ object }) => object === 'Contact')!.isLeft, 'more than its reason allows');
  });

  it('says what is open: a member in a queue, a permission given by hand', async () => {
    const one = async (soql: string) =>
      ((await org.rest(ADMIN, `/query?q=${encodeURIComponent(soql)}`)).body as { records: { Id: string }[] }).records[0]!.Id;
    const user = await one("SELECT Id FROM User WHERE Username = 'dbmanager@demo.example'");
    const queue = await one("SELECT Id FROM Group WHERE Type = 'Queue' AND DeveloperName = 'Confide_Case_Files'");
    const set = await one("SELECT Id FROM PermissionSet WHERE Name = 'Confide_Load_Old_Data'");
    const give = (object: string, body: object) => org.rest(ADMIN, `/sobjects/${object}`, { method: 'POST', body });
    assert.equal((await give('GroupMember', { GroupId: queue, UserOrGroupId: user })).status, 201);
    assert.equal((await give('PermissionSetAssignment', { AssigneeId: user, PermissionSetId: set })).status, 201);
    const { code, output } = await tool('setup', '--check');
    assert.equal(code, EXIT.blocked);
    assert.match(
      output,
      /TODO A queue of Confide has members.*TODO Somebody holds the migration’s permission without a window.*2 steps are open/
    );
  });
});
