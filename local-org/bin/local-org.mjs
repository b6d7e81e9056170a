#!/usr/bin/env node
// @ts-check
/** `npx local-org …`: starts the org's command line, under the project's own Node where this one cannot read TypeScript. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

const home = path.dirname(import.meta.dirname);
const bundled = path.join(path.dirname(home), 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
const node = Number(process.versions.node.split('.')[0]) >= 24 || !existsSync(bundled) ? process.execPath : bundled;
const command = ['--disable-warning=ExperimentalWarning', path.join(home, 'cli.ts'), ...process.argv.slice(2)];
const { status } = spawnSync(node, command, { stdio: 'inherit' });
process.exitCode = status ?? 1;
