import * as G from '@apexdevtools/apex-parser';
import { Refusal } from '../errors.ts';
import type { At, Expression } from '../tree/expressions.ts';
import type { BlockNode, DmlNode, ForEachNode, ForNode, LocalNode, Statement, SwitchNode, TryNode, WhenNode } from '../tree/statements.ts';
import { ExpressionBuilder } from './expressions.ts';

/** Turns ANTLR's contexts of statements into tree nodes. */
export class StatementBuilder extends ExpressionBuilder {
  protected endOf(context: {
    readonly stop?: { readonly line: number; readonly column: number } | undefined;
    readonly start: { readonly line: number; readonly column: number };
  }): At {
    const stop = context.stop ?? context.start;
    return { line: stop.line, column: stop.column + 1 };
  }

  block(context: G.BlockContext): BlockNode {
    return { node: 'block', ...this.at(context), body: context.statement_list().map((s) => this.statement(s)), end: this.endOf(context) };
  }

  statement(context: G.StatementContext): Statement {
    const at = this.at(context);
    const block = context.block();
    if (block) return this.block(block);
    const local = context.localVariableDeclarationStatement();
    if (local) return this.local(local.localVariableDeclaration());
    const plain = context.expressionStatement();
    if (plain) return { node: 'expression', ...at, expression: this.expression(plain.expression()) };
    const conditional = context.ifStatement();
    if (conditional) {
      const [yes, no] = conditional.statement_list();
      return {
        node: 'if',
        ...at,
        test: this.expression(conditional.parExpression().expression()),
        yes: this.statement(yes as G.StatementContext),
        no: no ? this.statement(no) : null
      };
    }
    const returned = context.returnStatement();
    if (returned) return { node: 'return', ...at, value: returned.expression() ? this.expression(returned.expression()) : null };
    if (context.throwStatement()) return { node: 'throw', ...at, value: this.expression(context.throwStatement().expression()) };
    if (context.breakStatement()) return { node: 'break', ...at };
    if (context.continueStatement()) return { node: 'continue', ...at };
    if (context.tryStatement()) return this.tryStatement(context.tryStatement(), at);
    if (context.switchStatement()) return this.switchStatement(context.switchStatement(), at);
    return this.loop(context, at) ?? this.dml(context, at) ?? this.runAs(context, at);
  }

  local(context: G.LocalVariableDeclarationContext): LocalNode {
    return {
      node: 'local',
      ...this.at(context),
      type: this.type(context.typeRef()),
      isFinal: context.modifier_list().some((m) => m.FINAL()),
      declarators: context
        .variableDeclarators()
        .variableDeclarator_list()
        .map((d) => ({ ...this.at(d), name: d.id().getText(), value: d.expression() ? this.expression(d.expression()) : null }))
    };
  }

  private loop(context: G.StatementContext, at: At): Statement | null {
    const loop = context.forStatement();
    if (loop) return this.forStatement(loop, at);
    const whileLoop = context.whileStatement();
    if (whileLoop)
      return {
        node: 'while',
        ...at,
        test: this.expression(whileLoop.parExpression().expression()),
        body: whileLoop.statement() ? this.statement(whileLoop.statement()) : null
      };
    const doLoop = context.doWhileStatement();
    if (doLoop) return { node: 'do', ...at, body: this.block(doLoop.block()), test: this.expression(doLoop.parExpression().expression()) };
    return null;
  }

  private forStatement(context: G.ForStatementContext, at: At): ForNode | ForEachNode {
    const control = context.forControl();
    const body = context.statement() ? this.statement(context.statement()) : null;
    const each = control.enhancedForControl();
    if (each)
      return {
        node: 'foreach',
        ...at,
        type: this.type(each.typeRef()),
        name: each.id().getText(),
        source: this.expression(each.expression()),
        body
      };
    const init = control.forInit();
    return {
      node: 'for',
      ...at,
      body,
      init: init?.localVariableDeclaration() ? this.local(init.localVariableDeclaration()) : null,
      initExpressions: this.list(init?.expressionList()),
      test: control.expression() ? this.expression(control.expression()) : null,
      update: this.list(control.forUpdate()?.expressionList())
    };
  }

