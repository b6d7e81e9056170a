/** What a package would change in the org: each component that its manifest names, beside what the org has. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { DeployedSource } from '../metadata/types.ts';
import { loadMetadata } from '../metadata/index.ts';
import type { MetadataError } from '../metadata/index.ts';
import { nodes, parseXml, text } from '../metadata/xml.ts';
import type { Org } from '../org.ts';
import { componentsIn, filesOf, findComponent, fingerprint, keyOf, packagePath } from './inventory.ts';
import type { Known } from './inventory.ts';
import { Generation, homeOf } from './generations.ts';
import { OBJECT_PARTS } from './catalogue.ts';
import { isKnown, isSame, names, SHARING_RULES } from './package.ts';
import type { Package } from './package.ts';

/** One component of a deployment and what becomes of it. */
export interface Item {
  readonly root: string;
  readonly fullName: string;
  readonly fileName: string;
  readonly created: boolean;
  readonly changed: boolean;
  readonly deleted: boolean;
  /** Said about a component that is not there to be deleted. */
  readonly warning?: string;
  /** Its files in the form of source. */
  readonly paths: readonly string[];
}

export interface Fault {
  readonly root: string;
  readonly fullName: string;
  readonly fileName: string;
  readonly problem: string;
  readonly line?: number;
  readonly column?: number;
}

export interface Plan {
  readonly items: readonly Item[];
  readonly faults: readonly Fault[];
}

/** Compares a package with the org. Its own faults (files that cannot be read, names that do not fit) are found here. */
export function planOf(org: Org, given: Package): Plan {
  const incoming = new Generation(homeOf(org), null);
  try {
    for (const [file, { bytes }] of given.files) incoming.write(file, bytes);
    return new Planner(org, given, incoming.finish()).plan();
  } finally {
    incoming.discard();
  }
}

class Planner {
  private readonly given: Package;
  private readonly incoming: DeployedSource;
  private readonly present: ReadonlyMap<string, Known>;
  private readonly items: Item[] = [];
  private readonly faults: Fault[] = [];

  constructor(org: Org, given: Package, incoming: DeployedSource) {
    this.given = given;
    this.incoming = incoming;
    this.present = componentsIn(org.metadata);
  }

  plan(): Plan {
    const found: MetadataError[] = [...this.given.faults];
    const metadata = loadMetadata([this.incoming.dir], { faults: found });
    for (const fault of found) this.faults.push(this.faultOf(fault));
    const arriving = componentsIn(metadata);
    for (const known of arriving.values()) this.arrival(known);
    this.missing(arriving);
    this.strays(arriving);
    for (const [type, members] of this.given.deletions) for (const member of members) this.deletion(type, member);
    return { items: this.items, faults: this.faults };
  }

  private relative(file: string): string {
    return path.relative(this.incoming.dir, file).split(path.sep).join('/');
  }

  private fileNameOf(file: string): string {
    const own = this.relative(file);
    return this.given.files.get(own)?.fileName ?? (own.startsWith('..') ? file : own);
  }

  private faultOf({ path: file, problem }: MetadataError): Fault {
    const fileName = path.isAbsolute(file) ? this.fileNameOf(file) : file;
    const own = path.posix.basename(fileName).replace(/-meta\.xml$/, '');
    const plain = problem.replace(/ \([^()]*[/\\][^()]*\)$/, '');
    return { root: '', fullName: own.replace(/\.\w+$/, ''), fileName: fileName.replace(/-meta\.xml$/, ''), problem: plain };
  }

  private arrival(known: Known): void {
    const { root, fullName } = known;
    const own = this.relative(known.file);
    const fileName =
      root === 'LightningComponentBundle' ? `lwc/${fullName}` : this.fileNameOf(known.file).replace(/(?<=\.\w+)-meta\.xml$/, '');
    if (!names(this.given.manifest, root, fullName)) {
      this.faults.push({ root, fullName, fileName, problem: 'Not in package.xml' });
      return;
    }
    const before = this.present.get(keyOf(root, fullName));
    const files = filesOf(known);
    this.items.push({
      root,
      fullName,
      fileName,
      created: before === undefined,
      changed: before === undefined || !same(files, before),
      deleted: false,
      paths: this.pathsOf(known, own)
    });
    if (root === 'SharingRules') this.rules(known);
  }

  /** The rules that stand in one file are told one by one. */
  private rules(known: Known): void {
    const whole = this.items.at(-1)!;
    const { node } = parseXml(readFileSync(known.file, 'utf8'), known.file);
    for (const kind of SHARING_RULES)
      for (const rule of nodes(node, `${kind.charAt(0).toLowerCase()}${kind.slice(1)}s`))
        this.items.push({ ...whole, root: kind, fullName: `${known.fullName}.${text(rule, 'fullName') ?? ''}`, paths: [] });
  }

