import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { bootOrg } from '../../boot.ts';
import { GARDEN, gardenOrg } from '../../fixtures/index.ts';
import type { Store } from '../../store/types.ts';
import type { Value } from '../types.ts';

const one = (store: Store, sql: string): Record<string, unknown> => ({ ...store.all(sql)[0] });

/** A copy of the garden's source that a test may change. */
function copy(t: TestContext): { dir: string; source: string; database: string } {
  const dir = mkdtempSync(path.join(tmpdir(), 'deploy-'));
  t.after(() => rmSync(dir, { recursive: true }));
  const source = path.join(dir, 'source');
  cpSync(GARDEN, source, { recursive: true });
  return { dir, source, database: path.join(dir, 'org.db') };
}

const inside = (source: string, file: string): string => path.join(source, 'main/default', file);
const boot = (source: string, database = ':memory:') => bootOrg({ packageDirs: [source], database });

test('the administrator and the platform’s own user are there', () => {
  const { store } = gardenOrg({ adminUsername: 'head@garden.example' });
  assert.deepEqual(one(store, `SELECT u.Username, p.Name FROM User u JOIN Profile p ON p.Id = u.ProfileId`), {
    Username: 'head@garden.example',
    Name: 'System Administrator'
  });
  assert.equal(one(store, `SELECT count(*) AS n FROM User WHERE UserType = 'AutomatedProcess'`).n, 1);
});

test('a permission set gives its object, field, class and custom permissions as rows', () => {
  const { store } = gardenOrg();
  const parent = `(SELECT Id FROM PermissionSet WHERE Name = 'Garden_Use')`;
  assert.deepEqual(
    one(
      store,
      `SELECT PermissionsCreate c, PermissionsRead r, PermissionsDelete d, PermissionsViewAllRecords v FROM ObjectPermissions WHERE ParentId = ${parent} AND SobjectType = 'Garden__c'`
    ),
    { c: 1, r: 1, d: 0, v: 0 }
  );
  assert.deepEqual(
    one(
      store,
      `SELECT PermissionsRead r, PermissionsEdit e FROM FieldPermissions WHERE ParentId = ${parent} AND Field = 'Crop__c.Price__c'`
    ),
    { r: 1, e: 0 }
  );
  const entities = store.all(`SELECT SetupEntityType t FROM SetupEntityAccess WHERE ParentId = ${parent} ORDER BY t`).map((row) => row.t);
  assert.deepEqual(entities, ['ApexClass', 'CustomPermission', 'TabSet']);
  assert.equal(one(store, `SELECT PermissionsApiEnabled api FROM PermissionSet WHERE Name = 'Api_Use'`).api, 1);
});

test('a permission set group has its members and a set that stands for it', () => {
  const { store } = gardenOrg();
  const rows = store.all(
    `SELECT s.Name FROM PermissionSetGroupComponent c JOIN PermissionSet s ON s.Id = c.PermissionSetId JOIN PermissionSetGroup g ON g.Id = c.PermissionSetGroupId WHERE g.DeveloperName = 'Gardener' ORDER BY 1`
  );
  assert.deepEqual(
    rows.map((row) => row.Name),
    ['Garden_Notes', 'Garden_Use']
  );
  assert.equal(
    one(
      store,
      `SELECT count(*) AS n FROM PermissionSet s JOIN PermissionSetGroup g ON g.Id = s.PermissionSetGroupId WHERE s.Type = 'Group' AND g.DeveloperName = 'Gardener'`
    ).n,
    1
  );
});

test('a queue knows its objects', () => {
  const { store } = gardenOrg();
  assert.deepEqual(
    store.all(`SELECT SobjectType s FROM QueueSobject ORDER BY 1`).map((row) => row.s),
    ['Garden__c', 'Visit__c']
  );
});

test('values of custom metadata have the types of their fields', () => {
  const { store } = gardenOrg();
  const read = (name: string): Value[] => {
    const row = store.read('Tool_Rule__mdt', [
      one(store, `SELECT Id FROM Tool_Rule__mdt WHERE DeveloperName = '${name}'`).Id as string
    ])[0]!;
    return ['Days__c', 'Active__c', 'From__c', 'Words__c'].map((field) => row.get(field)!);
  };
  assert.deepEqual(read('Spade'), [14, true, '2026-04-06', 'Dig & turn']);
  assert.deepEqual(read('Rake'), [null, false, null, null]);
});

test('a second start changes nothing', (t) => {
  const { source, database } = copy(t);
  const snapshot = (store: Store): string =>
    JSON.stringify([
      ...['PermissionSet', 'FieldPermissions', 'Group', 'User', 'Tool_Rule__mdt', 'EntityDefinition'].map((object) =>
        store.all(`SELECT * FROM "${object}" ORDER BY Id`)
      )
    ]);
  const first = boot(source, database);
  const before = snapshot(first.store);
  first.store.close();
  const second = boot(source, database);
  assert.equal(snapshot(second.store), before);
  second.store.close();
});

