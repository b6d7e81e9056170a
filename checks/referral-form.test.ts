/** P03: each field of the referral form is justified in docs/referral-form.md, and nothing else is. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { packageDir, root } from './source.ts';

const folder = path.join(packageDir, 'referral', 'lwc', 'referralIntake');
const html = readFileSync(path.join(folder, 'referralIntake.html'), 'utf8');
const script = readFileSync(path.join(folder, 'referralIntake.js'), 'utf8');
const page = readFileSync(path.join(root, 'docs', 'referral-form.md'), 'utf8');

const asked = [...html.matchAll(/<lightning-[\w-]+\s[^>]*?\bname="(\w+)"[^>]*>/g)].map((found) => ({
  name: found[1]!,
  label: /\blabel="([^"]+)"/.exec(found[0])?.[1] ?? ''
}));
const justified = [...page.matchAll(/^\| (\w+) +\| (.+?) +\| (.+?) +\|$/gm)]
  .map(([, name, label, why]) => ({ name: name!, label: label!, why: why! }))
  .filter(({ name }) => name !== 'Field');

test('P03 the form asks exactly what its page justifies, in the same order and words', () => {
  assert.deepEqual(
    asked,
    justified.map(({ name, label }) => ({ name, label }))
  );
});

test('P03 each field has a reason of its own', () => {
  const reasons = justified.map(({ why }) => why);
  assert.deepEqual(
    reasons.filter((why) => why.split(' ').length < 4),
    []
  );
  assert.equal(new Set(reasons).size, reasons.length);
});

test('the steps of the form are the parts of its page', () => {
  const steps = script.slice(0, script.indexOf('];'));
  const labels = [...steps.matchAll(/ label: '([^']+)'/g)].map((found) => found[1]);
  const parts = [...page.matchAll(/^## (.+)$/gm)].map((found) => found[1]);
  assert.ok(labels.length >= 5);
  assert.deepEqual(parts, labels);
});

test('all fields are found: as many as the template names', () => {
  const names = [...html.matchAll(/\sname="(\w+)"/g)].map((found) => found[1]);
  assert.ok(names.length > 40);
  assert.deepEqual(
    asked.map(({ name }) => name),
    names
  );
});
