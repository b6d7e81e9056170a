/** What the guides say to type exists, and what they point at is there. */
import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

const root = path.resolve(import.meta.dirname, '..');
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const guides = globSync('docs/*.md', { cwd: root }).map((file) => file.replaceAll('\\', '/'));
const pages = ['README.md', 'scripts/README.md', ...guides];

/** Of each command of the tool, its flags; from the surface that the tool's own test keeps true. */
const commands = new Map<string, Set<string>>();
/** What cannot be left out: flags, and how many words without one. */
const needed = new Map<string, { readonly flags: readonly string[]; readonly words: number }>();
for (const file of globSync('scripts/surface/*.txt', { cwd: root }))
  for (const part of read(file).split(/\n\s*\n/)) {
    const name = /^confide ([a-z0-9 -]+?)(?= *(?:\[|\(|[A-Z]|$))/m.exec(part)?.[1]?.trim();
    if (!name) continue;
    commands.set(name, new Set([...part.matchAll(/--[a-z0-9-]+|(?<=^ {2})-[a-z](?=,)/gm)].map(([flag]) => flag)));
    const args = /^confide [a-z0-9 -]+?((?: [A-Z]+)*)(?: \(writes\))?$/m.exec(part)?.[1]?.trim();
    needed.set(name, {
      flags: [...part.matchAll(/(--[a-z0-9-]+).*\(required\)$/gm)].map(([, flag]) => flag!),
      words: args ? args.split(' ').length : 0
    });
  }
const ANYWHERE = new Set(['--json', '--help']);

interface Typed {
  readonly page: string;
  readonly text: string;
}

/** Each use of the tool in code: a line of a block, or a code word within a sentence. */
function typed(page: string): Typed[] {
  const lines: string[] = [];
  const prose = read(page).replace(/^```(\w*)\n[\s\S]*?^```|^( {4}.*(?:\n|$))+/gm, (block, language?: string) => {
    if (language !== '') lines.push(...block.split('\n'));
    return '';
  });
  lines.push(...[...prose.matchAll(/`([^`]+)`/g)].map(([, code]) => code!));
  return lines
    .flatMap((line) => line.replace(/\s#\s.*$/, '').split(/&&|;|\|\|/))
    .flatMap((line) => /(?:^|\s)(?:npx |sf )?confide (\S.*)$/.exec(line)?.[1] ?? [])
    .map((text) => ({ page, text }));
}

/** `window open|close --hours 3` is two commands; `…` and what follows is left out. */
function commandsOf(text: string): string[][] {
  const words = text.replace(/…[\s\S]*$/, '').match(/"[^"]*"|\S+/g) ?? [];
  return words.reduce<string[][]>(
    (sofar, word) => {
      const each = /^[a-z|]+$/.test(word) ? word.split('|') : [word];
      return sofar.flatMap((before) => each.map((one) => [...before, one]));
    },
    [[]]
  );
}

function faultOf(words: readonly string[]): string | null {
  if (words.length === 0 || words[0]!.startsWith('-')) return null;
  const name = [3, 2, 1].map((count) => words.slice(0, count).join(' ')).find((one) => commands.has(one));
  const isTopic = words.length === 1 && [...commands.keys()].some((one) => one.startsWith(`${words[0]} `));
  if (name === undefined) return isTopic ? null : 'is no command';
  const unknown = words.filter(
    (word) => /^--?[a-z]/.test(word) && !commands.get(name)!.has(word.replace(/=.*/, '')) && !ANYWHERE.has(word)
  );
  return unknown.length > 0 ? `does not know ${unknown.join(' ')}` : null;
}

/** What is missing where it is written as it is typed, with a flag; a name of a command within a sentence lacks what it likes. */
function missingIn(text: string, words: readonly string[]): string | null {
  const name = [3, 2, 1].map((count) => words.slice(0, count).join(' ')).find((one) => commands.has(one));
  const first = words.findIndex((word) => word.startsWith('-'));
  if (name === undefined || first < 0 || text.includes('…')) return null;
  const { flags, words: count } = needed.get(name)!;
  const missing = flags.filter((flag) => !words.some((word) => word.replace(/=.*/, '') === flag));
  if (missing.length > 0) return `lacks ${missing.join(' ')}`;
  return first - name.split(' ').length < count ? 'lacks what it is about' : null;
}

test('every command of the tool that a guide says to type exists, with its flags', () => {
  const all = pages.flatMap(typed);
  assert.ok(all.length > 30, 'the guides name commands');
  assert.ok(commands.size > 10 && commands.get('window open')!.has('--hours'), 'the surface is read');
  const faults = all.flatMap(({ page, text }) =>
    commandsOf(text).flatMap((words) => {
      const fault = faultOf(words) ?? missingIn(text, words);
      return fault === null ? [] : [`${page}: confide ${text}: ${fault}`];
    })
  );
  assert.deepEqual(faults, []);
});

test('every command that the tool itself names exists, with its flags', () => {
  const named = globSync('scripts/messages/*.ts', { cwd: root }).flatMap((file) =>
    [...read(file).matchAll(/\bconfide ([a-z][^'`".,;:)\n]*)/g)].map(([, text]) => ({ file, text: text! }))
  );
  assert.ok(named.length > 20, 'they are found');
  const faults = named.flatMap(({ file, text }) => {
    const fault = faultOf(text.trim().split(/\s+/));
    return fault === null ? [] : [`${file}: confide ${text}: ${fault}`];
  });
  assert.deepEqual(faults, []);
});

test('a command or a flag that does not exist would be found', () => {
  assert.equal(faultOf(['window', 'ajar']), 'is no command');
  assert.equal(faultOf(['window', 'open', '--hours', '3', '--for-ever']), 'does not know --for-ever');
  assert.equal(faultOf(['window', 'open', '--hours', '3', '--json']), null);
  assert.equal(faultOf(['verify', '-x', 'charity']), 'does not know -x');
  const typedOut = (text: string) => missingIn(text, commandsOf(text)[0]!);
  assert.equal(typedOut('window open --hours 3 -o charity'), 'lacks --reason');
  assert.equal(typedOut('access explain USER -o charity'), 'lacks what it is about');
  assert.equal(typedOut('migrate new families --folder x'), null);
  assert.equal(typedOut('window open'), null, 'a name of a command is not a line to type');
  assert.deepEqual(commandsOf('window open|close -o x'), [
    ['window', 'open', '-o', 'x'],
    ['window', 'close', '-o', 'x']
  ]);
});

test('what a page links to, shows or names is there', () => {
  const missing = pages.flatMap((page) =>
    [...read(page).matchAll(/\]\(([^)\s#]+)(#[^)\s]*)?\)/g)]
      .map(([, target]) => target!)
      .filter((target) => !/^[a-z]+:/.test(target) && !existsSync(path.join(root, path.dirname(page), target)))
      .map((target) => `${page}: ${target}`)
  );
  assert.deepEqual(missing, []);
  const named = globSync('scripts/messages/*.ts', { cwd: root }).flatMap((file) =>
    [...read(file).matchAll(/docs\/[\w./-]+\.(?:md|json)/g)].map(([name]) => name)
  );
  assert.deepEqual(
    named.filter((name) => !existsSync(path.join(root, name))),
    [],
    'the tool sends people to pages that are there'
  );
});

test('every guide stands in the index, and the index in the README', () => {
  const index = read('docs/README.md');
  assert.deepEqual(
    guides.map((file) => path.basename(file)).filter((file) => file !== 'README.md' && !index.includes(`(${file})`)),
    []
  );
  assert.match(read('README.md'), /\]\(docs\/README\.md\)/);
});
