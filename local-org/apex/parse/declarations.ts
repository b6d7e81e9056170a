import * as G from '@apexdevtools/apex-parser';
import { Refusal } from '../errors.ts';
import type {
  AccessorNode,
  AnnotationNode,
  AnonymousNode,
  ClassNode,
  FieldNode,
  MethodNode,
  ParameterNode,
  PropertyNode,
  TriggerNode
} from '../tree/declarations.ts';
import type { At, TypeRef } from '../tree/expressions.ts';
import type { Statement } from '../tree/statements.ts';
import { StatementBuilder } from './statements.ts';

type Draft<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer E)[] ? E[] : T[K] };
interface Modifiers {
  readonly modifiers: string[];
  readonly annotations: AnnotationNode[];
}

/** Turns ANTLR's contexts of whole units into trees. */
export class DeclarationBuilder extends StatementBuilder {
  compilationUnit(context: G.CompilationUnitContext): ClassNode {
    const declaration = context.typeDeclaration();
    return this.declaration(declaration, this.modifiers(declaration.modifier_list()));
  }

  trigger(context: G.TriggerUnitContext): TriggerNode {
    const at = this.at(context);
    const declared = this.empty('class', context.id(0).getText(), at, { modifiers: [], annotations: [] });
    const body = this.members(
      context
        .triggerBlock()
        .triggerBlockMember_list()
        .map((m) => ({ declared: m.triggerMemberDeclaration(), modifiers: m.modifier_list(), statement: m.statement() })),
      declared
    );
    return {
      node: 'trigger',
      ...at,
      name: context.id(0).getText(),
      object: context.id(1).getText(),
      body,
      declared,
      end: this.endOf(context.triggerBlock()),
      events: context.triggerCase_list().map(
        (c) =>
          ({
            timing: c.BEFORE() ? 'before' : 'after',
            operation: c.INSERT() ? 'insert' : c.UPDATE() ? 'update' : c.DELETE() ? 'delete' : 'undelete'
          }) as const
      )
    };
  }

  anonymous(context: G.AnonymousUnitContext): AnonymousNode {
    const at = this.at(context);
    const declared = this.empty('class', 'AnonymousBlock', at, { modifiers: [], annotations: [] });
    const members = context.anonymousBlock().anonymousBlockMember_list();
    const body = this.members(
      members.map((m) => ({ declared: m.anonymousMemberDeclaration(), modifiers: m.modifier_list(), statement: m.statement() })),
      declared
    );
    return { node: 'anonymous', ...at, body, declared, end: this.endOf(context) };
  }

  private members(
    members: readonly {
      declared: G.TriggerMemberDeclarationContext | G.AnonymousMemberDeclarationContext | null;
      modifiers: G.ModifierContext[];
      statement: G.StatementContext | null;
    }[],
    into: Draft<ClassNode>
  ): Statement[] {
    const body: Statement[] = [];
    for (const member of members) {
      if (member.statement) body.push(this.statement(member.statement));
      else if (member.declared?.fieldDeclaration())
        body.push(this.fieldAsLocal(member.declared.fieldDeclaration(), this.modifiers(member.modifiers).modifiers.includes('final')));
      else if (member.declared) this.member(member.declared, this.staticMethod(member.declared, this.modifiers(member.modifiers)), into);
    }
    return body;
  }

  /** Methods beside the statements of a trigger or of anonymous Apex belong to no instance. */
  private staticMethod(context: G.TriggerMemberDeclarationContext | G.AnonymousMemberDeclarationContext, modified: Modifiers): Modifiers {
    return context.methodDeclaration() && !modified.modifiers.includes('static')
      ? { ...modified, modifiers: [...modified.modifiers, 'static'] }
      : modified;
  }

