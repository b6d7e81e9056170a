/**
 * What a person can type, one file per topic in `scripts/surface/`: the test beside it fails when a command or a flag changes and the
 * file does not. After a change that is meant: `node scripts/shared/surface.ts --write`, and read the difference.
 */
import type { Command } from '@oclif/core';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const folder = path.join(import.meta.dirname, '..', 'surface');
interface AnyFlag {
  readonly char?: string;
  readonly required?: boolean;
  readonly multiple?: boolean;
  readonly options?: readonly string[];
  readonly type: string;
  readonly summary?: string;
}

/** @returns the text of each topic's file: commands, whether they write, their arguments and flags with what they take */
export function surface(commands: Readonly<Record<string, Command.Class>>): Map<string, string> {
  const topics = new Map<string, string>();
  for (const [id, command] of Object.entries(commands)) {
    const topic = id.split(':')[0]!;
    topics.set(topic, `${topics.get(topic) ?? ''}${describe(id, command)}\n`);
  }
  return topics;
}

function describe(id: string, command: Command.Class): string {
  const writes = (command as unknown as { writes?: boolean }).writes ? ' (writes)' : '';
  const args = Object.entries(command.args ?? {}).map(([name, arg]) =>
    arg.required ? ` ${name.toUpperCase()}` : ` [${name.toUpperCase()}]`
  );
  const flags = Object.entries({ ...command.baseFlags, ...command.flags } as Record<string, AnyFlag>).sort(([a], [b]) =>
    a.localeCompare(b)
  );
  return [`confide ${id.replaceAll(':', ' ')}${args.join('')}${writes}`, ...flags.map(([name, flag]) => `  ${shown(name, flag)}`), ''].join(
    '\n'
  );
}

function shown(name: string, flag: AnyFlag): string {
  const takes = flag.type === 'boolean' ? '' : ` ${flag.options ? flag.options.join('|') : 'VALUE'}${flag.multiple ? ' …' : ''}`;
  return `${flag.char ? `-${flag.char}, ` : ''}--${name}${takes}${flag.required ? ' (required)' : ''}`;
}

/** @returns the files as they are kept */
export function kept(): Map<string, string> {
  const files = readdirSync(folder).filter((name) => name.endsWith('.txt'));
  return new Map(files.map((name) => [name.slice(0, -4), readFileSync(path.join(folder, name), 'utf8')]));
}

if (import.meta.main && process.argv[2] === '--write') {
  const { COMMANDS } = await import('../index.ts');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  for (const [topic, text] of surface(COMMANDS)) writeFileSync(path.join(folder, `${topic}.txt`), text);
}
