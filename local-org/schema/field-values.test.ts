import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FieldValues, shapeOf } from './field-values.ts';

test('values are a map: in the order in which they were first set, changed in place, taken away', () => {
  const values = new FieldValues().set('Name', 'Bed').set('Size__c', 2).set('Name', 'Plot');
  assert.deepEqual(
    [...values],
    [
      ['Name', 'Plot'],
      ['Size__c', 2]
    ]
  );
  assert.equal(values.delete('Name'), true);
  assert.equal(values.delete('Name'), false);
  assert.deepEqual([[...values.keys()], values.has('Name'), values.get('Name'), values.size], [['Size__c'], false, undefined, 1]);
  values.set('Name', null);
  assert.deepEqual([values.has('Name'), values.get('Name'), [...values.values()]], [true, null, [2, null]]);
  values.clear();
  assert.deepEqual([...values.entries()], []);
});

test('rows filled alike share their shape, a copy changes without the first row', () => {
  const one = FieldValues.from([
    ['Id', '1'],
    ['Name', 'Bed']
  ]);
  const two = new FieldValues().set('Id', '2').set('Name', 'Plot');
  assert.equal(one.shape, two.shape);
  const copy = one.copy().set('Name', 'Pond').set('Size__c', 3);
  assert.deepEqual([one.get('Name'), one.has('Size__c'), copy.get('Name'), copy.get('Size__c')], ['Bed', false, 'Pond', 3]);
  assert.notEqual(new FieldValues().set('Name', 'Bed').set('Id', '1').shape, one.shape);
});

test('a name that is set again after another row went a different way keeps its place', () => {
  const first = new FieldValues().set('A', 1).set('B', 2);
  const second = new FieldValues().set('A', 1).set('C', 3);
  first.set('A', 10).set('B', 20).set('C', 30);
  second.set('B', 2).set('A', 11);
  assert.deepEqual([...first].flat(), ['A', 10, 'B', 20, 'C', 30]);
  assert.deepEqual([...second].flat(), ['A', 11, 'C', 3, 'B', 2]);
});

test('however many ways rows are filled in, what was made before stays as it was', () => {
  const kept = new FieldValues().set('Id', '1').set('Name', 'Bed');
  for (let i = 0; i < 25_000; i++) new FieldValues().set(`Field${i}`, i);
  kept.set('Size__c', 4).set('Name', 'Plot');
  assert.deepEqual([...kept].flat(), ['Id', '1', 'Name', 'Plot', 'Size__c', 4]);
  assert.deepEqual(shapeOf(['Id', 'Id', 'Name']).names, ['Id', 'Name']);
});
