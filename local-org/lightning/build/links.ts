/** The linked files that pages load: the org's own modules, and each component of the package. Made when they are asked for, and kept. */
import { hash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { writeWhole } from '../../keep.ts';
import type { Org } from '../../org.ts';
import { ownModules } from './bundles.ts';
import type { Bundle, Bundles } from './bundles.ts';
import type { Library, Linked, LinkTask } from './link.ts';
import { checkSalesforceImport, salesforceHash, sharedModule } from './salesforce.ts';
import type { VendorBuild } from './vendor.ts';

/** Changes whenever the form of a linked file does. */
const FORM = 1;
/** Where linked files are found; a key follows, a hash of all that they are made of. */
export const LINKED = '/lightning/m/';
/** The module that a page starts with. */
export const START = 'shell/start';
/** Modules of the shell that components, or what they import, reach too. */
const BENEATH = new Set(['shell/router', 'shell/boot']);

/** Rollup takes a moment to load, and only what was not seen before is linked. */
const link = async (task: LinkTask): Promise<Linked> => (await import('./link.ts')).link(task);

/** A linked file, and whether it is what the key of its address stands for. */
interface Found {
  readonly code: Buffer;
  readonly current: boolean;
}

/** The org's own modules as they are now. */
interface OwnLibrary extends Library {
  readonly key: string;
  readonly files: Linked['files'];
  /** @returns addresses and specifiers. */
  importsOf(file: string): readonly string[];
}

export class Links {
  private readonly org: Org;
  private readonly bundles: Bundles;
  private readonly vendor: VendorBuild;
  private readonly cacheDir: string;
  private readonly base: Library;
  private readonly own: readonly Bundle[];
  /** By key. Promises, so that two pages that ask at once wait for one making. */
  private readonly made = new Map<string, Promise<Linked>>();
  /** By key and name: what was asked for, as it goes to the browser. */
  private readonly ready = new Map<string, Buffer>();
  /** By key of a component's file that a page may ask for: the org's own modules that it was promised with. */
  private readonly promised = new Map<string, OwnLibrary>();

  constructor(org: Org, bundles: Bundles, vendor: VendorBuild, cacheDir: string) {
    this.org = org;
    this.bundles = bundles;
    this.vendor = vendor;
    this.cacheDir = cacheDir;
    this.base = vendorLibrary(vendor);
    this.own = ownModules().map(({ specifier }) => bundles.get(specifier)!);
    mkdirSync(cacheDir, { recursive: true });
  }

  /** Links the org's own modules where no earlier start has, while a person still chooses who she is. */
  async prepare(): Promise<void> {
    if (!existsSync(this.fileOf(this.ownKey()))) await this.ownLibrary();
  }

  /** @returns every specifier that a linked file or the vendor's may name, to its address. */
  async importMap(): Promise<Record<string, string>> {
    const own = await this.ownLibrary();
    const map: Record<string, string> = {};
    for (const [specifier, file] of Object.entries(own.entries)) map[specifier] = own.base + file;
    for (const { specifier } of this.bundles.all()) if (isComponent(specifier)) map[specifier] = this.addressOf(specifier, own);
    for (const kind of ['user', 'userPermission']) map[`@salesforce/${kind}/`] = `/lightning/my/${kind}/`;
    return map;
  }

  /** @param name what follows the key in an address @returns the file as it is now; undefined when there is none. @throws as link does. */
  async file(key: string, name: string): Promise<Found | undefined> {
    const ready = this.ready.get(key + name);
    if (ready) return { code: ready, current: true };
    const own = this.promised.get(key) ?? (await this.ownLibrary());
    const specifier = name.replace(/\.js$/, '');
    const component = isComponent(specifier);
    if (component && !this.bundles.get(specifier)) return undefined;
    const { files } = component ? await this.component(specifier, own) : own;
    if (!Object.hasOwn(files, name)) return undefined;
    const code = Buffer.from(files[name]!.code);
    const current = key === (component ? this.keyOf(specifier, own) : own.key);
    if (current) this.ready.set(key + name, code);
    return { code, current };
  }

  /** @returns the addresses of the shell, the components and all that they import, so that a browser fetches it all at once. */
  async preloads(components: readonly string[]): Promise<string[]> {
    const own = await this.ownLibrary();
    const addresses = new Set<string>();
    const queue = [own.base + own.entries[START]!, ...components];
    for (const next of queue) {
      const component = isComponent(next) && this.bundles.get(next);
      const address = component ? this.addressOf(next, own) : next;
      if (!address.startsWith('/') || addresses.has(address)) continue;
      addresses.add(address);
      if (component) queue.push(...(await this.importsOf(next, own)));
      else if (next.startsWith(own.base)) queue.push(...own.importsOf(next.slice(own.base.length)));
      else queue.push(...(this.vendor.graph[next.slice(this.base.base.length)] ?? []).map((file) => this.base.base + file));
    }
    return [...addresses];
  }

  /** A component that cannot be made is left for the browser to report. */
  private async importsOf(specifier: string, own: OwnLibrary): Promise<readonly string[]> {
    try {
      return (await this.component(specifier, own)).files[`${specifier}.js`]!.imports;
    } catch {
      return [];
    }
  }

  private addressOf(specifier: string, own: OwnLibrary): string {
    const key = this.keyOf(specifier, own);
    this.promised.set(key, own);
    return `${LINKED}${key}/${specifier}.js`;
  }

  private keyOf(specifier: string, own: OwnLibrary): string {
    return keyFrom(own.key, salesforceHash(this.org), specifier, this.bundles.hash(this.bundles.get(specifier)!));
  }

  private component(specifier: string, own: OwnLibrary): Promise<Linked> {
    return this.kept(this.keyOf(specifier, own), () =>
      link({
        input: [specifier],
        bundles: this.bundles,
        inside: (other) => other === specifier,
        libraries: [this.base, own],
        generated: (name) => sharedModule(this.org, name)
      })
    );
  }

  private ownKey(): string {
    return keyFrom(FORM, this.vendor.key, ...this.own.map((bundle) => this.bundles.hash(bundle)));
  }

  private async ownLibrary(): Promise<OwnLibrary> {
    const key = this.ownKey();
    const { files, entries } = await this.kept(key, () => this.linkOwn());
    const base = `${LINKED}${key}/`;
    const read = (file: string) => files[file]!.code;
    const importsOf = (file: string) => (files[file]?.imports ?? []).map((name) => (Object.hasOwn(files, name) ? base + name : name));
    return { key, base, entries, files, read, importsOf };
  }

  /** Two files: the vendor's import the one, and the other imports the vendor's. */
  private linkOwn(): Promise<Linked> {
    const beneath = this.own.map(({ specifier }) => specifier).filter((name) => !name.startsWith('shell/') || BENEATH.has(name));
    return link({
      input: [...beneath, START],
      bundles: this.bundles,
      inside: () => true,
      libraries: [this.base],
      generated: (name) => sharedModule(this.org, name),
      fileOf: (specifier) => (beneath.includes(specifier) ? 'beneath' : 'shell')
    });
  }

  private fileOf(key: string): string {
    return path.join(this.cacheDir, `${key}.json`);
  }

  /** What was made once is checked against the org as it is now: a name that an import takes may be gone. */
  private kept(key: string, make: () => Promise<Linked>): Promise<Linked> {
    const known = this.made.get(key);
    if (known) return known;
    const file = this.fileOf(key);
    const made = (async () => {
      const linked = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Linked) : await make();
      for (const { generated, imports } of Object.values(linked.files))
        for (const specifier of [...generated, ...imports]) checkSalesforceImport(this.org, specifier);
      if (!existsSync(file)) writeWhole(file, JSON.stringify(linked));
      return linked;
    })();
    this.made.set(key, made);
    made.catch(() => this.made.delete(key));
    return made;
  }
}

/** @returns whether the specifier is of the package: each of those is a file of its own. */
function isComponent(specifier: string): boolean {
  return specifier.startsWith('c/');
}

function vendorLibrary({ key, dir, files }: VendorBuild): Library {
  const read = new Map<string, string>();
  return {
    base: `/lightning/vendor/${key}/`,
    entries: files,
    read(file) {
      if (!read.has(file)) read.set(file, readFileSync(path.join(dir, file), 'utf8'));
      return read.get(file)!;
    }
  };
}

function keyFrom(...parts: readonly (string | number)[]): string {
  return hash('sha256', parts.join(' ')).slice(0, 16);
}