  /** At the top of a trigger or of anonymous Apex a declaration is a local variable. */
  private fieldAsLocal(context: G.FieldDeclarationContext, isFinal: boolean): Statement {
    return {
      node: 'local',
      ...this.at(context),
      type: this.type(context.typeRef()),
      isFinal,
      declarators: context
        .variableDeclarators()
        .variableDeclarator_list()
        .map((d) => ({ ...this.at(d), name: d.id().getText(), value: d.expression() ? this.expression(d.expression()) : null }))
    };
  }

  private empty(kind: ClassNode['kind'], name: string, at: At, modified: Modifiers): Draft<ClassNode> {
    return {
      node: 'class-declaration',
      kind,
      name,
      ...at,
      ...modified,
      superType: null,
      interfaces: [],
      fields: [],
      properties: [],
      methods: [],
      initialisers: [],
      constants: [],
      inner: []
    };
  }

  private declaration(
    context: {
      classDeclaration(): G.ClassDeclarationContext;
      interfaceDeclaration(): G.InterfaceDeclarationContext;
      enumDeclaration(): G.EnumDeclarationContext;
    },
    modified: Modifiers
  ): ClassNode {
    const cls = context.classDeclaration();
    if (cls) return this.classDeclaration(cls, modified);
    const face = context.interfaceDeclaration();
    if (face) {
      const node = this.empty('interface', face.id().getText(), this.at(face.id()), modified);
      node.interfaces = this.types(face.typeList());
      node.methods = face
        .interfaceBody()
        .interfaceMethodDeclaration_list()
        .map((m) => ({
          ...this.at(m.id()),
          ...this.modifiers(m.modifier_list()),
          name: m.id().getText(),
          isConstructor: false,
          returns: m.VOID() ? null : this.type(m.typeRef()),
          parameters: this.parameters(m.formalParameters()),
          body: null,
          end: this.endOf(m)
        }));
      return node;
    }
    const list = context.enumDeclaration();
    const node = this.empty('enum', list.id().getText(), this.at(list.id()), modified);
    node.constants =
      list
        .enumConstants()
        ?.id_list()
        .map((id) => id.getText()) ?? [];
    return node;
  }

  private classDeclaration(context: G.ClassDeclarationContext, modified: Modifiers): ClassNode {
    const node = this.empty('class', context.id().getText(), this.at(context.id()), modified);
    node.superType = context.typeRef() ? this.type(context.typeRef()) : null;
    node.interfaces = this.types(context.typeList());
    for (const member of context.classBody().classBodyDeclaration_list()) {
      const block = member.block();
      if (block)
        node.initialisers.push({
          ...this.at(block),
          isStatic: Boolean(member.STATIC()),
          body: this.block(block),
          order: this.order(block)
        });
      else if (member.memberDeclaration()) this.member(member.memberDeclaration(), this.modifiers(member.modifier_list()), node);
    }
    return node;
  }

  private order(context: { readonly start: { readonly start: number } }): number {
    return context.start.start;
  }

  private member(
    context: G.MemberDeclarationContext | G.TriggerMemberDeclarationContext | G.AnonymousMemberDeclarationContext,
    modified: Modifiers,
    into: Draft<ClassNode>
  ): void {
    const method = context.methodDeclaration();
    const field = context.fieldDeclaration();
    const property = context.propertyDeclaration();
    const creation = context instanceof G.MemberDeclarationContext ? context.constructorDeclaration() : null;
    if (creation) into.methods.push(this.creation(creation, modified, into.name));
    else if (method) into.methods.push(this.method(method, modified));
    else if (field) into.fields.push(...this.fields(field, modified));
    else if (property) into.properties.push(this.property(property, modified));
    else into.inner.push(this.declaration(context, modified));
  }

  private method(context: G.MethodDeclarationContext, modified: Modifiers): MethodNode {
    return {
      ...this.at(context.id()),
      ...modified,
      name: context.id().getText(),
      isConstructor: false,
      returns: context.typeRef() ? this.type(context.typeRef()) : null,
      parameters: this.parameters(context.formalParameters()),
      body: context.block() ? this.block(context.block()) : null,
      end: this.endOf(context)
    };
  }

