// @ts-check
/** `npm test`: installs what the tests need, then runs every suite with the project's own Node. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { ensureInstalled, root, run } from './install.mjs';

await run(async () => {
  const node = await ensureInstalled('test');
  const args = ['--disable-warning=ExperimentalWarning', path.join(root, 'checks', 'suites.ts'), ...process.argv.slice(2)];
  const child = spawn(node, args, { cwd: root, stdio: 'inherit' });
  return new Promise((resolve) => child.on('close', (code) => resolve(code ?? 1)));
});
