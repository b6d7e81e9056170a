/**
 * Every test of the project, suite by suite, with one closing line: `N passed, N failed`.
 * Usage: node checks/suites.ts [name …] — without names all of them but `cli`, in this order.
 */
import { spawn } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { seedFolder } from '../e2e/org.ts';
import { peopleFolder } from '../scripts/shared/testing/org.ts';

/** Where a suite's own words go: to the screen at once, or kept until it ends. */
type Print = (text: string) => void;

interface Tally {
  passed: number;
  failed: number;
}
interface Suite {
  readonly name: string;
  readonly what: string;
  /** Must have the machine to itself. */
  readonly alone?: true;
  /** Runs only when it is named. */
  readonly named?: true;
  run(print: Print): Promise<Tally>;
}

const root = path.dirname(import.meta.dirname);
const scratch = mkdtempSync(path.join(tmpdir(), 'confide-test-'));
/** Every process of the run finds the modules that another has compiled before it; may be deleted at any time. */
process.env['NODE_COMPILE_CACHE'] ??= path.join(root, '.confide', 'cache', 'node');
const bin = (name: string) => path.join(root, 'node_modules', '.bin', name);

const CLI_TESTS = 'e2e/sf-*.test.ts';

/** Those that take longest stand first, so that none of them runs on beside an idle core. */
const suites: readonly Suite[] = [
  { name: 'apex', what: "Apex tests, as the roles' users", run: apexTests },
  { name: 'tool', what: 'the confide tool', run: toolTests },
  { name: 'lwc', what: 'Lightning Web Components', run: lwcTests },
  {
    name: 'types',
    what: 'TypeScript and JavaScript types',
    run: (print) => command(print, [bin('tsc'), '-p', '.'], [bin('tsc'), '-p', 'checks/lwc'])
  },
  {
    name: 'lint',
    what: 'ESLint and Prettier',
    run: (print) => command(print, [bin('eslint'), '.'], [bin('prettier'), '--check', '--log-level=warn', '.'])
  },
  { name: 'source', what: 'the package source against its rules', run: (print) => nodeTests(print, 'checks/**/*.test.ts') },
  { name: 'org', what: 'the local org', run: (print) => nodeTests(print, 'local-org/**/*.test.ts', 'bootstrap/**/*.test.ts') },
  { name: 'e2e', what: 'real clients and a browser over everything', alone: true, run: endToEnd },
  // Each command of that client takes seconds to start: a minute and more that the whole run has not got.
  {
    name: 'cli',
    what: 'deployments by the Salesforce CLI',
    alone: true,
    named: true,
    run: (print) => nodeTests(print, CLI_TESTS)
  }
];

/** Runs commands of which each is one check: passed when it exits 0. */
async function command(print: Print, ...commands: string[][]): Promise<Tally> {
  const tally = { passed: 0, failed: 0 };
  await Promise.all(commands.map(async ([program, ...args]) => tally[(await exec(print, program!, args)) === 0 ? 'passed' : 'failed']++));
  return tally;
}

/** Runs the node:test files that match, and counts their tests. */
async function nodeTests(print: Print, ...patterns: string[]): Promise<Tally> {
  const { byFile, code } = await testFiles(print, filesOf(...patterns));
  return atLeastOneFailure(sum(byFile), code);
}

function filesOf(...patterns: string[]): string[] {
  return patterns.flatMap((pattern) => globSync(pattern, { cwd: root, exclude: (name) => name === 'node_modules' }));
}

/** Runs node:test files, prints the failing ones whole, and counts tests by file from the machine-readable report. */
async function testFiles(print: Print, files: readonly string[]): Promise<{ byFile: Map<string, Tally>; code: number }> {
  if (files.length === 0) return { byFile: new Map(), code: 0 };
  const report = path.join(scratch, `${Math.random().toString(36).slice(2)}.xml`);
  const code = await exec(print, process.execPath, [
    '--disable-warning=ExperimentalWarning',
    '--test',
    '--test-concurrency=2',
    '--test-timeout=600000',
    '--test-reporter=dot',
    '--test-reporter-destination=stdout',
    '--test-reporter=junit',
    `--test-reporter-destination=${report}`,
    ...files
  ]);
  print(slowest(report));
  return { byFile: junit(report), code };
}

