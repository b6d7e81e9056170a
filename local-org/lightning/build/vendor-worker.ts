/** The Rollup run behind vendor.ts, in a thread of its own so that the org answers meanwhile. */
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import lwc from '@lwc/rollup-plugin';
import { resolveModule } from '@lwc/module-resolver';
import postcss from 'postcss';
import { rollup } from 'rollup';
import type { GetModuleInfo, OutputChunk, Plugin, RollupLog } from 'rollup';
import { localeModule } from './i18n.ts';
import { EVERYWHERE, MAX_API_VERSION, writeIndex } from './vendor.ts';

interface Task {
  readonly dir: string;
  readonly entries: readonly string[];
  readonly supplied: readonly string[];
  readonly mode: string;
}

const VIRTUAL = '\0org:';
/** Compiler notes about the base components' own sources, which are not ours to mend, and Rollup notes without consequence. */
const KNOWN_NOTES = /^LWC1(149|057|137|145)$/;
const KNOWN_CODES = new Set(['CIRCULAR_DEPENDENCY', 'EMPTY_BUNDLE', 'UNUSED_EXTERNAL_IMPORT']);

/** Module name and the package that brings it. */
const ENGINE = [
  ['lwc', '@lwc/engine-dom'],
  ['@lwc/synthetic-shadow', '@lwc/synthetic-shadow'],
  ['@lwc/wire-service', '@lwc/wire-service']
] as const;

const require = createRequire(import.meta.url);
await build(workerData as Task);

async function build(task: Task): Promise<void> {
  const home = path.dirname(require.resolve('lightning-base-components/package.json'));
  const modules = [{ npm: 'lightning-base-components' }, ...ENGINE.map(ownModule)];
  const names: Record<string, string> = { lwc: 'lwc', '@lwc/synthetic-shadow': 'synthetic-shadow', '@lwc/wire-service': 'wire-service' };
  for (const entry of task.entries) names[entry] = entry;
  const input: Record<string, string> = {};
  for (const [specifier, name] of Object.entries(names)) input[name] = resolveModule(specifier, home, { rootDir: home, modules }).entry;
  const supplied = new Set(task.supplied);
  const engine = new Set(ENGINE.map(([specifier]) => input[names[specifier]!]!));
  const everywhere = EVERYWHERE.map((specifier) => input[specifier]!);
  const bundle = await rollup({
    input,
    external: (id) => supplied.has(id),
    preserveEntrySignatures: 'strict',
    plugins: [
      baseComponentsPlugin(task.mode, home),
      // rootDir, apiVersion and enableSyntheticElementInternals: base-combobox calls attachInternals, which synthetic shadow allows only so.
      lwc({
        rootDir: home,
        modules,
        defaultModules: [],
        apiVersion: MAX_API_VERSION,
        enableDynamicComponents: true,
        enableSyntheticElementInternals: true
      })
    ],
    onwarn: report
  });
  const { output } = await bundle.write({
    dir: task.dir,
    format: 'es',
    entryFileNames: '[name].js',
    chunkFileNames: 'chunks/[name]-[hash].js',
    manualChunks: (id, { getModuleInfo }) => sharedFile(id, getModuleInfo, engine, everywhere),
    onlyExplicitManualChunks: true,
    // A file that passes on what stands in another says nothing else: whoever imports it can be linked to that other (link.ts).
    hoistTransitiveImports: false,
    minifyInternalExports: false
  });
  const chunks = output.filter((file) => file.type === 'chunk');
  const files = Object.fromEntries(Object.entries(names).map(([specifier, name]) => [specifier, `${name}.js`]));
  writeIndex(task.dir, { files, graph: preloadGraph(chunks) });
}

/**
 * What is on nearly every page is one file instead of a hundred, what else components share another.
 * @returns the file that a module goes into; undefined when it reaches something that has a file of its own but the engine: the shared
 * file would then import one that imports it. In such a circle a class could be extended before it exists.
 */
function sharedFile(id: string, infoOf: GetModuleInfo, engine: ReadonlySet<string>, everywhere: readonly string[]): string | undefined {
  const common = reach(everywhere, infoOf);
  const ownFile = (each: string) => engine.has(each) || (infoOf(each)!.isEntry && !common.has(each));
  const standsAlone = [...reach([id], infoOf)].every((each) => {
    const info = infoOf(each);
    return info && !info.isExternal && (!ownFile(each) || info.importedIds.length === 0);
  });
  if (ownFile(id) || !standsAlone) return undefined;
  return common.has(id) ? 'everywhere' : 'shared';
}

