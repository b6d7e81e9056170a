/**
 * Links modules into few files with Rollup, since each file that a page asks for costs the browser and the server more than reading it:
 * a component's script, templates and sheets, and what it takes from `@salesforce/*`, are one file; the org's own modules are two.
 */
import path from 'node:path';
import { rollup } from 'rollup';
import type { LoadResult, OutputChunk, Plugin, ResolveIdResult, RollupLog } from 'rollup';
import type { Bundles } from './bundles.ts';

/** Files that are built already, and which of them an import of a specifier means. */
export interface Library {
  /** Address of its files, with a hash of their content: `/lightning/vendor/f149516eb4ce5c9f/`. */
  readonly base: string;
  readonly entries: Readonly<Record<string, string>>;
  /** @returns the file's code. */
  read(file: string): string;
}

export interface LinkTask {
  /** The specifiers that others import. */
  readonly input: readonly string[];
  readonly bundles: Bundles;
  /** Whether a bundle is linked in; others are imported by their specifier. */
  readonly inside: (specifier: string) => boolean;
  readonly libraries: readonly Library[];
  /** Source of a module of `@salesforce/…`; undefined for one that is asked for by each person. @throws when there is no such thing. */
  readonly generated: (specifier: string) => string | undefined;
  /** Name of the file that a linked module goes into; without it there is one file. */
  readonly fileOf?: (specifier: string) => string | undefined;
}

export interface LinkedFile {
  readonly code: string;
  /** What it imports: addresses, specifiers, and names of files linked with it. */
  readonly imports: readonly string[];
  /** The modules of `@salesforce/*` in it. */
  readonly generated: readonly string[];
}

export interface Linked {
  readonly files: Readonly<Record<string, LinkedFile>>;
  /** Specifier to file name. */
  readonly entries: Readonly<Record<string, string>>;
}

const LIBRARY = '\0library:';
const GENERATED = '\0generated:';
/** A file that only passes on what stands in others. */
const PASSES_ON = /^(?:(?:import|export (?:\*|\{[^}]*\}) from) '[^']+';\s*)+$/;
const KNOWN_CODES = new Set(['CIRCULAR_DEPENDENCY', 'UNUSED_EXTERNAL_IMPORT', 'EMPTY_BUNDLE']);

/** @throws the compiler's error, or that of an import of a name that does not exist. */
export async function link(task: LinkTask): Promise<Linked> {
  const build = await rollup({
    input: Object.fromEntries(task.input.map((specifier) => [specifier, specifier])),
    plugins: [modules(task)],
    // The sources run as they are.
    treeshake: false,
    preserveEntrySignatures: 'strict',
    onwarn: report
  });
  try {
    const { fileOf } = task;
    const { output } = await build.generate({
      format: 'es',
      entryFileNames: '[name].js',
      chunkFileNames: '[name].js',
      ...(fileOf
        ? { manualChunks: (id: string) => fileOf(specifierOf(id)), onlyExplicitManualChunks: true }
        : { inlineDynamicImports: true }),
      hoistTransitiveImports: false,
      minifyInternalExports: false
    });
    const chunks = output.filter((file): file is OutputChunk => file.type === 'chunk');
    return {
      files: Object.fromEntries(chunks.map((chunk) => [chunk.fileName, linkedFile(chunk)])),
      entries: Object.fromEntries(chunks.filter(({ isEntry }) => isEntry).map(({ name, fileName }) => [name, fileName]))
    };
  } finally {
    await build.close();
  }
}

function linkedFile({ code, imports, moduleIds }: OutputChunk): LinkedFile {
  const generated = moduleIds.filter((id) => id.startsWith(GENERATED)).map((id) => id.slice(GENERATED.length));
  return { code, imports, generated };
}

function modules(task: LinkTask): Plugin {
  return {
    name: 'modules',
    resolveId: (source, importer) => resolve(task, source, importer),
    resolveDynamicImport(source) {
      const address = typeof source === 'string' ? addressIn(task.libraries, source) : undefined;
      return address === undefined ? null : { id: address, external: 'absolute' };
    },
    load: (id) => load(task, id)
  };
}

function resolve(task: LinkTask, source: string, importer: string | undefined): ResolveIdResult {
  const { bundles, inside, libraries, generated } = task;
  if (source.startsWith('.')) return resolveBeside(bundles, source, importer!);
  if (source.startsWith('@salesforce/')) return generated(source) === undefined ? { id: source, external: true } : GENERATED + source;
  const address = addressIn(libraries, source);
  if (address !== undefined) return PASSES_ON.test(readIn(libraries, address)) ? LIBRARY + address : { id: address, external: 'absolute' };
  const bundle = bundles.get(source);
  return bundle && inside(source) ? `${source}/${bundles.entry(bundle).file}` : { id: source, external: true };
}

/** A file of the same bundle or library. `./words` and `./words.js` are one. */
function resolveBeside(bundles: Bundles, source: string, importer: string): ResolveIdResult {
  const beside = (file: string) => path.posix.join(path.posix.dirname(file), source);
  if (importer.startsWith(LIBRARY)) return { id: beside(importer.slice(LIBRARY.length)), external: 'absolute' };
  const id = beside(importer);
  const bundle = bundles.get(specifierOf(id));
  return bundle && bundles.has(bundle, `${fileOf(id)}.js`) ? `${id}.js` : id;
}

function load({ bundles, libraries, generated }: LinkTask, id: string): LoadResult {
  if (id.startsWith(GENERATED)) return generated(id.slice(GENERATED.length))!;
  if (id.startsWith(LIBRARY)) return readIn(libraries, id.slice(LIBRARY.length));
  const [name, search] = id.split('?') as [string, string?];
  const bundle = bundles.get(specifierOf(name));
  const code = bundle && bundles.compile(bundle, fileOf(name), search !== undefined);
  if (code === undefined) throw new Error(`There is no file ${name}`);
  return code;
}

function addressIn(libraries: readonly Library[], specifier: string): string | undefined {
  const library = libraries.find(({ entries }) => Object.hasOwn(entries, specifier));
  return library && library.base + library.entries[specifier];
}

function readIn(libraries: readonly Library[], address: string): string {
  const library = libraries.find(({ base }) => address.startsWith(base))!;
  return library.read(address.slice(library.base.length));
}

/** `c/caseList` of `c/caseList/caseList.html` */
function specifierOf(id: string): string {
  return id.split('/', 2).join('/');
}

/** `caseList.html` of `c/caseList/caseList.html` */
function fileOf(id: string): string {
  return id.split('/').slice(2).join('/');
}

function report(note: RollupLog): void {
  if (!KNOWN_CODES.has(note.code ?? '')) console.warn(note.message);
}
