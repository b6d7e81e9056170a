// @ts-check
/**
 * `npm run bench`: installs what the tests need, then measures how long the server takes for the largest lists.
 * `npm run bench:sync`: the same for loads in bulk, beside other tools.
 */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { ensureInstalled, root, run } from './install.mjs';

await run(async () => {
  const node = await ensureInstalled('test');
  const [first, ...more] = process.argv.slice(2);
  const [script, rest] = first === 'sync' ? ['sync/bench.ts', more] : ['bench.ts', process.argv.slice(2)];
  const args = ['--disable-warning=ExperimentalWarning', path.join(root, 'e2e', script), ...rest];
  const child = spawn(node, args, { cwd: root, stdio: 'inherit' });
  return new Promise((resolve) => child.on('close', (code) => resolve(code ?? 1)));
});
