/**
 * The org from the command line.
 *   start --port N --data DIR --source DIR … --admin NAME --password WORD   serves it until Ctrl-C (--empty: without source;
 *         --unsynced: without waiting for the disk, for tests)
 *   test  [--json [FILE]] [--source DIR …] [--tests A.b,C …] [Class …]       runs Apex tests in a fresh org
 *   exec  FILE --data DIR --source DIR …                                    runs anonymous Apex
 *   reset --data DIR                                                        removes the data
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { TestMethodResult } from './apex/types.ts';
import type { Org } from './org.ts';

const OPTIONS = {
  port: { type: 'string', default: '8067' },
  data: { type: 'string', default: path.join('.confide', 'data') },
  source: { type: 'string', multiple: true },
  empty: { type: 'boolean' },
  unsynced: { type: 'boolean' },
  admin: { type: 'string', default: 'admin@demo.example' },
  password: { type: 'string', default: 'demo' },
  tests: { type: 'string', multiple: true },
  json: { type: 'string' }
} as const;

/** Compiled Apex, components and modules; may be deleted at any time. */
const CACHE = path.resolve('.confide', 'cache');

// Before the org's own modules are loaded, so that they are read as they were compiled at an earlier start.
enableCompileCache(path.join(CACHE, 'node'));
const { bootOrg } = await import('./boot.ts');

type Options = ReturnType<typeof read>['values'];

const COMMANDS: Readonly<Record<string, (options: Options, rest: readonly string[]) => Promise<number> | number>> = {
  start,
  test,
  exec,
  reset
};

/** `--json` without a file stands for the standard output. */
function read(args: readonly string[]) {
  const whole = args.flatMap((arg, i) => (arg === '--json' && !/[./]/.test(args[i + 1] ?? '') ? ['--json', '-'] : [arg]));
  return parseArgs({ args: whole, options: OPTIONS, allowPositionals: true });
}

function boot(options: Options, database: string, tolerant = false): Org {
  const packageDirs = options.empty ? [] : (options.source ?? ['force-app']);
  const deployedDir = database === ':memory:' ? null : path.join(path.resolve(options.data), 'deployed');
  return bootOrg({
    packageDirs,
    database,
    deployedDir,
    adminUsername: options.admin,
    cacheDir: CACHE,
    tolerant,
    unsynced: options.unsynced
  });
}

function databaseOf(options: Options): string {
  return path.join(path.resolve(options.data), 'org.db');
}

/** Ends with the exit code once the server has been told to stop. */
async function start(options: Options): Promise<number> {
  const [{ registerUi }, { createServer, listen }] = await Promise.all([import('./lightning/index.ts'), import('./server.ts')]);
  const port = Number(options.port);
  const org = boot(options, databaseOf(options));
  org.apex.compileAll();
  let progress = '';
  const say = (text: string): void => {
    if (text !== progress) console.log((progress = text));
  };
  let ui: Promise<void> = Promise.resolve();
  const server = createServer(org, {
    demoLogins: true,
    adminUsername: options.admin,
    mountUi: (app) => {
      ui = registerUi(app, org, {
        cacheDir: CACHE,
        onProgress: (done, total) => say(`Preparing Lightning components ${done}/${total}…`)
      }).ready;
    }
  });
  const admin = server.credentials.userByName(options.admin);
  if (admin && !server.credentials.hasPassword(admin)) server.credentials.setPassword(admin, options.password);
  const stopAsync = org.async.start((error) => console.error(`Background work failed: ${error instanceof Error ? error.name : 'unknown'}`));
  const url = await listen(server, port);
  console.log(`Local org at ${url}`);
  if (org.metadata.deployed) console.log('What was deployed into it stands before the source folders; "reset" removes it with the data.');
  process.send?.({ url });
  // A second message once the screens are prepared too; the first start takes a while for them.
  const tell = (screens: string) => process.connected && process.send?.({ screens });
  void ui.then(
    () => tell('ready'),
    () => tell('failed')
  );
  ui.catch((error: unknown) =>
    console.error(`Lightning components could not be prepared: ${error instanceof Error ? error.message : String(error)}`)
  );
  await stopped();
  stopAsync();
  await server.app.close();
  org.store.close();
  return 0;
}

function stopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
    // The parent that waits for the address is gone: nobody could stop this any more.
    if (process.send) process.once('disconnect', () => resolve());
  });
}

/**
 * A line for each test that fails, and one for all. Source that is named is foreign to this project: what this org does not know
 * of its metadata is left out and said, where the project's own would not start.
 */
function test(options: Options, classes: readonly string[]): number {
  const tolerant = options.source !== undefined;
  const org = boot(options, ':memory:', tolerant);
  const toStdout = options.json === '-';
  const say = toStdout ? console.error : console.log;
  for (const left of org.metadata.leftOut ?? []) console.error(`Left out: ${left}`);
  const started = Date.now();
  const names = [...classes, ...(options.tests ?? []).flatMap((list) => list.split(','))];
  const { results, coverage } = org.apex.runTests(names, (result) => result.outcome !== 'Pass' && say(lineOf(result)));
  const failed = results.filter((result) => result.outcome !== 'Pass').length;
  const passed = results.length - failed;
  const lines = coverage.reduce((sum, one) => sum + one.covered.length + one.uncovered.length, 0);
  const covered = coverage.reduce((sum, one) => sum + one.covered.length, 0);
  say(`Apex: ${lines === 0 ? 0 : Math.floor((covered / lines) * 100)} % of lines covered, ${Math.round((Date.now() - started) / 1000)} s`);
  const report = JSON.stringify({ passed, failed, results, coverage }, null, 1);
  if (toStdout) console.log(report);
  else if (options.json) writeFileSync(options.json, report);
  say(`${passed} passed, ${failed} failed`);
  return failed > 0 ? 1 : 0;
}

function lineOf({ className, methodName, outcome, message, stackTrace }: TestMethodResult): string {
  return `${outcome} ${className}.${methodName}: ${message ?? ''}${stackTrace ? `\n  ${stackTrace.replaceAll('\n', '\n  ')}` : ''}`;
}

function exec(options: Options, [file]: readonly string[]): number {
  if (!file) throw new Error('Say which file holds the Apex: exec FILE');
  const org = boot(options, databaseOf(options));
  const userId = org.store.all('SELECT "Id" AS id FROM "User" WHERE "Username" = ? COLLATE NOCASE', [options.admin])[0]?.['id'] as string;
  const result = org.apex.executeAnonymous(userId, readFileSync(file, 'utf8'));
  if (result.debugLog) console.log(result.debugLog);
  if (!result.success)
    console.error(
      result.compiled
        ? `${result.exceptionMessage}\n${result.exceptionStackTrace}`
        : `Line ${result.line}, column ${result.column}: ${result.compileProblem}`
    );
  org.async.drain();
  org.store.close();
  return result.success ? 0 : 1;
}

function reset(options: Options): number {
  rmSync(path.resolve(options.data), { recursive: true, force: true });
  return 0;
}

try {
  const [name = '', ...args] = process.argv.slice(2);
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) throw new Error(`Unknown command "${name}". There are: ${Object.keys(COMMANDS).join(', ')}.`);
  const { values, positionals } = read(args);
  process.exitCode = await command(values, positionals);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
if (process.connected) process.disconnect();
