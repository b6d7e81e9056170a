import { type ChildProcess, fork } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

export const root = path.dirname(import.meta.dirname);
export const ADMIN = 'admin@demo.example';
export const PASSWORD = 'demo';

/** A local org in a process of its own, on a copy of the seeded data. */
export interface RunningOrg {
  readonly url: string;
  readonly data: string;
  readonly process: ChildProcess;
  /** Fulfilled once the screens can be shown: on a machine's first start they are prepared for some seconds. */
  readonly screens: Promise<void>;
  /** A token of her own for the API. */
  token(username: string): Promise<string>;
  /** A request with the user's token; the path begins after the version: `/query?q=…`. */
  rest(username: string, path: string, options?: { method?: string; body?: unknown; raw?: string }): Promise<Answer>;
  stop(signal?: NodeJS.Signals): Promise<void>;
}
export interface Answer {
  readonly status: number;
  readonly body: any; // eslint-disable-line @typescript-eslint/no-explicit-any -- JSON of the API under test, of any shape
  readonly text: string;
}

/** Starts an org with the demo's families in it; each caller gets data of its own. */
export async function seededOrg(): Promise<RunningOrg> {
  const data = mkdtempSync(path.join(tmpdir(), 'confide-e2e-'));
  cpSync(await seededData(), data, { recursive: true });
  return startOrg(data);
}

/**
 * Starts an org on a data folder, new or not, with the package and the demo's metadata unless other sources are given; without any it is empty.
 * @param synced waits for the disk at each commit, as an org does that people start
 */
export async function startOrg(
  data: string,
  port = 0,
  sources = ['force-app', 'config/demo/metadata'],
  synced = false
): Promise<RunningOrg> {
  const chosen = port || (await freePort());
  const child = fork(
    path.join(root, 'local-org', 'cli.ts'),
    [
      'start',
      '--port',
      String(chosen),
      '--data',
      data,
      ...(synced ? [] : ['--unsynced']),
      ...(sources.length > 0 ? sources.flatMap((source) => ['--source', source]) : ['--empty']),
      '--admin',
      ADMIN,
      '--password',
      PASSWORD
    ],
    { cwd: root, stdio: ['ignore', 'pipe', 'pipe', 'ipc'], execArgv: ['--disable-warning=ExperimentalWarning'] }
  );
  let output = '';
  child.stdout?.on('data', (chunk) => (output += chunk));
  child.stderr?.on('data', (chunk) => (output += chunk));
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    child.once('message', (message) => resolve((message as { url: string }).url));
    child.once('exit', (code) => reject(new Error(`The org ended with ${code}:\n${output.slice(-3000)}`)));
  });
  const screens = new Promise<void>((resolve) => {
    child.on('message', (message) => (message as { screens?: string }).screens && resolve());
    child.once('exit', () => resolve());
  });
  const tokens = new Map<string, Promise<string>>();
  const token = (username: string) => {
    if (!tokens.has(username)) tokens.set(username, login(url, username));
    return tokens.get(username)!;
  };
  return {
    url,
    data,
    process: child,
    screens,
    token,
    rest: async (username, where, options = {}) =>
      request(`${url}${where.startsWith('/services') ? '' : '/services/data/v67.0'}${where}`, await token(username), options),
    stop: async (signal = 'SIGTERM') => {
      child.kill(signal);
      await ended;
    }
  };
}

/** The path of a query. */
export const query = (soql: string): string => `/query?q=${encodeURIComponent(soql)}`;

/** The path of Apex that is run once, without a class. */
export const anonymous = (source: string): string => `/tooling/executeAnonymous/?anonymousBody=${encodeURIComponent(source)}`;

/** A call as the screens make it. @returns the answer's words, and the cookie that it set or nothing */
export async function lightning(url: string, address: string, body: unknown, cookie = ''): Promise<{ text: string; cookie: string }> {
  const headers = { 'content-type': 'application/json', 'x-lightning-call': '1', ...(cookie === '' ? {} : { cookie }) };
  const answer = await fetch(url + address, { method: 'POST', headers, body: JSON.stringify(body) });
  return { text: await answer.text(), cookie: answer.headers.get('set-cookie')?.split(';')[0] ?? '' };
}

/** @returns her cookie, or nothing when she has no screen to sign in to */
export const signIn = async (url: string, username: string): Promise<string> =>
  (await lightning(url, '/lightning/session', { username })).cookie;

/** By the demo's own way, which takes no password: that one is stretched for a twentieth of a second each time. */
async function login(url: string, username: string): Promise<string> {
  const answer = await fetch(`${url}/demo/token?${new URLSearchParams({ username }).toString()}`);
  const text = await answer.text();
  if (!answer.ok) throw new Error(`No token for ${username}: ${answer.status}`);
  return text.trim();
}

async function request(
  url: string,
  token: string,
  { method = 'GET', body, raw }: { method?: string; body?: unknown; raw?: string }
): Promise<Answer> {
  const payload = raw ?? (body === undefined ? undefined : JSON.stringify(body));
  const answer = await fetch(url, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(payload === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(payload === undefined ? {} : { body: payload })
  });
  const text = await answer.text();
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    parsed = text;
  }
  return { status: answer.status, body: parsed, text };
}

let seeded: Promise<string> | undefined;

/** Seeds one folder for this process, or takes the one that the test runner has made for all. */
function seededData(): Promise<string> {
  const given = process.env['CONFIDE_E2E_DATA'];
  if (given && existsSync(given)) return Promise.resolve(given);
  seeded ??= seedFolder(mkdtempSync(path.join(tmpdir(), 'confide-seed-'))).then((folder) => {
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
    return folder;
  });
  return seeded;
}

/** Boots an org on an empty folder, loads the families with the tool, stops it. @returns the folder. */
export async function seedFolder(data: string): Promise<string> {
  const org = await startOrg(data);
  try {
    await seed(org.url);
    await org.screens;
  } finally {
    await org.stop();
  }
  return data;
}

/** Runs `confide seed` against an org. */
export function seed(url: string): Promise<void> {
  const child = fork(path.join(root, 'scripts', 'bin', 'run.ts'), ['seed', '--instance-url', url, '--username', ADMIN], {
    cwd: root,
    silent: true,
    execArgv: ['--disable-warning=ExperimentalWarning'],
    env: { ...process.env, CONFIDE_PASSWORD: PASSWORD }
  });
  let output = '';
  child.stdout?.on('data', (chunk) => (output += chunk));
  child.stderr?.on('data', (chunk) => (output += chunk));
  return new Promise((resolve, reject) =>
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`confide seed ended with ${code}:\n${output.slice(-3000)}`))))
  );
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}
