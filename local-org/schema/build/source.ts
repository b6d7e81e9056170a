import { MetadataError } from '../../metadata/error.ts';
import type { PackageMetadata, XmlNode } from '../../metadata/types.ts';

/** One component with what is needed to read it and to say where it went wrong. */
export interface Component {
  readonly type: string;
  readonly name: string;
  readonly path: string;
  readonly node: XmlNode;
}

/** @returns the components of a type, in order of their names. */
export function componentsOf(metadata: PackageMetadata, type: string): Component[] {
  const found = [...(metadata.components.get(type) ?? new Map<string, XmlNode>())];
  return found
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, node]) => ({ type, name, node, path: metadata.paths.get(`${type}:${name}`) ?? name }));
}

/** @returns the parts of one object (its fields, rules …) with their names shortened to the part after the dot. */
export function partsOf(parts: readonly Component[], object: string): Component[] {
  const prefix = `${object}.`;
  return parts.filter((part) => part.name.startsWith(prefix)).map((part) => ({ ...part, name: part.name.slice(prefix.length) }));
}

/** Ends the start with a sentence about this component. */
export function refuse(component: Component, problem: string): never {
  throw new MetadataError(component.path, `${component.type} ${component.name}: ${problem}`);
}
