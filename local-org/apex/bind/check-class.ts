import { Refusal } from '../errors.ts';
import type { Context } from '../emit/context.ts';
import { answer, demands } from '../emit/bridges.ts';
import { OF_OBJECT } from './members.ts';
import { signature } from './declare.ts';
import type { ClassSymbol, MethodSymbol } from './symbols.ts';
import { annotated } from './symbols.ts';
import type { ApexType } from '../runtime/type.ts';
import { VOID } from './types.ts';

const ANNOTATIONS: Readonly<Record<string, readonly string[]>> = {
  auraenabled: ['cacheable', 'continuation', 'scope'],
  istest: ['seealldata', 'isparallel', 'oninstall', 'critical', 'testfor'],
  testsetup: [],
  testvisible: [],
  future: ['callout'],
  invocablemethod: ['label', 'description', 'category', 'callout', 'configurationeditor', 'iconname', 'capabilitytype'],
  invocablevariable: ['label', 'description', 'required', 'defaultvalue', 'placeholdertext'],
  restresource: ['urlmapping'],
  httpget: [],
  httppost: [],
  httpput: [],
  httppatch: [],
  httpdelete: [],
  jsonaccess: ['serializable', 'deserializable'],
  suppresswarnings: ['value'],
  readonly: [],
  deprecated: [],
  remoteaction: [],
  namespaceaccessible: []
};

/** Declarations against one another: interfaces, overriding, annotations. @throws Refusal for the first fault; further ones are reported. */
export function checkClass(cx: Context, symbol: ClassSymbol): void {
  const { node } = symbol;
  checkAnnotations(cx, symbol);
  if (symbol.superType && node.kind === 'class') {
    const upper = cx.types.symbol(symbol.superType);
    if (upper?.node.kind === 'interface') throw new Refusal(node, `${upper.name} is an interface and cannot be extended`);
    const open = upper
      ? upper.node.modifiers.includes('virtual') || upper.node.modifiers.includes('abstract') || cx.members.isException(upper.type)
      : symbol.superType.library?.isVirtual;
    if (!open) throw new Refusal(node, `Non-virtual and non-abstract type cannot be extended: ${symbol.superType.name}`);
  }
  if (node.kind !== 'class') return;
  const exception = cx.members.isException(symbol.type);
  if (exception !== node.name.toLowerCase().endsWith('exception') && exception)
    throw new Refusal(node, `Classes extending Exception must have a name ending in Exception: ${symbol.name}`);
  for (const methods of symbol.methods.values()) for (const method of methods) checkOverride(cx, symbol, method);
  if (!node.modifiers.includes('abstract')) checkComplete(cx, symbol);
}

function checkComplete(cx: Context, symbol: ClassSymbol): void {
  const batch = demands(cx, symbol).some((d) => d.interface.is('Database.Batchable'));
  if (batch && !cx.members.methods(symbol.type, 'start').some((c) => c.parameters.length === 1))
    throw new Refusal(
      { line: symbol.node.line, column: 1 },
      `Class ${symbol.name} must implement the method: start(Database.BatchableContext)`
    );
  for (const demand of demands(cx, symbol)) {
    const method = answer(cx, symbol, demand);
    if (!method && OF_OBJECT.has(demand.key)) continue;
    if (!method)
      throw new Refusal(
        symbol.node,
        `Class ${symbol.name} must implement the method: ${fullName(demand.returns)} ${fullName(demand.interface)}.${demand.name}(${demand.parameters.map(fullName).join(', ')})`
      );
    if (!method.modifiers.has('public') && !method.modifiers.has('global'))
      throw new Refusal(
        method.node,
        `Class ${symbol.name}: method implemented by an interface must be public or global: ${signature(method)}`
      );
  }
  for (let at = symbol.superType && cx.types.symbol(symbol.superType); at; at = at.superType && cx.types.symbol(at.superType)) {
    for (const method of [...at.methods.values()].flat()) {
      if (!method.modifiers.has('abstract')) continue;
      const found = cx.members.methods(symbol.type, method.name).find((c) => c.user?.key === method.key);
      if (!found?.user || found.user.modifiers.has('abstract'))
        throw new Refusal(
          method.node,
          `Class ${symbol.name} must implement the abstract method: ${method.returns.name} ${at.name}.${signature(method)}`
        );
    }
  }
}

