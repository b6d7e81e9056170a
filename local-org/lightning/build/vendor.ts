/**
 * Builds, once per set of library versions, what the package never edits: the LWC engine and the Lightning base components,
 * as native ES modules with shared chunks. Takes tens of seconds, so it runs in a worker (vendor-worker.ts) and is cached.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Worker } from 'node:worker_threads';

export interface VendorOptions {
  /** Folder that keeps finished builds, one subfolder a key. */
  readonly cacheDir: string;
  /** Modules that this org supplies itself: left as imports in the build. */
  readonly supplied: readonly string[];
  readonly mode: 'production' | 'development';
  /** Told after each component: how many are ready, of how many. */
  readonly onProgress?: (done: number, total: number) => void;
}

export interface VendorBuild {
  readonly key: string;
  readonly dir: string;
  /** Specifier to file name inside `dir`. */
  readonly files: Readonly<Record<string, string>>;
  /** File name to every file it imports, statically and through others: what to preload with it. */
  readonly graph: Readonly<Record<string, readonly string[]>>;
  /** False when it came from the cache. */
  readonly built: boolean;
}

/** What nearly every page shows: these components and all that they need are one file. Any other has a file of its own. */
export const EVERYWHERE = [
  'badge',
  'button',
  'buttonIcon',
  'card',
  'checkboxGroup',
  'combobox',
  'configProvider',
  'formattedDateTime',
  'formattedEmail',
  'formattedNumber',
  'formattedRichText',
  'formattedText',
  'helptext',
  'icon',
  'input',
  'messageDispatcher',
  'modal',
  'radioGroup',
  'spinner',
  'tab',
  'tabset',
  'textarea',
  'toast',
  'toastContainer'
].map((name) => `lightning/${name}`);

/** The newest API version that the pinned compiler knows. */
export const MAX_API_VERSION = 66;

const AN_HOUR = 3_600_000;
/** Components between two reports of progress. */
const STEP = 20;

const require = createRequire(import.meta.url);
const manifest = (name: string) =>
  JSON.parse(readFileSync(require.resolve(`${name}/package.json`), 'utf8')) as { version: string; lwc: { expose: string[] } };

/** @returns the build, from the cache when nothing changed. @throws what the compiler threw. */
export async function prepareVendor(options: VendorOptions): Promise<VendorBuild> {
  const key = vendorKey(options);
  const dir = path.join(options.cacheDir, key);
  const index = path.join(dir, 'index.json');
  const built = !existsSync(index);
  if (built) await inWorker({ ...options, onProgress: undefined }, dir, options.onProgress);
  const { files, graph } = JSON.parse(readFileSync(index, 'utf8')) as Pick<VendorBuild, 'files' | 'graph'>;
  return { key, dir, files, graph, built };
}

/** @returns the base components' public modules that are not replaced here. Icons come from the SLDS sprites instead of 1,800 templates. */
export function vendorEntries(supplied: readonly string[]): string[] {
  return manifest('lightning-base-components').lwc.expose.filter(
    (name) => !name.startsWith('lightning/iconSvgTemplates') && !supplied.includes(name)
  );
}

function vendorKey(options: VendorOptions): string {
  const versions = ['@lwc/rollup-plugin', 'rollup', 'lightning-base-components'].map((name) => manifest(name).version);
  const sources = ['vendor-worker.ts', 'i18n.ts'].map((name) => readFileSync(path.join(import.meta.dirname, name), 'utf8'));
  return createHash('sha256')
    .update(JSON.stringify([versions, sources, options.mode, vendorEntries(options.supplied), options.supplied]))
    .digest('hex')
    .slice(0, 16);
}

/** Builds beside the final folder and renames, so that an interrupted build never looks finished. */
async function inWorker(options: VendorOptions, dir: string, onProgress: VendorOptions['onProgress']): Promise<void> {
  mkdirSync(options.cacheDir, { recursive: true });
  const unfinished = `${dir}.${process.pid}.tmp`;
  rmSync(unfinished, { recursive: true, force: true });
  await new Promise<void>((resolve, reject) => {
    const worker = new Worker(new URL('./vendor-worker.ts', import.meta.url), {
      workerData: { ...options, dir: unfinished, entries: vendorEntries(options.supplied) }
    });
    worker.unref(); // a server told to stop does not wait for it
    let last = { done: 0, total: 0 };
    worker.on('message', (progress: typeof last) => {
      last = progress;
      if (progress.done % STEP === 0) onProgress?.(progress.done, progress.total);
    });
    worker.once('exit', (code) => code === 0 && onProgress?.(last.total, last.total));
    worker.once('error', reject);
    worker.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`Preparing the Lightning components ended with code ${code}`))
    );
  });
  if (existsSync(dir)) rmSync(unfinished, { recursive: true, force: true });
  else renameSync(unfinished, dir);
  dropOldBuilds(options.cacheDir, path.basename(dir));
}

/** Keeps the two newest builds (an older key is of library versions no longer installed) and removes what interrupted builds left. */
function dropOldBuilds(cacheDir: string, newest: string): void {
  const stamp = (name: string) => readFileSync(path.join(cacheDir, name, 'built-at'), 'utf8');
  const others = readdirSync(cacheDir).filter((name) => name !== newest && existsSync(path.join(cacheDir, name, 'built-at')));
  others.sort((a, b) => stamp(b).localeCompare(stamp(a)));
  const left = readdirSync(cacheDir).filter(
    (name) => name.endsWith('.tmp') && Date.now() - statSync(path.join(cacheDir, name)).mtimeMs > AN_HOUR
  );
  for (const name of [...others.slice(1), ...left]) rmSync(path.join(cacheDir, name), { recursive: true, force: true });
}

/** Written last by the worker: a folder with an index is a finished build. */
export function writeIndex(dir: string, build: Pick<VendorBuild, 'files' | 'graph'>): void {
  writeFileSync(path.join(dir, 'built-at'), new Date().toISOString());
  writeFileSync(path.join(dir, 'index.json'), JSON.stringify(build));
}
