/**
 * The mutation proof (`npm run prove`): in a copy of the package each promise's control is switched off, one at a time. Its
 * Apex tests must fail, and its promise must turn red in the org itself. Names of promises run those alone; `--json FILE`
 * keeps the result. A promise without a proof is named and counts as missing, never as proven. `--kills N [--seed S]` instead kills
 * the org N times while it deletes families (disposal-kills.ts).
 */
import { execFileSync, fork } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { MUTATIONS, WITHOUT_PROOF, type Mutation } from '../checks/promise-mutations.ts';
import { killWhileDisposing } from './disposal-kills.ts';
import { bootOrg } from '../local-org/boot.ts';
import type { Apex } from '../local-org/apex/service.ts';
import { testClasses } from '../local-org/apex/test-runner/discover.ts';
import { runTestClass } from '../local-org/apex/test-runner/run-class.ts';
import type { Org } from '../local-org/org.ts';

const root = path.dirname(import.meta.dirname);
const ADMIN = 'admin@demo.example';
const GRANT = `insert new PermissionSetAssignment(AssigneeId = UserInfo.getUserId(),
  PermissionSetId = [SELECT Id FROM PermissionSet WHERE Name = 'Confide_See_Promises'].Id);`;
const SCHEDULE = 'ConfideJobs.schedule();';
const LOOK = `System.debug('PROMISES' + JSON.serialize(NoticePromises.today()));`;

/** What one mutation showed. */
export interface Proof {
  readonly promise: string;
  readonly off: string;
  /** Tests that failed, of those that ran. */
  readonly failed: readonly string[];
  readonly ran: number;
  /** Controls of the promise that the org says are off. */
  readonly red: readonly string[];
  readonly state: string;
  readonly seconds: number;
}

interface PromiseState {
  readonly id: string;
  readonly state: string;
  readonly controls: readonly { readonly kind: string; readonly name: string; readonly holds: boolean; readonly fault: string | null }[];
}

/** @returns whether the control was shown to be needed: a test fails by it, and the promise shows it */
export function isProven(proof: Proof): boolean {
  return proof.failed.length > 0 && proof.red.length > 0 && proof.state === 'Switched off';
}

/** Switches one control off in a copy of the package. @throws Error when the edit does not apply exactly once. */
export function prove(mutation: Mutation): Proof {
  const started = Date.now();
  return inCopy((source) => {
    const file = path.join(source, 'main', mutation.file);
    const text = edited(readFileSync(file, 'utf8'), mutation);
    // The copy is made of links: a new file, so that the original stays.
    rmSync(file);
    writeFileSync(file, text);
    const org = orgOf(source);
    const results = testsOf(org, mutation.tests);
    const promise = promisesOf(org).find(({ id }) => id === mutation.promise)!;
    return {
      promise: mutation.promise,
      off: mutation.off,
      failed: results.filter(({ outcome }) => outcome !== 'Pass').map(({ className, methodName }) => `${className}.${methodName}`),
      ran: results.length,
      red: offOf(promise),
      state: promise.state,
      seconds: Math.round((Date.now() - started) / 1000)
    };
  });
}

/** @returns the controls that are off in the package as it stands, with nothing switched off: none */
export function untouched(): string[] {
  return promisesOf(orgOf(path.join(root, 'force-app'))).flatMap((promise) => offOf(promise).map((control) => `${promise.id}: ${control}`));
}

/** @returns the text with the edit. @throws Error when what is to be replaced is not there exactly once. */
export function edited(text: string, { promise, find, replace }: Mutation): string {
  const parts = text.split(find);
  if (parts.length !== 2) throw new Error(`${promise}: what is to be switched off stands ${parts.length - 1} times, not once.`);
  return parts.join(replace);
}

