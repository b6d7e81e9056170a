/** The Article 30 record is made in the org from the Purpose records; what they say of objects and people is the manifest's. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { children, components, dataMap, text, type Node } from './source.ts';

interface Told {
  objects: Set<string>;
  people: Set<string>;
  kinds: Set<string>;
  kept: Set<string>;
}

const byPurpose = new Map<string, Told>();
for (const [object, entry] of Object.entries(dataMap)) {
  for (const field of Object.values(entry.fields)) {
    const purpose = field.purpose ?? entry.purpose;
    if (!purpose || field.category === 'none') continue;
    const told = byPurpose.get(purpose) ?? { objects: new Set(), people: new Set(), kinds: new Set(), kept: new Set() };
    byPurpose.set(purpose, told);
    told.objects.add(object);
    told.kinds.add(field.category);
    const [people, kept] = [field.subject ?? entry.subject, field.retention ?? entry.retention];
    if (people) told.people.add(people);
    if (kept) told.kept.add(kept);
  }
}

for (const record of components('md').filter(({ name }) => name.startsWith('Purpose.'))) {
  const purpose = record.name.split('.')[1]!;
  test(`${purpose} says in the Article 30 record what the manifest says (ROP-02)`, () => {
    const told = byPurpose.get(purpose);
    assert.deepEqual(
      {
        objects: lines(record.node, 'Held_In__c'),
        people: lines(record.node, 'People__c'),
        kinds: lines(record.node, 'Kinds_Of_Data__c'),
        kept: lines(record.node, 'Kept_For__c')
      },
      { objects: sorted(told?.objects), people: sorted(told?.people), kinds: sorted(told?.kinds), kept: sorted(told?.kept) },
      `put the manifest's words into customMetadata/Purpose.${purpose}`
    );
  });
}

test('every purpose says where its data comes from, who answers for it and when it was looked at (ROP-01)', () => {
  for (const { name, node } of components('md').filter((one) => one.name.startsWith('Purpose.')))
    for (const field of ['Source__c', 'Owner__c', 'Reviewed_On__c']) assert.ok(lines(node, field).length > 0, `${name}: ${field}`);
});

test('every purpose that the manifest names is a record', () => {
  assert.ok(byPurpose.size > 4);
  const known = components('md').map(({ name }) => name);
  assert.deepEqual(
    [...byPurpose.keys()].filter((purpose) => !known.includes(`Purpose.${purpose}`)),
    []
  );
});

function lines(node: Node, field: string): string[] {
  const value = children(node, 'values').find((one) => text(one, 'field') === field);
  return sorted(
    (text(value!, 'value') ?? '')
      .split(/[;\n]/)
      .map((part) => part.trim())
      .filter(Boolean)
  );
}

function sorted(values: Iterable<string> = []): string[] {
  return [...values].sort();
}
