import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { expectedRecords, writtenRecords } from './data-map-records.ts';
import { children, components, dataMap, doorFields, packageDir, recordObjects, text, type Component } from './source.ts';

const STANDARD = new Set(['Name']);
const fields = components('field').filter(({ name }) => /__(c|e)\./.test(name));
const fieldNames = new Set(fields.map(({ name }) => name));
const entries = Object.entries(dataMap).flatMap(([object, entry]) =>
  Object.entries(entry.fields).map(([field, own]) => ({ object, field, name: `${object}.${field}`, entry, own }))
);

const CATEGORIES = ['none', 'identifier', 'contact', 'care', 'work', 'narrative', 'document', 'evidence', 'special:health'];
const WORDS = {
  subject: ['parent', 'relative', 'professional', 'worker'],
  retention: ['general', 'worker', 'evidence', 'log'],
  pack: ['yes', 'no', 'third-party', 'lead', 'worker', 'log'],
  portability: ['yes', 'no'],
  erasure: ['delete', 'blank', 'keep']
} as const;

test('every field of every object stands in the manifest', () => {
  assert.ok(fields.length > 250, 'the fields are found');
  assert.deepEqual(
    [...fieldNames].filter((name) => !entries.some((entry) => entry.name === name)),
    []
  );
});

test('every object stands in the manifest, in its own room', () => {
  const misplaced = recordObjects().filter(({ name, file }) => dataMap[name]?.room !== file.split('/')[0]);
  assert.deepEqual(
    misplaced.map(({ name }) => name),
    []
  );
});

test('the manifest names no field that does not exist', () => {
  assert.deepEqual(
    entries.filter(({ field, name }) => !STANDARD.has(field) && !fieldNames.has(name)).map(({ name }) => name),
    []
  );
});

test('every entry says what the law asks, in the words of the manifest', () => {
  const faults: string[] = [];
  for (const { name, entry, own } of entries) {
    if (!CATEGORIES.includes(own.category)) faults.push(`${name}: category ${own.category}`);
    if (own.category === 'none') continue;
    for (const [key, words] of Object.entries(WORDS)) {
      const value = own[key as keyof typeof WORDS] ?? entry[key as keyof typeof WORDS];
      if (!(words as readonly (string | undefined)[]).includes(value)) faults.push(`${name}: ${key} ${value}`);
    }
    if (!(own.basis ?? entry.basis)) faults.push(`${name}: no lawful basis`);
  }
  assert.deepEqual(faults, []);
});

/** What is decided with no set: it goes with the whole file alone, each for a reason. */
const WITH_THE_FILE = [
  ...['Client__c', 'Client_Link__c', 'Correction__c', 'Case_Assignment__c', 'Objection__c', 'Recipient_Notice__c'],
  ...['Disclosure__c', 'Rights_Request__c', 'Complaint__c', 'Pack_Review__c', 'Pack_Item__c', 'Rights_Document__c'],
  ...['Retention_State__c', 'Retention_Override__c', 'Legal_Hold__c', 'Retention_Review__c']
];

test('a copy for a person holds no key or seal, which mean nothing to a reader', () => {
  const technical = entries.filter(({ field }) => /_Key__c$|Hash__c$/.test(field));
  assert.ok(technical.length > 20, 'they are found');
  assert.deepEqual(
    technical.filter(({ entry, own }) => (own.pack ?? entry.pack) !== 'no').map(({ name }) => name),
    []
  );
});

test('ERA-03 every object of a family is in the set with which a deletion is decided, or goes with the whole file', () => {
  const sets = readFileSync(path.join(packageDir, 'rights/classes/RequestEffects.cls'), 'utf8');
  const ofFamilies = Object.entries(dataMap).filter(
    ([object, { erasure, fields }]) => erasure !== 'keep' && (fields.Client__c ?? fields.Request__c ?? object === 'Client__c')
  );
  const unknown = Object.values(dataMap).filter(({ set }) => set && !sets.includes(`'${set}'`));
  assert.deepEqual(unknown, []);
  assert.deepEqual(
    ofFamilies
      .filter(([, { set }]) => !set)
      .map(([object]) => object)
      .toSorted(),
    WITH_THE_FILE.toSorted()
  );
});

test('every purpose of the manifest is a Purpose record', () => {
  const purposes = new Set(
    components('md')
      .filter(({ name }) => name.startsWith('Purpose.'))
      .map(({ name }) => name.slice('Purpose.'.length))
  );
  const named = entries.filter(({ own }) => own.category !== 'none').map(({ entry, own }) => own.purpose ?? entry.purpose ?? '');
  assert.equal(purposes.size, 11);
  assert.deepEqual(
    [...new Set(named)].filter((purpose) => !purposes.has(purpose)),
    []
  );
});

test('what concerns health names the condition of Article 9 on which it is used', () => {
  const bare = entries.filter(({ own, entry }) => own.category.startsWith('special') && !/9\(2\)/.test(own.basis ?? entry.basis ?? ''));
  assert.deepEqual(
    bare.map(({ name }) => name),
    []
  );
});

test('the classification in the field files agrees with the manifest', () => {
  const door = doorFields();
  const disagreeing = fields.filter((field) => {
    const own = entries.find(({ name }) => name === field.name)?.own;
    return (
      own &&
      (text(field.node, 'securityClassification') !== expectedClass(field, own.category, door) ||
        Boolean(text(field.node, 'complianceGroup')) !== (own.category !== 'none'))
    );
  });
  assert.deepEqual(
    disagreeing.map(({ name }) => name),
    []
  );
});

function expectedClass({ name }: Component, category: string, door: ReadonlySet<string>): string {
  if (door.has(name)) return 'Restricted';
  return category === 'none' ? 'Internal' : 'Confidential';
}

test('every field is described, and a personal one is never required', () => {
  const bare = fields.filter(({ node }) => !text(node, 'description') || !text(node, 'label'));
  const required = fields.filter(
    ({ node, name }) => text(node, 'required') === 'true' && entries.find((entry) => entry.name === name)?.own.category !== 'none'
  );
  assert.deepEqual(
    bare.map(({ name }) => name),
    []
  );
  assert.deepEqual(
    required.map(({ name }) => name),
    []
  );
});

test('the org knows the manifest as it stands: one Data_Map record an object (node checks/data-map-records.ts --write)', () => {
  assert.ok(expectedRecords().size > 30, 'the objects of the manifest are found');
  assert.deepEqual(Object.fromEntries(writtenRecords()), Object.fromEntries(expectedRecords()));
});

test('no object that holds names may be reported on or searched', () => {
  const open = recordObjects().filter(
    ({ name, node }) => dataMap[name]?.door && (text(node, 'enableReports') !== 'false' || text(node, 'enableSearch') !== 'false')
  );
  assert.deepEqual(
    open.map(({ name }) => name),
    []
  );
  assert.equal(children(recordObjects()[0]!.node, 'label').length, 1);
});
