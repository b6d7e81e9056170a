// @ts-check
/**
 * Installs what a command needs, once, and finds the Node that runs the TypeScript.
 * Plain JavaScript on purpose: it must run on Node 20, before anything is installed.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync, readFileSync, statfsSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export const root = path.dirname(import.meta.dirname);
const marker = path.join(root, 'node_modules', '.confide-installed.json');
const log = path.join(root, '.confide', 'install.log');

/** A failure whose message is the whole story for the person at the keyboard: what happened and what to do. */
export class Remedy extends Error {}

/** Disk space an install takes, in bytes, with room to spare. */
const SPACE = { start: 900e6, test: 2.2e9 };

/** What npm's codes mean, in order of search. */
const CAUSES = [
  [/ENOSPC/, 'There is no disk space left. Free some (npm test needs about 2 GB, npm start about 0.7 GB) and run the command again.'],
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ECONNRESET|ENETUNREACH|ERR_SOCKET_TIMEOUT/,
    'The package registry cannot be reached. Check the network connection and any proxy setting, then run the command again.'
  ],
  [/EACCES|EPERM/, 'This folder may not be written to. Run the command from a copy of the project that belongs to you.'],
  [/EINTEGRITY/, 'A downloaded package did not match the lock file. Run "npm cache clean --force", then the command again.']
];

/**
 * Makes sure the packages are installed.
 * @param {'start' | 'test'} what `start` leaves development packages out
 * @returns {Promise<string>} path of the Node that runs the project
 */
export async function ensureInstalled(what) {
  if (Number(process.versions.node.split('.')[0]) < 20) {
    throw new Remedy(
      `Confide needs Node 20 or newer; this is Node ${process.versions.node}. Install a newer one and run the command again.`
    );
  }
  if (!isInstalled(what)) await install(what);
  const node = projectNode();
  if (node) return node;
  throw new Remedy(
    'The packages came without the Node they need: npm was told to skip install scripts. Run "npm config delete ignore-scripts" and the command again; or use Node 24.12 or newer.'
  );
}

/** @returns {string} hash of everything that decides what an install holds */
function wanted() {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch} `);
  return hash.update(readFileSync(path.join(root, 'package-lock.json'))).digest('hex');
}

/** @param {'start' | 'test'} what */
function isInstalled(what) {
  if (!existsSync(marker)) return false;
  const installed = JSON.parse(readFileSync(marker, 'utf8'));
  return installed.hash === wanted() && (installed.what === 'test' || what === 'start') && isWhole() && projectNode() !== null;
}

/** @returns {boolean} whether every package that npm noted as installed is still there */
function isWhole() {
  const note = path.join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(note)) return true;
  const { packages } = JSON.parse(readFileSync(note, 'utf8'));
  return Object.keys(packages).every((folder) => existsSync(path.join(root, folder, 'package.json')));
}

/** @param {'start' | 'test'} what */
async function install(what) {
  if (lstatSync(path.dirname(marker), { throwIfNoEntry: false })?.isSymbolicLink()) {
    throw new Remedy('node_modules is a link to packages that others may use. Remove the link and run the command again.');
  }
  const { bavail, bsize } = statfsSync(root);
  if (bavail * bsize < SPACE[what]) {
    throw new Remedy(
      `There is not enough disk space: ${gigabytes(bavail * bsize)} free, ${gigabytes(SPACE[what])} needed. Free some and run the command again.`
    );
  }
  mkdirSync(path.dirname(log), { recursive: true });
  const hash = wanted();
  const done = progress(what === 'start' ? 'Installing what Confide needs to run' : 'Installing what the tests need');
  const { code, output } = await npm(['ci', '--no-audit', '--no-fund', '--loglevel=error', ...(what === 'start' ? ['--omit=dev'] : [])]);
  done();
  writeFileSync(log, output);
  if (code !== 0) {
    const cause = CAUSES.find(([pattern]) => /** @type {RegExp} */ (pattern).test(output));
    throw new Remedy(
      cause
        ? String(cause[1])
        : `npm could not install the packages. Its own words are in ${path.relative(process.cwd(), log)}; the last of them:\n${output.trim().split('\n').slice(-12).join('\n')}`
    );
  }
  writeFileSync(marker, JSON.stringify({ hash, what }));
}

/** @param {number} bytes */
function gigabytes(bytes) {
  return `${(bytes / 1e9).toFixed(1)} GB`;
}

/**
 * @param {string[]} args
 * @returns {Promise<{ code: number | null, output: string }>}
 */
function npm(args) {
  const cli = process.env.npm_execpath;
  const [command, first] =
    cli && /\.[cm]?js$/.test(cli) ? [process.execPath, [cli]] : [process.platform === 'win32' ? 'npm.cmd' : 'npm', []];
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...first, ...args], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32' && !cli
    });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output }));
  });
}

/**
 * Says what is going on until the returned function is called: one living line on a terminal, a line every 20 s otherwise.
 * @param {string} what
 */
export function progress(what) {
  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1000);
  if (!process.stdout.isTTY) console.log(`${what} …`);
  const timer = setInterval(
    () => (process.stdout.isTTY ? process.stdout.write(`\r${what} … ${seconds()} s`) : console.log(`${what} … ${seconds()} s`)),
    process.stdout.isTTY ? 1000 : 20_000
  );
  return () => {
    clearInterval(timer);
    process.stdout.write(`${process.stdout.isTTY ? '\r' : ''}${what}: done in ${seconds()} s\n`);
  };
}

/** @returns {string | null} the Node that came with the packages; this very one where it is new enough and none came; none at all */
function projectNode() {
  const bundled = path.join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(bundled)) return bundled;
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  return major > 24 || (major === 24 && minor >= 12) ? process.execPath : null;
}

/**
 * Runs a command's main function and turns a Remedy into one sentence and exit code 1.
 * @param {() => Promise<number | void>} main
 */
export async function run(main) {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    if (!(error instanceof Remedy)) throw error;
    console.error(`\n${error.message}`);
    process.exitCode = 1;
  }
}
