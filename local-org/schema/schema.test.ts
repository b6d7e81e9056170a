import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gardenOrg } from '../fixtures/index.ts';
import { loadMetadata } from '../metadata/index.ts';
import type { PackageMetadata, XmlNode } from '../metadata/types.ts';
import { GARDEN } from '../fixtures/index.ts';
import { describeField } from './describe-field.ts';
import { buildSchema } from './index.ts';
import type { Schema } from './types.ts';
import { fieldOf } from './types.ts';

let serial = 0;
const prefixes = { prefixOf: () => `x${String(serial++).padStart(2, '0')}` };

/** The garden with one more component, or one changed. */
function schemaWith(type: string, name: string, node: XmlNode): Schema {
  const garden = loadMetadata([GARDEN]);
  const components = new Map(garden.components);
  components.set(type, new Map([...(components.get(type) ?? []), [name, node]]));
  return buildSchema({ ...garden, components } satisfies PackageMetadata, prefixes);
}

const schema = buildSchema(loadMetadata([GARDEN]), prefixes);
const garden = schema.object('garden__C')!;

test('objects and fields are found in any case, Id first', () => {
  assert.equal(garden.name, 'Garden__c');
  assert.equal(fieldOf(garden, 'AREA__C')?.scale, 2);
  assert.equal([...garden.fields.keys()][0], 'id');
});

test('a private object has a share object with the sharing reasons as causes', () => {
  const share = schema.object('Garden__Share')!;
  assert.equal(garden.shareObject, 'Garden__Share');
  assert.equal(share.shareOf, 'Garden__c');
  assert.deepEqual(
    fieldOf(share, 'RowCause')?.picklist.map((entry) => entry.value),
    ['Owner', 'Manual', 'Rule', 'Helper__c']
  );
});

test('a detail has no owner and no share object, and its master cannot be changed', () => {
  const plot = schema.object('Plot__c')!;
  assert.equal(plot.sharingModel, 'ControlledByParent');
  assert.equal(fieldOf(plot, 'OwnerId'), undefined);
  assert.equal(plot.shareObject, undefined);
  const master = fieldOf(plot, 'Garden__c')!;
  assert.deepEqual(
    [master.required, master.permissionable, master.updateable, master.relationshipName, master.writeRequiresMasterRead],
    [true, false, false, 'Garden__r', true]
  );
});

test('children are listed by the names SOQL uses, with what deletion does', () => {
  const children = garden.childRelationships.filter((each) => each.name?.endsWith('__r'));
  assert.deepEqual(
    children.map((each) => [each.childObject, each.name, each.cascadeDelete, each.restrictedDelete]),
    [
      ['Plot__c', 'Plots__r', true, false],
      ['Visit__c', 'Visits__r', false, true]
    ]
  );
});

test('a formula and a summary have the types of their results and cannot be written', () => {
  const formula = fieldOf(garden, 'Double_Area__c')!;
  const summary = fieldOf(garden, 'Planted_Area__c')!;
  assert.deepEqual([formula.type, formula.createable, formula.formula], ['Number', false, 'Area__c * 2']);
  assert.deepEqual([summary.type, summary.scale, summary.updateable], ['Number', 2, false]);
  assert.deepEqual(summary.summary?.filters, [{ field: 'Planted__c', operation: 'equals', value: 'True' }]);
});

test('a picklist takes its values from a global value set', () => {
  assert.deepEqual(
    fieldOf(garden, 'Soil__c')?.picklist.map((entry) => entry.value),
    ['Clay', 'Sand']
  );
});

test('an event has its own system fields and says when it is published', () => {
  const harvest = schema.object('Harvest__e')!;
  assert.deepEqual(
    [...harvest.fields.values()].map((each) => each.name),
    ['Id', 'ReplayId', 'EventUuid', 'CreatedDate', 'CreatedById', 'Garden_Id__c']
  );
  assert.equal(harvest.publishBehavior, 'PublishImmediately');
});

test('a lookup to an unknown object fails the start', () => {
  const node = { label: ['Lost'], type: ['Lookup'], referenceTo: ['Nowhere__c'], relationshipName: ['Lost'] };
  assert.throws(
    () => schemaWith('CustomField', 'Garden__c.Lost__c', node),
    /CustomField Garden__c\.Lost__c: <referenceTo> Nowhere__c is unknown/
  );
});

test('a field of a type this org does not know is named', () => {
  assert.throws(
    () => schemaWith('CustomField', 'Garden__c.Place__c', { label: ['Place'], type: ['Location'] }),
    /Not supported by the local org: field type Location of Garden__c\.Place__c/
  );
});

test('a field of an object that is not there fails the start', () => {
  assert.throws(
    () => schemaWith('CustomField', 'Pond__c.Depth__c', { label: ['Depth'], type: ['Checkbox'] }),
    /there is no object Pond__c/
  );
});

test('describe gives the platform’s type names and what the user may do', () => {
  const described = describeField(garden, fieldOf(garden, 'Code__c')!, { read: true, edit: false });
  assert.deepEqual(
    [described.type, described.soapType, described.length, described.byteLength, described.idLookup, described.updateable],
    ['string', 'xsd:string', 20, 60, true, false]
  );
  const owner = describeField(garden, fieldOf(garden, 'OwnerId')!, { read: true, edit: true });
  assert.deepEqual(
    [owner.type, owner.referenceTo, owner.relationshipName, owner.polymorphicForeignKey, owner.nillable],
    ['reference', ['Group', 'User'], 'Owner', true, false]
  );
});

test('key prefixes of the package’s objects differ and lead back to them', () => {
  const org = gardenOrg();
  const prefixesGiven = [...org.schema.objects()].map((each) => each.keyPrefix);
  assert.equal(new Set(prefixesGiven).size, prefixesGiven.length);
  assert.equal(org.schema.byKeyPrefix(org.store.nextId('Plot__c').slice(0, 3))?.name, 'Plot__c');
  assert.match(org.schema.object('Garden__c')!.keyPrefix, /^a0/);
  org.store.close();
});

test('rules of a standard object count although its own file is not in the source', () => {
  const rule = { active: ['true'], errorConditionFormula: ['ISBLANK(Title)'], errorMessage: ['State a title.'] };
  const user = schemaWith('ValidationRule', 'User.Has_Title', rule).object('User')!;
  assert.deepEqual(
    user.validationRules.map((each) => [each.name, each.message]),
    [['Has_Title', 'State a title.']]
  );
  assert.deepEqual(buildSchema(loadMetadata([GARDEN]), prefixes).object('User')!.validationRules, []);
});
