/** A package as the Metadata API takes it: its manifest, what it deletes, and its files turned into the form of source. */
import { MetadataError } from '../metadata/index.ts';
import { INERT_TYPES, TYPES } from '../metadata/specs.ts';
import { nodes, parseXml, text, texts } from '../metadata/xml.ts';
import { OBJECT_PARTS, packageType } from './catalogue.ts';
import { childrenOf, documentOf, elementsOf, textIn } from './xml.ts';
import type { Element } from './xml.ts';

/** Members by type, as package.xml and destructiveChanges.xml name them. */
export type Manifest = ReadonlyMap<string, readonly string[]>;

export interface SourceFile {
  readonly bytes: Uint8Array;
  /** Path in the zip. */
  readonly fileName: string;
}

export interface Package {
  readonly manifest: Manifest;
  readonly deletions: Manifest;
  /** By path in the form of source. */
  readonly files: ReadonlyMap<string, SourceFile>;
  /** Objects of which the zip has a file, be there something about the object itself in it or not. */
  readonly objects: ReadonlySet<string>;
  readonly faults: readonly MetadataError[];
}

const DESTRUCTIVE = /^destructiveChanges(Pre|Post)?\.xml$/;
const SUFFIX = new Map<string, string>(TYPES.map((spec) => [spec.type, spec.suffix]));

/** @returns the package of an unpacked zip. @throws MetadataError when it has no manifest or one that cannot be read. */
export function readPackage(zip: ReadonlyMap<string, Buffer>): Package {
  const root = rootOf(zip);
  const manifest = readManifest(zip.get(`${root}package.xml`)!, 'package.xml');
  const deletions = new Map<string, string[]>();
  const reader = new Reader();
  for (const [path, bytes] of zip) {
    if (!path.startsWith(root)) continue;
    const fileName = path.slice(root.length);
    if (fileName === 'package.xml') continue;
    if (DESTRUCTIVE.test(fileName)) {
      for (const [type, members] of readManifest(bytes, fileName)) deletions.set(type, [...(deletions.get(type) ?? []), ...members]);
    } else reader.add(fileName, bytes, (other) => zip.has(`${root}${other}`));
  }
  return { manifest, deletions, files: reader.files, objects: reader.objects, faults: reader.faults };
}

/** The folder that holds package.xml: the top, or one folder below it. */
function rootOf(zip: ReadonlyMap<string, unknown>): string {
  const found = [...zip.keys()].find((path) => /^(?:[^/]+\/)?package\.xml$/.test(path));
  if (found === undefined) throw new MetadataError('package.xml', 'No package.xml found');
  return zip.has('package.xml') ? '' : found.slice(0, -'package.xml'.length);
}

function readManifest(bytes: Buffer, fileName: string): Map<string, string[]> {
  const { node } = parseXml(bytes.toString('utf8'), fileName);
  const found = new Map<string, string[]>();
  for (const types of nodes(node, 'types')) {
    const name = text(types, 'name')?.trim() ?? '';
    found.set(name, [...(found.get(name) ?? []), ...texts(types, 'members').map((member) => member.trim())]);
  }
  return found;
}

class Reader {
  readonly files = new Map<string, SourceFile>();
  readonly objects = new Set<string>();
  readonly faults: MetadataError[] = [];

  add(fileName: string, bytes: Buffer, isThere: (fileName: string) => boolean): void {
    try {
      if (/^objects\/[^/]+\.object$/.test(fileName)) this.object(fileName, bytes);
      else if (/^labels\/[^/]+\.labels$/.test(fileName)) this.labels(fileName, bytes);
      else this.plain(fileName, bytes, isThere);
    } catch (error) {
      if (!(error instanceof MetadataError)) throw error;
      this.faults.push(error);
    }
  }

  private put(path: string, bytes: Uint8Array | string, fileName: string): void {
    this.files.set(path, { bytes: typeof bytes === 'string' ? Buffer.from(bytes) : bytes, fileName });
  }

