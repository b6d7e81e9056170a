/**
 * How the nightly sweep, a disposal and the counting for figures grow with the number of families: time, memory, queries at
 * 10,000 and 100,000, or at `--clients N …`. Measured, not asserted: machines differ. Usage: npm run bench [-- --clients N …]
 */
import { fork } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bootOrg } from '../local-org/boot.ts';
import type { Org } from '../local-org/org.ts';
import { fillWith } from './bench-fill.ts';
import { ADMIN, root, seedFolder } from './org.ts';

const SIZES = [10_000, 100_000];
const REASON = 'Its time is up and nobody needs it.';
const DAY = 24 * 3600 * 1000;

interface Measured {
  readonly what: string;
  readonly seconds: number;
  /** Of the processor: what other work on the machine does not lengthen. */
  readonly busy: number;
  readonly queries: number;
  readonly statements: number;
  readonly megabytes: number;
}

function open(data: string): Org {
  return bootOrg({
    packageDirs: ['force-app', 'config/demo/metadata'].map((folder) => path.join(root, folder)),
    database: path.join(data, 'org.db'),
    adminUsername: ADMIN,
    cacheDir: path.join(root, '.confide', 'cache')
  });
}

const userOf = (org: Org, name: string): string =>
  org.store.all('SELECT "Id" AS id FROM "User" WHERE "Username" = ?', [`${name}@demo.example`])[0]!['id'] as string;

function apex(org: Org, userId: string, source: string): void {
  const result = org.apex.executeAnonymous(userId, source);
  if (!result.success) throw new Error(result.compileProblem ?? result.exceptionMessage ?? 'Anonymous Apex failed.');
}

/** Queries of Apex, and statements that reach the database. */
function counters(org: Org): { queries: number; statements: number } {
  const count = { queries: 0, statements: 0 };
  const watch = (service: object, names: readonly string[], key: 'queries' | 'statements'): void => {
    const methods = service as Record<string, (...args: unknown[]) => unknown>;
    for (const name of names) {
      const method = methods[name]!.bind(service);
      methods[name] = (...args) => {
        count[key]++;
        return method(...args);
      };
    }
  };
  watch(org.soql, ['query'], 'queries');
  watch(org.store, ['all', 'run', 'read', 'insert', 'update', 'remove'], 'statements');
  return count;
}

/** Megabytes still in use once what nobody needs any more is thrown away: the process itself keeps more while it need not tidy up. */
function held(): number {
  globalThis.gc!();
  const { heapUsed, external } = process.memoryUsage();
  return Math.round((heapUsed + external) / 2 ** 20);
}

/** Runs the work and all jobs that it leaves. */
function measure(org: Org, count: { queries: number; statements: number }, what: string, work: () => void): Measured {
  const [queries, statements] = [count.queries, count.statements];
  const started = performance.now();
  const before = process.cpuUsage();
  work();
  org.async.drain();
  const failed = org.store.all(
    `SELECT "ExtendedStatus" AS text FROM "AsyncApexJob" WHERE "Status" = 'Failed' OR "NumberOfErrors" > 0 LIMIT 1`
  );
  if (failed.length > 0) throw new Error(`${what}: ${String(failed[0]!['text'])}`);
  return {
    what,
    seconds: (performance.now() - started) / 1000,
    busy: secondsOf(process.cpuUsage(before)),
    queries: count.queries - queries,
    statements: count.statements - statements,
    megabytes: held()
  };
}

/** In a process of its own, so that memory is that of this size alone. */
function measureAll(data: string): Measured[] {
  const org = open(data);
  org.async.drain();
  org.store.run('DELETE FROM "AsyncApexJob"');
  const admin = userOf(org, 'admin');
  const count = counters(org);
  const begin = measure(org, count, 'Nothing', () => undefined);
  const sweep = (what: string) => measure(org, count, what, () => apex(org, admin, 'Database.executeBatch(new RetentionSweep());'));
  const results = [begin, sweep('Nightly sweep, first'), sweep('Nightly sweep, nothing new')];
  results.push(measure(org, count, 'Counting for figures', () => apex(org, admin, 'StatisticsBatch.run();')));
  const family = decided(org);
  results.push(measure(org, count, 'Deleting one family', () => apex(org, admin, `DisposalRun.removeOrHold('${family}');`)));
  results.push(measure(org, count, 'Looking for what is left of her', () => apex(org, admin, 'System.enqueueJob(new DisposalRun());')));
  const step = org.store.all('SELECT "Step__c" AS step, "Held_Because__c" AS held FROM "Disposal__c" WHERE "Id" = ?', [family])[0]!;
  if (step['step'] !== 'Looked through') throw new Error(`The disposal is ${String(step['step'])}: ${String(step['held'])}`);
  org.store.close();
  return results;
}

