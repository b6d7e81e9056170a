import type { ApexType } from '../runtime/type.ts';
import type { AnnotationNode, ClassNode, FieldNode, MethodNode, PropertyNode } from '../tree/declarations.ts';

/** `with`, `without`, `inherited`: written, or what the API version makes of silence. */
export type Sharing = 'with' | 'without' | 'inherited';

/** A class, interface or enum of the package as the binder sees it. */
export interface ClassSymbol {
  readonly name: string;
  readonly node: ClassNode;
  readonly outer: ClassSymbol | null;
  /** The top-level class or trigger whose source holds it. */
  readonly unit: string;
  readonly apiVersion: number;
  readonly sharing: Sharing;
  readonly type: ApexType;
  superType: ApexType | null;
  interfaces: ApexType[];
  readonly inner: Map<string, ClassSymbol>;
  readonly fields: Map<string, FieldSymbol>;
  readonly methods: Map<string, MethodSymbol[]>;
  readonly constructors: MethodSymbol[];
  readonly isTest: boolean;
}

export interface FieldSymbol {
  readonly owner: ClassSymbol;
  readonly name: string;
  readonly type: ApexType;
  readonly isStatic: boolean;
  readonly isFinal: boolean;
  readonly modifiers: ReadonlySet<string>;
  readonly annotations: readonly AnnotationNode[];
  readonly node: FieldNode | PropertyNode;
  /** Read and written through methods: a property with a body, or one that may be overridden. */
  readonly viaMethods: boolean;
  readonly canGet: boolean;
  readonly canSet: boolean;
  /** Access of the setter when narrower than the property's. */
  readonly setAccess: string | null;
}

export interface MethodSymbol {
  readonly owner: ClassSymbol;
  readonly name: string;
  readonly isStatic: boolean;
  readonly parameters: readonly { readonly name: string; readonly type: ApexType }[];
  readonly returns: ApexType;
  readonly modifiers: ReadonlySet<string>;
  readonly annotations: readonly AnnotationNode[];
  readonly node: MethodNode;
  /** JavaScript name. */
  readonly key: string;
}

/** @returns whether the annotation stands on the declaration, in any case. */
export function annotated(annotations: readonly AnnotationNode[], name: string): AnnotationNode | undefined {
  return annotations.find((a) => a.name.toLowerCase() === name.toLowerCase());
}
