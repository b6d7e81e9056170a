/** Hands the org's source out in the form of a package, and lists it. */
import { statSync } from 'node:fs';
import type { Org } from '../org.ts';
import { entryOf, OBJECT_PARTS, packageType } from './catalogue.ts';
import { componentsIn, filesOf, findComponent, packagePath } from './inventory.ts';
import type { Known } from './inventory.ts';
import type { Manifest } from './package.ts';
import { documentOf, elementsOf, wrapped } from './xml.ts';
import { zip } from './zip.ts';

export interface FileProperties {
  readonly createdById: string;
  readonly createdByName: string;
  readonly createdDate: string;
  readonly fileName: string;
  readonly fullName: string;
  readonly id: string;
  readonly lastModifiedById: string;
  readonly lastModifiedByName: string;
  readonly lastModifiedDate: string;
  readonly manageableState: 'unmanaged';
  readonly type: string;
}

export interface Retrieved {
  readonly fileProperties: readonly FileProperties[];
  readonly messages: readonly { fileName: string; problem: string }[];
  readonly zipFile: Buffer;
}

const MANIFEST = 'package.xml';
const isPart = (root: string): boolean => OBJECT_PARTS.some(([, type]) => type === root);

/** Makes the zip of what a manifest names. What it names and the org has not is said in the messages. */
export function retrieve(org: Org, wanted: Manifest, version: string, singlePackage: boolean): Retrieved {
  const all = componentsIn(org.metadata);
  const top = singlePackage ? '' : 'unpackaged/';
  const chosen = new Map<string, Known>();
  const objects = new Set<string>();
  const messages: { fileName: string; problem: string }[] = [];
  for (const [type, members] of wanted)
    for (const member of members) {
      const found = choose(org, all, type, member, objects);
      if (found.length === 0 && member !== '*' && !objects.has(member))
        messages.push({ fileName: `${top}${MANIFEST}`, problem: `Entity of type '${type}' named '${member}' cannot be found` });
      for (const known of found) chosen.set(`${known.root}:${known.fullName}`, known);
    }
  const files = new Map<string, Buffer>();
  for (const [path, bytes] of contents([...chosen.values()], objects)) files.set(`${top}${path}`, bytes);
  files.set(`${top}${MANIFEST}`, Buffer.from(manifestOf([...chosen.values()], objects, version)));
  const properties = new Properties(org);
  const fileProperties = [...chosen.values()].map((known) => properties.of(known, top));
  fileProperties.push(properties.plain('Package', MANIFEST, `${top}${MANIFEST}`));
  return { fileProperties, messages, zipFile: zip(files) };
}

/** @returns the components that a member stands for; a whole object stands in `objects` too. */
function choose(org: Org, all: ReadonlyMap<string, Known>, type: string, member: string, objects: Set<string>): Known[] {
  if (type === 'CustomLabels') return [...all.values()].filter((known) => known.root === 'CustomLabel');
  const ofType = (known: Known): boolean => packageType(known.root) === type;
  if (type === 'CustomObject') {
    const names =
      member === '*'
        ? [...all.values()].filter(ofType).map((known) => known.fullName)
        : [org.schema.object(member)?.name].filter((name) => name !== undefined);
    for (const name of names) objects.add(name);
    return [...all.values()].filter((known) => (isPart(known.root) || ofType(known)) && names.includes(known.fullName.split('.')[0]!));
  }
  if (member === '*') return [...all.values()].filter(ofType);
  const found = findComponent(all, type, member);
  return found ? [found] : [];
}

/** @returns the files by path, parts of an object put together in the file of it. */
function contents(chosen: readonly Known[], objects: ReadonlySet<string>): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  const byObject = new Map<string, Known[]>([...objects].map((name) => [name, []]));
  const labels: Known[] = [];
  for (const known of chosen) {
    if (known.root === 'CustomLabel') labels.push(known);
    else if (known.root === 'CustomObject' || isPart(known.root)) {
      const object = known.fullName.split('.')[0]!;
      byObject.set(object, [...(byObject.get(object) ?? []), known]);
    } else for (const [path, bytes] of filesOf(known)) files.set(path, bytes);
  }
  for (const [object, parts] of byObject) files.set(`objects/${object}.object`, objectFile(parts));
  if (labels.length > 0) files.set('labels/CustomLabels.labels', Buffer.from(documentOf('CustomLabels', labels.flatMap(elementsIn))));
  return files;
}

