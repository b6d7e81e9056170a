import { ApexType } from '../runtime/type.ts';
import { methodKey } from '../runtime/dispatch.ts';
import { Refusal } from '../errors.ts';
import type { ClassNode, MethodNode, PropertyNode } from '../tree/declarations.ts';
import type { TypeRef } from '../tree/expressions.ts';
import { checkIdentifier } from './identifiers.ts';
import { annotated } from './symbols.ts';
import type { ClassSymbol, FieldSymbol, MethodSymbol, Sharing } from './symbols.ts';
import { shown, VOID } from './types.ts';
import type { TypeTable } from './types.ts';

/** From this version on, silence about sharing means `with sharing`, and database work is in user mode. */
export const USER_MODE_VERSION = 67;

/** Where the refusals of one unit are gathered. */
export type Report = (refusal: Refusal) => void;

/** First pass: the names of a unit's classes, so that everything can mention everything. */
export function declareNames(
  types: TypeTable,
  node: ClassNode,
  unit: string,
  apiVersion: number,
  outer: ClassSymbol | null = null
): ClassSymbol {
  const name = outer ? `${outer.name}.${node.name}` : node.name;
  const symbol: ClassSymbol = {
    name,
    node,
    outer,
    unit,
    apiVersion,
    sharing: sharingOf(node, apiVersion, outer),
    superType: null,
    interfaces: [],
    inner: new Map(),
    fields: new Map(),
    methods: new Map(),
    constructors: [],
    isTest: annotated(node.annotations, 'IsTest') !== undefined || (outer?.isTest ?? false),
    type: new ApexType('user', name)
  };
  types.add(symbol);
  for (const inner of node.inner) symbol.inner.set(inner.name.toLowerCase(), declareNames(types, inner, unit, apiVersion, symbol));
  return symbol;
}

function sharingOf(node: ClassNode, apiVersion: number, outer: ClassSymbol | null): Sharing {
  for (const word of ['with', 'without', 'inherited'] as const) if (node.modifiers.includes(`${word} sharing`)) return word;
  if (apiVersion >= USER_MODE_VERSION) return outer?.sharing ?? 'with';
  return 'inherited';
}

/** Second pass: supertypes, then members. */
export class Declarer {
  private readonly types: TypeTable;
  private readonly report: Report;
  constructor(types: TypeTable, report: Report) {
    this.types = types;
    this.report = report;
  }

  hierarchy(symbol: ClassSymbol): void {
    const { node } = symbol;
    if (!node.name.includes('.')) this.attempt(() => checkIdentifier(node, node.name, 'type'));
    const scope = symbol.outer ?? symbol;
    if (node.superType) {
      const type = this.resolve(node.superType, scope);
      if (type) symbol.superType = type;
    }
    for (const ref of node.interfaces) {
      const type = this.resolve(ref, symbol);
      if (type) symbol.interfaces.push(type);
    }
    if (node.kind === 'enum') symbol.superType = this.types.system('Enum');
    for (const inner of symbol.inner.values()) this.hierarchy(inner);
  }

  members(symbol: ClassSymbol): void {
    const { node } = symbol;
    const isInterface = node.kind === 'interface';
    for (const field of node.fields) {
      const type = this.resolve(field.type, symbol);
      if (!type) continue;
      const modifiers = new Set(field.modifiers);
      this.addField(symbol, {
        owner: symbol,
        name: field.name,
        type,
        isStatic: modifiers.has('static'),
        isFinal: modifiers.has('final'),
        modifiers,
        annotations: field.annotations,
        node: field,
        viaMethods: false,
        canGet: true,
        canSet: true,
        setAccess: null
      });
    }
    for (const property of node.properties) {
      const type = this.resolve(property.type, symbol);
      if (type) this.addField(symbol, propertySymbol(symbol, property, type));
    }
    for (const method of node.methods) this.addMethod(symbol, method, isInterface);
    if (node.kind === 'class' && symbol.constructors.length === 0) this.addMethod(symbol, implicitConstructor(node), false);
    for (const inner of symbol.inner.values()) this.members(inner);
  }

