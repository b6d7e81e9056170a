/** Each rule that must have a test has one that names it: a number without a test fails here, before anybody relies on it. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { root } from './source.ts';

/** PEERS "Their bugs as our tests", those of the rooms that stand. */
const PEERS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 14, 15, 16, 20, 23, 24];
/**
 * RULES by section: consent, transparency, training, marketing, objection, safe contact.
 */
const RULES = [
  ...['CN-01', 'CN-02', 'CN-03', 'CN-04', 'CN-05', 'CN-06', 'CN-07', 'CN-08', 'CN-09', 'CN-10', 'CN-11', 'CN-12', 'CN-A'],
  ...['TR-01', 'TR-02', 'TR-03', 'TR-04', 'TR-05'],
  ...['SEC-04', 'OBJ-01', 'OBJ-02', 'MKT-01', 'MKT-02', 'MKT-03', 'MKT-04', 'MKT-05', 'MKT-06'],
  ...[
    'ACC-01',
    'ACC-02',
    'ACC-03',
    'ACC-04',
    'ACC-05',
    'ACC-06',
    'ACC-07',
    'ACC-08',
    'ACC-09',
    'ACC-10',
    'ACC-11',
    'ACC-20',
    'ACC-21',
    'ACC-31'
  ],
  ...['REG-01', 'REG-02']
];
const names = testNames();

for (const number of PEERS)
  test(`PEERS ${number} has a test that names it`, () => {
    assert.ok(names.some((name) => new RegExp(`(?:\\bPEERS ${number}\\b(?!\\d)|^peers${number}(?!\\d))`).test(name)));
  });

for (const rule of RULES)
  test(`${rule} has a test that names it`, () => {
    const inApex = rule.replace('-', '').toLowerCase();
    assert.ok(names.some((name) => new RegExp(`\\b${rule}\\b`).test(name) || new RegExp(`^${inApex}(?=[A-Z])`, 'i').test(name)));
  });

test('the names of tests are found in all three languages', () => {
  assert.ok(names.length > 400);
  assert.ok(names.some((name) => name.startsWith('peers1A')));
});

/** Methods of Apex tests, and the first words of test, it and describe. This file's own do not count. */
function testNames(): string[] {
  const read = (pattern: string) =>
    globSync(pattern, { cwd: root, exclude: (file) => file === 'node_modules' })
      .filter((file) => path.join(root, file) !== import.meta.filename)
      .map((file) => readFileSync(path.join(root, file), 'utf8'));
  const apex = read('force-app/**/*Test.cls').flatMap((text) => [...text.matchAll(/@IsTest\s+static void (\w+)\(/gi)]);
  const others = ['checks/**/*.test.ts', 'e2e/*.test.ts', 'force-app/**/*.test.js'].flatMap(read);
  const spoken = others.flatMap((text) => [...text.matchAll(/\b(?:test|it)\(\s*(?:'((?:[^'\\]|\\.)*)'|"([^"]*)"|`([^`]*)`)/g)]);
  return [...apex, ...spoken].map((match) => match[1] ?? match[2] ?? match[3] ?? '');
}