function elementsIn(known: Known): ReturnType<typeof elementsOf> {
  return [...filesOf(known).values()].flatMap((bytes) => elementsOf(bytes.toString('utf8')));
}

/** @returns the file of an object with these parts. */
export function objectFile(parts: readonly Known[]): Buffer {
  const own = parts.filter((known) => known.root === 'CustomObject').flatMap(elementsIn);
  const inner = OBJECT_PARTS.flatMap(([tag, type]) =>
    parts.filter((known) => known.root === type).map((known) => wrapped(tag, elementsIn(known)))
  );
  return Buffer.from(documentOf('CustomObject', [...own.filter((each) => each.name !== '#comment'), ...inner]));
}

function manifestOf(chosen: readonly Known[], objects: ReadonlySet<string>, version: string): string {
  const byType = new Map<string, Set<string>>();
  const add = (type: string, member: string): void => void byType.set(type, (byType.get(type) ?? new Set()).add(member));
  for (const name of objects) add('CustomObject', name);
  for (const known of chosen) {
    if (isPart(known.root) && objects.has(known.fullName.split('.')[0]!)) continue;
    add(packageType(known.root), known.fullName);
  }
  const lines = [...byType]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([type, members]) => [
      '    <types>',
      ...[...members].sort().map((member) => `        <members>${member.replace(/[&<>]/g, (c) => `&#${c.charCodeAt(0)};`)}</members>`),
      `        <name>${type}</name>`,
      '    </types>'
    ]);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<Package xmlns="http://soap.sforce.com/2006/04/metadata">',
    ...lines,
    `    <version>${version}</version>`,
    '</Package>',
    ''
  ].join('\n');
}

/** @returns what the org has of a type. */
export function list(org: Org, type: string, folder: string | null): FileProperties[] {
  const properties = new Properties(org);
  const found = [...componentsIn(org.metadata).values()]
    .filter((known) => (known.root === type || packageType(known.root) === type) && (known.root === type || !known.root.endsWith('Folder')))
    .filter((known) => folder === null || !entryOf(type)?.inFolder || known.fullName.startsWith(`${folder}/`));
  const listed = found.map((known) => properties.of(known, ''));
  if (type === 'CustomLabels') listed.push(properties.plain(type, type, 'labels/CustomLabels.labels'));
  if (type === 'CustomObject')
    for (const object of org.schema.objects())
      if (object.kind === 'standard' && !object.virtual && !found.some((known) => known.fullName === object.name))
        listed.push(properties.plain('CustomObject', object.name, `objects/${object.name}.object`));
  return listed;
}

class Properties {
  private readonly org: Org;
  private readonly ids: ReadonlyMap<string, string>;
  private readonly author: { id: string; name: string };

  constructor(org: Org) {
    this.org = org;
    this.ids = new Map(
      org.store
        .all('SELECT object, key, id FROM "_deployed"')
        .map((row) => [`${row['object'] as string}:${row['key'] as string}`, row['id'] as string])
    );
    const id = this.ids.get('User:administrator') ?? '';
    this.author = { id, name: (org.store.read('User', [id])[0]?.get('Name') as string | null) ?? '' };
  }

  of(known: Known, top: string): FileProperties {
    const when = statSync(known.file).mtime.toISOString();
    return {
      ...this.plain(packageType(known.root), known.fullName, `${top}${packagePath(known)}`),
      createdDate: when,
      lastModifiedDate: when
    };
  }

  plain(type: string, fullName: string, fileName: string): FileProperties {
    const now = new Date(this.org.now()).toISOString();
    return {
      createdById: this.author.id,
      createdByName: this.author.name,
      createdDate: now,
      fileName,
      fullName,
      id: this.ids.get(`${type}:${fullName}`) ?? this.ids.get(`EntityDefinition:${fullName}`) ?? '',
      lastModifiedById: this.author.id,
      lastModifiedByName: this.author.name,
      lastModifiedDate: now,
      manageableState: 'unmanaged',
      type
    };
  }
}
