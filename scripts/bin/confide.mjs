#!/usr/bin/env node
// @ts-check
/** `npx confide …`: hands over to the tool under the project's own Node, which can read TypeScript. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

const scripts = path.dirname(import.meta.dirname);
const bundled = path.join(path.dirname(scripts), 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
const node = existsSync(bundled) ? bundled : process.execPath;
const { status } = spawnSync(node, [path.join(scripts, 'bin', 'run.ts'), ...process.argv.slice(2)], { stdio: 'inherit' });
process.exitCode = status ?? 10;
