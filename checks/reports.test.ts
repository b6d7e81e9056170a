import assert from 'node:assert/strict';
import { test } from 'node:test';
import { children, components, dataMap, doorFields, text } from './source.ts';

const types = components('reportType');
const folders = components('reportFolder');
const reports = components('report');
const columns = types.flatMap(({ name, node }) =>
  children(node, 'sections')
    .flatMap((section) => children(section, 'columns'))
    .map((column) => ({ type: name, table: text(column, 'table')!, field: text(column, 'field')! }))
);
/** May be counted by name: a programme is a fund and no person. */
const LOOKUPS = ['Referral__c.Programme__c'];

test('a report type offers coded facts alone: no name, no doorway field, no words that somebody wrote, no person', () => {
  assert.ok(columns.length > 8, 'the columns are found');
  const door = doorFields();
  const byName = new Map(components('field').map((field) => [field.name, field.node]));
  const faults = columns.filter(({ table, field }) => {
    const name = `${table}.${field}`;
    const type = text(byName.get(name) ?? '', 'type');
    const isCoded = ['Picklist', 'Date', 'DateTime', 'Checkbox', 'Number'].includes(type ?? '') || LOOKUPS.includes(name);
    return door.has(name) || dataMap[table]?.fields[field]?.category !== 'work' || !isCoded;
  });
  assert.deepEqual(faults, []);
});

test('a folder is opened to view alone, by public groups of the package, and never by supporters, trustees or everybody', () => {
  const shares = folders.flatMap(({ name, node }) =>
    children(node, 'folderShares').map((share) => ({
      name,
      level: text(share, 'accessLevel'),
      type: text(share, 'sharedToType'),
      to: text(share, 'sharedTo')!
    }))
  );
  assert.deepEqual(
    folders.map(({ node }) => text(node, 'accessType')),
    ['Shared', 'Shared']
  );
  assert.deepEqual(
    shares.filter(({ level, type }) => level !== 'View' || type !== 'Group'),
    []
  );
  const sharedTo = (folder: string) => shares.filter(({ name }) => name === folder).map(({ to }) => to);
  assert.deepEqual(sharedTo('Confide_Training'), ['Confide_Coordinators', 'Confide_DPO']);
  assert.deepEqual(sharedTo('Confide_Work'), [
    'Confide_Coordinators',
    'Confide_DPO',
    'Confide_Database_Managers',
    'Confide_Safeguarding_Leads',
    'Confide_Supervisors'
  ]);
});

test('every report shows groups and counts, never a row of its own', () => {
  assert.equal(reports.length, 4);
  assert.deepEqual(
    reports.filter(({ node }) => text(node, 'format') !== 'Summary' || text(node, 'showDetails') !== 'false').map(({ name }) => name),
    []
  );
});
