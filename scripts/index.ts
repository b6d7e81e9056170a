/**
 * Every command of the tool. A file in `commands/` is a command: `commands/window/open.ts` is `confide window open`. Nothing else
 * has to be listed; see README.md beside this file.
 */
import type { Command } from '@oclif/core';
import { globSync } from 'node:fs';
import path from 'node:path';

const folder = path.join(import.meta.dirname, 'commands');
const files = globSync('**/*.ts', { cwd: folder })
  .filter((file) => !file.endsWith('.test.ts'))
  .sort();
const loaded = await Promise.all(
  files.map(async (file) => {
    const { default: command } = (await import(`./commands/${file.replaceAll('\\', '/')}`)) as { default: Command.Class };
    return [file.replace(/\.ts$/, '').split(path.sep).join(':'), command] as const;
  })
);

/** By the words a person types after `confide`, with colons between. */
export const COMMANDS: Readonly<Record<string, Command.Class>> = Object.fromEntries(loaded);

/** The same as a plug-in of the Salesforce CLI, by the words after `sf`. */
export const SF_COMMANDS: Readonly<Record<string, Command.Class>> = Object.fromEntries(
  loaded.map(([id, command]) => [`confide:${id}`, command])
);
