import type { At, Expression, TypeRef } from './expressions.ts';

export type Statement =
  | BlockNode
  | LocalNode
  | ExpressionStatement
  | IfNode
  | SwitchNode
  | ForNode
  | ForEachNode
  | WhileNode
  | DoNode
  | TryNode
  | ReturnNode
  | ThrowNode
  | BreakNode
  | ContinueNode
  | DmlNode
  | RunAsNode;

export interface BlockNode extends At {
  readonly node: 'block';
  readonly body: readonly Statement[];
  readonly end: At;
}
export interface LocalNode extends At {
  readonly node: 'local';
  readonly type: TypeRef;
  readonly isFinal: boolean;
  readonly declarators: readonly (At & { readonly name: string; readonly value: Expression | null })[];
}
export interface ExpressionStatement extends At {
  readonly node: 'expression';
  readonly expression: Expression;
}
export interface IfNode extends At {
  readonly node: 'if';
  readonly test: Expression;
  readonly yes: Statement;
  readonly no: Statement | null;
}
export interface SwitchNode extends At {
  readonly node: 'switch';
  readonly subject: Expression;
  readonly cases: readonly WhenNode[];
  readonly otherwise: BlockNode | null;
  /** Something follows `when else`. */
  readonly misplacedElse: boolean;
}
/** `when 1, 2`, `when RED`, or `when Account a` (then `type` and `name`). */
export interface WhenNode extends At {
  readonly values: readonly Expression[];
  readonly type: TypeRef | null;
  readonly name: string | null;
  readonly body: BlockNode;
}
export interface ForNode extends At {
  readonly node: 'for';
  readonly init: LocalNode | null;
  readonly initExpressions: readonly Expression[];
  readonly test: Expression | null;
  readonly update: readonly Expression[];
  readonly body: Statement | null;
}
export interface ForEachNode extends At {
  readonly node: 'foreach';
  readonly type: TypeRef;
  readonly name: string;
  readonly source: Expression;
  readonly body: Statement | null;
}
export interface WhileNode extends At {
  readonly node: 'while';
  readonly test: Expression;
  readonly body: Statement | null;
}
export interface DoNode extends At {
  readonly node: 'do';
  readonly body: BlockNode;
  readonly test: Expression;
}
export interface TryNode extends At {
  readonly node: 'try';
  readonly body: BlockNode;
  readonly catches: readonly (At & { readonly type: TypeRef; readonly name: string; readonly body: BlockNode })[];
  readonly finally: BlockNode | null;
}
export interface ReturnNode extends At {
  readonly node: 'return';
  readonly value: Expression | null;
}
export interface ThrowNode extends At {
  readonly node: 'throw';
  readonly value: Expression;
}
export interface BreakNode extends At {
  readonly node: 'break';
}
export interface ContinueNode extends At {
  readonly node: 'continue';
}
export interface DmlNode extends At {
  readonly node: 'dml';
  readonly operation: 'insert' | 'update' | 'upsert' | 'delete' | 'undelete' | 'merge';
  readonly access: 'user' | 'system' | null;
  readonly value: Expression;
  readonly second: Expression | null;
  readonly externalId: string | null;
}
export interface RunAsNode extends At {
  readonly node: 'runas';
  readonly args: readonly Expression[];
  readonly body: BlockNode;
}
