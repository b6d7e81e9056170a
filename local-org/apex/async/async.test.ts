import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { BootOptions } from '../../boot.ts';
import { GARDEN, gardenOrg } from '../../fixtures/index.ts';
import type { Org } from '../../org.ts';
import { run } from '../library/testing.ts';

const JOBS = fileURLToPath(new URL('fixtures/jobs', import.meta.url));

function jobsOrg(options: Partial<BootOptions> = {}): Org {
  return gardenOrg({ packageDirs: [GARDEN, JOBS], ...options });
}

function names(org: Org): unknown[] {
  return org.store.all('SELECT "Name" AS name FROM "Job_Note__c" ORDER BY "Id"').map((row) => row['name']);
}

function jobs(org: Org): string[] {
  return org.store
    .all('SELECT * FROM "AsyncApexJob" WHERE "JobType" <> ? ORDER BY "Id"', ['BatchApexWorker'])
    .map((row) =>
      `${row['JobType']} ${row['Status']} ${row['JobItemsProcessed']}/${row['TotalJobItems']} ${row['NumberOfErrors']} ${row['ExtendedStatus'] ?? ''}`.trim()
    );
}

test('a queueable runs after commit, keeps its state, chains, and its finalizer follows each link', () => {
  const org = jobsOrg();
  run("System.enqueueJob(new PlantQueueable(new List<String>{ 'a', 'b' }));", org);
  assert.deepEqual(jobs(org), ['Queueable Queued 0/0 0']);
  assert.equal(org.async.drain(), 2);
  assert.deepEqual(names(org), ['a1truetrue', 'end of a: SUCCESS', 'b1truetrue', 'end of b: SUCCESS']);
  assert.deepEqual(jobs(org), ['Queueable Completed 0/0 0', 'Queueable Completed 0/0 0']);
});

test('a queueable whose transaction is rolled back never runs', () => {
  const org = jobsOrg();
  assert.throws(
    () => run("System.enqueueJob(new PlantQueueable(new List<String>{ 'a' })); throw new IllegalArgumentException('no');", org),
    /IllegalArgumentException: no/
  );
  assert.equal(org.async.drain(), 0);
  assert.deepEqual(jobs(org), []);
});

test('a failing queueable is marked Failed, leaves nothing behind, and its finalizer is told', () => {
  const org = jobsOrg();
  run("System.enqueueJob(new PlantQueueable(new List<String>{ 'fail' }));", org);
  assert.equal(org.async.drain(), 1);
  assert.deepEqual(names(org), ['end of fail: UNHANDLED_EXCEPTION']);
  assert.deepEqual(jobs(org), ['Queueable Failed 0/0 1 System.IllegalArgumentException: No seeds']);
});

test('a batch runs chunk by chunk; a failing chunk is rolled back and counted, Stateful fields stay', () => {
  const org = jobsOrg();
  run(
    "insert as system new List<Job_Note__c>{ new Job_Note__c(Name = 'a', State__c = 'Open'), new Job_Note__c(Name = 'b', State__c = 'Open'), new Job_Note__c(Name = 'locked', State__c = 'Open'), new Job_Note__c(Name = 'z', State__c = 'Open') }; Database.executeBatch(new CloseBatch(), 2);",
    org
  );
  assert.equal(org.async.drain(), 4);
  assert.deepEqual(jobs(org), ['BatchApex Completed 2/2 1 First error: System.IllegalArgumentException: Cannot close']);
  assert.deepEqual(
    run(
      "System.debug([SELECT COUNT() FROM Job_Note__c WHERE State__c = 'Open' WITH SYSTEM_MODE]); System.debug([SELECT COUNT() FROM Job_Note__c WHERE Name = '2 closed' WITH SYSTEM_MODE]);",
      org
    ),
    ['2', '1']
  );
});

