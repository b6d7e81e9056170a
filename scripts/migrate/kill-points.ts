/**
 * Kills a migration at so many random moments, resumes it each time, and says whether each came to its end exactly once.
 *     node scripts/migrate/kill-points.ts [100]
 * Each round loads families of its own into one org; a kill may fall anywhere from the first byte to the last word.
 */
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { orgConnection } from '../shared/org/index.ts';
import { confide } from '../shared/testing/run.ts';
import { as, env, peopleOrg, query } from '../shared/testing/org.ts';
import { openWindow } from '../window/window.ts';
import { generate } from './example/generate.ts';
import { FOLDER } from './folder.ts';
import { killed, loadedRows, MANAGER, NAME, OFFICER } from './testing.ts';

const points = Number(process.argv[2] ?? '100');
const scratch = mkdtempSync(path.join(tmpdir(), 'confide-kills-'));
const org = await peopleOrg();
const own = { ...env, CONFIDE_STATE: path.join(scratch, 'state'), XDG_CONFIG_HOME: path.join(scratch, 'home') };
Object.assign(process.env, own);
let kills = 0;
let rounds = 0;
try {
  const officer = await orgConnection({ instanceUrl: org.url, username: OFFICER });
  await openWindow(officer, { hours: 24, reason: 'Kill points', forUsername: MANAGER });
  while (kills < points) await round(++rounds);
  process.stdout.write(`${kills} kills in ${rounds} migrations: each came to its end exactly once.\n`);
} finally {
  await org.stop();
  rmSync(scratch, { recursive: true, force: true });
}

async function round(number: number): Promise<void> {
  const { data, root } = sources(number);
  const flags = ['--folder', root, ...as(org, MANAGER)];
  const asked = Date.now();
  const planned = await confide(['migrate', 'plan', '0001', '--data', data, '--json', ...flags], own);
  assert.equal(planned.code, 0, planned.output);
  // What a plan takes on this machine, twice: kills fall on every part of a run; the later ones of a migration ever later, so that it ends.
  let longest = (Date.now() - asked) * 2;
  const { hash, steps } = (JSON.parse(planned.stdout) as { result: Plan }).result;
  let args = ['migrate', 'apply', '0001', '--data', data, '--plan-hash', hash, ...flags];
  const from = kills;
  for (;;) {
    const at = Date.now() + Math.random() * longest;
    if (!(await killed(args, own, scratch, () => Date.now() >= at))) break;
    longest *= 1.2;
    kills++;
    args = (await isBegun(flags)) ? ['migrate', 'resume', '0001', ...flags] : args;
  }
  await exactlyOnce(number, steps);
  process.stdout.write(`migration ${number}: killed ${kills - from} times, ${kills} in all\n`);
}

interface Plan {
  readonly hash: string;
  readonly steps: readonly { object: string; counts: { create: number; held: number; rejected: number } }[];
}

/** A migration of its own with families of its own: another number in the key. */
function sources(number: number): { data: string; root: string } {
  const data = path.join(scratch, `data-${number}`);
  const root = path.join(scratch, `migrations-${number}`);
  generate(data, 20);
  const name = `0001_round_${number}`;
  cpSync(path.join(FOLDER, NAME), path.join(root, name), { recursive: true });
  const file = path.join(root, name, 'mapping.yaml');
  writeFileSync(file, readFileSync(file, 'utf8').replaceAll(/key: (old|note)\b/g, `key: $1-r${number}`));
  return { data, root };
}

/** A kill before the run had a place of its own leaves nothing to resume. */
async function isBegun(flags: readonly string[]): Promise<boolean> {
  const { localOf } = await import('./migrate.ts');
  const { migration } = await import('./folder.ts');
  const manager = await orgConnection({ instanceUrl: org.url, username: MANAGER });
  return localOf({ org: manager, migration: migration('0001', flags[1]!) }, true).unfinished() !== undefined;
}

async function exactlyOnce(number: number, steps: Plan['steps']): Promise<void> {
  const rows = await loadedRows(org, `%-r${number}-%`);
  const { body } = await org.rest(
    MANAGER,
    query(`SELECT Status__c, Created__c FROM Migration_Run__c WHERE Migration__c = '0001_round_${number}'`)
  );
  const runs = (body as { records: { Status__c: string; Created__c: number }[] }).records;
  for (const { object, counts } of steps) assert.equal(rows[object], counts.create, `${object} of migration ${number}`);
  const created = steps.reduce((sum, { counts }) => sum + counts.create, 0);
  assert.deepEqual(
    runs.filter(({ Status__c: status }) => status === 'Finished').map((run) => run.Created__c),
    [created],
    `the history of migration ${number}`
  );
}
