/**
 * Tries the worked migration at its full size in a local org: plan, apply, plan again, apply again, take back. Says times and counts.
 *     npx node scripts/migrate/full-size.ts [5000]
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { orgConnection } from '../shared/org/index.ts';
import { as, env, peopleOrg } from '../shared/testing/org.ts';
import { confide } from '../shared/testing/run.ts';
import { openWindow } from '../window/window.ts';
import { generate } from './example/generate.ts';
import { loadedRows, MANAGER, OFFICER, runFolders } from './testing.ts';

const families = Number(process.argv[2] ?? 5000);
const scratch = mkdtempSync(path.join(tmpdir(), 'confide-full-'));
const own = { ...env, CONFIDE_STATE: path.join(scratch, 'state'), XDG_CONFIG_HOME: path.join(scratch, 'config') };
Object.assign(process.env, own);
const data = path.join(scratch, 'data');
const org = await peopleOrg();

/** Runs a verb and says how long it took. */
async function verb(name: string, args: readonly string[]): Promise<Record<string, unknown>> {
  const began = Date.now();
  const ran = await confide(['migrate', ...args, '--json', ...as(org, MANAGER)], own);
  const { result } = JSON.parse(ran.stdout) as { result?: Record<string, unknown> };
  process.stdout.write(`${name}: ${((Date.now() - began) / 1000).toFixed(1)} s, exit ${ran.code}\n`);
  if (!result) throw new Error(ran.output);
  return result;
}

interface Step {
  readonly object: string;
  readonly counts: Record<string, number>;
  readonly codes: Record<string, number>;
}

function steps(plan: Record<string, unknown>): void {
  for (const { object, counts, codes } of plan['steps'] as Step[])
    process.stdout.write(`  ${object} ${JSON.stringify(counts)} ${JSON.stringify(codes)}\n`);
}

function rejects(): void {
  const found = new Map<string, number>();
  for (const folder of runFolders(own.CONFIDE_STATE))
    try {
      for (const line of readFileSync(path.join(folder, 'rejects.csv'), 'utf8').trim().split('\n').slice(1)) {
        const [, object, , , code, , rule] = line.split(',');
        const of = `${object} ${code} ${rule}`;
        found.set(of, (found.get(of) ?? 0) + 1);
      }
    } catch {
      continue;
    }
  for (const [of, count] of [...found].sort()) process.stdout.write(`  rejected: ${of} ${count}\n`);
}

try {
  process.stdout.write(`${JSON.stringify(generate(data, families))}\n`);
  const officer = await orgConnection({ instanceUrl: org.url, username: OFFICER });
  await openWindow(officer, { hours: 8, reason: 'The whole past', forUsername: MANAGER });
  const plan = await verb('plan', ['plan', '0001', '--data', data]);
  steps(plan);
  const applied = await verb('apply', ['apply', '0001', '--data', data, '--plan-hash', String(plan['hash'])]);
  process.stdout.write(`  ${JSON.stringify(applied)}\n  ${JSON.stringify(await loadedRows(org))}\n`);
  rejects();
  const again = await verb('plan again', ['plan', '0001', '--data', data]);
  steps(again);
  const second = await verb('apply again', ['apply', '0001', '--data', data, '--plan-hash', String(again['hash'])]);
  process.stdout.write(`  ${JSON.stringify(second)}\n`);
  await verb('rollback of the second load', ['rollback', '0001']);
  const { decideTakeBack } = await import('./migrate.ts');
  const { migration } = await import('./folder.ts');
  await decideTakeBack({ org: officer, migration: migration('0001') });
  const back = await verb('rollback of the first load', ['rollback', '0001', '--further']);
  process.stdout.write(`  ${JSON.stringify(back)}\n  ${JSON.stringify(await loadedRows(org))}\n`);
} finally {
  await org.stop();
  rmSync(scratch, { recursive: true, force: true });
}
