/** The query as written: names are not resolved yet. Every node is plain and never changed after parsing. */

export interface PathNode {
  readonly kind: 'path';
  readonly parts: readonly string[];
}
export interface CallNode {
  readonly kind: 'call';
  readonly name: string;
  readonly args: readonly (PathNode | CallNode)[];
}
export type OperandNode = PathNode | CallNode;

export type ValueNode =
  | { readonly kind: 'string' | 'date' | 'datetime' | 'time'; readonly value: string }
  | { readonly kind: 'number'; readonly value: number; readonly text: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'null' }
  | { readonly kind: 'dateLiteral'; readonly name: string; readonly count: number | null }
  | BindNode;
export interface BindNode {
  readonly kind: 'bind';
  readonly source: string;
  readonly offset: number;
}

export type ComparisonOperator = '=' | '!=' | '<' | '<=' | '>' | '>=' | 'like';
export type ConditionNode =
  | { readonly kind: 'and'; readonly items: readonly ConditionNode[] }
  | { readonly kind: 'or'; readonly items: readonly ConditionNode[] }
  | { readonly kind: 'not'; readonly item: ConditionNode }
  | { readonly kind: 'compare'; readonly left: OperandNode; readonly operator: ComparisonOperator; readonly value: ValueNode }
  | {
      readonly kind: 'in';
      readonly left: OperandNode;
      readonly negated: boolean;
      readonly values: readonly ValueNode[] | BindNode | QueryNode;
    }
  | { readonly kind: 'includes'; readonly left: OperandNode; readonly negated: boolean; readonly values: readonly ValueNode[] }
  | SearchNode;
/** The condition that a SOSL search puts on each object; it has no SOQL text. */
export interface SearchNode {
  readonly kind: 'search';
  readonly group: SearchGroup;
  readonly terms: SearchTerms;
}
export type SearchTerms =
  | { readonly kind: 'word'; readonly text: string }
  | { readonly kind: 'all' | 'any'; readonly items: readonly SearchTerms[] }
  | { readonly kind: 'not'; readonly item: SearchTerms };
export type SearchGroup = 'ALL' | 'NAME' | 'EMAIL' | 'PHONE' | 'SIDEBAR';

export type SelectNode =
  | { readonly kind: 'field'; readonly operand: OperandNode; readonly alias: string | null }
  | { readonly kind: 'fields'; readonly set: 'ALL' | 'STANDARD' | 'CUSTOM' }
  | {
      readonly kind: 'typeof';
      readonly name: string;
      readonly whens: readonly TypeofWhen[];
      readonly otherwise: readonly PathNode[] | null;
    }
  | { readonly kind: 'children'; readonly query: QueryNode };
export interface TypeofWhen {
  readonly object: string;
  readonly fields: readonly PathNode[];
}

export interface OrderNode {
  readonly operand: OperandNode;
  readonly descending: boolean;
  readonly nulls: 'first' | 'last' | null;
}

export interface QueryNode {
  readonly kind: 'query';
  readonly select: readonly SelectNode[];
  /** SELECT COUNT() */
  readonly isCount: boolean;
  readonly from: string;
  readonly alias: string | null;
  readonly scope: string | null;
  readonly where: ConditionNode | null;
  /** WITH USER_MODE, SYSTEM_MODE, SECURITY_ENFORCED. */
  readonly mode: 'user' | 'system' | 'enforced' | null;
  readonly groupBy: readonly OperandNode[];
  readonly subtotals: 'rollup' | 'cube' | null;
  readonly having: ConditionNode | null;
  readonly orderBy: readonly OrderNode[];
  readonly limit: ValueNode | null;
  readonly offset: ValueNode | null;
  readonly allRows: boolean;
  readonly forUpdate: boolean;
}