function checkOverride(cx: Context, symbol: ClassSymbol, method: MethodSymbol): void {
  if (method.isStatic) return;
  const upper = symbol.superType
    ? cx.members
        .methods(symbol.superType, method.name)
        .find((c) => c.user && c.user.owner.node.kind === 'class' && c.user.key === method.key)?.user
    : undefined;
  const overrides = method.modifiers.has('override');
  if (!upper) {
    const known =
      overrides &&
      (cx.members.methods(symbol.superType ?? cx.types.system('Object'), method.name).length > 0 ||
        demands(cx, symbol).some((d) => d.key === method.key));
    if (overrides && !known)
      cx.report(
        new Refusal(method.node, `Method does not override an ancestor method: ${method.returns.name} ${symbol.name}.${signature(method)}`)
      );
    return;
  }
  // What the class cannot see it does not override, although it may have to implement it.
  if (!['public', 'protected', 'global'].some((word) => upper.modifiers.has(word)) && upper.owner.unit !== symbol.unit) return;
  if (!upper.modifiers.has('virtual') && !upper.modifiers.has('abstract') && !upper.modifiers.has('override'))
    cx.report(new Refusal(method.node, `Non-virtual, non-abstract methods cannot be overridden: ${signature(method)}`));
  else if (!overrides)
    cx.report(new Refusal(method.node, `Method must use the override keyword: ${method.returns.name} ${symbol.name}.${signature(method)}`));
}

function checkAnnotations(cx: Context, symbol: ClassSymbol): void {
  const { node } = symbol;
  for (const annotation of [node, ...node.fields, ...node.properties, ...node.methods].flatMap((d) => d.annotations)) {
    const known = ANNOTATIONS[annotation.name.toLowerCase()];
    if (!known) {
      cx.report(new Refusal(annotation, `Annotation does not exist: ${annotation.name}`));
      continue;
    }
    for (const key of Object.keys(annotation.values))
      if (!known.includes(key) && key !== 'value')
        cx.report(
          new Refusal(annotation.places[key] ?? annotation, `No such property, ${key}, defined on this annotation: ${annotation.name}`)
        );
  }
  for (const methods of symbol.methods.values()) for (const method of methods) checkEntry(cx, symbol, method, methods);
  const invocable = [...symbol.methods.values()].flat().filter((m) => annotated(m.annotations, 'InvocableMethod'));
  if (invocable.length > 1) cx.report(new Refusal(node, `Only one method per type can be defined with: InvocableMethod`));
}

/** Methods that are called from outside: components, tests, jobs. */
function checkEntry(cx: Context, symbol: ClassSymbol, method: MethodSymbol, overloads: readonly MethodSymbol[]): void {
  const refuse = (message: string): void => cx.report(new Refusal(method.node, message));
  if (annotated(method.annotations, 'AuraEnabled')) {
    if (!method.isStatic && !method.name.toLowerCase().startsWith('get'))
      refuse(`Non static AuraEnabled methods must be named with a prefix 'get'`);
    if (!method.isStatic && method.parameters.length) refuse(`Non static AuraEnabled methods may not have parameters`);
    if (overloads.filter((o) => annotated(o.annotations, 'AuraEnabled')).length > 1)
      refuse(`Overload of AuraEnabled method: ${method.name} overload is not permitted`);
    if (method.returns.library?.namespace === 'Schema') refuse(`AuraEnabled methods do not support return type of ${method.returns.name}`);
  }
  const isTest = annotated(method.annotations, 'IsTest') ?? annotated(method.annotations, 'TestSetup');
  if (isTest && method.parameters.length) refuse(`Test methods must have no arguments`);
  if (isTest && !symbol.isTest) refuse(`Test methods must be in test classes: ${symbol.name}`);
  if (!annotated(method.annotations, 'future')) return;
  if (!method.isStatic || method.returns !== VOID) refuse(`Future methods must be declared static void`);
  for (const p of method.parameters) if (!isPrimitive(p.type)) refuse(`Future methods do not support parameter type of ${p.type.name}`);
}

/** Primitives and collections of them: what a call can be queued with. */
function isPrimitive(type: ApexType): boolean {
  return type.library !== null && type.name !== 'SObject' && type.name !== 'Object' && type.args.every(isPrimitive);
}

/** With the namespace, as the platform names types in these sentences. */
function fullName(type: ApexType): string {
  if (type === VOID) return 'void';
  return type.library && type.args.length === 0
    ? type.library.fullName
    : type.library?.namespace === 'System'
      ? `System.${type.name}`
      : type.name;
}
