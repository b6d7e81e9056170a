/** The components that an org runs on, with their files: for comparing, listing and handing out. */
import { readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import type { PackageMetadata } from '../metadata/types.ts';
import { parseXml } from '../metadata/xml.ts';
import { contentFile } from '../schema/deploy/static-resources.ts';
import { entryOf, OBJECT_PARTS, packageType } from './catalogue.ts';
import { isSame } from './package.ts';
import { documentOf, elementsOf, textIn } from './xml.ts';

export interface Known {
  /** The root element: where package.xml says `Settings`, this is the kind of settings. */
  readonly root: string;
  readonly fullName: string;
  /** The file with its XML. */
  readonly file: string;
}

const NOT_OF_BUNDLES = new Set(['__tests__', '__mocks__', 'jsconfig.json', '.eslintrc.json', 'tsconfig.json']);

export const keyOf = (root: string, fullName: string): string => `${root}:${fullName}`;

/** @returns every component, by `Type:FullName`. */
export function componentsIn(metadata: PackageMetadata): Map<string, Known> {
  const found = new Map<string, Known>();
  for (const [key, file] of metadata.paths) {
    const colon = key.indexOf(':');
    found.set(key, { root: key.slice(0, colon), fullName: key.slice(colon + 1), file });
  }
  return found;
}

/** @returns the component of that name in any case. */
export function findComponent(all: ReadonlyMap<string, Known>, root: string, fullName: string): Known | undefined {
  const exact = all.get(keyOf(root, fullName));
  if (exact) return exact;
  for (const known of all.values()) if (packageType(known.root) === packageType(root) && isSame(known.fullName, fullName)) return known;
  return undefined;
}

/** @returns its files by the path of the package's form; of a part of an object or of a label, the XML of it alone. */
export function filesOf(known: Known): Map<string, Buffer> {
  const { root, fullName, file } = known;
  const read = (name: string): Buffer => readFileSync(name);
  if (root === 'LightningComponentBundle') return bundleFiles(fullName, path.dirname(file));
  if (root === 'CustomLabel') {
    const label = elementsOf(read(file).toString('utf8')).filter((each) => each.name === 'labels' && textIn(each, 'fullName') === fullName);
    return new Map([[packagePath(known), Buffer.from(documentOf('CustomLabels', label))]]);
  }
  if (root === 'ApexClass' || root === 'ApexTrigger' || root === 'StaticResource') {
    const content =
      root === 'StaticResource' ? contentFile({ type: root, name: fullName, path: file, node: {} }) : file.slice(0, -'-meta.xml'.length);
    const where = packagePath(known);
    return new Map([
      [where, read(content)],
      [`${where}-meta.xml`, read(file)]
    ]);
  }
  return new Map([[packagePath(known), read(file)]]);
}

function bundleFiles(name: string, dir: string): Map<string, Buffer> {
  const found = new Map<string, Buffer>();
  const walk = (below: string): void => {
    for (const entry of readdirSync(path.join(dir, below)).sort()) {
      if (NOT_OF_BUNDLES.has(entry)) continue;
      const inner = below === '' ? entry : `${below}/${entry}`;
      if (statSync(path.join(dir, inner)).isDirectory()) walk(inner);
      else found.set(`lwc/${name}/${inner}`, readFileSync(path.join(dir, inner)));
    }
  };
  walk('');
  return found;
}

/** @returns where a component stands in a package: a bundle's folder, the object's file of a part. */
export function packagePath({ root, fullName }: Pick<Known, 'root' | 'fullName'>): string {
  if (OBJECT_PARTS.some(([, type]) => type === root)) return `objects/${fullName.split('.')[0]}.object`;
  if (root === 'CustomLabel') return 'labels/CustomLabels.labels';
  if (root === 'LightningComponentBundle') return `lwc/${fullName}`;
  const entry = entryOf(packageType(root));
  const directory = entry?.directory ?? `${root.toLowerCase()}s`;
  if (root.endsWith('Folder')) return `${directory}/${fullName}-meta.xml`;
  return `${directory}/${fullName}.${entry?.suffix ?? root.toLowerCase()}`;
}

/** @returns something that differs when the files say something else, and not when they are only written otherwise. */
export function fingerprint(files: ReadonlyMap<string, Uint8Array>): string {
  return JSON.stringify(
    [...files]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, bytes]) => [
        name,
        isXml(name, bytes) ? canonical(parseXml(Buffer.from(bytes).toString('utf8'), name).node) : Buffer.from(bytes).toString('base64')
      ])
  );
}

function isXml(name: string, bytes: Uint8Array): boolean {
  return !name.startsWith('lwc/') || name.endsWith('-meta.xml')
    ? Buffer.from(bytes.subarray(0, 200)).toString('utf8').trimStart().startsWith('<') && !/\.(html|svg|cls|trigger)$/.test(name)
    : false;
}

/** Elements by name; white space at the ends of values and declared namespaces do not count. */
function canonical(value: unknown): unknown {
  if (typeof value === 'string') return value.trim();
  if (Array.isArray(value)) return value.map(canonical);
  return Object.fromEntries(
    Object.entries(value as Record<string, unknown>)
      .filter(([name]) => !name.startsWith('@xmlns'))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, inner]) => [name, canonical(inner)])
  );
}
