// @ts-check
/**
 * `npm start`: installs what is missing, boots the local org with the package and invented families, opens the browser.
 * Options after `--`: --port N, --data DIR, --no-open, --reset.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ensureInstalled, Remedy, root, run } from './install.mjs';

const ADMIN = 'admin@demo.example';
const PASSWORD = 'demo';
/** What lies in a data folder. */
const OURS = /^(?:org\.db(?:-wal|-shm|-journal)?|families-loaded)$/;
/** Whether Ctrl-C was pressed, or the process was told to end. */
let stopping = false;
const quiet = '--disable-warning=ExperimentalWarning';

await run(async () => {
  const options = readOptions();
  await refuseTakenPort(options.port);
  prepareData(options);
  const node = await ensureInstalled('start');
  const server = await boot(node, options);
  if (!existsSync(seededMarker(options.data))) await seed(node, server.url, options.data);
  await greet(server.url, options.port);
  if (options.open) openBrowser(server.url);
  return server.ended;
});

/** @returns {{ port: number, data: string, open: boolean, reset: boolean }} */
function readOptions() {
  const known = /** @type {const} */ ({
    port: { type: 'string', default: '8067' },
    data: { type: 'string', default: path.join(root, '.confide', 'data') },
    'no-open': { type: 'boolean', default: false },
    reset: { type: 'boolean', default: false }
  });
  try {
    const { values } = parseArgs({ options: known });
    const port = Number(values.port);
    if (!Number.isInteger(port) || port < 1 || port > 65535)
      throw new Error(`--port must be a number from 1 to 65535, not "${values.port}"`);
    return { port, data: path.resolve(values.data), open: !values['no-open'], reset: values.reset };
  } catch (error) {
    throw new Remedy(`${/** @type {Error} */ (error).message}.\nUse: npm start -- [--port N] [--data DIR] [--no-open] [--reset]`);
  }
}

/**
 * @param {number} port
 * @returns {Promise<void>}
 */
function refuseTakenPort(port) {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (/** @type {NodeJS.ErrnoException} */ error) =>
      reject(
        new Remedy(
          error.code === 'EACCES'
            ? `Port ${port} may not be used without special rights. Choose one above 1024: npm start -- --port 8068`
            : `Port ${port} is taken, perhaps by Confide itself: look at http://127.0.0.1:${port}. Otherwise choose another: npm start -- --port ${port + 1}`
        )
      )
    );
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve()));
  });
}

/**
 * Makes the data folder, empty when asked to. A folder that holds anything else than an org's data is never emptied.
 * @param {{ data: string, reset: boolean }} options
 */
function prepareData({ data, reset }) {
  try {
    mkdirSync(data, { recursive: true });
    if (!reset) return;
    const foreign = readdirSync(data).find((name) => !OURS.test(name));
    if (foreign)
      throw new Remedy(`${data} holds "${foreign}", which is not Confide's, so it is not emptied. Choose another --data folder.`);
    for (const name of readdirSync(data)) rmSync(path.join(data, name));
  } catch (error) {
    if (error instanceof Remedy) throw error;
    throw new Remedy(
      `The data folder ${data} cannot be used (${/** @type {NodeJS.ErrnoException} */ (error).code}). Choose another: --data DIR`
    );
  }
}

/**
 * Starts the org and waits until it answers.
 * @param {string} node
 * @param {{ port: number, data: string }} options
 * @returns {Promise<{ url: string, ended: Promise<number> }>}
 */
function boot(node, { port, data }) {
  const args = [
    'start',
    '--port',
    String(port),
    '--data',
    data,
    '--source',
    'force-app',
    '--source',
    'config/demo/metadata',
    '--admin',
    ADMIN,
    '--password',
    PASSWORD
  ];
  const child = spawn(node, [quiet, 'local-org/cli.ts', ...args], { cwd: root, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const ended = /** @type {Promise<number>} */ (new Promise((resolve) => child.on('close', (code) => resolve(code ?? 0))));
  // Ctrl-C reaches the child too, as part of the same terminal; the org closes its store and ends, and this process with it.
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
    process.on(signal, () => {
      stopping = true;
      child.kill(signal);
    });
  }
  // npm told to end (not by Ctrl-C) ends its shell, which passes nothing on: without a parent nobody could stop this any more.
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 500).unref();
  return new Promise((resolve, reject) => {
    child.once('message', (/** @type {{ url: string }} */ message) => resolve({ url: message.url, ended }));
    ended.then((code) =>
      reject(
        stopping ? new Remedy('Stopped.') : new Remedy(`The local org could not start (exit code ${code}). What stands above says why.`)
      )
    );
  });
}

/** @param {string} data */
function seededMarker(data) {
  return path.join(data, 'families-loaded');
}

/**
 * Loads the invented families through the tool, over HTTP. An interrupted load goes on where it stopped at the next start.
 * @param {string} node
 * @param {string} url
 * @param {string} data
 */
async function seed(node, url, data) {
  const child = spawn(node, [quiet, 'scripts/bin/run.ts', 'seed', '--history', '--instance-url', url, '--username', ADMIN], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, CONFIDE_PASSWORD: PASSWORD }
  });
  const code = await new Promise((resolve) => child.on('close', resolve));
  if (code !== 0)
    throw new Remedy('The invented families could not all be loaded. Start again to go on, or start anew with: npm start -- --reset');
  writeFileSync(seededMarker(data), '');
}

/**
 * @param {string} url
 * @param {number} port
 */
async function greet(url, port) {
  const { parse } = await import('yaml');
  const { people } = parse(readFileSync(path.join(root, 'config', 'demo', 'org.yaml'), 'utf8'));
  const personas = people.map(({ username, title }) => `  ${username.padEnd(30)} ${title}`).join('\n');
  const login = `grant_type=password&client_id=sf&client_secret=sf&username=${ADMIN}&password=${PASSWORD}`;
  console.log(`
Confide runs at ${url}   (a local demo org: invented people only; Ctrl-C stops it)

Sign in as one of these; by API the password is "${PASSWORD}":
  ${ADMIN.padEnd(30)} Administrator
${personas}

Point the Salesforce CLI at it:
  export SF_ACCESS_TOKEN=$(curl -s ${url}/services/oauth2/token -d '${login}' | node -pe 'JSON.parse(require("fs").readFileSync(0)).access_token')
  sf org login access-token --instance-url ${url} --no-prompt --alias confide-demo
Point the tool at it:
  CONFIDE_PASSWORD=${PASSWORD} npx confide seed --instance-url ${url} --username ${ADMIN}
Start anew: npm start -- --reset${port === 8067 ? '' : ` --port ${port}`}
`);
}

/** @param {string} url */
function openBrowser(url) {
  if (!process.stdout.isTTY || (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY)) return;
  const [command, ...args] = { darwin: ['open'], win32: ['cmd', '/c', 'start', ''] }[/** @type {string} */ (process.platform)] ?? [
    'xdg-open'
  ];
  spawn(String(command), [...args, url], { stdio: 'ignore', detached: true })
    .on('error', () => {})
    .unref();
}
