import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { packageDir } from './source.ts';

/** Ours, but for the document that holds a file. */
const objects = globSync('*/objects/*__c', { cwd: packageDir })
  .map((folder) => path.basename(folder))
  .filter((name) => name !== 'Case_Document__c');

test('every object of ours but the document refuses files: a title would be read with the record', () => {
  const handler = readFileSync(path.join(packageDir, 'client/classes/FileLinkTriggerHandler.cls'), 'utf8');
  const rooms = handler.slice(handler.indexOf('ROOMS ='), handler.indexOf('};'));
  const listed = [...rooms.matchAll(/'(\w+__c)'/g)].map((match) => match[1]!);
  assert.deepEqual(listed.sort(), objects.sort());
});