  private pathsOf({ root, fullName }: Known, own: string): string[] {
    if (root === 'LightningComponentBundle') return [...this.given.files.keys()].filter((file) => file.startsWith(`lwc/${fullName}/`));
    const content = own.replace(/-meta\.xml$/, '');
    return this.given.files.has(content) ? [content, own] : [own];
  }

  /** What the manifest names and no file holds. */
  private missing(arriving: ReadonlyMap<string, Known>): void {
    for (const [type, members] of this.given.manifest)
      for (const member of members) {
        if (member === '*') continue;
        if (type === 'CustomObject' && this.given.objects.has(member)) continue;
        if (type === 'CustomLabels' && [...arriving.values()].some((known) => known.root === 'CustomLabel')) continue;
        const there =
          findComponent(arriving, type, member) ??
          this.items.find((item) => item.root === type && isSame(item.fullName, member)) ??
          this.faults.find((fault) => isSame(fault.fullName, member));
        if (there) continue;
        const problem = isKnown(type)
          ? `An object '${member}' of type ${type} was named in package.xml, but was not found in zipped directory`
          : `Not supported by the local org: metadata type ${type}`;
        this.faults.push({ root: type, fullName: member, fileName: 'package.xml', problem });
      }
  }

  /** Files that belong to no component. */
  private strays(arriving: ReadonlyMap<string, Known>): void {
    const used = new Set<string>();
    for (const known of arriving.values()) for (const file of this.pathsOf(known, this.relative(known.file))) used.add(file);
    const told = new Set(this.faults.map((fault) => fault.fileName));
    for (const [file, { fileName }] of this.given.files)
      if (
        !used.has(file) &&
        !told.has(fileName) &&
        !told.has(fileName.replace(/-meta\.xml$/, '')) &&
        !told.has(path.posix.dirname(fileName))
      )
        this.faults.push({ root: '', fullName: fileName, fileName, problem: 'Not in package.xml' });
  }

  private deletion(type: string, member: string): void {
    if (!isKnown(type) || type === 'CustomLabels' || SHARING_RULES.some((kind) => kind === type)) {
      const problem = `Not supported by the local org: deleting ${type} by itself`;
      this.faults.push({ root: type, fullName: member, fileName: 'destructiveChanges.xml', problem });
      return;
    }
    const known = findComponent(this.present, type, member);
    const common = { fileName: 'destructiveChanges.xml', created: false };
    if (!known) {
      this.items.push({
        ...common,
        root: type,
        fullName: member,
        changed: false,
        deleted: false,
        paths: [],
        warning: `No ${type} named: ${member} found`
      });
      return;
    }
    const going = [known, ...this.partsOf(known)];
    for (const each of going)
      this.items.push({
        ...common,
        fileName: packagePath(each),
        root: each.root,
        fullName: each.fullName,
        changed: true,
        deleted: true,
        paths: []
      });
  }

  private partsOf(object: Known): Known[] {
    if (object.root !== 'CustomObject') return [];
    const isPart = (root: string): boolean => OBJECT_PARTS.some(([, type]) => type === root);
    return [...this.present.values()].filter((known) => isPart(known.root) && known.fullName.startsWith(`${object.fullName}.`));
  }
}

function same(files: ReadonlyMap<string, Uint8Array>, before: Known): boolean {
  return fingerprint(files) === fingerprint(filesOf(before));
}

/** @returns the folder of what the org would run on after these items. Unchanged ones leave no trace in it. */
export function generationOf(org: Org, given: Package, items: readonly Item[]): Generation {
  const before = org.metadata.deployed;
  const generation = new Generation(homeOf(org), before);
  const present = componentsIn(org.metadata);
  for (const item of items) {
    if (!item.changed) continue;
    const key = keyOf(item.root, item.fullName);
    const known = present.get(key);
    if (known && before && !path.relative(before.dir, known.file).startsWith('..')) takeAway(generation, before.dir, known);
    generation.hide(key, item.deleted);
    for (const file of item.paths) generation.write(file, given.files.get(file)!.bytes);
  }
  return generation;
}

function takeAway(generation: Generation, dir: string, { root, file }: Known): void {
  const own = path.relative(dir, file);
  if (root === 'LightningComponentBundle') return generation.remove(path.dirname(own));
  generation.remove(own);
  if (['ApexClass', 'ApexTrigger', 'StaticResource'].includes(root)) generation.remove(own.replace(/-meta\.xml$/, ''));
}