/** The files that took longest, of those over ten seconds: what to look at when the whole run grows. */
function slowest(report: string): string {
  const files = readFileSync(report, 'utf8')
    .split('\n\t<testsuite ')
    .slice(1)
    .map((text) => ({ file: / file="([^"]*)"/.exec(text)?.[1] ?? '', seconds: Number(/ time="([^"]*)"/.exec(text)?.[1]) }))
    .filter(({ seconds }) => seconds > 10)
    .sort((a, b) => b.seconds - a.seconds);
  return files.map(({ file, seconds }) => `\n   ${seconds.toFixed(0).padStart(3)} s  ${path.basename(file)}`).join('') + '\n';
}

let parsed: Promise<number> | undefined;

/** On a new machine the package's Apex takes twenty seconds to parse: one process does it, the others find what it kept. */
function parsedOnce(print: Print): Promise<number> {
  const nothing = path.join(scratch, 'nothing.apex');
  writeFileSync(nothing, '');
  const where = ['--source', 'force-app', '--data', path.join(scratch, 'parsed')];
  return (parsed ??= exec(print, process.execPath, [
    '--disable-warning=ExperimentalWarning',
    'local-org/cli.ts',
    'exec',
    nothing,
    ...where
  ]));
}

async function apexTests(print: Print): Promise<Tally> {
  await parsedOnce(print);
  const report = path.join(scratch, 'apex.json');
  const code = await exec(print, process.execPath, ['--disable-warning=ExperimentalWarning', 'local-org/cli.ts', 'test', '--json', report]);
  const { passed, failed } = JSON.parse(readFileSync(report, 'utf8')) as Tally;
  return atLeastOneFailure({ passed, failed }, code);
}

async function lwcTests(print: Print): Promise<Tally> {
  const report = path.join(scratch, 'jest.json');
  const code = await exec(print, process.execPath, [bin('sfdx-lwc-jest'), '--', '--json', `--outputFile=${report}`, '--silent']);
  const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, 'utf8')) as { numPassedTests: number; numFailedTests: number };
  return atLeastOneFailure({ passed: numPassedTests, failed: numFailedTests }, code);
}

/** The demo's people are loaded once for all; each test file starts an org on a copy. */
async function toolTests(print: Print): Promise<Tally> {
  await parsedOnce(print);
  process.env['CONFIDE_PEOPLE_DATA'] = await peopleFolder(path.join(scratch, 'people'));
  return nodeTests(print, 'scripts/**/*.test.ts');
}

/**
 * Seeds once for all; each test file starts an org on a copy. A browser on a busy machine can miss a moment that no person would:
 * up to three files that fail are run again, alone, and the second answer counts. Which they were is said, so that it gets mended.
 * A file that opens no browser has no such excuse.
 */
async function endToEnd(print: Print): Promise<Tally> {
  process.env['CONFIDE_E2E_DATA'] = await seedFolder(path.join(scratch, 'seeded'));
  const slow = filesOf(CLI_TESTS);
  const files = filesOf('e2e/**/*.test.ts')
    .filter((file) => !slow.includes(file))
    .map((file) => path.join(root, file));
  const { byFile, code } = await testFiles(print, files);
  const failing = [...byFile].filter(([, { failed }]) => failed > 0).map(([file]) => file);
  const withBrowser = (file: string) => files.includes(file) && readFileSync(file, 'utf8').includes("from './stage.ts'");
  if (failing.length === 0 || failing.length > 3 || !failing.every(withBrowser)) return atLeastOneFailure(sum(byFile), code);
  print(`\n   once more, alone: ${failing.map((file) => path.basename(file)).join(', ')}\n`);
  const again = await testFiles(print, failing);
  const unsteady = failing.filter((file) => again.byFile.get(file)?.failed === 0);
  if (unsteady.length > 0) print(`\n   UNSTEADY, passed the second time: ${unsteady.map((file) => path.basename(file)).join(', ')}\n`);
  return atLeastOneFailure(sum(new Map([...byFile, ...again.byFile])), again.code);
}

