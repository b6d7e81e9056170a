import type { MetadataError } from './error.ts';

/** The SFDX source of one or more package directories, read as it stands. Owned by metadata/: extend freely. */
export interface PackageMetadata {
  readonly packageDirs: readonly string[];
  /** What a tolerant start leaves out because this org does not do it, a sentence each; null when any of it fails the start. */
  readonly leftOut: string[] | null;
  /** In a rehearsal of a deployment, everything that is wrong; null: the first stage that finds something ends the start. */
  readonly faults: MetadataError[] | null;
  /** What was deployed into the org and stands before the package directories; null: nothing. */
  readonly deployed: DeployedSource | null;
  readonly apexClasses: readonly ApexSource[];
  readonly apexTriggers: readonly ApexSource[];
  readonly lwcBundles: readonly LwcBundle[];
  /** Label name to value. */
  readonly labels: ReadonlyMap<string, string>;
  /**
   * Parsed XML of every other component by type (`PermissionSet`, `FlexiPage` …) then by full name, children as arrays.
   * Parts of an object stand by their own type (`CustomField`, `ValidationRule`, `ListView` …) under `Object__c.Part`.
   */
  readonly components: ReadonlyMap<string, ReadonlyMap<string, XmlNode>>;
  /** File each component was read from, by `Type:FullName`: for error messages and for content beside the XML (static resources). */
  readonly paths: ReadonlyMap<string, string>;
  /** Hash over all that was read: of two that are alike, everything made of the one serves the other. */
  readonly print: string;
}
/** Source that stands before that of the package directories, component by component. */
export interface DeployedSource {
  /** Folder in the form of source. */
  readonly dir: string;
  /** `Type:FullName` of components that were deleted from the org: the package directories' own do not count. */
  readonly removed: readonly string[];
}
export interface ApexSource {
  readonly name: string;
  readonly path: string;
  readonly source: string;
  readonly apiVersion: number;
  readonly active: boolean;
}
export interface LwcBundle {
  readonly name: string;
  readonly dir: string;
  readonly meta: XmlNode;
}
/**
 * Text content, or a node of named children; every child is an array, in document order.
 * An element with attributes is a node too: its text under `#text`, each attribute under `@name`. Read with the helpers of xml.ts.
 */
export type XmlNode = { readonly [element: string]: readonly (XmlNode | string)[] };
