/** Every promise of the notice has a control that can be switched off, tests that exist, and seals that fit the code. */
import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { controlsByPromise, expectedSeals, sealOf, writtenSeals } from './code-seals.ts';
import { MUTATIONS, WITHOUT_PROOF } from './promise-mutations.ts';
import { children, components, packageDir, text } from './source.ts';

const KINDS = new Set(['class', 'trigger', 'private', 'closed', 'job', 'record', 'field', 'hierarchy']);
const promises = components('md').filter(({ name }) => name.startsWith('Notice_Promise.'));
const valueOf = (id: string, field: string): string => {
  const record = promises.find(({ name }) => name === `Notice_Promise.${id}`)!;
  return text(children(record.node, 'values').find((value) => text(value, 'field') === field) ?? '', 'value') ?? '';
};
const ids = promises.map(({ name }) => name.slice('Notice_Promise.'.length)).sort();
const testNames = new Set(globSync(path.join(packageDir, '**', '*Test.cls')).map((file) => path.parse(file).name));

test('every promise has a mutation or a word why it has none', () => {
  const covered = [...MUTATIONS.map(({ promise }) => promise), ...Object.keys(WITHOUT_PROOF)];
  assert.deepEqual([...new Set(covered)].sort(), ids);
  assert.equal(covered.length, new Set(covered).size, 'not both');
});

test('every mutation still applies exactly once', () => {
  const faults = MUTATIONS.filter(({ file, find, replace }) => {
    const source = path.join(packageDir, file);
    return !existsSync(source) || find === replace || readFileSync(source, 'utf8').split(find).length !== 2;
  }).map(({ promise, file }) => `${promise}: ${file}`);
  assert.deepEqual(faults, []);
});

test('the tests of every mutation exist, and its promise names one of them', () => {
  const faults = MUTATIONS.flatMap(({ promise, tests }) => {
    const named = valueOf(promise, 'Test__c').split(', ');
    const missing = tests.filter((name) => !testNames.has(name)).map((name) => `${promise}: no test ${name}`);
    return tests.some((name) => named.includes(name)) ? missing : [...missing, `${promise}: its record names none of ${tests.join(', ')}`];
  });
  assert.deepEqual(faults, []);
});

test('a promise without a proof claims none', () => {
  const claiming = Object.keys(WITHOUT_PROOF).filter((id) => valueOf(id, 'Evidence__c') !== 'Not yet');
  assert.deepEqual(claiming, []);
});

test('a promise that is not proven, or whose words are wrong, says what is missing; wrong words have a better sentence', () => {
  const faults = ids.filter((id) => {
    const evidence = valueOf(id, 'Evidence__c');
    const wording = valueOf(id, 'Notice_Status__c');
    const needsGap = evidence !== 'Proven by test' || wording !== 'True';
    return (needsGap && valueOf(id, 'Gap__c') === '') || (wording !== 'True' && valueOf(id, 'Suggested_Sentence__c') === '');
  });
  assert.deepEqual(faults, []);
});

test('the gaps of the notice (RULES section 2) that are about a promise stand in it', () => {
  const told = ids.map((id) => valueOf(id, 'Gap__c')).join(' ');
  const missing = ['G1', 'G2', 'G3', 'G4', 'G5', 'G6', 'G7', 'G8', 'G9', 'G10', 'G11', 'G12', 'G13', 'G16'].filter(
    (gap) => !new RegExp(`\\b${gap}\\b`).test(told)
  );
  assert.deepEqual(missing, []);
});

test('every control is of a kind that the org can look at, and a proven promise has some', () => {
  const faults = [...controlsByPromise()].flatMap(([id, lines]) => {
    const unknown = lines.filter((line) => !KINDS.has(line.split(' ')[0]!)).map((line) => `${id}: ${line}`);
    return lines.length === 0 && valueOf(id, 'Evidence__c') !== 'Not yet' ? [...unknown, `${id}: no control`] : unknown;
  });
  assert.deepEqual(faults, []);
});

test('every class and trigger that keeps a promise bears its seal; after a reviewed change run checks/code-seals.ts --write', () => {
  assert.deepEqual(Object.fromEntries(writtenSeals()), Object.fromEntries(expectedSeals()));
});

test('a seal ignores blanks and line ends and nothing else', () => {
  assert.equal(sealOf('a {\r\n b; }'), sealOf('a {\n\tb;\n}'));
  assert.notEqual(sealOf('a { b; }'), sealOf('a { !b; }'));
});