function inCopy<T>(work: (source: string) => T): T {
  const folder = mkdtempSync(path.join(tmpdir(), 'confide-prove-'));
  try {
    const source = path.join(folder, 'force-app');
    execFileSync('cp', ['-a', path.join(root, 'force-app'), source]);
    return work(source);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function orgOf(source: string): Org {
  return bootOrg({ packageDirs: [source], database: ':memory:', adminUsername: ADMIN, cacheDir: path.join(root, '.confide', 'cache') });
}

function testsOf(org: Org, names: readonly string[]) {
  const results: { className: string; methodName: string; outcome: string }[] = [];
  for (const test of testClasses(org.apex as Apex).filter(({ name }) => names.includes(name)))
    runTestClass(org, test, (result) => results.push(result));
  return results;
}

function promisesOf(org: Org): PromiseState[] {
  const admin = org.store.all('SELECT "Id" AS id FROM "User" WHERE "Username" = ? COLLATE NOCASE', [ADMIN])[0]?.['id'] as string;
  run(org, admin, GRANT);
  run(org, admin, SCHEDULE);
  const log = run(org, admin, LOOK);
  return JSON.parse(log.slice(log.indexOf('PROMISES') + 'PROMISES'.length)) as PromiseState[];
}

function run(org: Org, userId: string, source: string): string {
  const result = org.apex.executeAnonymous(userId, source);
  if (!result.success) throw new Error(result.compileProblem ?? result.exceptionMessage ?? 'Anonymous Apex failed.');
  return result.debugLog;
}

function offOf(promise: PromiseState): string[] {
  return promise.controls.filter(({ holds }) => !holds).map(({ kind, name, fault }) => `${kind} ${name} (${fault})`);
}

/** Runs the mutations in as many processes as there are cores; each takes the next one when it is free. */
async function proveAll(wanted: readonly Mutation[]): Promise<Proof[]> {
  const waiting = [...wanted];
  const proofs: Proof[] = [];
  const one = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const child = fork(import.meta.filename, ['--worker'], { execArgv: ['--disable-warning=ExperimentalWarning'] });
      const next = (): void => {
        const mutation = waiting.shift();
        if (mutation) child.send(mutation.promise);
        else {
          child.disconnect();
          resolve();
        }
      };
      child.on('message', (proof: Proof) => {
        proofs.push(proof);
        console.log(lineOf(proof));
        next();
      });
      child.on('error', reject);
      child.on('exit', (code) => code !== 0 && reject(new Error('A proof broke off.')));
      next();
    });
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), wanted.length) }, one));
  return proofs.sort((a, b) => (a.promise < b.promise ? -1 : 1));
}

function lineOf(proof: Proof): string {
  const mark = isProven(proof) ? 'proven' : 'NOT PROVEN';
  return `${proof.promise} ${mark}: ${proof.off}. ${proof.failed.length} of ${proof.ran} tests fail; ${proof.red.join(', ') || 'no control is off'} (${proof.seconds} s)`;
}

/** The kill proof: prints each kill and the seed that draws the same moments again. */
async function proveKills(kills: number, seed: number): Promise<number> {
  if (!Number.isInteger(kills) || kills < 1 || !Number.isInteger(seed)) throw new Error('Say how many kills: --kills 50 [--seed 7].');
  console.log(`Seed ${seed}`);
  const { fell, families, certificates } = await killWhileDisposing(kills, Math.min(Math.ceil(kills / 2), 25), seed, (line) =>
    console.log(line)
  );
  console.log(
    `${kills} kills: ${fell.whileDeleting} while deleting, ${fell.whileLooking} while looking for what is left, ${fell.later} later. ` +
      `${families} families, none half, ${certificates} true certificates.`
  );
  return 0;
}

async function main(args: readonly string[]): Promise<number> {
  const valueAfter = (name: string): string | undefined => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);
  if (args.includes('--kills')) return proveKills(Number(valueAfter('--kills')), Number(valueAfter('--seed') ?? Date.now() % 1_000_000));
  const json = args.indexOf('--json');
  const names = args.filter((arg) => /^P\d\d$/.test(arg));
  const wanted = MUTATIONS.filter(({ promise }) => names.length === 0 || names.includes(promise));
  const started = Date.now();
  const before = untouched();
  for (const control of before) console.log(`Off without a mutation: ${control}`);
  const proofs = await proveAll(wanted);
  for (const [promise, why] of Object.entries(WITHOUT_PROOF)) console.log(`${promise} missing: ${why}`);
  const proven = proofs.filter(isProven).length;
  const missing = Object.keys(WITHOUT_PROOF).length;
  console.log(
    `${proven} of ${wanted.length} controls proven, ${missing} promises without a proof, ${Math.round((Date.now() - started) / 1000)} s`
  );
  if (json >= 0) writeFileSync(args[json + 1]!, JSON.stringify({ proven, missing: WITHOUT_PROOF, proofs }, null, 1));
  return before.length === 0 && proven === wanted.length ? 0 : 1;
}

if (import.meta.main) {
  if (process.argv.includes('--worker'))
    process.on('message', (promise: string) => process.send!(prove(MUTATIONS.find((one) => one.promise === promise)!)));
  else process.exitCode = await main(process.argv.slice(2));
}
