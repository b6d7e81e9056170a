import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { GARDEN, gardenOrg } from '../../fixtures/index.ts';
import type { TestMethodResult } from '../types.ts';

const JOBS = fileURLToPath(new URL('../async/fixtures/jobs', import.meta.url));
const org = gardenOrg({ packageDirs: [GARDEN, JOBS] });

test('every test method gives a result, in the order of the source, with what failed and where', () => {
  const told: TestMethodResult[] = [];
  const { results } = org.apex.runTests(['jobstest'], (result) => told.push(result));
  assert.deepEqual(results, told);
  assert.deepEqual(
    results.map(({ className, methodName, outcome, message }) => [className, methodName, outcome, message]),
    [
      ['JobsTest', 'aJobRunsAtStopTest', 'Pass', null],
      ['JobsTest', 'aFailingJobFailsTheTest', 'Fail', 'System.IllegalArgumentException: No seeds'],
      ['JobsTest', 'aChainIsRefused', 'Pass', null],
      ['JobsTest', 'limitsAreFreshBetweenStartAndStop', 'Pass', null],
      ['JobsTest', 'tooManyQueriesCannotBeCaught', 'Fail', 'System.LimitException: Too many SOQL queries: 101'],
      ['JobsTest', 'anImmediateEventSurvivesRollback', 'Pass', null],
      ['JobsTest', 'aUserWithoutTheRightPublishesInSystemModeOnly', 'Pass', null],
      ['JobsTest', 'aBatchOfOneChunkRuns', 'Pass', null]
    ]
  );
  assert.equal(
    results[1]!.stackTrace,
    'Class.PlantQueueable.execute: line 22, column 1\nClass.JobsTest.aFailingJobFailsTheTest: line 23, column 1'
  );
});

test('coverage names the lines of classes and triggers that ran and those that did not, tests left out', () => {
  const { coverage } = org.apex.runTests(['JobsTest']);
  const of = (name: string) => coverage.find((one) => one.name === name);
  assert.equal(of('JobsTest'), undefined);
  assert.deepEqual(of('NightlyJob'), { name: 'NightlyJob', kind: 'Class', covered: [], uncovered: [4] });
  assert.deepEqual(of('LateHarvestTrigger')?.uncovered, [5]);
  assert.deepEqual(of('CloseBatch')?.uncovered, [14]);
});

test('a run leaves nothing in the org it was asked of', () => {
  org.apex.runTests(['JobsTest']);
  assert.deepEqual(org.store.all('SELECT COUNT(*) AS n FROM "Job_Note__c"')[0]?.['n'], 0);
});

test('one method may be asked for, and none that does not exist', () => {
  const names = org.apex.runTests(['jobstest.aJobRunsAtStopTest']).results.map(({ methodName }) => methodName);
  assert.deepEqual(names, ['aJobRunsAtStopTest']);
  assert.throws(() => org.apex.runTests(['JobsTest.nothing']), /There is no test method named JobsTest\.nothing\./);
});

test('a name that is no test class is refused', () => {
  assert.throws(() => org.apex.runTests(['NightlyJob']), /There is no test class named NightlyJob\./);
});
