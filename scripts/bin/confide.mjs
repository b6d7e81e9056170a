#!/usr/bin/env node
// @ts-check
/** `npx confide …`: starts the tool, under the project's own Node where this one cannot read TypeScript. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const scripts = path.dirname(import.meta.dirname);
const run = path.join(scripts, 'bin', 'run.ts');

if (Number(process.versions.node.split('.')[0]) >= 24) await import(pathToFileURL(run).href);
else {
  const bundled = path.join(path.dirname(scripts), 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  const node = existsSync(bundled) ? bundled : process.execPath;
  const { status } = spawnSync(node, [run, ...process.argv.slice(2)], { stdio: 'inherit' });
  process.exitCode = status ?? 10;
}