test('what is gone from the source is gone from the org, with the assignments of it', (t) => {
  const { source, database } = copy(t);
  const first = boot(source, database).store;
  const set = one(first, `SELECT Id FROM PermissionSet WHERE Name = 'Api_Use'`).Id as string;
  const user = one(first, `SELECT Id FROM User`).Id as string;
  const kept = one(first, `SELECT Id FROM PermissionSet WHERE Name = 'Garden_Use'`).Id as string;
  first.insert(
    'PermissionSetAssignment',
    [set, kept].map(
      (id) =>
        new Map<string, Value>([
          ['Id', first.nextId('PermissionSetAssignment')],
          ['AssigneeId', user],
          ['PermissionSetId', id]
        ])
    )
  );
  first.close();
  rmSync(inside(source, 'permissionsets/Api_Use.permissionset-meta.xml'));
  const second = boot(source, database).store;
  assert.equal(one(second, `SELECT count(*) AS n FROM PermissionSet WHERE Name = 'Api_Use'`).n, 0);
  assert.deepEqual(
    second.all(`SELECT PermissionSetId p FROM PermissionSetAssignment`).map((row) => row.p),
    [kept]
  );
  second.close();
});

test('every reference to something missing is named at once, with its file', (t) => {
  const { source } = copy(t);
  rmSync(inside(source, 'classes/GardenService.cls'));
  rmSync(inside(source, 'classes/GardenService.cls-meta.xml'));
  rmSync(inside(source, 'objects/Garden__c/fields/Notes__c.field-meta.xml'));
  assert.throws(
    () => boot(source),
    (error: Error) =>
      /Garden_Notes\.permissionset-meta\.xml: .*field permission for Garden__c\.Notes__c: there is no such field/.test(error.message) &&
      /Garden_Use.*<classAccesses> names GardenService, which is not there/.test(error.message)
  );
});

test('a field permission for a required field is refused', (t) => {
  const { source } = copy(t);
  const body =
    '<fieldPermissions><editable>true</editable><field>Visit__c.Visited_At__c</field><readable>true</readable></fieldPermissions><label>Wrong</label>';
  writeFileSync(
    inside(source, 'permissionsets/Wrong.permissionset-meta.xml'),
    `<PermissionSet xmlns="http://soap.sforce.com/2006/04/metadata">${body}</PermissionSet>`
  );
  assert.throws(() => boot(source), /field permission for Visit__c\.Visited_At__c: you cannot deploy to a required field/);
});

test('an unknown user permission is refused', (t) => {
  const { source } = copy(t);
  const body = '<label>Wrong</label><userPermissions><enabled>true</enabled><name>FlyAway</name></userPermissions>';
  writeFileSync(
    inside(source, 'permissionsets/Wrong.permissionset-meta.xml'),
    `<PermissionSet xmlns="http://soap.sforce.com/2006/04/metadata">${body}</PermissionSet>`
  );
  assert.throws(() => boot(source), /there is no user permission FlyAway/);
});

test('a validation rule whose formula does not compile fails the start with its file', (t) => {
  const { source } = copy(t);
  const rule = inside(source, 'objects/Garden__c/validationRules/Area_Is_Positive.validationRule-meta.xml');
  writeFileSync(rule, readFileSync(rule, 'utf8').replace(')), Area__c', ')), Acreage__c'));
  assert.throws(() => boot(source), /Area_Is_Positive\.validationRule-meta\.xml: .*<errorConditionFormula>: .*Acreage__c/);
});

test('a sharing rule that is taken out of the source takes its shares along at the next start', (t) => {
  const { source, database } = copy(t);
  const first = boot(source, database);
  const id = first.store.nextId('Garden__c');
  const owner = one(first.store, `SELECT Id FROM "Group" WHERE DeveloperName = 'Garden_Keepers'`).Id as string;
  first.store.insert('Garden__c', [
    new Map<string, Value>([
      ['Id', id],
      ['OwnerId', owner],
      ['Shared__c', true],
      ['IsDeleted', false]
    ])
  ]);
  first.security.recordsSaved('Garden__c', [id]);
  const causes = (store: Store): unknown[] => store.all(`SELECT RowCause c FROM Garden__Share ORDER BY 1`).map((row) => row.c);
  assert.deepEqual(causes(first.store), ['Owner', 'Rule']);
  first.store.close();
  rmSync(inside(source, 'sharingRules/Garden__c.sharingRules-meta.xml'));
  const second = boot(source, database);
  assert.deepEqual(causes(second.store), ['Owner']);
  second.store.close();
});
