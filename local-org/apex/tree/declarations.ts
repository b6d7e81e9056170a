import type { At, Expression, TypeRef } from './expressions.ts';
import type { BlockNode, Statement } from './statements.ts';

export interface AnnotationNode extends At {
  readonly name: string;
  readonly values: Readonly<Record<string, string | boolean | number>>;
  readonly places: Readonly<Record<string, At>>;
}
/** Lower case: `public`, `static`, `with sharing` … */
export interface Modified extends At {
  readonly modifiers: readonly string[];
  readonly annotations: readonly AnnotationNode[];
}

export interface ClassNode extends Modified {
  readonly node: 'class-declaration';
  readonly kind: 'class' | 'interface' | 'enum';
  readonly name: string;
  readonly superType: TypeRef | null;
  readonly interfaces: readonly TypeRef[];
  readonly fields: readonly FieldNode[];
  readonly properties: readonly PropertyNode[];
  readonly methods: readonly MethodNode[];
  /** Static and instance initialiser blocks, and the fields' place among them by `order`. */
  readonly initialisers: readonly (At & { readonly isStatic: boolean; readonly body: BlockNode; readonly order: number })[];
  readonly constants: readonly string[];
  readonly inner: readonly ClassNode[];
}
export interface FieldNode extends Modified {
  readonly name: string;
  readonly type: TypeRef;
  readonly value: Expression | null;
  readonly order: number;
}
export interface PropertyNode extends Modified {
  readonly name: string;
  readonly type: TypeRef;
  readonly get: AccessorNode | null;
  readonly set: AccessorNode | null;
}
/** `body` null: automatic. */
export interface AccessorNode extends At {
  readonly modifiers: readonly string[];
  readonly body: BlockNode | null;
}
export interface ParameterNode extends At {
  readonly name: string;
  readonly type: TypeRef;
}
/** A constructor when `isConstructor`; `returns` null is void. */
export interface MethodNode extends Modified {
  readonly name: string;
  readonly isConstructor: boolean;
  readonly returns: TypeRef | null;
  readonly parameters: readonly ParameterNode[];
  readonly body: BlockNode | null;
  readonly end: At;
}

export interface TriggerNode extends At {
  readonly node: 'trigger';
  readonly name: string;
  readonly object: string;
  readonly events: readonly { readonly timing: 'before' | 'after'; readonly operation: 'insert' | 'update' | 'delete' | 'undelete' }[];
  readonly body: readonly Statement[];
  readonly end: At;
  readonly declared: ClassNode;
}
/** Anonymous Apex: statements, with the classes and methods it declares. */
export interface AnonymousNode extends At {
  readonly node: 'anonymous';
  readonly body: readonly Statement[];
  readonly declared: ClassNode;
  readonly end: At;
}
export type UnitNode = ClassNode | TriggerNode | AnonymousNode;
