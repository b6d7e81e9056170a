/** Letters that people read: reading age, words of repealed law, names that belong in metadata (RULES ACC-21, REG-01, REG-02). */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { children, components, packageDir, root, text } from './source.ts';

interface Text {
  readonly where: string;
  readonly words: string;
}

const labels = components('labels').flatMap(({ node }) =>
  children(node, 'labels').map((label): Text => ({ where: text(label, 'fullName')!, words: text(label, 'value')! }))
);
const letters = labels.filter(({ where }) => where.startsWith('Confide_Letter_'));
/** What is said of each purpose, and the demo's notice: families read both. */
const purposes = globSync('**/customMetadata/Purpose.*.xml', { cwd: packageDir }).map((file): Text => ({
  where: file,
  words: /Words__c<\/field>\s*<value[^>]*>([^<]+)</.exec(read(packageDir, file))?.[1] ?? ''
}));
const notices = ['Summary__c', 'Body__c'].map((field): Text => ({
  where: `demo notice ${field}`,
  words: new RegExp(`${field}:\\s*'([^']+)'`).exec(read(root, 'scripts/seed/registers.ts'))?.[1] ?? ''
}));
/** What is said or read out to a family or to whoever rings: on the phone, at the door, while she decides, when she takes a yes back. */
const lwc = (file: string) => read(packageDir, file);
const { SCRIPTS } = (await import(pathToFileURL(path.join(packageDir, 'casework/lwc/somebodyRings/scripts.js')).href)) as {
  SCRIPTS: Record<string, Record<'say' | 'never' | 'next', string[]>>;
};
const spoken: readonly Text[] = [
  ...Object.entries(SCRIPTS).flatMap(([name, script]) => [
    ...script.say.map((words) => ({ where: `somebody rings, ${name}, say`, words })),
    { where: `somebody rings, ${name}, never`, words: script.never.join(' ') },
    { where: `somebody rings, ${name}, then`, words: script.next.join(' ') }
  ]),
  ...[...lwc('foundation/lwc/words/words.js').matchAll(/export const (\w*(?:CALL|ALONE)) =\s*'([^']+)'/g)].map(([, where, words]) => ({
    where: where!,
    words: words!
  })),
  ...labels.filter(({ where }) => /^Confide_Withdrawal_(?:Stays|Stops|Locks)/.test(where)),
  ...paragraphs('consent/lwc/consentPanel/consentPanel.html'),
  ...paragraphs('assurance/lwc/whoLooked/whoLooked.html')
];
/** Apex without its tests: the one list of words that are never written is the guard itself. */
const code = globSync(['**/classes/*.cls'], { cwd: packageDir })
  .filter((file) => !/Test\.cls$|LetterText\.cls$/.test(file))
  .map((file): Text => ({ where: file, words: read(packageDir, file) }));
const seeds = globSync(['scripts/seed/**/*.ts', 'config/demo/**/*.{json,yaml,yml,xml}'], { cwd: root }).map((file): Text => ({
  where: file,
  words: read(root, file)
}));
/** Not the promises: they quote the notice, and say why what it calls consent is none. */
const screens = globSync(['**/lwc/*/*.{html,js}', '**/customMetadata/{Purpose,Charity_Detail,Legal_Parameter}.*.xml'], {
  cwd: packageDir
}).map((file): Text => ({ where: file, words: read(packageDir, file) }));

/** Reading age 11 is the sixth year of school. */
const HARDEST_GRADE = 6;
const REGULATOR = /\bICO\b|Information Commission/;
const REPEALED = [
  /article 77/i,
  /article 22\(1\)/i,
  /\bEDPB\b/,
  /lodge a complaint with a supervisory authority/i,
  /implied consent/i,
  /30 days to (?:respond|answer)/i,
  /\b30[- ]days? .{0,40}(?:subject access|\bSAR\b)/i
];

test('every letter, purpose and notice reads at age 11 or lower (ACC-21)', () => {
  assert.ok(letters.length >= 9, 'the letters are found');
  assert.ok(purposes.length >= 11, 'the purposes are found');
  assert.deepEqual(
    [...letters, ...purposes, ...notices].filter(({ words }) => words === ''),
    []
  );
  const hard = [...letters, ...purposes, ...notices]
    .map(({ where, words }) => `${where}: ${grade(words).toFixed(1)}`)
    .filter((line) => Number(line.split(': ')[1]) > HARDEST_GRADE);
  assert.deepEqual(hard, []);
});

test('what a family hears or gets read out reads at age 11 or lower (ACC-21)', () => {
  for (const place of [
    'somebody rings, partner, say',
    'ONE_NEUTRAL_CALL',
    'NO_SECOND_CALL',
    'Confide_Withdrawal_Stops',
    'consentPanel',
    'whoLooked'
  ])
    assert.ok(
      spoken.some(({ where }) => where.startsWith(place)),
      `${place} is found`
    );
  const hard = spoken.map(({ where, words }) => ({ where, grade: grade(words), words })).filter((text) => text.grade > HARDEST_GRADE);
  assert.deepEqual(hard, []);
});

test('the measure tells hard sentences from easy ones', () => {
  assert.ok(grade('We have stopped. You can change your mind. Just tell us.') < 3);
  assert.ok(grade('Notwithstanding the aforementioned provisions, processing undertaken previously remains unaffected.') > 12);
});

test('no text names repealed law or a consent that nobody gave (REG-02)', () => {
  const found = [...labels, ...screens, ...code, ...seeds].flatMap(({ where, words }) =>
    REPEALED.filter((pattern) => pattern.test(words)).map((pattern) => `${where}: ${String(pattern)}`)
  );
  assert.deepEqual(found, []);
  assert.ok(REPEALED.some((pattern) => pattern.test('See Article 77 of the GDPR.')));
});

test('no letter holds the name of a regulator, of the charity or of a person: they come from metadata (REG-01)', () => {
  const fixed = letters.filter(({ words }) => /\bICO\b|Information Commission|Parents 1st|DPO/.test(words));
  assert.deepEqual(fixed, []);
});

test('no label, screen, class or seed holds the name of the regulator: it is metadata with dates (REG-01)', () => {
  const screensOnly = screens.filter(({ where }) => !where.includes('customMetadata'));
  const named = [...labels, ...screensOnly, ...code, ...seeds].filter(({ words }) =>
    REGULATOR.test(words.replace(/\bICO_Number__c\b/g, ''))
  );
  assert.deepEqual(
    named.map(({ where }) => where),
    []
  );
  const details = globSync('**/customMetadata/Charity_Detail.*.xml', { cwd: packageDir }).map((file) => read(packageDir, file));
  assert.ok(details.some((words) => REGULATOR.test(words)));
});

function read(folder: string, file: string): string {
  return readFileSync(path.join(folder, file), 'utf8');
}

/** @returns the paragraphs of a screen that are read out: those that lead a part of it. */
function paragraphs(file: string): Text[] {
  return [...lwc(file).matchAll(/<p class="lead">([^<]+)<\/p>/g)].map(([, words]) => ({
    where: path.basename(file, '.html'),
    words: words!
      .replace(/\{[^}]+\}/g, 'us')
      .replace(/\s+/g, ' ')
      .trim()
  }));
}

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
