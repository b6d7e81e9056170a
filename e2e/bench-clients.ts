/**
 * How the nightly sweep, a disposal and the counting for figures grow with the number of families: time, memory, queries at
 * 10,000 and 100,000, or at `--clients N …`. Measured, not asserted: machines differ. Usage: npm run bench [-- --clients N …]
 * What is filled stays in .confide/bench and is used again as long as the objects are the same; a filling or a
 * measuring that broke off goes on where it was.
 */
import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  constants,
  copyFileSync,
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bootOrg } from '../local-org/boot.ts';
import type { Org } from '../local-org/org.ts';
import { filled, fillWith } from './bench-fill.ts';
import { ADMIN, root, seedFolder } from './org.ts';

const SIZES = [10_000, 100_000];
const DELETING = 'Deleting one family';
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
  globalThis.gc?.();
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
function measureAll(data: string, tell: (measured: Measured) => void): void {
  const org = open(data);
  const done = progress(data);
  // What a measuring that broke off had queued would be done, and not measured, by whoever goes on.
  if (done.length > 0) org.store.run('DELETE FROM "local_async_job"');
  org.async.drain();
  org.store.run('DELETE FROM "AsyncApexJob"');
  const admin = userOf(org, 'admin');
  const count = counters(org);
  const known = (what: string): Measured | undefined => done.find((one) => one.what === what);
  const run = (what: string, source: string): void => {
    const measured = known(what) ?? measure(org, count, what, () => apex(org, admin, source));
    if (!known(what)) writeFileSync(progressFile(data), JSON.stringify([...progress(data), measured]));
    tell(measured);
  };
  tell(measure(org, count, 'Nothing', () => undefined));
  run('Nightly sweep, first', 'Database.executeBatch(new RetentionSweep());');
  run('Nightly sweep, nothing new', 'Database.executeBatch(new RetentionSweep());');
  run('Counting for figures', 'StatisticsBatch.run();');
  const family = known(DELETING) ? removed(org) : decided(org);
  run(DELETING, `DisposalRun.removeOrHold('${family}');`);
  const { held: holds } = disposal(org, family);
  if (holds) throw new Error(`The disposal is held: ${holds}`);
  run('Looking for what is left of her', 'System.enqueueJob(new DisposalRun());');
  const { step, held } = disposal(org, family);
  if (step !== 'Looked through') throw new Error(`The disposal is ${step}: ${held ?? leftovers(org)}`);
  org.store.close();
}

const progressFile = (data: string): string => path.join(data, 'measured.json');

/** What an earlier measuring that broke off has measured of this copy. */
function progress(data: string): Measured[] {
  return existsSync(progressFile(data)) ? (JSON.parse(readFileSync(progressFile(data), 'utf8')) as Measured[]) : [];
}

/** The family that an earlier measuring deleted. */
function removed(org: Org): string {
  return org.store.all(`SELECT "Id" AS id FROM "Disposal__c" WHERE "Step__c" = 'Removed' ORDER BY "Removed_At__c" DESC LIMIT 1`)[0]![
    'id'
  ] as string;
}

function disposal(org: Org, id: string): { step: string; held: string | null } {
  const row = org.store.all('SELECT "Step__c" AS step, "Held_Because__c" AS held FROM "Disposal__c" WHERE "Id" = ?', [id])[0]!;
  return { step: String(row['step']), held: row['held'] as string | null };
}

/** What is left, where and of which kind. */
function leftovers(org: Org): string {
  const rows = org.store.all(
    'SELECT "Object_Name__c" || \'.\' || "Field_Name__c" || \': \' || "Kind__c" AS what, COUNT(*) AS n FROM "Disposal_Leftover__c" GROUP BY 1'
  );
  return rows.map(({ what, n }) => `${String(what)} (${String(n)})`).join(', ');
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

/** @param tell told of each as soon as it is measured */
function inProcess(data: string, tell: (measured: Measured) => void): Promise<void> {
  const child = fork(import.meta.filename, ['--measure', data], { execArgv: ['--expose-gc', '--disable-warning=ExperimentalWarning'] });
  child.on('message', (message) => tell(message as Measured));
  return new Promise((resolve, reject) => {
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`Measuring ended with ${code}`))));
  });
}

/** What is filled is for these objects and this demo alone. */
function fingerprint(): string {
  const hash = createHash('sha256');
  for (const file of globSync(['force-app/**/objects/**/*.xml', 'config/demo/**/*.*', 'e2e/bench-fill.ts'], { cwd: root }).sort())
    if (statSync(path.join(root, file)).isFile()) hash.update(file).update(readFileSync(path.join(root, file)));
  return hash.digest('hex').slice(0, 12);
}

/** @returns the database with so many families, filled now or before */
async function filledFor(size: number): Promise<string> {
  const data = path.join(root, '.confide', 'bench', `${size}-${fingerprint()}`);
  if (!existsSync(data)) {
    const seeded = await seedFolder(mkdtempSync(path.join(tmpdir(), 'confide-bench-')));
    mkdirSync(path.dirname(data), { recursive: true });
    cpSync(seeded, data, { recursive: true });
    rmSync(seeded, { recursive: true, force: true });
  }
  const started = performance.now();
  const org = open(data);
  fillWith(org, size, userOf(org, 'admin'), (done) => {
    const seconds = Math.round((performance.now() - started) / 1000);
    if (done > 0) console.log(`  filled ${done.toLocaleString('en-GB')} after ${seconds} s, ${held()} MB held`);
  });
  const families = filled(org);
  org.store.close();
  if (families !== size) throw new Error(`Filled ${families} of ${size}`);
  const megabytes = Math.round(statSync(path.join(data, 'org.db')).size / 2 ** 20);
  const seconds = Math.round((performance.now() - started) / 1000);
  console.log(`\n${size.toLocaleString('en-GB')} families, ${megabytes.toLocaleString('en-GB')} MB, there after ${seconds} s`);
  return path.join(data, 'org.db');
}

async function main(sizes: readonly number[]): Promise<void> {
  const before = new Map<string, Before>();
  for (const size of sizes) {
    const database = await filledFor(size);
    const data = path.join(path.dirname(path.dirname(database)), `measured-${path.basename(path.dirname(database))}`);
    if (!existsSync(progressFile(data))) {
      rmSync(data, { recursive: true, force: true });
      mkdirSync(data, { recursive: true });
      copyFileSync(database, path.join(data, 'org.db'), constants.COPYFILE_FICLONE);
    }
    await inProcess(data, (result) => print(result, size, before));
    rmSync(data, { recursive: true, force: true });
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
  measureAll(process.argv[at + 1]!, (result) => process.send!(result));
  process.disconnect();
} else {
  const from = process.argv.indexOf('--clients');
  const sizes = from < 0 ? SIZES : process.argv.slice(from + 1).map(Number);
  if (sizes.length === 0 || sizes.some((size) => !Number.isInteger(size) || size < 100))
    throw new Error('Say how many: --clients 10000 100000');
  await main(sizes);
}
