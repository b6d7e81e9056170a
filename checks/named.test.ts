/** Each rule that must have a test has one that names it: a number without a test fails here, before anybody relies on it. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { root } from './source.ts';

/** PEERS "Their bugs as our tests", those of the rooms that stand. */
const PEERS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 13, 14, 15, 16, 20, 22, 23, 24, 25, 26, 27];
/**
 * RULES by section: consent, transparency, training, marketing, objection, safe contact, safeguarding,
 * restriction, calendar, lawful basis and sharing, registers, retention.
 */
const RULES = [
  ...['CN-01', 'CN-02', 'CN-03', 'CN-04', 'CN-05', 'CN-06', 'CN-07', 'CN-08', 'CN-09', 'CN-10', 'CN-11', 'CN-12', 'CN-A'],
  ...['TR-01', 'TR-02', 'TR-03', 'TR-04', 'TR-05'],
  ...['SEC-04', 'SEC-06', 'RET-43', 'RET-44', 'OBJ-01', 'OBJ-02', 'OBJ-03', 'MKT-01', 'MKT-02', 'MKT-03', 'MKT-04', 'MKT-05', 'MKT-06'],
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
  ...['ANO-20', 'ANO-24', 'ANO-26', 'ANO-27'],
  ...['REG-01', 'REG-02'],
  ...['DSR-01', 'DSR-02', 'DSR-03', 'DSR-04', 'ID-01', 'ID-02', 'ID-03', 'ID-04', 'ID-05', 'ID-06'],
  ...['CLK-01', 'CLK-04', 'CLK-05', 'CLK-06', 'CLK-07', 'CLK-08', 'CLK-09', 'CLK-10', 'CLK-11'],
  ...[
    'ACC15-01',
    'ACC15-02',
    'ACC15-03',
    'ACC15-04',
    'ACC15-05',
    'EX-01',
    'EX-02',
    'EX-03',
    'EX-04',
    'EX-05',
    'EX-06',
    'EX-07',
    'EX-08',
    'EX-09',
    'EX-10',
    'EX-11',
    'EX-12',
    'EX-13',
    'EX-14'
  ],
  ...['CHD-01', 'CHD-02', 'CHD-03', 'CHD-04', 'CHD-05', 'CHD-06', 'CHD-07', 'PORT-01', 'PORT-02', 'REC-01', 'REC-02', 'REC-03'],
  ...['ERA-01', 'ERA-02', 'ERA-03', 'RES-01', 'RES-02', 'RES-03', 'RES-04', 'ADM-04', 'P41', 'FEE-01'],
  ...['CMP-01', 'CMP-02', 'CMP-03', 'CMP-04', 'CMP-05', 'CMP-06', 'CMP-07', 'CMP-08', 'CMP-09', 'CMP-10'],
  ...['BRE-01', 'BRE-02', 'BRE-03', 'BRE-04', 'BRE-05', 'BRE-06', 'BRE-07', 'BRE-08', 'BRE-09'],
  ...['SG-03', 'SG-10', 'SG-11', 'SG-12', 'SG-13', 'SG-30', 'SG-31', 'SG-32', 'SG-33', 'SG-34', 'SG-40', 'SG-41', 'SG-42', 'SG-43'],
  ...['CAL-01', 'CAL-02', 'CAL-03'],
  ...['LB-01', 'LB-02', 'LB-04', 'LB-05', 'LB-07', 'LB-10', 'SC-02', 'SC-03', 'SC-04', 'SC-05', 'SC-08'],
  ...['APD-01', 'APD-02', 'APD-03', 'APD-04', 'DPI-01', 'DPI-02', 'ROP-01', 'ROP-02', 'PRC-01', 'PRC-02', 'PRC-03'],
  ...['ERA-04', 'ERA-05', 'ERA-06'],
  ...[
    'RET-01',
    'RET-02',
    'RET-03',
    'RET-04',
    'RET-05',
    'RET-06',
    'RET-10',
    'RET-11',
    'RET-20',
    'RET-12',
    'RET-21',
    'RET-22',
    'RET-23',
    'RET-24',
    'RET-25',
    'RET-30',
    'RET-31',
    'RET-40',
    'RET-41',
    'RET-42',
    'RES-05'
  ]
];
/** The worked examples of RULES 6.3, 7, 8, 12.3, 13 and EX-05: each is an Apex test, those of the clock a test of its twin too. */
const VECTORS = [
  ...numbered('T', 31),
  ...numbered('C', 8),
  ...numbered('B', 4),
  ...numbered('LADO', 6, 1),
  ...numbered('R', 6, 1),
  'EX-05a',
  'EX-05b',
  'EX-05c'
];
const twin = spoken(read('scripts/shared/statutory-clock/*.test.ts'));
const names = testNames();

