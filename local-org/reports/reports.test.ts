import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { bootOrg } from '../boot.ts';
import { GARDEN } from '../fixtures/index.ts';
import { appsFor } from '../lightning/shell/apps.ts';
import { bench, GREENHOUSE } from '../lightning/testing.ts';
import { runReport } from './run.ts';
import { reportsFor } from './source.ts';

const { org, adminId, gardenerId, strangerId, insert } = bench();
after(() => org.store.close());
const idOf = (object: string, name: string, key = 'Name') =>
  org.store.all(`SELECT "Id" AS id FROM "${object}" WHERE "${key}" = '${name}'`)[0]!['id'] as string;
const mayRun = (AssigneeId: string) =>
  insert('PermissionSetAssignment', { AssigneeId, PermissionSetId: idOf('PermissionSet', 'Greenhouse_Reports') });
insert('PermissionSetAssignment', { AssigneeId: adminId, PermissionSetId: idOf('PermissionSet', 'Garden_Use') });
const report = (label: string) => reportsFor(org, adminId).find((one) => one.label === label)!.id;

for (const [Name, Status__c, Area__c, OwnerId] of [
  ['Old Wall', 'Open', 10, gardenerId],
  ['Low Bank', 'Open', 5, gardenerId],
  ['Far Field', 'Resting', null, gardenerId],
  ['Hidden Plot', 'Open', 100, strangerId]
] as const)
  insert('Garden__c', { Name, Status__c, Area__c, OwnerId, ...(Status__c === 'Resting' ? { Area__c: 4 } : {}) });

test('without the permission to run reports there are none, and no tab', () => {
  insert('GroupMember', { GroupId: idOf('Group', 'Garden_Leads', 'DeveloperName'), UserOrGroupId: gardenerId });
  assert.deepEqual(reportsFor(org, gardenerId), []);
  assert.throws(() => runReport(org, gardenerId, report('Area by status')), { statusCode: 'NOT_FOUND' });
  assert.ok(!appsFor(org, gardenerId).some((app) => app.items.some(({ label }) => label === 'Reports')));
});

test('with it she finds the reports of folders that are shared with her group, and nobody else does', () => {
  mayRun(gardenerId);
  mayRun(strangerId);
  assert.deepEqual(
    reportsFor(org, gardenerId).map(({ label, folder }) => `${folder}: ${label}`),
    ['Area by status', 'Filtered by notes', 'Open gardens', 'With notes'].map((label) => `Leads of gardens: ${label}`)
  );
  assert.deepEqual(reportsFor(org, strangerId), []);
  assert.throws(() => runReport(org, strangerId, report('Area by status')), { statusCode: 'NOT_FOUND' });
});

test('a summary counts and sums by group, over the rows that she may read', () => {
  const result = runReport(org, gardenerId, report('Area by status'));
  assert.deepEqual(result.groupings, ['Status']);
  assert.deepEqual(
    result.groups.map(({ keys, count, totals }) => [...keys, count, ...totals.map(({ label, value }) => `${label} ${value}`)]),
    [
      ['Open', 2, 'Sum Area 15', 'Average Area 7.5'],
      ['Resting', 1, 'Sum Area 4', 'Average Area 4']
    ]
  );
  assert.equal(result.total.count, 3, 'a garden of somebody else counted');
  assert.equal(runReport(org, adminId, report('Area by status')).total.count, 4);
});

test('a table shows the rows that its filter lets through', () => {
  const { columns, total, groups } = runReport(org, gardenerId, report('Open gardens'));
  assert.deepEqual(columns, ['Garden Name', 'Area']);
  assert.deepEqual(total.rows, [
    ['Old Wall', '10.00'],
    ['Low Bank', '5.00']
  ]);
  assert.deepEqual(groups, []);
});

test('a report with a column or a filter that she may not read is refused whole, not thinned', () => {
  assert.throws(() => runReport(org, gardenerId, report('With notes')), { statusCode: 'INSUFFICIENT_ACCESS' });
  assert.throws(() => runReport(org, gardenerId, report('Filtered by notes')), { statusCode: 'INSUFFICIENT_ACCESS' });
});

test('what a report asks and this org cannot do ends the start, by name', (t) => {
  const changed = (file: string, from: string, to: string, of = GREENHOUSE): (() => void) => {
    const dir = mkdtempSync(path.join(tmpdir(), 'reports-'));
    t.after(() => rmSync(dir, { recursive: true }));
    cpSync(of, dir, { recursive: true });
    const source = readFileSync(path.join(dir, file), 'utf8');
    assert.ok(source.includes(from), from);
    writeFileSync(path.join(dir, file), source.replace(from, to));
    return () => bootOrg({ packageDirs: of === GARDEN ? [dir, GREENHOUSE] : [GARDEN, dir], database: ':memory:' });
  };
  const summary = 'reports/Garden_Leads/Area_By_Status.report-meta.xml';
  assert.throws(changed(summary, '>Summary<', '>Matrix<'), /report format Matrix/);
  assert.throws(changed(summary, '>organization<', '>user<'), /report scope user/);
  assert.throws(changed(summary, '>Sum<', '>Median<'), /report summary Median/);
  assert.throws(changed(summary, '>Day<', '>FiscalQuarter<'), /report date granularity FiscalQuarter/);
  assert.throws(changed(summary, '$Area__c', '$Soil__c'), /its report type has no column Garden__c\$Soil__c/);
  assert.throws(changed(summary, '<scope>', '<chart/><scope>'), /element <chart> of Report/);
  const object = 'main/default/objects/Garden__c/Garden__c.object-meta.xml';
  assert.throws(changed(object, '<enableReports>true', '<enableReports>false', GARDEN), /reports are off for Garden__c/);
  assert.throws(changed('reports/Garden_Leads.reportFolder-meta.xml', '>Group<', '>Role<'), /report folder shared with Role/);
  assert.throws(changed('reports/Garden_Leads.reportFolder-meta.xml', '>View<', '>Manage<'), /report folder shared to Manage/);
});