test('a schedule fires by the clock, again and again, until it is aborted', () => {
  let now = Date.parse('2026-11-24T12:00:00Z');
  const org = jobsOrg({ now: () => now });
  run("System.schedule('nightly', '0 30 1 * * ?', new NightlyJob());", org);
  assert.equal(org.async.drain(), 0);
  assert.deepEqual(
    org.store.all('SELECT "State" AS s, "NextFireTime" AS n FROM "CronTrigger"').map((row) => [row['s'], row['n']]),
    [['WAITING', '2026-11-25T01:30:00.000Z']]
  );
  now = Date.parse('2026-11-25T01:30:00Z');
  assert.equal(org.async.drain(), 1);
  now = Date.parse('2026-11-26T02:00:00Z');
  assert.equal(org.async.drain(), 1);
  assert.deepEqual(names(org), ['night', 'night']);
  run('System.abortJob([SELECT Id FROM CronTrigger].Id);', org);
  now = Date.parse('2026-12-26T02:00:00Z');
  assert.equal(org.async.drain(), 0);
});

test('a name can be scheduled once', () => {
  const org = jobsOrg();
  run("System.schedule('nightly', '0 30 1 * * ?', new NightlyJob());", org);
  assert.throws(() => run("System.schedule('nightly', '0 30 2 * * ?', new NightlyJob());", org), /already scheduled for execution/);
  assert.throws(() => run("System.schedule('other', '0 99 2 * * ?', new NightlyJob());", org), /Minutes values must be between 0 and 59/);
});

test('a future method runs with the arguments it was called with', () => {
  const org = jobsOrg();
  run("LateCalls.plant('x', new List<Integer>{ 1, 2 });", org);
  assert.equal(org.async.drain(), 1);
  assert.deepEqual(names(org), ['x2true']);
});

test('events published after commit come in one batch, as the Automated Process', () => {
  const org = jobsOrg();
  run("EventBus.publish(new List<Late_Harvest__e>{ new Late_Harvest__e(Note__c = 'a'), new Late_Harvest__e(Note__c = 'b') });", org);
  assert.equal(org.async.drain(), 1);
  assert.deepEqual(names(org), ['late a by Automated Process of 2', 'late b by Automated Process of 2']);
  assert.equal(org.async.drain(), 0);
});

test('a rolled-back transaction keeps its immediate events and loses the others', () => {
  const org = jobsOrg();
  assert.throws(() =>
    run(
      "EventBus.publish(new Harvest__e(Garden_Id__c = 'x')); EventBus.publish(new Late_Harvest__e(Note__c = 'a')); throw new IllegalArgumentException('no');",
      org
    )
  );
  assert.deepEqual(
    org.store.all('SELECT event FROM "local_event"').map((row) => row['event']),
    ['Harvest__e']
  );
});

test('a retryable failure keeps the events for ten tries, then the subscription stops', () => {
  const org = jobsOrg();
  run("EventBus.publish(new Late_Harvest__e(Note__c = 'again'));", org);
  assert.equal(org.async.drain(), 10);
  assert.deepEqual(
    org.store.all('SELECT tries FROM "local_event"').map((row) => row['tries']),
    [10]
  );
});

test('work that waits is still there after the org was closed and opened again', () => {
  const directory = mkdtempSync(path.join(tmpdir(), 'org-'));
  try {
    const database = path.join(directory, 'org.db');
    const first = jobsOrg({ database });
    run("System.enqueueJob(new PlantQueueable(new List<String>{ 'a' })); EventBus.publish(new Late_Harvest__e(Note__c = 'b'));", first);
    first.store.close();
    const second = jobsOrg({ database });
    assert.equal(second.async.drain(), 2);
    assert.deepEqual(names(second), ['late b by Automated Process of 1', 'a1truetrue', 'end of a: SUCCESS']);
    second.store.close();
  } finally {
    rmSync(directory, { recursive: true });
  }
});

test('the worker is woken by a commit', async () => {
  const org = jobsOrg();
  const stop = org.async.start((error) => assert.fail(String(error)));
  try {
    run("EventBus.publish(new Late_Harvest__e(Note__c = 'a'));", org);
    for (let i = 0; i < 50 && names(org).length === 0; i++) await new Promise((resolve) => setTimeout(resolve, 10));
    assert.deepEqual(names(org), ['late a by Automated Process of 1']);
  } finally {
    stop();
  }
});