  private creation(context: G.ConstructorDeclarationContext, modified: Modifiers, className: string): MethodNode {
    const name = context.qualifiedName().getText();
    const at = this.at(context);
    if (name.toLowerCase() !== className.toLowerCase()) throw new Refusal(at, `Invalid constructor name: ${name}`);
    return {
      ...at,
      ...modified,
      name,
      isConstructor: true,
      returns: null,
      parameters: this.parameters(context.formalParameters()),
      body: this.block(context.block()),
      end: this.endOf(context)
    };
  }

  private fields(context: G.FieldDeclarationContext, modified: Modifiers): FieldNode[] {
    const type = this.type(context.typeRef());
    return context
      .variableDeclarators()
      .variableDeclarator_list()
      .map((d) => ({
        ...this.at(d),
        ...modified,
        name: d.id().getText(),
        type,
        value: d.expression() ? this.expression(d.expression()) : null,
        order: this.order(d)
      }));
  }

  private property(context: G.PropertyDeclarationContext, modified: Modifiers): PropertyNode {
    let get: AccessorNode | null = null;
    let set: AccessorNode | null = null;
    const parts = context.propertyBlock_list();
    if (parts.length === 0) throw new Refusal(this.endOf(context), "Unexpected token '}'.");
    for (const part of parts) {
      if (part.getter() ? get : set) throw new Refusal(this.at(part), `Missing '}' at '${part.getter() ? 'get' : 'set'}'`);
      const modifiers = this.modifiers(part.modifier_list()).modifiers;
      const getter = part.getter();
      if (getter) get = { ...this.at(getter), modifiers, body: getter.block() ? this.block(getter.block()) : null };
      const setter = part.setter();
      if (setter) set = { ...this.at(setter), modifiers, body: setter.block() ? this.block(setter.block()) : null };
    }
    return { ...this.at(context.id()), ...modified, name: context.id().getText(), type: this.type(context.typeRef()), get, set };
  }

  private parameters(context: G.FormalParametersContext): ParameterNode[] {
    return (
      context
        .formalParameterList()
        ?.formalParameter_list()
        .map((p) => ({ ...this.at(p), name: p.id().getText(), type: this.type(p.typeRef()) })) ?? []
    );
  }

  private types(context: G.TypeListContext | null): TypeRef[] {
    return context?.typeRef_list().map((t) => this.type(t)) ?? [];
  }

  private modifiers(contexts: readonly G.ModifierContext[]): Modifiers {
    const modifiers: string[] = [];
    const annotations: AnnotationNode[] = [];
    for (const context of contexts) {
      const annotation = context.annotation();
      if (annotation) annotations.push(this.annotation(annotation));
      else if (context.SHARING())
        modifiers.push(`${(context.WITH() ?? context.WITHOUT() ?? context.INHERITED()).getText().toLowerCase()} sharing`);
      else modifiers.push(context.getText().toLowerCase());
    }
    return { modifiers, annotations };
  }

  private annotation(context: G.AnnotationContext): AnnotationNode {
    const values: Record<string, string | boolean | number> = {};
    const places: Record<string, At> = {};
    for (const pair of context.elementValuePairs()?.elementValuePair_list() ?? []) {
      const name = pair.id().getText().toLowerCase();
      values[name] = this.annotationValue(pair.elementValue());
      places[name] = this.at(pair);
    }
    if (context.elementValue()) values['value'] = this.annotationValue(context.elementValue());
    return { ...this.at(context), name: context.id().getText(), values, places };
  }

  private annotationValue(context: G.ElementValueContext): string | boolean | number {
    const literal = this.literal(context.literal());
    return literal.type === 'Boolean' ? literal.text === 'true' : literal.type === 'Integer' ? Number(literal.text) : literal.text;
  }
}
