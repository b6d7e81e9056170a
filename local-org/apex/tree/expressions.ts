/** Where a node begins; both from 1, as the platform counts. */
export interface At {
  readonly line: number;
  readonly column: number;
}

/** A type as written: `Outer.Inner`, `Map<Id, List<X>>`, `String[]`. Arrays are already `List`. */
export interface TypeRef extends At {
  readonly name: string;
  readonly args: readonly TypeRef[];
}

export type LiteralType = 'Integer' | 'Long' | 'Decimal' | 'Double' | 'String' | 'Boolean' | 'null';
export type Expression =
  | LiteralNode
  | NameNode
  | MemberNode
  | CallNode
  | IndexNode
  | NewNode
  | AssignNode
  | BinaryNode
  | UnaryNode
  | StepNode
  | ConditionalNode
  | CastNode
  | InstanceOfNode
  | ThisNode
  | SuperNode
  | ClassLiteralNode
  | QueryNode;

/** `text` is the value as JavaScript writes it (digits, true, the unescaped string). */
export interface LiteralNode extends At {
  readonly node: 'literal';
  readonly type: LiteralType;
  readonly text: string;
}
export interface NameNode extends At {
  readonly node: 'name';
  readonly name: string;
}
export interface MemberNode extends At {
  readonly node: 'member';
  readonly target: Expression;
  readonly name: string;
  readonly safe: boolean;
}
/** `target` null: a method of the class or its outer class. Name `this` or `super`: a constructor. */
export interface CallNode extends At {
  readonly node: 'call';
  readonly target: Expression | null;
  readonly name: string;
  readonly args: readonly Expression[];
  readonly safe: boolean;
}
export interface IndexNode extends At {
  readonly node: 'index';
  readonly target: Expression;
  readonly index: Expression;
}
/** `fill`: how the value starts: constructor arguments, elements, pairs, or an array of a size. */
export interface NewNode extends At {
  readonly node: 'new';
  readonly type: TypeRef;
  readonly fill:
    | { readonly kind: 'arguments'; readonly args: readonly Expression[] }
    | { readonly kind: 'elements'; readonly items: readonly Expression[] }
    | { readonly kind: 'pairs'; readonly pairs: readonly (readonly [Expression, Expression])[] }
    | { readonly kind: 'size'; readonly size: Expression };
}
export interface AssignNode extends At {
  readonly node: 'assign';
  readonly op: string;
  readonly target: Expression;
  readonly value: Expression;
}
export interface BinaryNode extends At {
  readonly node: 'binary';
  readonly op: string;
  readonly left: Expression;
  readonly right: Expression;
}
export interface UnaryNode extends At {
  readonly node: 'unary';
  readonly op: '+' | '-' | '!' | '~';
  readonly operand: Expression;
}
/** `++` and `--`. */
export interface StepNode extends At {
  readonly node: 'step';
  readonly op: '++' | '--';
  readonly prefix: boolean;
  readonly target: Expression;
}
export interface ConditionalNode extends At {
  readonly node: 'conditional';
  readonly test: Expression;
  readonly yes: Expression;
  readonly no: Expression;
}
export interface CastNode extends At {
  readonly node: 'cast';
  readonly type: TypeRef;
  readonly operand: Expression;
}
export interface InstanceOfNode extends At {
  readonly node: 'instanceof';
  readonly operand: Expression;
  readonly type: TypeRef;
}
export interface ThisNode extends At {
  readonly node: 'this';
}
export interface SuperNode extends At {
  readonly node: 'super';
}
export interface ClassLiteralNode extends At {
  readonly node: 'class';
  readonly type: TypeRef;
}
/** Inline SOQL or SOSL, text without the brackets, comments blanked. */
export interface QueryNode extends At {
  readonly node: 'query';
  readonly language: 'soql' | 'sosl';
  readonly text: string;
  readonly binds: readonly { readonly source: string; readonly value: Expression }[];
}
