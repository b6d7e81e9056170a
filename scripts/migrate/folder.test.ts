import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { EXIT, ToolError } from '../shared/exit.ts';
import { FOLDER, loaded, migration, migrations, newMigration } from './folder.ts';
import { readMapping } from './mapping.ts';

const GOOD = `sources:
  families: { csv: families.csv, key: [Ref] }
steps:
  - object: Client__c
    source: families
    key: old
    fields:
      Language__c: { column: Language }
`;

function faults(text: string): string {
  try {
    readMapping(text, 'm.yaml');
  } catch (error) {
    assert.ok(error instanceof ToolError && error.exitCode === EXIT.usage);
    return error.message;
  }
  return '';
}

describe('a mapping', () => {
  it('is read', () => assert.equal(readMapping(GOOD, 'm.yaml').steps[0]!.object, 'Client__c'));

  it('is refused with the line and column of each fault', () => {
    assert.match(faults(GOOD.replace('source: families', 'source: people')), /^m\.yaml:5:5: No source/);
    assert.match(faults(GOOD.replace('column: Language', 'colum: Language')), /m\.yaml:8:22: The key "colum"/);
    assert.match(faults(GOOD.replace('{ column: Language }', '{ column: Language, as: dat }')), /^m\.yaml:8:40: One of: text, date/);
    assert.match(faults(GOOD.replace('    key: old\n', '')), /^m\.yaml:4:5: This entry is missing/);
    assert.match(faults(GOOD.replace('Language__c:', 'Legacy_Id__c:')), /^m\.yaml:8:7: Legacy_Id__c is written by the tool/);
    assert.match(faults(GOOD.replace('[Ref]', '[Ref')), /^m\.yaml:\d+:\d+: This is no YAML/);
  });

  it('is refused when it would reach out of the folder of the sources', () =>
    assert.match(faults(GOOD.replace('families.csv', '../families.csv')), /^m\.yaml:2:15: /));

  it('is refused when two steps would overwrite each other', () =>
    assert.match(faults(GOOD + GOOD.split('steps:\n')[1]!), /another step|Another step/));
});

describe('folders of migrations', () => {
  const root = mkdtempSync(path.join(tmpdir(), 'confide-migrations-'));
  after(() => rmSync(root, { recursive: true, force: true }));

  it('are chained: an edit of one shows in each behind it, line ends do not', () => {
    for (const name of ['0001_first', '0002_second']) {
      mkdirSync(path.join(root, name));
      writeFileSync(path.join(root, name, 'mapping.yaml'), GOOD);
    }
    const [first, second] = migrations(root);
    assert.equal(first!.checksum, second!.checksum);
    assert.notEqual(first!.chain, second!.chain);
    writeFileSync(path.join(root, '0001_first', 'mapping.yaml'), GOOD.replaceAll('\n', '\r\n'));
    assert.deepEqual(migrations(root), [first, second]);
    writeFileSync(path.join(root, '0001_first', 'transform.ts'), 'export default (row) => row;\n');
    const [, again] = migrations(root);
    assert.equal(again!.checksum, second!.checksum);
    assert.notEqual(again!.chain, second!.chain);
  });

  it('get the next number, and a mapping that holds', async () => {
    const made = newMigration('more_notes', root);
    assert.equal(made.name, '0003_more_notes');
    assert.equal((await loaded(made)).mapping.steps.length, 1);
    assert.throws(() => newMigration('../x', root), /small letters/);
    assert.equal(migration('0003', root).name, '0003_more_notes');
    assert.throws(() => migration(undefined, root), /several/);
  });

  it('are refused when two share a number', () => {
    mkdirSync(path.join(root, '0003_other'));
    assert.throws(() => migrations(root), /shares its number/);
  });

  it('of the project hold', async () => {
    for (const one of migrations(FOLDER)) await loaded(one);
    assert.ok(readFileSync(path.join(FOLDER, '0001_contacts_and_notes', 'mapping.yaml'), 'utf8').includes('Legacy_Implied__c'));
  });
});
