// @ts-check
/** `npm run prove`: switches off the control of each promise in a copy of the package and shows that its tests fail and it turns red. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { ensureInstalled, root, run } from './install.mjs';

await run(async () => {
  const node = await ensureInstalled('test');
  const args = ['--disable-warning=ExperimentalWarning', path.join(root, 'e2e', 'prove.ts'), ...process.argv.slice(2)];
  const child = spawn(node, args, { cwd: root, stdio: 'inherit' });
  return new Promise((resolve) => child.on('close', (code) => resolve(code ?? 1)));
});
