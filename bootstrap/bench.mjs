// @ts-check
/**
 * `npm run bench`: installs what the tests need, then measures how quick the engine is beside plain TypeScript, how long the server
 * takes for the largest lists, and how nightly work grows with families (`-- --clients N …`). One of them: `-- engine`.
 * `npm run bench:sync`: the same for loads in bulk, beside other tools. `npm run soak`: a day's traffic in ten minutes at most.
 */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { ensureInstalled, root, run } from './install.mjs';

const ENGINE = 'local-org/bench/engine.ts';

/**
 * @param {string | undefined} first
 * @param {string[]} more
 * @returns {[string[], string[]]} the scripts, and what they are told
 */
function chosen(first, more) {
  if (first === 'sync') return [['e2e/sync/bench.ts'], more];
  if (first === 'soak') return [['local-org/bench/soak.ts'], more];
  if (first === 'engine') return [[ENGINE], more];
  const told = process.argv.slice(2);
  if (told.includes('--clients')) return [['e2e/bench-clients.ts'], told];
  return [[ENGINE, 'e2e/bench.ts', 'e2e/bench-clients.ts'], told];
}

await run(async () => {
  const node = await ensureInstalled('test');
  const [first, ...more] = process.argv.slice(2);
  const [scripts, rest] = chosen(first, more);
  for (const script of scripts) {
    const own = script === ENGINE ? ['--source', path.join(root, 'force-app')] : rest;
    const args = ['--disable-warning=ExperimentalWarning', path.join(root, script), ...own];
    const child = spawn(node, args, { cwd: root, stdio: 'inherit' });
    const code = await new Promise((resolve) => child.on('close', (ended) => resolve(ended ?? 1)));
    if (code !== 0) return code;
  }
  return 0;
});
