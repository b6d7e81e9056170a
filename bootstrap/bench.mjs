// @ts-check
/**
 * `npm run bench`: installs what the tests need, then measures how long the server takes for the largest lists, and how nightly work
 * grows with families (`-- --clients N …`). `npm run bench:sync`: the same for loads in bulk, beside other tools.
 */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { ensureInstalled, root, run } from './install.mjs';

await run(async () => {
  const node = await ensureInstalled('test');
  const [first, ...more] = process.argv.slice(2);
  const lists = more.includes('--clients') || first === '--clients' ? [] : ['bench.ts'];
  const [scripts, rest] = first === 'sync' ? [['sync/bench.ts'], more] : [[...lists, 'bench-clients.ts'], process.argv.slice(2)];
  for (const script of scripts) {
    const args = ['--disable-warning=ExperimentalWarning', path.join(root, 'e2e', script), ...rest];
    const child = spawn(node, args, { cwd: root, stdio: 'inherit' });
    const code = await new Promise((resolve) => child.on('close', (ended) => resolve(ended ?? 1)));
    if (code !== 0) return code;
  }
  return 0;
});
