import assert from 'node:assert/strict';
import { readFileSync, globSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { COMMANDS, SF_COMMANDS } from '../index.ts';
import { confide } from './testing/run.ts';
import { kept, surface } from './surface.ts';

const scripts = path.dirname(import.meta.dirname);
const commandFiles = globSync('commands/**/*.ts', { cwd: scripts }).filter((file) => !file.endsWith('.test.ts'));

describe('the commands', () => {
  it('are those that stand in scripts/surface (after a change that is meant: node scripts/shared/surface.ts --write)', () => {
    assert.deepEqual(Object.fromEntries(surface(COMMANDS)), Object.fromEntries(kept()));
  });

  it('are the same in the Salesforce CLI, after the word confide', () => {
    assert.deepEqual(
      Object.keys(SF_COMMANDS),
      Object.keys(COMMANDS).map((id) => `confide:${id}`)
    );
  });

  it('each say in one sentence what they do', () => {
    for (const [id, { summary }] of Object.entries(COMMANDS)) assert.match(summary ?? '', /^[A-Z].+\.$/, id);
  });

  it('have examples that can be typed', () => {
    for (const [id, command] of Object.entries(COMMANDS)) {
      const all = { ...command.baseFlags, ...command.flags } as Record<string, { char?: string; required?: boolean }>;
      const known = new Set(['--json', ...Object.entries(all).flatMap(([name, { char }]) => [`--${name}`, ...(char ? [`-${char}`] : [])])]);
      const required = Object.entries(all).flatMap(([name, flag]) => (flag.required ? [`--${name}`] : []));
      for (const example of command.examples ?? []) {
        const words = String(example)
          .split(' && ')[0]!
          .replace(/"[^"]*"/g, 'WORDS')
          .split(/\s+/);
        const flags = words.filter((word) => /^--?[a-z]/.test(word));
        assert.deepEqual(
          flags.filter((flag) => !known.has(flag)),
          [],
          `${id}: ${String(example)}`
        );
        assert.deepEqual(
          required.filter((flag) => !flags.includes(flag)),
          [],
          `${id}: ${String(example)}`
        );
      }
    }
  });

  it('load nothing heavy before they run', () => {
    const light = /^(@oclif\/core|node:[a-z/_]+|(\.\.\/)+(messages|shared\/(command|exit))(\/[a-z0-9-]+)?\.ts)$/;
    for (const file of commandFiles) {
      const imports = [...readFileSync(path.join(scripts, file), 'utf8').matchAll(/^import (?!type )[^;]*? from '([^']+)';/gms)].map(
        (match) => match[1]!
      );
      assert.deepEqual(
        imports.filter((from) => !light.test(from)),
        [],
        `${file} imports it inside run()`
      );
    }
  });

  it('keep what a person reads in the message files', () => {
    const files = globSync('**/*.ts', {
      cwd: scripts,
      exclude: (name) => /^(node_modules|messages|seed|statutory-clock|testing)$/.test(path.basename(name))
    });
    for (const file of files.filter((name) => !name.endsWith('.test.ts') && path.basename(name) !== 'messages.ts')) {
      const source = readFileSync(path.join(scripts, file), 'utf8');
      assert.doesNotMatch(source, /(new ToolError|this\.(log|warn|error)|summary:|description =|summary =)\s*\(?\s*['"`]/, file);
    }
  });

  it('are listed by --help with their topics', async () => {
    const { code, stdout } = await confide(['--help']);
    assert.equal(code, 0);
    for (const id of Object.keys(COMMANDS)) assert.match(stdout, new RegExp(`^ {2}${id.split(':')[0]} `, 'm'));
  });
});