/** A runner that exits badly without a failed test (a file that does not load) still counts as one failure. */
function atLeastOneFailure(tally: Tally, code: number): Tally {
  return code !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}

/** @returns what passed and failed, by the file that was run. */
function junit(report: string): Map<string, Tally> {
  const byFile = new Map<string, Tally>();
  for (const text of readFileSync(report, 'utf8').split('<testcase ').slice(1)) {
    const file = / file="([^"]*)"/.exec(text)?.[1] ?? '';
    const tally = byFile.get(file) ?? { passed: 0, failed: 0 };
    if (text.includes('<failure')) tally.failed++;
    else if (!text.includes('<skipped')) tally.passed++;
    byFile.set(file, tally);
  }
  return byFile;
}

function sum(byFile: ReadonlyMap<string, Tally>): Tally {
  const total = { passed: 0, failed: 0 };
  for (const { passed, failed } of byFile.values()) {
    total.passed += passed;
    total.failed += failed;
  }
  return total;
}

function exec(print: Print, program: string, args: readonly string[]): Promise<number> {
  const [file, first] = program.endsWith('.ts') || program === process.execPath ? [program, args] : [process.execPath, [program, ...args]];
  return new Promise((resolve) => {
    const child = spawn(file, first, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, PATH: `${path.dirname(process.execPath)}${path.delimiter}${process.env['PATH'] ?? ''}` }
    });
    child.stdout.setEncoding('utf8').on('data', print);
    child.stderr.setEncoding('utf8').on('data', print);
    child.on('close', (code) => resolve(code ?? 1));
  });
}

const names = process.argv.slice(2);
const unknown = names.filter((name) => !suites.some((suite) => suite.name === name));
if (unknown.length > 0) {
  console.error(`No suite ${unknown.join(', ')}. There are: ${suites.map((suite) => suite.name).join(', ')}.`);
  process.exit(2);
}
const chosen = suites.filter(({ name, named }) => (names.length === 0 ? !named : names.includes(name)));
const total = { passed: 0, failed: 0 };
await Promise.all(lanes(chosen.filter(({ alone }) => !alone)).map((lane) => lane()));
for (const suite of chosen.filter(({ alone }) => alone)) {
  console.log(`\n== ${suite.name}: ${suite.what}`);
  await run(suite, (text) => process.stdout.write(text));
}
rmSync(scratch, { recursive: true, force: true });
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;

/** Three at a time, so that neither of two cores waits; what a suite says is kept until it ends. */
function lanes(waiting: Suite[]): (() => Promise<void>)[] {
  const lane = async () => {
    for (let suite = waiting.shift(); suite; suite = waiting.shift()) {
      const kept = [`\n== ${suite.name}: ${suite.what}\n`];
      console.log(`${suite.name} …`);
      await run(suite, (text) => kept.push(text), kept);
    }
  };
  return [lane, lane, lane];
}

async function run(suite: Suite, print: Print, kept: string[] = []): Promise<void> {
  const started = Date.now();
  const tally = await suite.run(print).catch((error: unknown) => (print(`${String(error)}\n`), { passed: 0, failed: 1 }));
  const seconds = Math.round((Date.now() - started) / 1000);
  console.log(`${kept.join('')}== ${suite.name}: ${tally.passed} passed, ${tally.failed} failed, ${seconds} s`);
  total.passed += tally.passed;
  total.failed += tally.failed;
}
