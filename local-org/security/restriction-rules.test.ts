/** Restriction rules on the invented package: whom they concern, what they hide, what they do not, and what a deployment refuses. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { GARDEN, gardenOrg } from '../fixtures/index.ts';
import type { XmlNode } from '../metadata/types.ts';
import { parseXml } from '../metadata/xml.ts';
import type { Org } from '../org.ts';
import { SRecord } from '../schema/record.ts';
import type { Value } from '../schema/types.ts';
import { transact } from '../transaction.ts';
import { SYSTEM, USER } from './types.ts';
import type { AccessMode } from './types.ts';

const dir = mkdtempSync(path.join(tmpdir(), 'restriction-'));
after(() => rmSync(dir, { recursive: true }));

const RULE = {
  active: 'true',
  description: 'd',
  enforcementType: 'Restrict',
  masterLabel: 'm',
  recordFilter: "Status__c = 'Open'",
  targetEntity: 'Garden__c',
  userCriteria: '$User.IsActive = true',
  version: '1'
};

const xmlOf = (rule: Partial<typeof RULE>): string => {
  const elements = Object.entries({ ...RULE, ...rule }).map(([element, value]) => `<${element}>${value}</${element}>`);
  return `<RestrictionRule xmlns="http://soap.sforce.com/2006/04/metadata">${elements.join('')}</RestrictionRule>`;
};

/** An org with these rules beside the invented package. */
function orgWith(name: string, ...rules: Partial<typeof RULE>[]): Org {
  const folder = path.join(dir, name, 'restrictionRules');
  mkdirSync(folder, { recursive: true });
  rules.forEach((rule, n) =>
    writeFileSync(path.join(folder, `Rule_${n}.rule-meta.xml`), `<?xml version="1.0" encoding="UTF-8"?>${xmlOf(rule)}`)
  );
  return gardenOrg({ packageDirs: [GARDEN, path.join(dir, name)] });
}

/** As if the source had held this rule alone. */
function rule(org: Org, one: Partial<typeof RULE>): void {
  const components = org.metadata.components as Map<string, ReadonlyMap<string, XmlNode>>;
  components.set('RestrictionRule', new Map([['Rule', parseXml(xmlOf(one), 'rule').node]]));
}

const save = (
  org: Org,
  userId: string,
  access: AccessMode,
  operation: 'insert' | 'update' | 'delete',
  object: string,
  values: Record<string, Value>
) => {
  const record = new SRecord(org.schema.object(object)!);
  for (const [name, value] of Object.entries(values)) record.set(name, value);
  return transact(org, userId, 'api', () => org.dml.save(operation, [record], { userId, access, allOrNone: false }))[0]!;
};
const idOf = (org: Org, text: string): string => org.soql.query(text, { userId: '', access: SYSTEM }).records[0]!.id!;
const admin = (org: Org): string => idOf(org, "SELECT Id FROM User WHERE Username = 'admin@demo.example'");
const names = (org: Org, userId: string, access: AccessMode = USER, object = 'Garden__c'): unknown[] =>
  org.soql.query(`SELECT Name FROM ${object} ORDER BY Name`, { userId, access }).records.map((row) => row.values.get('Name'));

/** A gardener with two gardens of her own, one of them closed, and a plot in each. */
function gardener(org: Org): { ann: string; open: string; closed: string } {
  const insert = (object: string, values: Record<string, Value>): string => {
    const { id, errors } = save(org, admin(org), SYSTEM, 'insert', object, values);
    assert.deepEqual(errors, []);
    return id!;
  };
  const locale = { TimeZoneSidKey: 'Europe/London', LocaleSidKey: 'en_GB', EmailEncodingKey: 'UTF-8', LanguageLocaleKey: 'en_US' };
  const ProfileId = idOf(org, "SELECT Id FROM Profile WHERE Name = 'Minimum Access - Salesforce'");
  const ann = insert('User', {
    Username: 'ann@demo.example',
    LastName: 'Ann',
    Alias: 'ann',
    Email: 'ann@demo.example',
    ProfileId,
    ...locale
  });
  const set = idOf(org, "SELECT Id FROM PermissionSet WHERE Name = 'Garden_Use'");
  insert('PermissionSetAssignment', { AssigneeId: ann, PermissionSetId: set });
  const open = insert('Garden__c', { Name: 'A', Status__c: 'Open', OwnerId: ann });
  const closed = insert('Garden__c', { Name: 'B', Status__c: 'Closed', OwnerId: ann });
  insert('Plot__c', { Garden__c: closed, Area__c: 1 });
  return { ann, open, closed };
}

test('a rule hides rows from their owner too, from queries, changes and deletions', () => {
  const org = orgWith('status', {});
  const { ann, open, closed } = gardener(org);
  assert.deepEqual(names(org, ann), ['A']);
  assert.deepEqual([...org.security.reachable(ann, 'Garden__c', [open, closed], 'edit')], [open]);
  const changed = save(org, ann, USER, 'update', 'Garden__c', { Id: closed, Name: 'C' });
  assert.equal(changed.errors[0]?.statusCode, 'INSUFFICIENT_ACCESS_OR_READONLY');
  assert.equal(save(org, ann, USER, 'update', 'Garden__c', { Id: open, Name: 'A2' }).success, true);
  org.store.close();
});