  private tryStatement(context: G.TryStatementContext, at: At): TryNode {
    const end = context.finallyBlock();
    return {
      node: 'try',
      ...at,
      body: this.block(context.block()),
      finally: end ? this.block(end.block()) : null,
      catches: context.catchClause_list().map((c) => ({
        ...this.at(c),
        type: { ...this.at(c.qualifiedName()), name: c.qualifiedName().getText(), args: [] },
        name: c.id().getText(),
        body: this.block(c.block())
      }))
    };
  }

  private switchStatement(context: G.SwitchStatementContext, at: At): SwitchNode {
    const cases: WhenNode[] = [];
    let otherwise: BlockNode | null = null;
    let misplacedElse = false;
    for (const when of context.whenControl_list()) {
      const value = when.whenValue();
      const body = this.block(when.block());
      if (otherwise) misplacedElse = true;
      if (value.ELSE()) otherwise = body;
      else if (value.typeRef())
        cases.push({ ...this.at(when), values: [], type: this.type(value.typeRef()), name: value.id().getText(), body });
      else cases.push({ ...this.at(when), values: value.whenLiteral_list().map((l) => this.whenLiteral(l)), type: null, name: null, body });
    }
    return { node: 'switch', ...at, subject: this.expression(context.expression()), cases, otherwise, misplacedElse };
  }

  private whenLiteral(context: G.WhenLiteralContext): Expression {
    const at = this.at(context);
    if (context.whenLiteral()) return this.whenLiteral(context.whenLiteral());
    const sign = context.SUB_list().length % 2 ? '-' : '';
    if (context.IntegerLiteral()) return { node: 'literal', ...at, type: 'Integer', text: sign + context.IntegerLiteral().getText() };
    if (context.LongLiteral()) return { node: 'literal', ...at, type: 'Long', text: sign + context.LongLiteral().getText().slice(0, -1) };
    if (context.StringLiteral())
      return { node: 'literal', ...at, type: 'String', text: this.unescape(context.StringLiteral().getText().slice(1, -1), at) };
    if (context.NULL()) return { node: 'literal', ...at, type: 'null', text: 'null' };
    const [first, ...rest] = context.qualifiedName().id_list();
    let value: Expression = { node: 'name', ...at, name: (first as G.IdContext).getText() };
    for (const id of rest) value = { node: 'member', ...at, target: value, name: id.getText(), safe: false };
    return value;
  }

  private dml(context: G.StatementContext, at: At): DmlNode | null {
    const plain = [
      ['insert', context.insertStatement()],
      ['update', context.updateStatement()],
      ['delete', context.deleteStatement()],
      ['undelete', context.undeleteStatement()],
      ['upsert', context.upsertStatement()]
    ] as const;
    for (const [operation, node] of plain) {
      if (!node) continue;
      const field = node instanceof G.UpsertStatementContext ? (node.qualifiedName()?.getText() ?? null) : null;
      return {
        node: 'dml',
        ...at,
        operation,
        access: this.access(node),
        value: this.expression(node.expression()),
        second: null,
        externalId: field
      };
    }
    const merge = context.mergeStatement();
    if (!merge) return null;
    return {
      node: 'dml',
      ...at,
      operation: 'merge',
      access: this.access(merge),
      value: this.expression(merge.expression(0)),
      second: this.expression(merge.expression(1)),
      externalId: null
    };
  }

  private access(node: { accessLevel(): G.AccessLevelContext | null | undefined }): 'user' | 'system' | null {
    const level = node.accessLevel();
    if (!level) return null;
    return level.USER() ? 'user' : 'system';
  }

  private runAs(context: G.StatementContext, at: At): Statement {
    const runAs = context.runAsStatement();
    if (!runAs) throw new Refusal(at, `Unexpected token '${context.getText()}'.`);
    return { node: 'runas', ...at, args: this.list(runAs.expressionList()), body: this.block(runAs.block()) };
  }
}
