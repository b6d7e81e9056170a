/** Rules of keeping name what exists: object, date field, value of a picklist, number of months. The org refuses the same (PEERS 22). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { children, components, text, type Node } from './source.ts';

const rules = components('md').filter(({ name }) => name.startsWith('Retention_Rule.'));
const fields = new Map(components('field').map(({ name, node }) => [name, node]));
const parameters = new Set(
  components('md')
    .filter(({ name }) => name.startsWith('Legal_Parameter.'))
    .map(({ node }) => valueOf(node, 'Parameter_Key__c'))
);
const KINDS = ['General', 'Declined', 'Never reached', 'Own', 'For ever'];

test('the rules are found, of every kind', () => {
  const kinds = new Set(rules.map(({ node }) => valueOf(node, 'Kind__c')));
  assert.deepEqual([...kinds].sort(), [...KINDS].sort());
});

for (const { name, node } of rules) {
  test(`PEERS 22: ${name} names what exists`, () => {
    const object = valueOf(node, 'Object_Name__c');
    const start = fields.get(`${object}.${valueOf(node, 'Start_Field__c')}`);
    assert.ok(start, 'the field exists');
    assert.match(text(start, 'type') ?? '', /^Date(Time)?$/);
    const condition = valueOf(node, 'Condition_Field__c');
    if (condition) {
      const field = fields.get(`${object}.${condition}`);
      assert.ok(field, 'the field of the condition exists');
      const known = children(children(children(field, 'valueSet')[0]!, 'valueSetDefinition')[0]!, 'value').map((one) =>
        text(one, 'fullName')
      );
      for (const value of valueOf(node, 'Condition_Values__c').split('|')) assert.ok(known.includes(value), value);
    }
    const parameter = valueOf(node, 'Parameter_Key__c');
    assert.equal(parameter === '', valueOf(node, 'Kind__c') === 'For ever');
    assert.ok(parameter === '' || parameters.has(parameter), 'the number of months is a Legal Parameter');
    assert.ok(valueOf(node, 'Words__c') && valueOf(node, 'Source__c'), 'it says itself in words, and where it comes from');
  });
}

/** They have periods of their own, which are not the notice's: whoever puts them here must first give them a schedule. */
test('RET-12: accounts, Gift Aid and employment are kept nowhere here, so that no rule of ours shortens theirs', () => {
  const own = /gift.?aid|payroll|salary|wages|donat|invoice|national.?insurance|tax|employ(ment|ee)/i;
  const held = [...components('object').map(({ name }) => name), ...fields.keys()].filter((name) => /__c$/.test(name) && own.test(name));
  assert.deepEqual(held, []);
  assert.deepEqual(
    rules.map(({ node }) => valueOf(node, 'Object_Name__c')).filter((name) => own.test(name)),
    []
  );
  assert.ok(own.test('Donation__c') && own.test('Worker__c.Employment_Ends_On__c'), 'it would be seen');
});

function valueOf(node: Node, field: string): string {
  const value = children(node, 'values').find((one) => text(one, 'field') === field);
  return value ? (text(value, 'value') ?? '') : '';
}