  /** A class above itself: the circle is cut where it is found. */
  circles(symbol: ClassSymbol): void {
    for (let at = symbol.superType && this.types.symbol(symbol.superType); at; at = at.superType && this.types.symbol(at.superType)) {
      if (at !== symbol) continue;
      this.report(new Refusal(symbol.node, `Circular definition: ${symbol.name}`));
      symbol.superType = null;
      break;
    }
    if (symbol.node.kind === 'interface' && this.above(symbol, symbol, new Set())) {
      this.report(new Refusal(symbol.node, `Circular definition: ${symbol.name}`));
      symbol.interfaces = [];
    }
    for (const inner of symbol.inner.values()) this.circles(inner);
  }

  private above(symbol: ClassSymbol, wanted: ClassSymbol, seen: Set<ClassSymbol>): boolean {
    return symbol.interfaces.some((type) => {
      const upper = this.types.symbol(type);
      if (!upper || seen.has(upper)) return false;
      seen.add(upper);
      return upper === wanted || this.above(upper, wanted, seen);
    });
  }

  private attempt(work: () => void): void {
    try {
      work();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.report(error);
    }
  }

  private addField(symbol: ClassSymbol, field: FieldSymbol): void {
    this.attempt(() => checkIdentifier(field.node, field.name));
    const lower = field.name.toLowerCase();
    if (symbol.fields.has(lower)) this.report(new Refusal(field.node, `Duplicate field: ${field.name}`));
    symbol.fields.set(lower, field);
  }

  private addMethod(symbol: ClassSymbol, node: MethodNode, isInterface: boolean): void {
    if (!node.isConstructor) this.attempt(() => checkIdentifier(node, node.name, 'method'));
    const parameters: { name: string; type: ApexType }[] = [];
    for (const p of node.parameters) {
      const type = this.resolve(p.type, symbol);
      if (!type) return;
      parameters.push({ name: p.name, type });
    }
    const returns = node.returns ? this.resolve(node.returns, symbol) : VOID;
    if (!returns) return;
    const modifiers = new Set(isInterface ? [...node.modifiers, 'public', 'abstract'] : node.modifiers);
    const key = methodKey(
      node.isConstructor ? '$new' : node.name,
      parameters.map((p) => p.type.name)
    );
    const method: MethodSymbol = {
      owner: symbol,
      name: node.name,
      isStatic: modifiers.has('static') || modifiers.has('testmethod'),
      parameters,
      returns,
      modifiers,
      annotations: node.annotations,
      node,
      key
    };
    const lower = node.name.toLowerCase();
    const siblings = node.isConstructor ? symbol.constructors : (symbol.methods.get(lower) ?? []);
    if (siblings.some((m) => m.key === key))
      this.report(
        new Refusal(
          node,
          node.isConstructor
            ? `Duplicate constructor: ${signature(method)}`
            : `Method already defined: ${node.name} ${shown(method.returns)} ${symbol.name}.${signature(method)} from the type ${symbol.name}`
        )
      );
    siblings.push(method);
    if (!node.isConstructor) symbol.methods.set(lower, siblings);
  }

  private resolve(ref: TypeRef, scope: ClassSymbol): ApexType | null {
    try {
      return this.types.resolve(ref, scope);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.report(error);
      return null;
    }
  }
}

function propertySymbol(owner: ClassSymbol, node: PropertyNode, type: ApexType): FieldSymbol {
  const modifiers = new Set(node.modifiers);
  const open = modifiers.has('virtual') || modifiers.has('abstract') || modifiers.has('override');
  return {
    owner,
    name: node.name,
    type,
    isStatic: modifiers.has('static'),
    isFinal: false,
    modifiers,
    annotations: node.annotations,
    node,
    viaMethods: open || Boolean(node.get?.body) || Boolean(node.set?.body),
    canGet: node.get !== null,
    canSet: node.set !== null,
    setAccess: node.set?.modifiers.find((m) => m === 'private' || m === 'protected' || m === 'public' || m === 'global') ?? null
  };
}

function implicitConstructor(node: ClassNode): MethodNode {
  const at = { line: node.line, column: node.column };
  return {
    ...at,
    modifiers: ['public'],
    annotations: [],
    name: node.name,
    isConstructor: true,
    returns: null,
    parameters: [],
    body: { node: 'block', ...at, body: [], end: at },
    end: at
  };
}

/** `save(List<Account>, Boolean)`. */
export function signature(method: { readonly name: string; readonly parameters: readonly { readonly type: ApexType }[] }): string {
  return `${method.name}(${method.parameters.map((p) => shown(p.type)).join(', ')})`;
}
