/** House rules of the package's Apex that no compiler checks: DESIGN "How the package enforces". */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

interface Source {
  readonly name: string;
  readonly text: string;
  readonly code: string;
  readonly file: string;
}

const root = fileURLToPath(new URL('../force-app/main', import.meta.url));
const apex = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(cls|trigger)$/.test(file))
  .map((file): Source => {
    const text = readFileSync(path.join(root, file), 'utf8');
    return { name: path.basename(file).replace(/\..*$/, ''), text, code: withoutCommentsAndTexts(text), file: path.join(root, file) };
  });
const classes = apex.filter((source) => source.file.endsWith('.cls'));

test('there is Apex to check', () => assert.ok(classes.length > 50));

test('every class states its sharing, or is an interface', () => {
  const silent = classes.filter(
    ({ code }) => !/\b(with|without|inherited) sharing\b/.test(head(code)) && !/\binterface\b/.test(head(code))
  );
  assert.deepEqual(
    silent.map(({ name }) => name),
    []
  );
});

test('a class without sharing says why in its first words, or is a test', () => {
  const unexplained = classes.filter(
    ({ code, text }) =>
      /\bwithout sharing\b/.test(head(code)) && !isTest(code) && !/^\/\*\*[\s*]+Without sharing and (in )?system mode because /.test(text)
  );
  assert.deepEqual(
    unexplained.map(({ name }) => name),
    []
  );
});

test('every query states its access mode', () => {
  const silent = apex.flatMap(({ name, code }) =>
    queries(code)
      .filter((soql) => !/\bWITH (USER|SYSTEM)_MODE\b/i.test(soql))
      .map((soql) => `${name}: ${soql.slice(0, 60)}`)
  );
  assert.deepEqual(silent, []);
});

test('every data statement states its access mode', () => {
  const silent = apex.flatMap(({ name, code }) =>
    (code.match(/^\s*(insert|update|upsert|delete|undelete|merge)\s+(?!as (user|system)\b).*/gm) ?? []).map(
      (line) => `${name}: ${line.trim()}`
    )
  );
  assert.deepEqual(silent, []);
});

test('a trigger is one line that runs its handler', () => {
  for (const { name, code } of apex.filter(({ file }) => file.endsWith('.trigger'))) {
    assert.match(code, /\{\s*new \w+Handler\((?:'')?\)\.run\(\);\s*\}\s*$/, name);
  }
});

test('nothing writes to the debug log, and every class is at the house version', () => {
  for (const { name, code, file } of apex) {
    assert.doesNotMatch(code, /\bSystem\.debug\b/i, name);
    assert.match(readFileSync(`${file}-meta.xml`, 'utf8'), /<apiVersion>67\.0<\/apiVersion>/, name);
  }
});

test('personal details are read for a person by the doorway alone', () => {
  const callers = classes.filter(({ name, code }) => name !== 'PersonalDataReader' && /\bPersonalDataReader\.read\b/.test(code));
  assert.deepEqual(
    callers.map(({ name }) => name),
    ['PersonalDetails']
  );
});

test('the log is written before anything is read', () => {
  const { code } = classes.find(({ name }) => name === 'PersonalDetails') ?? assert.fail('no doorway');
  const open = code.slice(code.indexOf('open(List<Request>'));
  assert.ok(open.indexOf('record(') > 0 && open.indexOf('record(') < open.indexOf('answer('));
});

function head(code: string): string {
  return code.slice(0, code.indexOf('{'));
}

function isTest(code: string): boolean {
  return /@IsTest/i.test(head(code));
}

/** Bracketed queries, inner ones included in the outer. */
function queries(code: string): string[] {
  const found: string[] = [];
  for (const match of code.matchAll(/\[\s*SELECT\b/gi)) {
    let depth = 0;
    for (let at = match.index; at < code.length; at++) {
      if (code[at] === '[') depth++;
      if (code[at] === ']' && --depth === 0) {
        found.push(code.slice(match.index, at + 1));
        break;
      }
    }
  }
  return found;
}

function withoutCommentsAndTexts(text: string): string {
  return text.replace(/'(?:[^'\\\n]|\\.)*'|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, (part) => (part.startsWith("'") ? "''" : ''));
}
