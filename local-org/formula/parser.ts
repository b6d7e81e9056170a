import { PlatformError } from '../errors.ts';
import { tokens } from './lexer.ts';
import type { Token } from './lexer.ts';

export type Node =
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'constant'; readonly value: boolean | null }
  | { readonly kind: 'path'; readonly names: readonly string[] }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Node[] }
  | { readonly kind: 'unary'; readonly operator: '-' | '+' | '!'; readonly operand: Node }
  | { readonly kind: 'binary'; readonly operator: BinaryOperator; readonly left: Node; readonly right: Node };

export type BinaryOperator = '||' | '&&' | '=' | '<>' | '<' | '<=' | '>' | '>=' | '+' | '-' | '&' | '*' | '/' | '^';

/** Loosest first. Source: Salesforce Help, "Formula Operators and Functions"; the tightest, ^, is in `power`. */
const LEVELS: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['=', '==', '<>', '!=', '<', '<=', '>', '>='],
  ['&'],
  ['+', '-'],
  ['*', '/']
];
const SAME: Readonly<Record<string, BinaryOperator>> = { '==': '=', '!=': '<>' };

/** @returns the tree of a formula. @throws PlatformError INVALID_FORMULA in the platform's words. */
export function parse(source: string): Node {
  const parser = new Parser(tokens(source));
  const node = parser.level(0);
  parser.end();
  return node;
}

class Parser {
  private readonly tokens: readonly Token[];
  private position = 0;

  constructor(list: readonly Token[]) {
    this.tokens = list;
  }

  level(depth: number): Node {
    const operators = LEVELS[depth];
    if (!operators) return this.unary();
    let left = this.level(depth + 1);
    for (let operator = this.accept(operators); operator; operator = this.accept(operators)) {
      left = { kind: 'binary', operator: SAME[operator] ?? (operator as BinaryOperator), left, right: this.level(depth + 1) };
    }
    return left;
  }

  end(): void {
    if (this.token.kind !== 'end') throw new PlatformError('INVALID_FORMULA', `Syntax error. Extra ${this.token.text}`);
  }

  private get token(): Token {
    return this.tokens[this.position]!;
  }

  private unary(): Node {
    const operator = this.accept(['-', '+', '!']);
    if (operator) return { kind: 'unary', operator: operator as '-' | '+' | '!', operand: this.unary() };
    return this.power();
  }

  private power(): Node {
    const left = this.primary();
    return this.accept(['^']) ? { kind: 'binary', operator: '^', left, right: this.unary() } : left;
  }

  private primary(): Node {
    const token = this.token;
    this.position++;
    if (token.kind === 'number') return { kind: 'number', text: token.text };
    if (token.kind === 'text') return { kind: 'text', value: token.text };
    if (token.kind === 'name') return this.named(token);
    if (token.text !== '(')
      throw new PlatformError(
        'INVALID_FORMULA',
        token.kind === 'end' ? 'Syntax error. Formula ends too soon' : `Syntax error. Found '${token.text}'`
      );
    const inner = this.level(0);
    this.expect(')');
    return inner;
  }

  private named(token: Token): Node {
    if (this.accept(['('])) return { kind: 'call', name: token.text.toUpperCase(), args: this.args() };
    const word = token.text.toUpperCase();
    if (word === 'TRUE' || word === 'FALSE') return { kind: 'constant', value: word === 'TRUE' };
    if (word === 'NULL') return { kind: 'constant', value: null };
    return { kind: 'path', names: token.text.split('.') };
  }

  private args(): Node[] {
    const args: Node[] = [];
    if (this.accept([')'])) return args;
    do args.push(this.level(0));
    while (this.accept([',']));
    this.expect(')');
    return args;
  }

  private accept(operators: readonly string[]): string | null {
    const { kind, text } = this.token;
    if (kind !== 'operator' || !operators.includes(text)) return null;
    this.position++;
    return text;
  }

  private expect(operator: string): void {
    if (!this.accept([operator])) throw new PlatformError('INVALID_FORMULA', `Syntax error. Missing '${operator}'`);
  }
}
