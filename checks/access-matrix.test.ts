/** What the package grants is what config/access-matrix.yaml says, both ways; what has no row fails. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { granted, roles, written } from './access-matrix.ts';
import { dataMap, packageDir } from './source.ts';

const now = granted();
const matrix = written();
const HOW = 'write its row with `node checks/access-matrix.ts --add` and read it against the table';

for (const part of ['objects', 'methods', 'rest'] as const) {
  test(`every one of ${part} has its row in the matrix, and no row is left over`, () => {
    assert.deepEqual(Object.keys(matrix[part]).sort(), Object.keys(now[part]).sort(), HOW);
  });
  test(`the rows of ${part} say what the permission sets grant, no more and no less`, () => {
    const standing = Object.keys(now[part]).filter((name) => name in matrix[part]);
    for (const name of standing) assert.deepEqual(matrix[part][name], now[part][name], name);
  });
}

test('the matrix finds methods and addresses in the source', () => {
  assert.ok(Object.keys(now.methods).length >= 15);
  assert.ok(Object.keys(now.rest).length >= 6);
});

test('no role may do anything with an object behind the doorway, and none may delete', () => {
  for (const [object, row] of Object.entries(matrix.objects)) {
    assert.deepEqual(Object.keys(row).sort(), [...roles].sort(), object);
    for (const role of roles) {
      if (dataMap[object]?.door) assert.equal(row[role], '-', `${object}: ${role}`);
      assert.match(row[role], /^(-|c?r?e?)$/, `${object}: ${role}`);
    }
  }
});

test('PEERS 8: a new screen method or address is closed until a role is given it and a row says so', () => {
  for (const [name, callers] of Object.entries({ ...matrix.methods, ...matrix.rest })) {
    assert.ok(callers.length > 0, `${name}: nobody may call it`);
  }
  for (const [name, callers] of Object.entries(matrix.methods))
    assert.ok(!callers.includes('integration'), `${name}: the integration user has no screen`);
});

test('the integration user reaches these addresses, which read nothing of a family', () => {
  const hers = Object.entries(matrix.rest).filter(([, callers]) => callers.includes('integration'));
  assert.deepEqual(
    hers.map(([name]) => name),
    [
      'POST /confide/v1/migration-removal',
      'GET /confide/v1/migration-window/*',
      'POST /confide/v1/migration-window/*',
      'POST /confide/v1/statutory-clock',
      'POST /confide/v1/disclosure-control',
      'GET /confide/v1/figures/*',
      'POST /confide/v1/figures/*'
    ]
  );
});

test('who holds a class but not each of its methods is refused by a test that is there', () => {
  const tests = new Set(
    globSync('**/*Test.cls', { cwd: packageDir }).flatMap((file) =>
      [...readFileSync(path.join(packageDir, file), 'utf8').matchAll(/@IsTest\s+static void (\w+)\(/g)].map(
        ([, name]) => `${path.basename(file, '.cls')}.${name}`
      )
    )
  );
  assert.ok(Object.keys(matrix.inside).length >= 10);
  for (const [method, refused] of Object.entries(matrix.inside))
    for (const [role, proof] of Object.entries(refused)) {
      assert.ok(matrix.methods[method]?.includes(role as (typeof roles)[number]), `${method}: ${role} does not hold it`);
      assert.ok(tests.has(proof), `${method}: no test ${proof}`);
    }
});
