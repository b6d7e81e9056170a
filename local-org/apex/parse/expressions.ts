import * as G from '@apexdevtools/apex-parser';
import { Refusal } from '../errors.ts';
import type { At, Expression, LiteralNode, NewNode, QueryNode, TypeRef } from '../tree/expressions.ts';

/** The part of ANTLR's contexts that is used here; its own types are not exported by the parser package. */
export interface RuleContext {
  readonly start: { readonly line: number; readonly column: number };
}
interface TreeNode {
  getText(): string;
  readonly children?: readonly TreeNode[] | null;
}

/** Turns ANTLR's contexts of expressions and types into tree nodes. */
export class ExpressionBuilder {
  protected readonly source: string;
  /** ANTLR counts code points; only a source with characters beyond the basic plane needs the slower cut. */
  private readonly points: readonly string[] | null;

  constructor(source: string) {
    this.source = source;
    this.points = /[\ud800-\udbff]/.test(source) ? Array.from(source) : null;
  }

  at(context: RuleContext): At {
    return { line: context.start.line, column: context.start.column + 1 };
  }

  protected slice(from: number, to: number): string {
    return this.points ? this.points.slice(from, to).join('') : this.source.slice(from, to);
  }

  type(context: G.TypeRefContext): TypeRef {
    const at = this.at(context);
    const names: string[] = [];
    let args: TypeRef[] = [];
    for (const part of context.typeName_list()) {
      names.push((part.LIST() ?? part.SET() ?? part.MAP() ?? part.id()).getText());
      const list = part.typeArguments()?.typeList();
      if (list) args = list.typeRef_list().map((t) => this.type(t));
    }
    let type: TypeRef = { ...at, name: names.join('.'), args };
    const dimensions = context.arraySubscripts()?.LBRACK_list().length ?? 0;
    for (let i = 0; i < dimensions; i++) type = { ...at, name: 'List', args: [type] };
    return type;
  }

  list(context: G.ExpressionListContext | null | undefined): Expression[] {
    return context ? context.expression_list().map((e) => this.expression(e)) : [];
  }

  expression(context: G.ExpressionContext): Expression {
    const at = this.at(context);
    if (context instanceof G.PrimaryExpressionContext) return this.primary(context.primary());
    if (context instanceof G.SubExpressionContext) return this.expression(context.expression());
    if (context instanceof G.DotExpressionContext) return this.dot(context);
    if (context instanceof G.MethodCallExpressionContext) {
      const call = context.methodCall();
      const name = call.THIS() ? 'this' : call.SUPER() ? 'super' : call.id().getText();
      return { node: 'call', ...at, target: null, name, args: this.list(call.expressionList()), safe: false };
    }
    if (context instanceof G.ArrayExpressionContext)
      return { node: 'index', ...at, target: this.expression(context.expression(0)), index: this.expression(context.expression(1)) };
    if (context instanceof G.NewExpressionContext) return this.creator(context.creator(), at);
    if (context instanceof G.AssignExpressionContext)
      return {
        node: 'assign',
        ...at,
        op: this.operator(context),
        target: this.expression(context.expression(0)),
        value: this.expression(context.expression(1))
      };
    if (context instanceof G.PostOpExpressionContext)
      return { node: 'step', ...at, op: context.INC() ? '++' : '--', prefix: false, target: this.expression(context.expression()) };
    if (context instanceof G.PreOpExpressionContext) return this.prefix(context, at);
    if (context instanceof G.NegExpressionContext)
      return { node: 'unary', ...at, op: context.BANG() ? '!' : '~', operand: this.expression(context.expression()) };
    if (context instanceof G.CondExpressionContext)
      return {
        node: 'conditional',
        ...at,
        test: this.expression(context.expression(0)),
        yes: this.expression(context.expression(1)),
        no: this.expression(context.expression(2))
      };
    if (context instanceof G.CastExpressionContext)
      return { node: 'cast', ...at, type: this.type(context.typeRef()), operand: this.expression(context.expression()) };
    if (context instanceof G.InstanceOfExpressionContext)
      return { node: 'instanceof', ...at, operand: this.expression(context.expression()), type: this.type(context.typeRef()) };
    const operands = (context as G.Arth1ExpressionContext).expression_list?.();
    const [left, right] = operands ?? [];
    if (left && right && operands.length === 2)
      return { node: 'binary', ...at, op: this.operator(context), left: this.expression(left), right: this.expression(right) };
    throw new Refusal(at, `Unexpected expression: ${context.getText()}`);
  }

  private prefix(context: G.PreOpExpressionContext, at: At): Expression {
    const operand = this.expression(context.expression());
    if (context.INC()) return { node: 'step', ...at, op: '++', prefix: true, target: operand };
    if (context.DEC()) return { node: 'step', ...at, op: '--', prefix: true, target: operand };
    return { node: 'unary', ...at, op: context.SUB() ? '-' : '+', operand };
  }

  /** The tokens between the operands: `>=` and `>>` come as single characters from the lexer. */
  private operator(context: G.ExpressionContext): string {
    return ((context as unknown as TreeNode).children ?? [])
      .filter((child) => !(child instanceof G.ExpressionContext))
      .map((child) => child.getText())
      .join('');
  }

  private dot(context: G.DotExpressionContext): Expression {
    const target = this.expression(context.expression());
    const safe = Boolean(context.QUESTIONDOT());
    const call = context.dotMethodCall();
    if (call) return { node: 'call', ...this.at(call), target, name: call.anyId().getText(), args: this.list(call.expressionList()), safe };
    return { node: 'member', ...this.at(context.anyId()), target, name: context.anyId().getText(), safe };
  }

