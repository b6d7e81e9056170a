import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';

const root = path.dirname(import.meta.dirname);

function run(cwd: string, file: string, args: string[], env: NodeJS.ProcessEnv = {}): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, [file, ...args], { cwd, env: { ...process.env, ...env } });
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (output += chunk));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, output })));
}

async function freePort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return String(port);
}

describe('npm start', () => {
  it('names the remedy when the port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as { port: number };
    const { code, output } = await run(root, 'bootstrap/start.mjs', ['--port', String(port), '--no-open']);
    other.close();
    assert.equal(code, 1);
    assert.match(output, new RegExp(`Port ${port} is taken.*npm start -- --port ${port + 1}`, 's'));
  });

  for (const [what, args] of [
    ['an unknown option', ['--colour', 'blue']],
    ['a port that is no number', ['--port', 'seven']],
    ['a port out of range', ['--port', '70000']]
  ] as const) {
    it(`says how it is used when given ${what}`, async () => {
      const { code, output } = await run(root, 'bootstrap/start.mjs', [...args]);
      assert.equal(code, 1);
      assert.match(output, /Use: npm start -- \[--port N\]/);
    });
  }

  it('never empties a folder that holds anything but its own data', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'confide-reset-'));
    writeFileSync(path.join(folder, 'org.db'), '');
    writeFileSync(path.join(folder, 'thesis.txt'), 'mine');
    const { code, output } = await run(root, 'bootstrap/start.mjs', ['--port', await freePort(), '--no-open', '--reset', '--data', folder]);
    assert.equal(code, 1);
    assert.match(output, /holds "thesis\.txt", which is not Confide's, so it is not emptied\. Choose another --data folder\./);
    assert.deepEqual(readdirSync(folder).sort(), ['org.db', 'thesis.txt']);
    rmSync(folder, { recursive: true });
  });

  it('names the remedy when the data folder is a file', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'confide-file-'));
    const file = path.join(folder, 'data');
    writeFileSync(file, '');
    const { code, output } = await run(root, 'bootstrap/start.mjs', ['--port', await freePort(), '--no-open', '--data', file]);
    assert.equal(code, 1);
    assert.match(output, /data folder .* cannot be used \(EEXIST\)\. Choose another: --data DIR/);
    rmSync(folder, { recursive: true });
  });
});

describe('installing', () => {
  const project = mkdtempSync(path.join(tmpdir(), 'confide-install-'));
  cpSync(path.join(root, 'bootstrap', 'install.mjs'), path.join(project, 'bootstrap', 'install.mjs'));
  cpSync(path.join(root, 'package-lock.json'), path.join(project, 'package-lock.json'));
  writeFileSync(
    path.join(project, 'main.mjs'),
    "import { ensureInstalled, run } from './bootstrap/install.mjs';\nawait run(async () => console.log(await ensureInstalled('start')));\n"
  );
  after(() => rmSync(project, { recursive: true, force: true }));

  /** Stands in for npm: prints what npm would and ends with the code. */
  const install = (npm: string) => {
    const file = path.join(project, 'npm.cjs');
    writeFileSync(file, npm);
    return run(project, 'main.mjs', [], { npm_execpath: file });
  };
  const failing = (text: string) => `console.error(${JSON.stringify(text)}); process.exit(1);`;

  for (const [what, text, remedy] of [
    ['a full disk', 'npm error code ENOSPC', /no disk space left\. Free some/],
    ['no network', 'npm error code EAI_AGAIN', /registry cannot be reached\. Check the network/],
    ['a folder of somebody else', 'npm error code EACCES', /may not be written to/],
    ['anything else', 'npm error something odd', /Its own words are in .*install\.log; the last of them:\nnpm error something odd/s]
  ] as const) {
    it(`names the remedy for ${what}`, async () => {
      const { code, output } = await install(failing(text));
      assert.equal(code, 1);
      assert.match(output, remedy);
    });
  }

  it('is not taken for done when it was cut off', async () => {
    await install(failing('npm error signal SIGTERM'));
    assert.equal(existsSync(path.join(project, 'node_modules', '.confide-installed.json')), false);
  });

  it('is done once, and again only when the lock file has changed', async () => {
    mkdirSync(path.join(project, 'node_modules'), { recursive: true });
    const npm = "require('node:fs').appendFileSync('calls.txt', process.argv.slice(2).join(' ') + '\\n');";
    const first = await install(npm);
    assert.equal(first.code, 0, first.output);
    assert.equal((await install(failing('called again'))).code, 0);
    writeFileSync(path.join(project, 'package-lock.json'), '{}');
    assert.equal((await install(failing('called again'))).code, 1);
  });

  it('is done again when a package was removed, and the lost package is the only reason', async () => {
    const modules = path.join(project, 'node_modules');
    const kept = path.join(modules, 'kept');
    mkdirSync(kept, { recursive: true });
    writeFileSync(path.join(kept, 'package.json'), '{}');
    writeFileSync(path.join(modules, '.package-lock.json'), JSON.stringify({ packages: { 'node_modules/kept': {} } }));
    assert.equal((await install('')).code, 0);
    assert.equal((await install(failing('called again'))).code, 0);
    rmSync(path.join(kept, 'package.json'));
    assert.equal((await install(failing('called again'))).code, 1);
  });
});