/** A family whose time is up, decided and agreed; her seven days are over. */
function decided(org: Org): string {
  const client = org.store.all(
    `SELECT s."Client__c" AS id FROM "Retention_State__c" s WHERE s."Due_On__c" < ? AND s."IsDeleted" = 0
     AND NOT EXISTS (SELECT 1 FROM "Referral__c" r WHERE r."Client__c" = s."Client__c") ORDER BY s."Due_On__c" LIMIT 1`,
    [new Date().toISOString().slice(0, 10)]
  )[0]!['id'] as string;
  apex(org, userOf(org, 'dpo'), `DisposalService.decide('${client}', '${REASON}');`);
  const id = org.store.all('SELECT "Id" AS id FROM "Disposal__c" WHERE "Client__c" = ?', [client])[0]!['id'] as string;
  apex(org, userOf(org, 'safeguarding'), `DisposalService.agree('${id}', '${REASON}');`);
  org.store.run('UPDATE "Disposal__c" SET "Cooling_Off_Until__c" = ? WHERE "Id" = ?', [new Date(Date.now() - DAY).toISOString(), id]);
  return id;
}

function inProcess(data: string): Promise<Measured[]> {
  const child = fork(import.meta.filename, ['--measure', data], { execArgv: ['--expose-gc', '--disable-warning=ExperimentalWarning'] });
  return new Promise((resolve, reject) => {
    let results: Measured[] | undefined;
    child.on('message', (message) => (results = message as Measured[]));
    child.on('exit', (code) => (code === 0 && results ? resolve(results) : reject(new Error(`Measuring ended with ${code}`))));
  });
}

async function main(sizes: readonly number[]): Promise<void> {
  const seeded = await seedFolder(mkdtempSync(path.join(tmpdir(), 'confide-bench-')));
  const before = new Map<string, Before>();
  try {
    for (const size of sizes) {
      const data = mkdtempSync(path.join(tmpdir(), 'confide-bench-'));
      cpSync(seeded, data, { recursive: true });
      try {
        const started = performance.now();
        const org = open(data);
        const rows = fillWith(org, size, userOf(org, 'admin'));
        org.store.close();
        const megabytes = Math.round(statSync(path.join(data, 'org.db')).size / 2 ** 20);
        console.log(
          `\n${size.toLocaleString('en-GB')} families, ${rows.toLocaleString('en-GB')} rows, ${megabytes} MB, filled in ${Math.round((performance.now() - started) / 1000)} s`
        );
        for (const result of await inProcess(data)) print(result, size, before);
      } finally {
        rmSync(data, { recursive: true, force: true });
      }
    }
  } finally {
    rmSync(seeded, { recursive: true, force: true });
  }
}

interface Before {
  readonly size: number;
  readonly busy: number;
}

const secondsOf = ({ user, system }: NodeJS.CpuUsage): number => (user + system) / 1e6;

/** One line, with the growth since the size before: 1.00 when the processor's time grows as the families do, less when slower. */
function print({ what, seconds, busy, queries, statements, megabytes }: Measured, size: number, before: Map<string, Before>): void {
  const last = before.get(what);
  before.set(what, { size, busy });
  const growth = last ? `, growth ${(busy / last.busy / (size / last.size)).toFixed(2)} of linear` : '';
  console.log(
    `  ${what}: ${seconds.toFixed(1)} s (${busy.toFixed(1)} s of the processor), ${queries} queries, ${statements} statements, ${megabytes} MB held${growth}`
  );
}

const at = process.argv.indexOf('--measure');
if (at > 0) {
  process.send!(measureAll(process.argv[at + 1]!));
  process.disconnect();
} else {
  const from = process.argv.indexOf('--clients');
  const sizes = from < 0 ? SIZES : process.argv.slice(from + 1).map(Number);
  if (sizes.length === 0 || sizes.some((size) => !Number.isInteger(size) || size < 100))
    throw new Error('Say how many: --clients 10000 100000');
  await main(sizes);
}