  private plain(fileName: string, bytes: Buffer, isThere: (fileName: string) => boolean): void {
    const isBundle = /^(lwc|aura)\//.test(fileName);
    const folder = /^(\w+)\/([^/]+)-meta\.xml$/.exec(fileName);
    if (
      isBundle ||
      isThere(`${fileName}-meta.xml`) ||
      (fileName.endsWith('-meta.xml') && isThere(fileName.slice(0, -'-meta.xml'.length)))
    ) {
      this.put(fileName, bytes, fileName);
      return;
    }
    const { root } = parseXml(bytes.toString('utf8'), fileName);
    if (folder && root.endsWith('Folder'))
      this.put(`${folder[1]}/${folder[2]}.${root.charAt(0).toLowerCase()}${root.slice(1)}-meta.xml`, bytes, fileName);
    else this.put(`${fileName.replace(/-meta\.xml$/, '')}-meta.xml`, bytes, fileName);
  }

  /** An object's fields, rules and views stand by themselves in source. */
  private object(fileName: string, bytes: Buffer): void {
    const name = fileName.slice('objects/'.length, -'.object'.length);
    const content = bytes.toString('utf8');
    const { root } = parseXml(content, fileName);
    if (root !== 'CustomObject') throw new MetadataError(fileName, `root element <${root}> where <CustomObject> is due`);
    this.objects.add(name);
    const own: Element[] = [];
    for (const element of elementsOf(content)) {
      const part = OBJECT_PARTS.find(([tag]) => tag === element.name);
      if (!part) {
        if (element.name !== '#comment') own.push(element);
        continue;
      }
      const [folder, type, suffix] = part;
      const short = this.nameOf(element, fileName);
      this.put(`objects/${name}/${folder}/${short}.${suffix}-meta.xml`, documentOf(type, childrenOf(element)), fileName);
    }
    if (own.length > 0) this.put(`objects/${name}/${name}.object-meta.xml`, documentOf('CustomObject', own), fileName);
  }

  private labels(fileName: string, bytes: Buffer): void {
    const content = bytes.toString('utf8');
    parseXml(content, fileName);
    for (const element of elementsOf(content)) {
      if (element.name !== 'labels') continue;
      const name = this.nameOf(element, fileName);
      this.put(`labels/${name}.labels-meta.xml`, documentOf('CustomLabels', [element]), fileName);
    }
  }

  private nameOf(element: Element, fileName: string): string {
    const name = textIn(element, 'fullName')?.trim() ?? '';
    if (!/^[\w.%&'()+, -]+$/.test(name) || /^\.+$/.test(name)) throw new MetadataError(fileName, `<${element.name}> needs a <fullName>`);
    return name;
  }
}

/** @returns whether the manifest names a component, alone, with all of its type or with the object that it is a part of. */
export function names(manifest: Manifest, root: string, fullName: string): boolean {
  const type = packageType(root);
  const has = (of: string, member: string): boolean => manifest.get(of)?.some((each) => each === '*' || isSame(each, member)) ?? false;
  if (has(type, fullName)) return true;
  if (type === 'SharingRules') return SHARING_RULES.some((of) => manifest.get(of)?.some((each) => each.startsWith(`${fullName}.`)));
  if (type === 'CustomLabel') return has('CustomLabels', 'CustomLabels');
  return OBJECT_PARTS.some(([, part]) => part === root) && has('CustomObject', fullName.split('.')[0]!);
}

/** Kinds of rules that stand in the file of their object; a package names them one by one too. */
export const SHARING_RULES = ['SharingCriteriaRule', 'SharingOwnerRule'] as const;

/** @returns whether two names mean one component: in any case, percent-encoded or not, a folder with its slash or without. */
export function isSame(a: string, b: string): boolean {
  const plain = (name: string): string => decoded(name).replace(/\/$/, '').toLowerCase();
  return plain(a) === plain(b);
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** @returns whether this org knows that type at all. */
export function isKnown(type: string): boolean {
  return (
    SUFFIX.has(type) ||
    INERT_TYPES.has(type) ||
    ['ApexClass', 'ApexTrigger', 'LightningComponentBundle', 'CustomLabel', 'CustomLabels', 'Settings', ...SHARING_RULES].includes(type)
  );
}
