/** Two hundred rows cost what one costs: each trigger has an Apex test that measures it, told by its name and its body. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { packageDir } from './source.ts';

/** Rooms whose triggers are measured. The others join here when they are built. */
const ROOMS = [
  'assurance',
  'casework',
  'client',
  'consent',
  'disclosure',
  'doorway',
  'foundation',
  'paper',
  'referral',
  'retention',
  'rights',
  'safeguarding',
  'statistics'
];
const MEASURES = /\bCost\.of(?:Inserting|Updating)\(|\bnew Cost\(|\bcostOf\w+\(|Limits\.getQueries\(/;

const triggers = globSync(`{${ROOMS.join(',')}}/triggers/*.trigger`, { cwd: packageDir });
const bodies = globSync('**/classes/*Test.cls', { cwd: packageDir }).flatMap((file) => measured(read(file)));

for (const file of triggers) {
  const [, name, object] = /^trigger (\w+) on (\w+)/.exec(read(file)) ?? [];
  test(`two hundred rows through ${name} are measured`, () => {
    assert.ok(object, 'the object is found');
    assert.ok(
      bodies.some((body) => new RegExp(`\\b${object}\\b`).test(body)),
      `no test method twoHundred… measures rows of ${object} (see Cost.cls)`
    );
  });
}

test('triggers and measuring tests are found, and a method that measures nothing does not count', () => {
  assert.ok(triggers.length >= 45);
  assert.equal(measured('static void twoHundredRows() {\n        insert as system rows;\n    }\n').length, 0);
  assert.equal(measured('static void twoHundredRows() {\n        Cost.ofInserting(rows);\n    }\n').length, 1);
});

/** The bodies of the methods that begin with twoHundred and measure. */
function measured(text: string): string[] {
  return [...text.matchAll(/static void twoHundred\w+\(\) \{\n([^]*?)\n {4}\}\n/g)]
    .map((match) => match[1]!)
    .filter((body) => MEASURES.test(body));
}

function read(file: string): string {
  return readFileSync(path.join(packageDir, file), 'utf8');
}