  private primary(context: G.PrimaryContext): Expression {
    const at = this.at(context);
    if (context instanceof G.ThisPrimaryContext) return { node: 'this', ...at };
    if (context instanceof G.SuperPrimaryContext) return { node: 'super', ...at };
    if (context instanceof G.LiteralPrimaryContext) return this.literal(context.literal());
    if (context instanceof G.TypeRefPrimaryContext) return { node: 'class', ...at, type: this.type(context.typeRef()) };
    if (context instanceof G.VoidPrimaryContext) return { node: 'class', ...at, type: { ...at, name: 'void', args: [] } };
    if (context instanceof G.IdPrimaryContext) return { node: 'name', ...at, name: context.id().getText() };
    if (context instanceof G.SoqlPrimaryContext) return this.query(context.soqlLiteral(), 'soql', at);
    if (context instanceof G.SoslPrimaryContext) return this.query(context.soslLiteral(), 'sosl', at);
    throw new Refusal(at, `Unexpected token '${context.getText()}'.`);
  }

  literal(context: G.LiteralContext): LiteralNode {
    const at = this.at(context);
    const text = context.getText();
    if (context.IntegerLiteral()) return { node: 'literal', ...at, type: 'Integer', text };
    if (context.LongLiteral()) return { node: 'literal', ...at, type: 'Long', text: text.slice(0, -1) };
    if (context.NumberLiteral())
      return /[dD]$/.test(text)
        ? { node: 'literal', ...at, type: 'Double', text: text.slice(0, -1) }
        : { node: 'literal', ...at, type: 'Decimal', text };
    if (context.BooleanLiteral()) return { node: 'literal', ...at, type: 'Boolean', text: text.toLowerCase() };
    if (context.NULL()) return { node: 'literal', ...at, type: 'null', text: 'null' };
    if (context.MultilineStringLiteral())
      return { node: 'literal', ...at, type: 'String', text: this.unescape(text.slice(3, -3).replace(/^\r?\n/, ''), at) };
    return { node: 'literal', ...at, type: 'String', text: this.unescape(text.slice(1, -1), at) };
  }

  unescape(text: string, at: At): string {
    return text.replace(/\\(u[0-9a-fA-F]{4}|.)/gs, (_, escape: string) => {
      if (escape.length === 5) return String.fromCharCode(Number.parseInt(escape.slice(1), 16));
      const plain = ESCAPES[escape.toLowerCase()];
      if (plain === undefined)
        throw new Refusal(
          at,
          `Illegal string literal: Invalid string literal '${text}'. Illegal character sequence '\\${escape}' in string literal.`
        );
      return plain;
    });
  }

  private creator(context: G.CreatorContext, at: At): NewNode {
    const pairs = context.createdName().idCreatedNamePair_list();
    const generic = pairs.at(-1)?.typeList();
    let type: TypeRef = {
      ...this.at(context),
      name: pairs.map((p) => p.anyId().getText()).join('.'),
      args: generic ? generic.typeRef_list().map((t) => this.type(t)) : []
    };
    const rest = context.classCreatorRest();
    if (rest) return { node: 'new', ...at, type, fill: { kind: 'arguments', args: this.list(rest.arguments().expressionList()) } };
    if (context.noRest()) return { node: 'new', ...at, type, fill: { kind: 'elements', items: [] } };
    const set = context.setCreatorRest();
    if (set) return { node: 'new', ...at, type, fill: { kind: 'elements', items: set.expression_list().map((e) => this.expression(e)) } };
    const map = context.mapCreatorRest();
    if (map)
      return {
        node: 'new',
        ...at,
        type,
        fill: {
          kind: 'pairs',
          pairs: map.mapCreatorRestPair_list().map((p) => [this.expression(p.expression(0)), this.expression(p.expression(1))] as const)
        }
      };
    const array = context.arrayCreatorRest();
    type = { ...type, name: 'List', args: [type] };
    if (array.expression()) return { node: 'new', ...at, type, fill: { kind: 'size', size: this.expression(array.expression()) } };
    return {
      node: 'new',
      ...at,
      type,
      fill: {
        kind: 'elements',
        items:
          array
            .arrayInitializer()
            ?.expression_list()
            .map((e) => this.expression(e)) ?? []
      }
    };
  }

  private query(context: G.SoqlLiteralContext | G.SoslLiteralContext, language: 'soql' | 'sosl', at: At): QueryNode {
    const binds: { source: string; value: Expression }[] = [];
    const visit = (node: TreeNode): void => {
      if (node instanceof G.BoundExpressionContext) {
        const inner = node.expression();
        binds.push({ source: this.slice(inner.start.start, (inner.stop ?? inner.start).stop + 1), value: this.expression(inner) });
        return;
      }
      for (const child of node.children ?? []) visit(child);
    };
    visit(context as unknown as TreeNode);
    const whole = this.slice(context.start.start, (context.stop ?? context.start).stop + 1);
    return { node: 'query', ...at, language, text: blankComments(whole.replace(/^\[\s*/, '').replace(/\s*\]$/, '')), binds };
  }
}

const ESCAPES: Readonly<Record<string, string>> = { b: '\b', t: '\t', n: '\n', f: '\f', r: '\r', '"': '"', "'": "'", '\\': '\\' };

/** Apex comments inside a query become spaces, so that the query compiler need not know them. */
function blankComments(text: string): string {
  return text.replace(/'(?:[^'\\]|\\.)*'|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (part) =>
    part.startsWith("'") ? part : part.replace(/[^\n]/g, ' ')
  );
}