for (const number of PEERS)
  test(`PEERS ${number} has a test that names it`, () => {
    assert.ok(names.some((name) => new RegExp(`(?:\\bPEERS ${number}\\b(?!\\d)|^peers${number}(?!\\d))`).test(name)));
  });

for (const rule of RULES)
  test(`${rule} has a test that names it`, () => {
    const inApex = rule.replace('-', '').toLowerCase();
    assert.ok(
      names.some((name) => new RegExp(`\\b${rule}\\b`).test(name) || new RegExp(`^(?:[a-z]+\\d+)*${inApex}(?=[A-Z])`, 'i').test(name))
    );
  });

for (const vector of VECTORS)
  test(`vector ${vector} is tested by its number in Apex`, () => {
    const inApex = vector.replace('-', '').toLowerCase();
    assert.ok(names.some((name) => new RegExp(`^${inApex}(?=[A-Z])`, 'i').test(name)));
  });

for (const vector of VECTORS.filter((name) => /^[TCB]\d/.test(name)))
  test(`vector ${vector} is tested by its number in TypeScript`, () => {
    assert.ok(twin.some((name) => new RegExp(`\\b${vector}\\b`).test(name)) || twinTables().includes(`'${vector}'`));
  });

test('no file of tests is without a test', () => {
  const files = globSync('{checks,e2e,scripts,local-org,bootstrap}/**/*.test.ts', {
    cwd: root,
    exclude: (file) => file === 'node_modules'
  });
  const empty = files.filter((file) => !/\b(?:test|it)\(/.test(readFileSync(path.join(root, file), 'utf8')));
  assert.deepEqual(empty, []);
});

test('the names of tests are found in all three languages', () => {
  assert.ok(names.length > 400);
  assert.ok(names.some((name) => name.startsWith('peers1A')));
});

/** Methods of Apex tests, and the first words of test, it and describe. This file's own do not count. */
function testNames(): string[] {
  const apex = read('force-app/**/*Test.cls').flatMap((text) =>
    [...text.matchAll(/@IsTest\s+static void (\w+)\(/gi)].map(([, name]) => name ?? '')
  );
  return [...apex, ...spoken(['checks/**/*.test.ts', 'e2e/*.test.ts', 'force-app/**/*.test.js'].flatMap(read))];
}

function read(pattern: string): string[] {
  return globSync(pattern, { cwd: root, exclude: (file) => file === 'node_modules' })
    .filter((file) => path.join(root, file) !== import.meta.filename)
    .map((file) => readFileSync(path.join(root, file), 'utf8'));
}

function spoken(texts: string[]): string[] {
  return texts
    .flatMap((text) => [...text.matchAll(/\b(?:test|it)\(\s*(?:'((?:[^'\\]|\\.)*)'|"([^"]*)"|`([^`]*)`)/g)])
    .map((match) => match[1] ?? match[2] ?? match[3] ?? '');
}

/** Vectors that stand in a table, of which a loop makes one test each. */
function twinTables(): string {
  return read('scripts/shared/statutory-clock/vectors.test.ts').join('\n');
}

function numbered(letter: string, last: number, digits = 2): string[] {
  return Array.from({ length: last }, (_, at) => letter + String(at + 1).padStart(digits, '0'));
}
