import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { CompileErrors } from '../apex/errors.ts';
import type { CompileProblem } from '../apex/errors.ts';
import { runTestsIn } from '../apex/test-runner/index.ts';
import type { TestRun } from '../apex/types.ts';
import { bootOrg } from '../boot.ts';
import { NotSupportedError } from '../errors.ts';
import { Bundles, importsOf } from '../lightning/build/bundles.ts';
import { checkSalesforceImport } from '../lightning/build/salesforce.ts';
import { MetadataError } from '../metadata/index.ts';
import type { Org } from '../org.ts';
import type { ComponentProblem, Findings, Rehearsal } from './rehearse.ts';

const SOURCE = /\.(js|html|css)$/;

parentPort!.postMessage(run(workerData as Rehearsal));

function run(what: Rehearsal): Findings {
  const faults: MetadataError[] = [];
  const org = boot(what, faults);
  const metadata = faults.map((fault) => ({ path: fault.path, problem: fault.problem }));
  const apex = org && what.checks ? compile(org, faults) : [];
  const bundles = org && what.checks && faults.length === 0 ? bundleProblems(org, what.cacheDir) : [];
  const sound = org !== null && metadata.length === 0 && apex.length === 0 && bundles.length === 0;
  let tests: TestRun | null = null;
  let refusal: string | null = null;
  if (sound && what.tests)
    try {
      tests = runTestsIn(org, what.tests);
    } catch (error) {
      refusal = (error as Error).message;
    }
  return { metadata, apex, bundles, tests, refusal };
}

/** @returns null when what is wrong leaves nothing to look at further. */
function boot(what: Rehearsal, faults: MetadataError[]): Org | null {
  const { packageDirs, deployed, cacheDir, ahead } = what;
  try {
    return bootOrg({
      packageDirs,
      deployed,
      cacheDir,
      database: ':memory:',
      coverage: true,
      now: () => Date.now() + ahead,
      ...(what.checks ? { faults } : {})
    });
  } catch (error) {
    if (error instanceof MetadataError) faults.push(error);
    else if (error instanceof NotSupportedError)
      faults.push(new MetadataError(/\(([^()]+)\)$/.exec(error.message)?.[1] ?? '', error.message));
    // Behind a fault that was told, others are its consequences.
    else if (faults.length === 0) throw error;
    return null;
  }
}

function compile(org: Org, faults: readonly MetadataError[]): readonly CompileProblem[] {
  try {
    org.apex.compileAll();
    return [];
  } catch (error) {
    if (error instanceof CompileErrors) return error.problems;
    if (faults.length > 0) return [];
    throw error;
  }
}

function bundleProblems(org: Org, cacheDir: string | null): ComponentProblem[] {
  const found: ComponentProblem[] = [];
  const own = new Set(org.metadata.lwcBundles.map((bundle) => bundle.name));
  const bundles = new Bundles(org.metadata, path.join(cacheDir ?? tmpdir(), 'components'), (specifier) =>
    checkSalesforceImport(org, specifier)
  );
  for (const { name, dir } of org.metadata.lwcBundles) {
    const bundle = bundles.get(`c/${name}`)!;
    for (const file of sourcesIn(dir)) {
      try {
        const code = bundles.compile(bundle, file, file.endsWith('.scoped.css')) ?? '';
        const missing = importsOf(code).find((specifier) => specifier.startsWith('c/') && !own.has(specifier.slice(2)));
        if (missing !== undefined) throw new Error(`No MODULE named markup://c:${missing.slice(2)} found : [markup://c:${name}]`);
      } catch (error) {
        found.push({ path: path.join(dir, file), problem: messageOf(error as Error), ...placeOf(error) });
      }
    }
  }
  return found;
}

function sourcesIn(dir: string): string[] {
  return readdirSync(dir, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && SOURCE.test(entry.name) && !entry.parentPath.includes('__'))
    .map((entry) => path.relative(dir, path.join(entry.parentPath, entry.name)))
    .sort();
}

/** The compiler names the file by its whole path. */
function messageOf(error: Error): string {
  return (error.message.split('\n')[0] ?? '').replace(/^\S*[/\\]([^/\\\s]+\.(?:js|html|css)):\s*/, '$1: ').slice(0, 500);
}

function placeOf(error: unknown): { line?: number; column?: number } {
  const { location, loc } = error as { location?: { line?: number; column?: number }; loc?: { line?: number; column?: number } };
  const at = location ?? loc;
  return at?.line === undefined ? {} : { line: at.line, column: (at.column ?? 0) + 1 };
}
