/**
 * Loads in bulk, side by side: the tool's own layer, jsforce, the Salesforce CLI and sfdmu, on the same rows into a local org of their own.
 * Measured, not asserted: machines differ. Usage: npm run bench:sync -- [--rows N] [--million] [--only NAME …] [--sfdmu] [--json FILE]
 * Rounds: a first load with one row in a hundred refused, the same again, one row in a hundred changed; --million: a first load of 1,000,000.
 */
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ADMIN, query, startOrg } from '../org.ts';
import type { RunningOrg } from '../org.ts';
import { CONTESTANTS, SF } from './contestants.ts';
import type { Contestant, Place } from './contestants.ts';
import { writeRows } from './data.ts';
import { Meter } from './meter.ts';

interface Figures {
  readonly contestant: string;
  readonly round: string;
  /** Seconds. */
  readonly wall: number;
  readonly cpu: number | null;
  /** MB, at its highest. */
  readonly memory: number | null;
  readonly calls: number;
  readonly up: number;
  readonly down: number;
  readonly exit: number | null;
  readonly said: string;
}
interface Round {
  readonly name: string;
  readonly file: string;
}

const MILLION = 1_000_000;
const LONGEST_RUN = 60 * 60 * 1000;

const { values: options } = parseArgs({
  options: {
    rows: { type: 'string', default: '100000' },
    million: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true },
    /** Fetches the plug-in from the package registry. */
    sfdmu: { type: 'boolean', default: false },
    json: { type: 'string' },
    help: { type: 'boolean', default: false }
  }
});
if (options.help) {
  console.log('npm run bench:sync -- [--rows N] [--million] [--only NAME …] [--sfdmu] [--json FILE]');
  process.exit(0);
}
const folder = mkdtempSync(path.join(tmpdir(), 'confide-sync-'));
const figures: Figures[] = [];
try {
  const chosen = CONTESTANTS.filter(
    ({ name, plugin }) => (!plugin || options.sfdmu) && (!options.only || options.only.some((one) => name.startsWith(one)))
  );
  const rows = Number(options.rows);
  const [first, changed] = [await written('first.csv', rows, false), await written('changed.csv', rows, true)];
  const rounds = [
    { name: `${rows} rows, first`, file: first },
    { name: `${rows} rows, again`, file: first },
    { name: `${rows} rows, 1 % changed`, file: changed }
  ];
  for (const contestant of chosen) await compete(contestant, rounds);
  if (options.million) {
    const all = [{ name: `${MILLION} rows, first`, file: await written('million.csv', MILLION, false) }];
    for (const contestant of chosen) await compete(contestant, all);
  }
  console.log(table(figures));
  if (options.json) writeFileSync(options.json, JSON.stringify(figures, null, 1));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function written(name: string, count: number, isChanged: boolean): Promise<string> {
  const file = path.join(folder, name);
  await writeRows(file, count, isChanged);
  return file;
}

/** All rounds of one contestant, in an org that is new to it. */
async function compete(contestant: Contestant, rounds: readonly Round[]): Promise<void> {
  const data = path.join(folder, 'data');
  rmSync(data, { recursive: true, force: true });
  const org = await startOrg(data, 0, ['e2e/sync/source']);
  const home = mkdtempSync(path.join(folder, 'home-'));
  const meter = await new Meter(Number(new URL(org.url).port)).start();
  try {
    await allow(org);
    const token = await org.token(ADMIN);
    const place = { url: meter.url, token, home };
    if (contestant.name !== 'confide') await prepare(contestant, place);
    for (const [i, { name, file }] of rounds.entries()) {
      const one = await measure(contestant, name, { ...place, file, run: String(i) }, org, meter);
      figures.push(one);
      console.log(`${contestant.name}: ${name}: ${one.wall.toFixed(1)} s — ${one.said}`);
    }
  } finally {
    await meter.stop();
    await org.stop();
  }
}

async function allow(org: RunningOrg): Promise<void> {
  const idOf = async (soql: string): Promise<string> => (await org.rest(ADMIN, query(soql))).body.records[0].Id;
  const body = {
    AssigneeId: await idOf(`SELECT Id FROM User WHERE Username = '${ADMIN}'`),
    PermissionSetId: await idOf("SELECT Id FROM PermissionSet WHERE Name = 'Bench_Load'")
  };
  await org.rest(ADMIN, '/sobjects/PermissionSetAssignment', { method: 'POST', body });
}

/** The Salesforce CLI's login, and a plug-in for it. */
async function prepare({ name, plugin, args }: Contestant, place: Omit<Place, 'file' | 'run'>): Promise<void> {
  if (!args({ ...place, file: '', run: '' }).includes(SF)) return;
  const login = [SF, 'org', 'login', 'access-token', '--instance-url', place.url, '--no-prompt', '--alias', 'bench'];
  await demand(name, await start(login, { ...place, file: '', run: '' }));
  if (!plugin) return;
  const config = path.join(place.home, '.config', 'sf');
  mkdirSync(config, { recursive: true });
  writeFileSync(path.join(config, 'unsignedPluginAllowList.json'), JSON.stringify([plugin.split('@')[0]]));
  await demand(name, await start([SF, 'plugins', 'install', plugin], { ...place, file: '', run: '' }));
}

async function demand(name: string, { exit, said }: { exit: number | null; said: string }): Promise<void> {
  if (exit !== 0) throw new Error(`${name} could not be prepared: ${said}`);
}

async function measure(contestant: Contestant, round: string, place: Place, org: RunningOrg, meter: Meter): Promise<Figures> {
  for (const [name, content] of Object.entries(contestant.files?.(place) ?? {})) writeFileSync(path.join(place.home, name), content);
  if (contestant.plugin) cpSync(place.file, path.join(place.home, 'Bench_Row__c.csv'));
  const usage = path.join(place.home, 'usage.json');
  rmSync(usage, { force: true });
  const before = { calls: await callsOf(org), up: meter.up, down: meter.down };
  const started = performance.now();
  const { exit, said } = await start(contestant.args(place), place, usage);
  const wall = (performance.now() - started) / 1000;
  const { cpu, memory } = existsSync(usage)
    ? (JSON.parse(readFileSync(usage, 'utf8')) as { cpu: number; memory: number })
    : { cpu: null, memory: null };
  const calls = (await callsOf(org)) - before.calls - 1;
  return {
    contestant: contestant.name,
    round,
    wall,
    cpu,
    memory,
    calls,
    up: meter.up - before.up,
    down: meter.down - before.down,
    exit,
    said
  };
}

/** Requests that the org has answered, this one included. */
async function callsOf(org: RunningOrg): Promise<number> {
  const answer = await fetch(`${org.url}/services/data/v67.0`, { headers: { authorization: `Bearer ${await org.token(ADMIN)}` } });
  return Number(/api-usage=(\d+)/.exec(answer.headers.get('sforce-limit-info') ?? '')?.[1]);
}

/** @returns how it ended, and the last line it said. */
function start(args: readonly string[], place: Place, usage?: string): Promise<{ exit: number | null; said: string }> {
  const clean = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^https?_proxy$/i.test(name) || args.includes('plugins'))
  );
  const child = spawn(process.execPath, ['--import', path.join(import.meta.dirname, 'usage.mjs'), ...args], {
    cwd: place.home,
    timeout: LONGEST_RUN,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...clean,
      CONFIDE_TOKEN: place.token,
      CONFIDE_USAGE: usage ?? '',
      SF_ACCESS_TOKEN: place.token,
      HOME: place.home,
      NPM_CONFIG_USERCONFIG: path.join(homedir(), '.npmrc'),
      USERPROFILE: place.home,
      SF_DISABLE_TELEMETRY: 'true',
      SF_AUTOUPDATE_DISABLE: 'true',
      SF_DISABLE_AUTOUPDATE: 'true'
    }
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said = `${said}${chunk}`.slice(-2000)));
  return new Promise((resolve) => child.once('close', (exit) => resolve({ exit, said: said.trim().split('\n').at(-1)?.trim() ?? '' })));
}

function table(all: readonly Figures[]): string {
  const head = '| round | contestant | wall s | CPU s | memory MB | calls | MB up | MB down | exit |';
  const mb = (bytes: number): string => (bytes / 1e6).toFixed(2);
  const lines = all
    .toSorted((a, b) => a.round.localeCompare(b.round))
    .map(
      (one) =>
        `| ${one.round} | ${one.contestant} | ${one.wall.toFixed(2)} | ${one.cpu?.toFixed(2) ?? '–'} | ${one.memory?.toFixed(0) ?? '–'} | ${one.calls} | ${mb(one.up)} | ${mb(one.down)} | ${one.exit} |`
    );
  return [head, '|---|---|---|---|---|---|---|---|---|', ...lines].join('\n');
}
