/**
 * Random orgs: what the org's SQL says and what the brute-force evaluator says, for every user, row, level, object and field, before and
 * after things change. `ORACLE_RUNS=2000 ORACLE_SEED=n` looks at more and other orgs than the suite has time for.
 */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { SRecord } from '../schema/record.ts';
import { FIELDS, KINDS, forestOrg } from './fixtures/forest.ts';
import { Naive, applyTo } from './naive.ts';
import { Forest } from './plant.ts';
import { transact } from '../transaction.ts';
import { USER } from './types.ts';
import { undone } from './testing.ts';
import type { RecordLevel } from './types.ts';
import { change, world } from './worlds.ts';
import type { World } from './worlds.ts';

const NOW = Date.parse('2026-11-24T12:00:00Z');
const RUNS = Number(process.env['ORACLE_RUNS'] ?? 30);
const SEED = Number(process.env['ORACLE_SEED'] ?? 20261124);
const org = forestOrg(() => NOW);
after(() => org.store.close());
const LEVELS: readonly RecordLevel[] = ['read', 'edit', 'delete', 'all'];

const seen = { allowed: 0, refused: 0 };

function compareSharing(forest: Forest, naive: Naive): void {
  forest.users.forEach((userId, user) => {
    for (const { name } of KINDS)
      for (const level of LEVELS) {
        const ids = forest.rows.filter((_, row) => forest.rowObject(row) === name);
        const oneByOne = org.security.reachable(userId, name, ids, level);
        const predicate = org.security.recordPredicate(userId, name, 'x', level);
        const where = predicate ? ` WHERE ${predicate.sql}` : '';
        const asSet = new Set(org.store.all(`SELECT x."Id" FROM "${name}" x${where}`, predicate?.params ?? []).map((row) => row.Id));
        forest.rows.forEach((id, row) => {
          if (forest.rowObject(row) !== name) return;
          const expected = naive.reaches(user, row, level);
          seen[expected ? 'allowed' : 'refused']++;
          assert.equal(oneByOne.has(id), expected, `sharing, row by row: user ${user}, ${name} row ${row}, ${level}`);
          assert.equal(asSet.has(id), expected, `sharing, as a set: user ${user}, ${name} row ${row}, ${level}`);
        });
      }
  });
}

function compareRights(forest: Forest, naive: Naive): void {
  forest.users.forEach((userId, user) => {
    for (const { name } of KINDS) {
      assert.deepEqual(org.security.objectAccess(userId, name), naive.rights(user, name), `object rights: user ${user}, ${name}`);
      for (const field of FIELDS)
        assert.deepEqual(org.security.fieldAccess(userId, name, field), naive.field(user, name, field), `user ${user}, ${name}.${field}`);
    }
  });
}

/** What a query gives and what an update or deletion does in user mode: object, field and record access together. */
function compareWork(forest: Forest, naive: Naive, user: number): void {
  const userId = forest.users[user]!;
  for (const { name } of KINDS) {
    const rows = forest.rows.map((_, row) => row).filter((row) => forest.rowObject(row) === name);
    const rights = naive.rights(user, name);
    const readable = rights.read ? rows.filter((row) => naive.reaches(user, row, 'read')) : null;
    assert.deepEqual(queried(userId, `SELECT Id FROM ${name}`), ids(forest, readable), `query: user ${user}, ${name}`);
    const colourToo = naive.field(user, name, 'Colour__c').read ? readable : null;
    assert.deepEqual(
      queried(userId, `SELECT Id FROM ${name} WHERE Colour__c != 'x'`),
      ids(forest, colourToo),
      `filter: user ${user}, ${name}`
    );
    const editable = rights.edit && naive.field(user, name, 'Colour__c').edit ? rows.filter((row) => naive.reaches(user, row, 'edit')) : [];
    assert.deepEqual(saved(userId, 'update', name, rows, forest), ids(forest, editable), `update: user ${user}, ${name}`);
    const removable = rights.delete ? rows.filter((row) => naive.reaches(user, row, 'delete')) : [];
    assert.deepEqual(saved(userId, 'delete', name, rows, forest), ids(forest, removable), `delete: user ${user}, ${name}`);
  }
}

const ids = (forest: Forest, rows: readonly number[] | null): string[] | null => rows && rows.map((row) => forest.rows[row]!).sort();

/** @returns the ids, or null when the query is refused. */
function queried(userId: string, text: string): string[] | null {
  try {
    return org.soql
      .query(text, { userId, access: USER })
      .records.map((row) => row.id!)
      .sort();
  } catch (error) {
    assert.match((error as { statusCode: string }).statusCode, /^INVALID_(TYPE|FIELD)$/);
    return null;
  }
}

/** @returns ids of the rows that were saved; nothing stays changed. */
function saved(userId: string, operation: 'update' | 'delete', object: string, rows: readonly number[], forest: Forest): string[] {
  let done: string[] = [];
  undone(org, () => {
    const records = rows.map((row) => {
      const record = new SRecord(org.schema.object(object)!);
      record.set('Id', forest.rows[row]!);
      if (operation === 'update') record.set('Colour__c', 'pink');
      return record;
    });
    const results = transact(org, userId, 'api', () => org.dml.save(operation, records, { userId, access: USER, allOrNone: false }));
    done = rows.filter((_, n) => results[n]!.success).map((row) => forest.rows[row]!);
  });
  return done.sort();
}

test(`in ${RUNS} random orgs the queries and the brute-force evaluator agree on every row, for reading, editing and deleting`, () => {
  const property = fc.property(world, fc.array(change, { maxLength: 6 }), fc.nat({ max: 5 }), (planned, changes, worker) => {
    const now: World = structuredClone(planned);
    const naive = new Naive(now);
    undone(org, () => {
      const forest = new Forest(org, now);
      compareRights(forest, naive);
      compareSharing(forest, naive);
      compareWork(forest, naive, worker);
      for (const each of changes) {
        const before = structuredClone(now);
        if (applyTo(now, each)) forest.change(each, before);
      }
      if (changes.length === 0) return;
      compareRights(forest, naive);
      compareSharing(forest, naive);
      compareWork(forest, naive, worker);
    });
  });
  fc.assert(property, { numRuns: RUNS, seed: SEED });
  assert.ok(seen.allowed > 1000 && seen.refused > 1000, `not one-sided: ${JSON.stringify(seen)}`);
});
