/** Reads the package's source as it stands, for the tests beside this file. Every element is an array, in document order. */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { XMLParser } from 'fast-xml-parser';
import { parse as parseYaml } from 'yaml';

export const root = path.dirname(import.meta.dirname);
export const packageDir = path.join(root, 'force-app', 'main');

/** An element: text, or children by name. */
export type Node = string | { readonly [element: string]: readonly Node[] };
export interface Component {
  readonly file: string;
  readonly name: string;
  readonly type: string;
  readonly node: Node;
}

const parser = new XMLParser({ ignoreAttributes: true, parseTagValue: false, ignoreDeclaration: true, isArray: () => true });

/** @returns the components whose files end in `.<suffix>-meta.xml`, named by their file (objects' parts by `Object.Part`) */
export function components(suffix: string, dir = packageDir): Component[] {
  const files = globSync(`**/*.${suffix}-meta.xml`, { cwd: dir });
  return files.sort().map((relative) => {
    const file = path.join(dir, relative);
    const tree = parser.parse(readFileSync(file, 'utf8')) as Record<string, Node[]>;
    const [type, [node]] = Object.entries(tree)[0] as [string, Node[]];
    const own = path.basename(file, `.${suffix}-meta.xml`);
    const part = /objects\/([^/]+)\/[^/]+\/[^/]+$/.exec(relative);
    return { file: relative, name: part ? `${part[1]}.${own}` : own, type, node: node! };
  });
}

/** @returns the children of that name, none when absent */
export function children(node: Node, name: string): readonly Node[] {
  return typeof node === 'string' ? [] : (node[name] ?? []);
}

/** @returns the text of the first child of that name, or undefined */
export function text(node: Node, name: string): string | undefined {
  const first = children(node, name)[0];
  return typeof first === 'string' ? first : undefined;
}

export interface FieldEntry {
  readonly category: string;
  readonly door?: boolean;
  readonly subject?: string;
  readonly purpose?: string;
  readonly basis?: string;
  readonly retention?: string;
  readonly pack?: string;
  readonly portability?: string;
  readonly erasure?: string;
}
export interface ObjectEntry extends Omit<FieldEntry, 'category'> {
  readonly room: string;
  readonly door: boolean;
  readonly set?: string;
  readonly fields: Readonly<Record<string, FieldEntry>>;
}

/** The manifest, config/data-map.yaml. */
export const dataMap = (
  parseYaml(readFileSync(path.join(root, 'config', 'data-map.yaml'), 'utf8')) as { objects: Record<string, ObjectEntry> }
).objects;

/** @returns every `Object.Field` of the manifest that lies behind the doorway, its object's included */
export function doorFields(): Set<string> {
  const door = new Set<string>();
  for (const [object, entry] of Object.entries(dataMap)) {
    for (const [field, { door: own }] of Object.entries(entry.fields)) if (entry.door || own) door.add(`${object}.${field}`);
  }
  return door;
}

/** @returns objects that hold records of ours: neither custom metadata nor, unless asked, events */
export function recordObjects(): Component[] {
  return components('object')
    .filter(({ name }) => name.endsWith('__c') || name.includes('__c.'))
    .map((component) => ({ ...component, name: component.name.split('.').pop()! }));
}
