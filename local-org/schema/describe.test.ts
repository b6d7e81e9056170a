import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gardenOrg } from '../fixtures/index.ts';
import { describeGlobal, describeSObject } from './describe.ts';
import type { Value } from './types.ts';

const org = gardenOrg();
const idOf = (sql: string): string => org.store.all(sql)[0]!.Id as string;

/** A user of the profile with the least access, and one permission set of the garden. */
function userWith(permissionSet: string): string {
  const id = org.store.nextId('User');
  const profile = idOf(`SELECT Id FROM Profile WHERE Name = 'Minimum Access - Salesforce'`);
  org.store.insert('User', [
    new Map<string, Value>([
      ['Id', id],
      ['Username', `${permissionSet}@garden.example`],
      ['ProfileId', profile],
      ['IsActive', true],
      ['UserType', 'Standard']
    ])
  ]);
  const set = idOf(`SELECT Id FROM PermissionSet WHERE Name = '${permissionSet}'`);
  org.store.insert('PermissionSetAssignment', [
    new Map<string, Value>([
      ['Id', org.store.nextId('PermissionSetAssignment')],
      ['AssigneeId', id],
      ['PermissionSetId', set],
      ['IsActive', true]
    ])
  ]);
  org.security.setupChanged();
  return id;
}

const gardener = userWith('Garden_Use');
const stranger = userWith('Api_Use');

test('a describe lists the fields the user may read, and no others', () => {
  const described = describeSObject(org, gardener, 'garden__c')!;
  const names = described.fields.map((field) => field.name);
  assert.equal(described.name, 'Garden__c');
  assert.ok(names.includes('Area__c'));
  assert.equal(names.includes('Notes__c'), false);
  assert.deepEqual([described.createable, described.updateable, described.deletable], [true, true, false]);
});

test('an object without read access is absent, as if it did not exist', () => {
  assert.equal(describeSObject(org, stranger, 'Garden__c'), null);
  assert.equal(describeSObject(org, stranger, 'Pond__c'), null);
  const seen = (user: string): string[] =>
    describeGlobal(org, user)
      .sobjects.map((object) => object.name)
      .filter((name) => name.endsWith('__c'));
  assert.deepEqual(seen(stranger), []);
  assert.deepEqual(seen(gardener), ['Crop__c', 'Garden__c', 'Plot__c', 'Visit__c']);
});

test('child relationships name only children the user may read', () => {
  const children = describeSObject(org, gardener, 'Garden__c')!.childRelationships.map(
    (child) => `${child.childSObject}.${child.field} ${child.relationshipName}`
  );
  assert.ok(children.includes('Plot__c.Garden__c Plots__r'));
  const notes = userWith('Garden_Notes');
  assert.equal(
    describeSObject(org, notes, 'Garden__c')!.childRelationships.some((child) => child.childSObject === 'Plot__c'),
    false
  );
});

test('addresses carry the version asked for', () => {
  assert.equal(
    describeGlobal(org, gardener, '60.0').sobjects.find((object) => object.name === 'Crop__c')?.urls.describe,
    '/services/data/v60.0/sobjects/Crop__c/describe'
  );
});
