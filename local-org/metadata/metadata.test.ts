import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { NotSupportedError } from '../errors.ts';
import { GARDEN } from '../fixtures/index.ts';
import { loadMetadata, MetadataError } from './index.ts';
import { parseXml, text } from './xml.ts';

/** Writes files into a directory that goes with the test. */
function source(t: TestContext, files: Readonly<Record<string, string>>): string {
  const dir = mkdtempSync(path.join(tmpdir(), 'source-'));
  t.after(() => rmSync(dir, { recursive: true }));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(dir, name)), { recursive: true });
    writeFileSync(path.join(dir, name), content);
  }
  return dir;
}

const xml = (root: string, body: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="http://soap.sforce.com/2006/04/metadata">${body}</${root}>`;

test('classes, triggers, labels and parts of objects are read from any folder', () => {
  const metadata = loadMetadata([GARDEN]);
  assert.deepEqual(
    metadata.apexClasses.map((each) => [each.name, each.apiVersion, each.active]),
    [['GardenService', 67, true]]
  );
  assert.deepEqual(
    metadata.apexTriggers.map((each) => each.name),
    ['GardenTrigger', 'HarvestTrigger']
  );
  assert.equal(metadata.labels.get('Garden_Welcome'), 'Welcome to the garden & its plots.');
  assert.equal(text(metadata.components.get('CustomField')!.get('Garden__c.Area__c')!, 'precision'), '10');
  assert.ok(metadata.components.get('SharingReason')!.has('Garden__c.Helper__c'));
});

test('text keeps its entities decoded and its line breaks, comments do not count', () => {
  const { node } = parseXml('<A><b>x &lt; 1 &amp;&amp;\n y&#33;</b><!-- no --><c><![CDATA[a & b]]></c></A>', 'a.xml');
  assert.equal(text(node, 'b'), 'x < 1 &&\n y!');
  assert.equal(text(node, 'c'), 'a & b');
});

test('malformed XML fails the start and names the file', (t) => {
  const dir = source(t, { 'groups/A.group-meta.xml': xml('Group', '<name>A</nam>') });
  assert.throws(
    () => loadMetadata([dir]),
    (error: Error) => error instanceof MetadataError && /A\.group-meta\.xml: malformed XML, line 2/.test(error.message)
  );
});

test('an unknown element fails the start and is named', (t) => {
  const dir = source(t, { 'groups/A.group-meta.xml': xml('Group', '<name>A</name><colour>red</colour>') });
  assert.throws(() => loadMetadata([dir]), /element <colour> of Group is not supported by the local org/);
});

test('a metadata type that is not known is named, never skipped', (t) => {
  const dir = source(t, { 'flows/A.flow-meta.xml': xml('Flow', '<label>A</label>') });
  assert.throws(
    () => loadMetadata([dir]),
    (error: Error) => error instanceof NotSupportedError && error.message.includes('metadata type Flow')
  );
});

test('the same component in two folders is refused with both paths', (t) => {
  const label = xml('CustomLabels', '<labels><fullName>L</fullName><value>v</value></labels>');
  const dir = source(t, { 'a/labels/CustomLabels.labels-meta.xml': label, 'b/labels/CustomLabels.labels-meta.xml': label });
  assert.throws(() => loadMetadata([dir]), /CustomLabel L is there twice, also in .*a\/labels/);
});

test('a class without its meta file is refused', (t) => {
  const dir = source(t, { 'classes/A.cls': 'public class A {}' });
  assert.throws(() => loadMetadata([dir]), /A\.cls-meta\.xml is missing/);
});

test('a package directory that is not there is refused', () => {
  assert.throws(() => loadMetadata(['/nowhere/at/all']), /there is no such package directory/);
});

test('a tolerant start leaves out what this org does not know, and says so', (t) => {
  const dir = source(t, {
    'flows/F.flow-meta.xml': xml('Flow', ''),
    'groups/G.group-meta.xml': xml('Group', '<name>G</name><colour>red</colour>')
  });
  const { leftOut, components } = loadMetadata([dir], { tolerant: true });
  assert.deepEqual(
    leftOut?.map((line) => line.replace(dir, '')),
    [
      'Not supported by the local org: metadata type Flow (/flows/F.flow-meta.xml)',
      '/groups/G.group-meta.xml: element <colour> of Group is not supported by the local org'
    ]
  );
  assert.ok(components.get('Group')?.has('G'));
});