/** @returns the modules and all that they import, through others too. */
function reach(ids: readonly string[], infoOf: GetModuleInfo): Set<string> {
  const reached = new Set(ids);
  for (const next of reached) for (const imported of infoOf(next)?.importedIds ?? []) reached.add(imported);
  return reached;
}

/** The engine that this workspace pins, wherever npm has put it: another version of it may lie nearer to the base components. */
function ownModule([name, npm]: readonly [string, string]): { name: string; path: string } {
  const file = require.resolve(`${npm}/package.json`);
  const { lwc } = JSON.parse(readFileSync(file, 'utf8')) as { lwc: { modules: { name: string; path: string }[] } };
  const module = lwc.modules.find((one) => one.name === name);
  if (!module) throw new Error(`${npm} has no module ${name}`);
  return { name, path: path.join(path.dirname(file), module.path) };
}

function baseComponentsPlugin(mode: string, home: string): Plugin {
  const total = readdirSync(path.join(home, 'src/lightning')).filter((name) => !name.startsWith('iconSvgTemplates')).length;
  let done = 0;
  return {
    name: 'base-components',
    resolveId(id) {
      if (id.startsWith('lightning/iconSvgTemplates')) return `${VIRTUAL}empty`;
      return localeModule(id) === undefined ? undefined : `${VIRTUAL}${id}`;
    },
    load(id) {
      if (id === `${VIRTUAL}empty`) return 'export default {};';
      if (id.startsWith(VIRTUAL)) return localeModule(id.slice(VIRTUAL.length));
      const [file] = id.split('?') as [string];
      return file.endsWith('.css') && file.startsWith(home) ? withoutNativeShadowRules(file) : undefined;
    },
    transform(source, id) {
      const code = id.endsWith('/lightning/primitiveIcon/primitiveIcon.js') ? spriteIcons(source) : source;
      // The libraries are written for a bundler that defines these, and leaves out what they rule out.
      const settled = code.replaceAll('import.meta.env.SSR', 'false').replaceAll('process.env.NODE_ENV', JSON.stringify(mode));
      return settled === source ? undefined : { code: settled, map: null };
    },
    moduleParsed({ id }) {
      const [, folder, name] = /\/lightning\/([^/]+)\/([^/]+)\.js$/.exec(id) ?? [];
      if (folder && folder === name) parentPort?.postMessage({ done: Math.min(++done, total), total });
    }
  };
}

/** The base components carry SLDS again for native shadow roots, behind a guard that synthetic shadow never sets. */
function withoutNativeShadowRules(file: string): string | undefined {
  let css: string;
  try {
    css = readFileSync(file, 'utf8');
  } catch {
    return undefined; // an implicit sheet that does not exist: the LWC plugin serves it as undefined
  }
  const root = postcss.parse(css);
  root.walkRules((rule) => {
    if (rule.selectors.every((selector) => /\[data-render-mode=["']?shadow["']?\]/.test(selector))) rule.remove();
  });
  root.walkComments((comment) => {
    comment.remove();
  });
  root.walkAtRules((rule) => {
    if (rule.nodes?.length === 0) rule.remove();
  });
  // An empty sheet compiles to undefined, which the engine rejects where another sheet imports it.
  return root.nodes.length > 0 ? root.toString() : ':host {}';
}

function spriteIcons(code: string): string {
  const patched = code
    .replace("sanitizeURL(this.src) : '';", 'sanitizeURL(this.src) : getIconPath(this.iconName, dir);')
    .replace('import { getName, isValidName }', 'import { getIconPath, getName, isValidName }');
  if (patched.split('getIconPath').length !== 3) throw new Error('lightning/primitiveIcon no longer matches the sprite patch');
  return patched;
}

function preloadGraph(chunks: readonly OutputChunk[]): Record<string, string[]> {
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  const reach = (name: string, seen: Set<string>): Set<string> => {
    for (const next of byName.get(name)?.imports ?? [])
      if (byName.has(next) && !seen.has(next)) {
        seen.add(next);
        reach(next, seen);
      }
    return seen;
  };
  return Object.fromEntries(chunks.map((chunk) => [chunk.fileName, [...reach(chunk.fileName, new Set())]]));
}

function report(note: RollupLog): void {
  if (KNOWN_NOTES.test(note.pluginCode as string) || KNOWN_CODES.has(note.code ?? '')) return;
  console.warn(`Lightning components: ${note.message}`);
}
