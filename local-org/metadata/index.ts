/** Reads SFDX source: `loadMetadata(['force-app'])`. References between components are checked when the schema is built and deployed. */
import { createHash, hash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { NotSupportedError } from '../errors.ts';
import { Keep } from '../keep.ts';
import { checkElements } from './check.ts';
import { MetadataError, Problems } from './error.ts';
import { INERT_TYPES, TYPES } from './specs.ts';
import type { ApexSource, DeployedSource, LwcBundle, PackageMetadata, XmlNode } from './types.ts';
import { nodes, parseXml, text } from './xml.ts';

export { MetadataError } from './error.ts';

/** Folders that never hold source of the org. */
const SKIPPED = new Set(['node_modules', '__tests__', '__mocks__', '.sf', '.sfdx']);
/** Types whose name is made of the folder of their object and their own. */
export const PARTS_OF_OBJECTS: ReadonlySet<string> = new Set([
  'CustomField',
  'ValidationRule',
  'SharingReason',
  'RecordType',
  'ListView',
  'CompactLayout',
  'FieldSet'
]);
/** Changes whenever the form of a parsed file does. */
const FORM = 1;
/** Bytes of parsed files that are kept. */
const MOST = 10_000_000;
const BY_ROOT = new Map(TYPES.map((spec) => [spec.type, spec]));

export interface LoadOptions {
  /** Leaves out what this org does not do, and says so in `leftOut`: for Apex tests of source that was written elsewhere. */
  readonly tolerant?: boolean;
  /** Where every fault goes, so that reading goes on behind it. */
  readonly faults?: MetadataError[];
  readonly deployed?: DeployedSource | null;
  /** Where parsed files are kept by their content; none: nothing is kept. */
  readonly cacheDir?: string | null;
}

/**
 * Reads every component under the package directories, whatever their folders.
 * @throws MetadataError for malformed XML, unknown elements and doubled components; NotSupportedError for types this org does not know.
 */
export function loadMetadata(packageDirs: readonly string[], options: LoadOptions = {}): PackageMetadata {
  const parsed = options.cacheDir ? new Keep(path.join(options.cacheDir, `metadata-${FORM}`), MOST) : null;
  const loader = new Loader(options, parsed);
  if (options.deployed) loader.walkDeployed(options.deployed);
  for (const dir of packageDirs) {
    if (!existsSync(dir)) throw new MetadataError(dir, 'there is no such package directory');
    loader.walkRoot(dir);
  }
  parsed?.save();
  loader.problems.raise();
  return loader.result(packageDirs);
}

class Loader {
  readonly problems: Problems;
  private readonly leftOut: string[] | null;
  private readonly faults: MetadataError[] | null;
  private readonly deployed: DeployedSource | null;
  /** Components that another layer has said all about. */
  private readonly covered = new Set<string>();
  private readonly apexClasses: ApexSource[] = [];
  private readonly apexTriggers: ApexSource[] = [];
  private readonly lwcBundles: LwcBundle[] = [];
  private readonly labels = new Map<string, string>();
  private readonly components = new Map<string, Map<string, XmlNode>>();
  private readonly paths = new Map<string, string>();
  /** The directory that is being read. */
  private root = '';
  private readonly digest = createHash('sha256');
  private readonly parsed: Keep | null;
  /** Files of the same content share what they say. */
  private readonly known = new Map<string, ReturnType<typeof parseXml>>();

  constructor({ tolerant, faults, deployed }: LoadOptions, parsed: Keep | null) {
    this.parsed = parsed;
    this.leftOut = tolerant ? [] : null;
    this.faults = faults ?? null;
    this.deployed = deployed ?? null;
    this.problems = new Problems({ leftOut: this.leftOut, faults: this.faults });
  }

  walkDeployed({ dir, removed }: DeployedSource): void {
    this.walkRoot(dir);
    for (const key of [...this.paths.keys(), ...removed]) this.covered.add(key);
  }

  walkRoot(dir: string): void {
    this.root = dir;
    this.digest.update('\n');
    this.walk(dir);
  }

  private walk(dir: string): void {
    const entries = readdirSync(dir, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
    if (path.basename(path.dirname(dir)) === 'lwc')
      return this.bundle(
        dir,
        entries.map((entry) => entry.name)
      );
    this.problems.each(entries, (entry) => {
      const full = path.join(dir, entry.name);
      if (entry.isDirectory()) {
        if (!SKIPPED.has(entry.name)) this.walk(full);
      } else if (entry.name.endsWith('-meta.xml')) this.component(full);
      else if (/\.(cls|trigger)$/.test(entry.name) && !existsSync(`${full}-meta.xml`))
        throw new MetadataError(full, `its ${entry.name}-meta.xml is missing`);
    });
  }

  result(packageDirs: readonly string[]): PackageMetadata {
    const byName = (a: { name: string }, b: { name: string }): number => (a.name < b.name ? -1 : 1);
    return {
      packageDirs: [...packageDirs],
      leftOut: this.leftOut,
      faults: this.faults,
      deployed: this.deployed,
      apexClasses: this.apexClasses.sort(byName),
      apexTriggers: this.apexTriggers.sort(byName),
      lwcBundles: this.lwcBundles.sort(byName),
      labels: this.labels,
      components: this.components,
      paths: this.paths,
      print: this.digest.update(JSON.stringify(this.deployed?.removed ?? [])).digest('hex')
    };
  }

  /** Reads a file that the source is made of. */
  private read(file: string): { readonly text: string; readonly print: string } {
    const text = readFileSync(file, 'utf8');
    const print = hash('sha256', text);
    this.digest.update(`${path.relative(this.root, file)}\n${print}\n`);
    return { text, print };
  }

  private xml(file: string): ReturnType<typeof parseXml> {
    const { text, print } = this.read(file);
    const known = this.known.get(print);
    if (known) return known;
    const kept = this.parsed?.get(print);
    const parsed = kept === undefined ? parseXml(text, file) : (JSON.parse(kept) as ReturnType<typeof parseXml>);
    if (kept === undefined) this.parsed?.put(print, JSON.stringify(parsed));
    this.known.set(print, parsed);
    return parsed;
  }

  private bundle(dir: string, files: readonly string[]): void {
    const name = path.basename(dir);
    const meta = files.find((file) => file.endsWith('.js-meta.xml'));
    if (meta === undefined) {
      if (files.some((file) => /\.(js|html)$/.test(file))) throw new MetadataError(dir, `its ${name}.js-meta.xml is missing`);
      return;
    }
    const file = path.join(dir, meta);
    const { root, node } = this.xml(file);
    if (root !== 'LightningComponentBundle')
      throw new MetadataError(file, `root element <${root}> where <LightningComponentBundle> is due`);
    if (!this.claim('LightningComponentBundle', name, file)) return;
    this.lwcBundles.push({ name, dir, meta: node });
  }

  private component(file: string): void {
    const { root, node } = this.xml(file);
    if (root === 'ApexClass' || root === 'ApexTrigger') return this.apex(root, file, node);
    if (root === 'CustomLabels') return this.customLabels(file, node);
    if (INERT_TYPES.has(root)) return this.inert(root, file);
    const spec = BY_ROOT.get(root);
    if (!spec) throw new NotSupportedError(`metadata type ${root} (${file})`);
    const own = path.basename(file, '-meta.xml');
    if (!own.endsWith(`.${spec.suffix}`)) throw new MetadataError(file, `a ${root} stands in a file named *.${spec.suffix}-meta.xml`);
    const short = own.slice(0, -spec.suffix.length - 1);
    const declared = text(node, 'fullName');
    if (declared !== undefined && PARTS_OF_OBJECTS.has(root) && declared !== short)
      throw new MetadataError(file, `<fullName> says ${declared}, the file name ${short}`);
    const name = PARTS_OF_OBJECTS.has(root)
      ? `${path.basename(path.dirname(path.dirname(file)))}.${short}`
      : root === 'Report'
        ? `${path.basename(path.dirname(file))}/${short}`
        : short;
    if (!this.claim(root, name, file)) return;
    const { elements } = spec;
    if (elements) this.problems.each([node], () => checkElements(file, root, node, elements));
    const ofType = this.components.get(root) ?? new Map<string, XmlNode>();
    this.components.set(root, ofType.set(name, node));
  }

  /** Nothing reads it: its name counts where components are listed and handed out. */
  private inert(root: string, file: string): void {
    const short = path.basename(file, '-meta.xml').replace(/\.[^.]+$/, '');
    const folder = path.basename(path.dirname(file));
    const name =
      root === 'WebLink'
        ? `${path.basename(path.dirname(path.dirname(file)))}.${short}`
        : root === 'Dashboard' || root === 'Document'
          ? `${folder}/${short}`
          : short;
    const key = `${root}:${name}`;
    if (!this.covered.has(key) && !this.paths.has(key)) this.paths.set(key, file);
  }

  private apex(root: 'ApexClass' | 'ApexTrigger', file: string, node: XmlNode): void {
    const body = file.slice(0, -'-meta.xml'.length);
    if (!existsSync(body) || !statSync(body).isFile()) throw new MetadataError(file, `its source ${path.basename(body)} is missing`);
    const apiVersion = Number(text(node, 'apiVersion'));
    if (!Number.isFinite(apiVersion)) throw new MetadataError(file, '<apiVersion> is missing');
    const name = path.basename(body).replace(/\.(cls|trigger)$/, '');
    if (!this.claim(root, name, file)) return;
    const source = {
      name,
      path: body,
      source: this.read(body).text,
      apiVersion,
      active: (text(node, 'status') ?? 'Active') === 'Active'
    };
    (root === 'ApexClass' ? this.apexClasses : this.apexTriggers).push(source);
  }

  private customLabels(file: string, node: XmlNode): void {
    for (const label of nodes(node, 'labels')) {
      const name = text(label, 'fullName');
      const value = text(label, 'value');
      if (!name || value === undefined) throw new MetadataError(file, 'a label needs <fullName> and <value>');
      if (this.claim('CustomLabel', name, file)) this.labels.set(name, value);
    }
  }

  /** @returns whether the component counts: what was deployed stands before it otherwise. @throws MetadataError when it is there twice. */
  private claim(type: string, name: string, file: string): boolean {
    const key = `${type}:${name}`;
    if (this.covered.has(key)) return false;
    const other = this.paths.get(key);
    if (other !== undefined) throw new MetadataError(file, `${type} ${name} is there twice, also in ${other}`);
    this.paths.set(key, file);
    return true;
  }
}