test('in system mode, with sharing too, to whoever sees all rows, and to the details of what is hidden a rule does nothing', () => {
  const org = orgWith('beyond', {});
  const { ann } = gardener(org);
  assert.deepEqual(names(org, ann, { mode: 'system', sharing: true }), ['A', 'B']);
  assert.equal(names(org, ann, USER, 'Plot__c').length, 1);
  const all = save(org, admin(org), SYSTEM, 'insert', 'PermissionSet', { Name: 'All', Label: 'All', PermissionsViewAllData: true });
  assert.equal(
    save(org, admin(org), SYSTEM, 'insert', 'PermissionSetAssignment', { AssigneeId: ann, PermissionSetId: all.id }).success,
    true
  );
  assert.deepEqual(names(org, ann), ['A', 'B']);
  org.store.close();
});

test('a rule for details is about the details', () => {
  const org = gardenOrg();
  rule(org, { targetEntity: 'Plot__c', recordFilter: "Garden__r.Status__c = 'Open'" });
  const { ann, open } = gardener(org);
  assert.equal(save(org, admin(org), SYSTEM, 'insert', 'Plot__c', { Garden__c: open, Area__c: 2 }).success, true);
  assert.equal(names(org, ann, USER, 'Plot__c').length, 1);
  assert.deepEqual(names(org, ann), ['A', 'B']);
  org.store.close();
});

test('a rule concerns those with a custom permission, or with a value of their own row', () => {
  const org = gardenOrg();
  const { ann } = gardener(org);
  for (const [userCriteria, hers] of [
    ['$Permission.Open_Gate = true', ['A']],
    ['$Permission.Open_Gate = false', ['A', 'B']],
    ["$User.Alias = 'ANN'", ['A']],
    ["$User.Alias = 'bob, ben'", ['A', 'B']],
    ["$User.Department = 'Beds'", ['A', 'B']]
  ] as const) {
    rule(org, { userCriteria });
    assert.deepEqual(names(org, ann), hers, userCriteria);
  }
  rule(org, { active: 'false' });
  assert.deepEqual(names(org, ann), ['A', 'B'], 'a rule that is not active does nothing');
  org.store.close();
});

test('a filter compares with values, with commas between them, and with the user herself', () => {
  const org = gardenOrg();
  const { ann } = gardener(org);
  for (const [recordFilter, seen] of [
    ['OwnerId = $User.Id', ['A', 'B']],
    ['Garden__c.Owner:User.Alias = ann', ['A', 'B']],
    ["Owner:User.Alias = 'bob'", []],
    ["Status__c = 'Open, Closed'", ['A', 'B']],
    ["Name = '“A, B”, B'", ['B']],
    ['Warden__c = $User.Id', []],
    ['Owner:User.Department = $User.Department', []]
  ] as const) {
    rule(org, { recordFilter });
    assert.deepEqual(names(org, ann), seen, recordFilter);
  }
  org.store.close();
});

test('a deployment refuses what cannot be carried out, all of it at once and by name', () => {
  const refused: readonly (readonly [Partial<typeof RULE>, RegExp])[] = [
    [{ enforcementType: 'Scoping' }, /scoping rules are not supported by the local org/],
    [{ enforcementType: 'FieldRestrict' }, /<enforcementType> is Restrict/],
    [{ targetEntity: 'Account' }, /no restriction rule can be made for Account/],
    [{ targetEntity: 'Nothing__c' }, /no restriction rule can be made for Nothing__c/],
    [{ recordFilter: "Nothing__c = 'x'" }, /Nothing__c cannot stand in a rule/],
    [{ recordFilter: 'Double_Area__c = 2' }, /Double_Area__c cannot stand in a rule/],
    [{ recordFilter: "Soil__c = 'Clay'" }, /Soil__c cannot stand in a rule/],
    [{ recordFilter: "Status__c = 'Open' AND Name = 'A'" }, /<recordFilter> is one criterion/],
    [{ userCriteria: "$User.Alias != 'a'" }, /<userCriteria> is one criterion/],
    [{ recordFilter: "Owner.Alias = 'ann'" }, /several kinds/],
    [{ userCriteria: "$Profile.Name = 'x'" }, /\$Profile.Name is not supported/],
    [{ userCriteria: '$User.Nothing = 1' }, /\$User.Nothing cannot stand in a rule/],
    [{ description: '' }, /<description> is missing/]
  ];
  const fault = thrown(() => orgWith('refused', ...refused.map(([one]) => one), {}, {}, {}));
  for (const [one, reason] of refused) assert.match(fault, reason, JSON.stringify(one));
  assert.match(fault, /Garden__c has more than 2 active restriction rules/);
});

function thrown(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('Nothing was refused');
}
