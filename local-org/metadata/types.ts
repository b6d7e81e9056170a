/** The SFDX source of one or more package directories, read as it stands. Owned by metadata/: extend freely. */
export interface PackageMetadata {
  readonly packageDirs: readonly string[];
  readonly apexClasses: readonly ApexSource[];
  readonly apexTriggers: readonly ApexSource[];
  readonly lwcBundles: readonly LwcBundle[];
  /** Label name to value. */
  readonly labels: ReadonlyMap<string, string>;
  /** Parsed XML of every other component by type (`PermissionSet`, `FlexiPage` …) then by full name, children as arrays. */
  readonly components: ReadonlyMap<string, ReadonlyMap<string, XmlNode>>;
}
export interface ApexSource { readonly name: string; readonly path: string; readonly source: string; readonly apiVersion: number; readonly active: boolean }
export interface LwcBundle { readonly name: string; readonly dir: string; readonly meta: XmlNode }
/** Text content, or a node of named children; every child is an array, in document order. */
export type XmlNode = { readonly [element: string]: readonly (XmlNode | string)[] };
