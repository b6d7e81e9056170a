import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { packageDir, root } from './source.ts';
import { shapeFaults } from './shape.ts';

const files = [
  ...globSync('**/*-meta.xml', { cwd: packageDir }).map((file) => path.join(packageDir, file)),
  ...globSync('config/demo/metadata/**/*-meta.xml', { cwd: root }).map((file) => path.join(root, file))
];
const parser = new XMLParser({ ignoreAttributes: false, parseTagValue: false });

/** @returns what is wrong with one metadata file, against the types of the Metadata API */
function faults(xml: string): string[] {
  const wellFormed = XMLValidator.validate(xml);
  if (wellFormed !== true) return [`malformed XML: ${wellFormed.err.msg} in line ${wellFormed.err.line}`];
  const tree = parser.parse(xml) as Record<string, unknown>;
  const type = Object.keys(tree).find((key) => !key.startsWith('?'))!;
  return shapeFaults(type, tree[type]);
}

test('every metadata file has the elements the Metadata API knows, and no others', () => {
  assert.ok(files.length > 400, 'the files are found');
  const found = files.flatMap((file) => faults(readFileSync(file, 'utf8')).map((fault) => `${path.relative(root, file)}: ${fault}`));
  assert.deepEqual(found, []);
});

test('an element that the Metadata API does not know is found', () => {
  assert.deepEqual(
    faults('<?xml version="1.0"?><Queue><name>Q</name><doesSendEmailToMembers>false</doesSendEmailToMembers><owner>x</owner></Queue>'),
    ['Queue: unknown element <owner>']
  );
});

test('a value outside an enumeration is found', () => {
  const [fault] = faults('<?xml version="1.0"?><CustomField><fullName>A__c</fullName><type>Wish</type></CustomField>');
  assert.match(fault!, /CustomField\/type: "Wish" is not one of/);
});
