/** Letters that people read: reading age, words of repealed law, names that belong in metadata (RULES ACC-21, REG-01, REG-02). */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { children, components, packageDir, text } from './source.ts';

interface Text {
  readonly where: string;
  readonly words: string;
}

const labels = components('labels').flatMap(({ node }) =>
  children(node, 'labels').map((label): Text => ({ where: text(label, 'fullName')!, words: text(label, 'value')! }))
);
const letters = labels.filter(({ where }) => where.startsWith('Confide_Letter_'));
/** Not the promises: they quote the notice, and say why what it calls consent is none. */
const screens = globSync(['**/lwc/*/*.{html,js}', '**/customMetadata/{Purpose,Charity_Detail,Legal_Parameter}.*.xml'], {
  cwd: packageDir
}).map((file): Text => ({ where: file, words: readFileSync(path.join(packageDir, file), 'utf8') }));

/** Reading age 11 is the sixth year of school. */
const HARDEST_GRADE = 6;
const REPEALED = [
  /article 77/i,
  /article 22\(1\)/i,
  /\bEDPB\b/,
  /lodge a complaint with a supervisory authority/i,
  /implied consent/i,
  /30 days to respond/i
];

test('every letter reads at age 11 or lower (ACC-21)', () => {
  assert.ok(letters.length >= 9, 'the letters are found');
  const hard = letters
    .map(({ where, words }) => `${where}: ${grade(words).toFixed(1)}`)
    .filter((line) => Number(line.split(': ')[1]) > HARDEST_GRADE);
  assert.deepEqual(hard, []);
});

test('the measure tells hard sentences from easy ones', () => {
  assert.ok(grade('We have stopped. You can change your mind. Just tell us.') < 3);
  assert.ok(grade('Notwithstanding the aforementioned provisions, processing undertaken previously remains unaffected.') > 12);
});

test('no text names repealed law or a consent that nobody gave (REG-02)', () => {
  const found = [...labels, ...screens].flatMap(({ where, words }) =>
    REPEALED.filter((pattern) => pattern.test(words)).map((pattern) => `${where}: ${String(pattern)}`)
  );
  assert.deepEqual(found, []);
  assert.ok(REPEALED.some((pattern) => pattern.test('See Article 77 of the GDPR.')));
});

test('no letter holds the name of a regulator, of the charity or of a person: they come from metadata (REG-01)', () => {
  const fixed = letters.filter(({ words }) => /\bICO\b|Information Commission|Parents 1st|DPO/.test(words));
  assert.deepEqual(fixed, []);
});

/** @returns the Flesch-Kincaid grade; a gap in the text counts as one short word */
function grade(words: string): number {
  const plain = words.replace(/\{\d\}/g, 'us').replace(/[:;]/g, '.');
  const sentences = plain.split(/[.!?]+(?:\s|$)/).filter((sentence) => sentence.trim() !== '');
  const all = plain.match(/[A-Za-z’']+/g) ?? [];
  const syllables = all.reduce((sum, word) => sum + syllablesOf(word), 0);
  return 0.39 * (all.length / sentences.length) + 11.8 * (syllables / all.length) - 15.59;
}

function syllablesOf(word: string): number {
  const bare = word
    .toLowerCase()
    .replace(/[^a-z]/g, '')
    .replace(/(?:[^laeiouy]es|ed|[^laeiouy]e)$/, '')
    .replace(/^y/, '');
  return Math.max(1, (bare.match(/[aeiouy]{1,2}/g) ?? []).length);
}
