/**
 * The LWC bundles that are compiled when a browser asks for them: the package's (`c/*`) and the org's own modules
 * (`lightning/uiRecordApi`, the shell). Addresses carry a hash of the bundle's content, so browsers may keep them for good.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync } from 'node:fs';
import type { Dirent } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { writeWhole } from '../../keep.ts';
import type { PackageMetadata } from '../../metadata/types.ts';
import { MAX_API_VERSION } from './vendor.ts';

export interface Bundle {
  /** `c/caseList`, `lightning/uiRecordApi`. */
  readonly specifier: string;
  readonly dir: string;
  readonly apiVersion: number;
}

/** The file of a bundle that an import of its specifier means. */
export interface Entry {
  readonly bundle: Bundle;
  readonly file: string;
  readonly hash: string;
}

const require = createRequire(import.meta.url);
/** The compiler takes half a second to load, and only what is not kept has to be compiled. */
const compiler = () => require('@lwc/compiler') as typeof import('@lwc/compiler');
const OWN_MODULES = path.join(import.meta.dirname, '..', 'modules');
const SOURCE = /\.(js|html|css)$/;
/** An import that the compiler writes for a sheet or template that a component may or may not have. */
const IMPLICIT = /^import (\w+) from "(\.\/[^"?]+\.(?:css|html))(?:\?scoped=true)?";$/gm;
/** Changes whenever the form of a compiled file does. */
const FORM = 2;
const IMPORT = /(?:\bfrom\s*|\bimport\s*\(?\s*)(["'])([^"'\n]+)\1/g;

/** @returns the modules this org supplies in place of the platform: not part of the vendor build. */
export function ownModules(): Bundle[] {
  const folders = (dir: string) =>
    readdirSync(dir, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name);
  return folders(OWN_MODULES).flatMap((namespace) =>
    folders(path.join(OWN_MODULES, namespace)).map((name) => ({
      specifier: `${namespace}/${name}`,
      dir: path.join(OWN_MODULES, namespace, name),
      apiVersion: MAX_API_VERSION
    }))
  );
}

export class Bundles {
  private readonly bySpecifier = new Map<string, Bundle>();
  private readonly hashes = new Map<string, { paths: readonly string[]; stamp: string; hash: string }>();
  private readonly compiled = new Map<string, string>();
  private readonly cacheDir: string;
  /** Says why an import of `@salesforce/…` is refused: a name that does not exist in the org. Checked as a deployment would. */
  private readonly checkImport: (specifier: string) => void;

  constructor(metadata: PackageMetadata, cacheDir: string, checkImport: (specifier: string) => void) {
    this.cacheDir = cacheDir;
    this.checkImport = checkImport;
    mkdirSync(cacheDir, { recursive: true });
    for (const bundle of ownModules()) this.bySpecifier.set(bundle.specifier, bundle);
    for (const { name, dir, meta } of metadata.lwcBundles) {
      const version = Number((meta['apiVersion']?.[0] as string | undefined) ?? MAX_API_VERSION);
      // The pinned compiler ends one version below the package's: nothing it emits differs between the two.
      this.bySpecifier.set(`c/${name}`, { specifier: `c/${name}`, dir: path.resolve(dir), apiVersion: Math.min(version, MAX_API_VERSION) });
    }
  }

  get(specifier: string): Bundle | undefined {
    return this.bySpecifier.get(specifier);
  }

  all(): Iterable<Bundle> {
    return this.bySpecifier.values();
  }

  /** @returns what an import of the specifier loads, with the hash of the bundle as it stands on disk now. */
  entry(bundle: Bundle): Entry {
    const name = path.basename(bundle.dir);
    const file = [`${name}.js`, `${name}.css`, `${name}.html`].find((candidate) => existsSync(path.join(bundle.dir, candidate)));
    if (!file) throw new Error(`${bundle.specifier} has no ${name}.js, ${name}.html or ${name}.css`);
    return { bundle, file, hash: this.hash(bundle) };
  }

  /** @returns whether the bundle has a source of just that path. */
  has(bundle: Bundle, file: string): boolean {
    return this.resolve(bundle, file) === path.resolve(bundle.dir, file);
  }

  /**
   * @param file path inside the bundle; the engine asks for a html and a css that a component may not have
   * @returns JavaScript, or undefined when there is no such file. @throws the compiler's error, or that of an import of a name that does not exist.
   */
  compile(bundle: Bundle, file: string, scoped: boolean): string | undefined {
    const source = this.resolve(bundle, file);
    if (!source) return /\.(html|css)$/.test(file) ? 'export default undefined;' : undefined;
    const key = createHash('sha256')
      .update(`${FORM} ${this.hash(bundle)} ${bundle.specifier} ${file} ${scoped}`)
      .digest('hex')
      .slice(0, 24);
    const known = this.compiled.get(key) ?? this.fromDisk(key);
    if (known !== undefined) return known;
    const code = this.transform(bundle, source, scoped);
    for (const specifier of importsOf(code)) this.checkImport(specifier);
    this.compiled.set(key, code);
    writeWhole(path.join(this.cacheDir, `${key}.js`), code);
    return code;
  }

  private transform(bundle: Bundle, source: string, scopedStyles: boolean): string {
    const [namespace, name] = bundle.specifier.split('/') as [string, string];
    const { code } = compiler().transformSync(readFileSync(source, 'utf8'), source, {
      namespace,
      name,
      apiVersion: bundle.apiVersion,
      scopedStyles,
      enableDynamicComponents: true,
      enableLwcOn: true,
      // Only the shell imports what it learns at run time.
      dynamicImports: { strictSpecifier: namespace === 'c' }
    });
    // What is not there need not be asked for: a page of forty components would ask for eighty sheets.
    return code.replace(IMPLICIT, (statement: string, name: string, file: string) =>
      this.resolve(bundle, path.join(path.dirname(path.relative(bundle.dir, source)), file)) ? statement : `const ${name} = undefined;`
    );
  }

  private fromDisk(key: string): string | undefined {
    const file = path.join(this.cacheDir, `${key}.js`);
    if (!existsSync(file)) return undefined;
    const code = readFileSync(file, 'utf8');
    for (const specifier of importsOf(code)) this.checkImport(specifier);
    this.compiled.set(key, code);
    return code;
  }

  private resolve(bundle: Bundle, file: string): string | undefined {
    const full = path.resolve(bundle.dir, file);
    if (!full.startsWith(bundle.dir + path.sep)) return undefined;
    return [full, `${full}.js`].find((candidate) => SOURCE.test(candidate) && existsSync(candidate));
  }

  /** @returns the bundle's content hash, taken anew when a folder's or file's time of change, or a file's size, differs. */
  hash(bundle: Bundle): string {
    const known = this.hashes.get(bundle.specifier);
    if (known && stampOf(known.paths) === known.stamp) return known.hash;
    const { folders, files } = sourcesOf(bundle.dir);
    const paths = [...folders, ...files];
    const stamp = stampOf(paths);
    const digest = createHash('sha256').update(String(bundle.apiVersion));
    for (const file of files) digest.update(path.relative(bundle.dir, file)).update(readFileSync(file));
    const hash = digest.digest('hex').slice(0, 12);
    this.hashes.set(bundle.specifier, { paths, stamp, hash });
    return hash;
  }
}

/** @returns every specifier that compiled code imports, dynamic imports of a literal included. */
export function importsOf(code: string): string[] {
  return [...code.matchAll(IMPORT)].map((match) => match[2]!);
}

/** A folder's time of change tells when a file is added or taken away, so that the folders need not be read again. */
function stampOf(paths: readonly string[]): string {
  return paths
    .map((each) => {
      const stat = statSync(each, { throwIfNoEntry: false });
      return stat ? `${stat.mtimeMs} ${stat.size}` : '';
    })
    .join('\n');
}

function sourcesOf(dir: string): { folders: string[]; files: string[] } {
  const entries = readdirSync(dir, { withFileTypes: true, recursive: true }).filter(({ parentPath }) => !parentPath.includes('__'));
  const paths = (kept: Dirent[]) => kept.map((entry) => path.join(entry.parentPath, entry.name)).sort();
  return {
    folders: [dir, ...paths(entries.filter((entry) => entry.isDirectory() && !entry.name.includes('__')))],
    files: paths(entries.filter((entry) => entry.isFile() && SOURCE.test(entry.name)))
  };
}
