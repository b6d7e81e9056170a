import { Refusal } from '../errors.ts';
import type { Context } from '../emit/context.ts';
import { answer, demands } from '../emit/bridges.ts';
import { OF_OBJECT } from './members.ts';
import { outerOf } from './check-modifiers.ts';
import { signature } from './declare.ts';
import type { ClassSymbol, MethodSymbol } from './symbols.ts';
import { annotated } from './symbols.ts';
import type { ApexType } from '../runtime/type.ts';
import type { At } from '../tree/expressions.ts';
import { shown, VOID } from './types.ts';

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
  checkPlaces(cx, symbol);
  if (symbol.superType && node.kind === 'class') {
    const upper = cx.types.symbol(symbol.superType);
    const open = upper
      ? upper.node.kind === 'interface' ||
        upper.node.modifiers.includes('virtual') ||
        upper.node.modifiers.includes('abstract') ||
        cx.members.isException(upper.type)
      : symbol.superType.library?.isVirtual;
    if (!open) throw new Refusal(node, `Non-virtual and non-abstract type cannot be extended: ${shown(symbol.superType)}`);
    if (cx.conversions.isInterface(symbol.superType))
      throw new Refusal(node.superType ?? node, `Invalid super type: ${shown(symbol.superType)}`);
  }
  if (node.kind !== 'class') return;
  const exception = cx.members.isException(symbol.type);
  if (exception !== node.name.toLowerCase().endsWith('exception') && exception)
    throw new Refusal(node, `Classes extending Exception must have a name ending in Exception: ${symbol.name}`);
  for (const methods of symbol.methods.values()) for (const method of methods) checkOverride(cx, symbol, method);
  if (!node.modifiers.includes('abstract')) checkComplete(cx, symbol);
}

/** Interfaces only where they may stand, types and constants of one name only once, inner types without inner types of their own. */
function checkPlaces(cx: Context, symbol: ClassSymbol): void {
  const { node } = symbol;
  const refuse = (at: At, message: string): void => cx.report(new Refusal(at, message));
  const seen = new Set<ApexType>();
  node.interfaces.forEach((ref) => {
    const type = cx.types.find(
      ref.name,
      ref.args.map((arg) => cx.types.resolve(arg, symbol)),
      symbol
    );
    if (!type) return;
    if (!cx.conversions.isInterface(type)) refuse(ref, `Invalid interface: ${shown(type)}`);
    else if (seen.has(type)) refuse(ref, `Interface already implemented: ${shown(type)}`);
    seen.add(type);
  });
  const names = new Set([node.name.toLowerCase()]);
  for (const inner of node.inner) {
    const lower = inner.name.toLowerCase();
    if (names.has(lower))
      refuse(inner, `Type name already in use: ${lower === node.name.toLowerCase() ? '' : `${symbol.name}.`}${inner.name}`);
    names.add(lower);
    if (outerOf(symbol)) refuse(inner, 'Inner types are not allowed to have inner types');
  }
  if (outerOf(symbol))
    for (const { isStatic, body } of node.initialisers) if (isStatic) refuse(body, 'Inner types are not allowed to have static blocks');
  const constants = node.constants.map((c) => c.toLowerCase());
  constants.forEach((constant, i) => {
    if (constants.indexOf(constant) < i) refuse(node, `Duplicate field: ${node.constants[i]}`);
  });
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
        `Class ${symbol.name} must implement the method: ${shown(demand.returns)} ${shown(demand.interface)}.${demand.name}(${demand.parameters.map(shown).join(', ')})`
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
          `Class ${symbol.name} must implement the abstract method: ${shown(method.returns)} ${at.name}.${signature(method)}`
        );
    }
  }
}

function checkOverride(cx: Context, symbol: ClassSymbol, method: MethodSymbol): void {
  if (method.isStatic) return;
  const refuse = (message: string): void => cx.report(new Refusal(method.node, message));
  const own = `${shown(method.returns)} ${symbol.name}.${signature(method)}`;
  const overrides = method.modifiers.has('override');
  const upper = overriddenBy(cx, symbol, method);
  if (!upper) {
    const open = overridesLibrary(cx, symbol, method);
    if (overrides && !open) refuse(`@Override specified for non-overriding method: ${own}`);
    // What every object can say of itself may only be said otherwise on purpose.
    else if (!overrides && open && method.name.toLowerCase() === 'tostring') refuse(`Method must use the override keyword: ${own}`);
    return;
  }
  if (!upper.modifiers.has('virtual') && !upper.modifiers.has('abstract') && !upper.modifiers.has('override'))
    refuse(`Non-virtual, non-abstract methods cannot be overridden: ${shown(upper.returns)} ${upper.owner.name}.${signature(upper)}`);
  else if (upper.returns !== method.returns)
    refuse(`Method return types clash: ${shown(method.returns)} vs ${shown(upper.returns)} from the type ${symbol.name}`);
  else if (!overrides) refuse(`Method must use the override keyword: ${own}`);
  else if (rank(method) < rank(upper)) refuse(`Cannot reduce the visibility of method: ${own}`);
}

const SCOPES = ['private', 'protected', 'public', 'global'];
const rank = (method: MethodSymbol): number => Math.max(0, ...SCOPES.map((scope, i) => (method.modifiers.has(scope) ? i : 0)));

function overriddenBy(cx: Context, symbol: ClassSymbol, method: MethodSymbol): MethodSymbol | null {
  for (let at = symbol.superType && cx.types.symbol(symbol.superType); at; at = at.superType && cx.types.symbol(at.superType)) {
    const upper = at.methods.get(method.name.toLowerCase())?.find((m) => m.key === method.key);
    if (upper && rank(upper) > 0) return upper;
  }
  return null;
}

/** A method of a class of the platform that may be overridden: those of exceptions, and toString(). */
function overridesLibrary(cx: Context, symbol: ClassSymbol, method: MethodSymbol): boolean {
  if (method.name.toLowerCase() === 'tostring' && method.parameters.length === 0) return true;
  for (let at: ClassSymbol | undefined = symbol; at; at = at.superType ? cx.types.symbol(at.superType) : undefined) {
    if (!at.superType?.library) continue;
    return cx.members
      .methods(at.superType, method.name)
      .some((c) => c.library?.className !== 'System.Object' && c.parameters.length === method.parameters.length);
  }
  return false;
}

function checkAnnotations(cx: Context, symbol: ClassSymbol): void {
  const { node } = symbol;
  for (const annotation of [node, ...node.fields, ...node.properties, ...node.methods].flatMap((d) => d.annotations)) {
    const known = ANNOTATIONS[annotation.name.toLowerCase()];
    if (!known) {
      cx.report(new Refusal(annotation, `Annotation does not exist: ${annotation.name}`));
      continue;
    }
    for (const [key, value] of Object.entries(annotation.values)) {
      if (known.includes(key) && key in BOOLEANS && typeof value !== 'boolean')
        cx.report(new Refusal(annotation.places[key] ?? annotation, `Invalid value for property ${BOOLEANS[key]} expected type BOOLEAN`));
      if (!known.includes(key) && key !== 'value')
        cx.report(
          new Refusal(annotation.places[key] ?? annotation, `No such property, ${key}, defined on this annotation: ${annotation.name}`)
        );
    }
  }
  for (const methods of symbol.methods.values()) for (const method of methods) checkEntry(cx, symbol, method, methods);
  const methods = [...symbol.methods.values()].flat();
  for (const name of ['InvocableMethod', 'TestSetup', 'HttpGet', 'HttpPost', 'HttpPut', 'HttpPatch', 'HttpDelete'])
    if (methods.filter((m) => annotated(m.annotations, name)).length > 1)
      cx.report(new Refusal(node, `Only one method per type can be defined with: ${name}`));
  checkRest(cx, symbol);
}

function checkRest(cx: Context, symbol: ClassSymbol): void {
  const rest = annotated(symbol.node.annotations, 'RestResource');
  if (!rest) return;
  const url = rest.values['urlmapping'];
  if (url === undefined) cx.report(new Refusal(rest, 'Required property is missing: urlMapping'));
  else if (url === '') cx.report(new Refusal(symbol.node, 'Rest Resource url cannot be empty'));
  else if (!String(url).startsWith('/')) cx.report(new Refusal(symbol.node, "Rest Resource url must begin with a forward slash, '/'"));
}

/** Values of these are true or false. */
const BOOLEANS: Readonly<Record<string, string>> = {
  seealldata: 'SeeAllData',
  isparallel: 'IsParallel',
  oninstall: 'OnInstall',
  callout: 'callout',
  required: 'required'
};

/** Methods that are called from outside: components, tests, jobs. */
function checkEntry(cx: Context, symbol: ClassSymbol, method: MethodSymbol, overloads: readonly MethodSymbol[]): void {
  const refuse = (message: string): void => cx.report(new Refusal(method.node, message));
  if (annotated(method.annotations, 'AuraEnabled')) {
    if (!method.isStatic && !method.name.toLowerCase().startsWith('get'))
      refuse(`Non static AuraEnabled methods must be named with a prefix 'get'`);
    if (!method.isStatic && method.parameters.length) refuse(`Non static AuraEnabled methods may not have parameters`);
    if (overloads.filter((o) => annotated(o.annotations, 'AuraEnabled')).length > 1)
      refuse(`Overload of AuraEnabled method: ${method.name} overload is not permitted`);
    for (const p of method.parameters)
      if (unsendable(p.type)) refuse(`AuraEnabled methods do not support parameter type of ${shown(p.type)}`);
    if (unsendable(method.returns)) refuse(`AuraEnabled methods do not support return type of ${shown(method.returns)}`);
  }
  if (annotated(method.annotations, 'InvocableMethod')) checkInvocable(cx, method, refuse);
  if (annotated(method.annotations, 'HttpGet') && method.parameters.length) refuse('HttpGet methods do not support parameters');
  const isTest =
    method.modifiers.has('testmethod') || annotated(method.annotations, 'IsTest') || annotated(method.annotations, 'TestSetup');
  if (isTest && method.parameters.length) refuse(`Test methods must have no arguments`);
  if (annotated(method.annotations, 'TestSetup') && method.returns !== VOID) refuse('Test setup method must return void');
  if (!annotated(method.annotations, 'future')) return;
  if (method.returns !== VOID) refuse(`Future methods do not support return type of ${shown(method.returns)}`);
  for (const p of method.parameters) if (!isPrimitive(p.type)) refuse(`Future methods do not support parameter type of ${shown(p.type)}`);
}

const unsendable = (type: ApexType): boolean =>
  type.library !== null && (type.library.namespace === 'Schema' || type.library.fullName === 'System.Set');

function checkInvocable(cx: Context, method: MethodSymbol, refuse: (message: string) => void): void {
  const [parameter, ...others] = method.parameters;
  if (others.length) refuse('Only one parameter is supported on methods with @Invocable annotation');
  if (parameter && !parameter.type.is('List'))
    refuse(
      `Unsupported parameter type ${shown(parameter.type)}. Valid invocable parameters must be List types like List<T> where T is a supported type`
    );
  const element = parameter?.type.args[0] && cx.types.symbol(parameter.type.args[0]);
  const closed = element?.node.kind === 'class' && ![...element.fields.values()].some((f) => annotated(f.annotations, 'InvocableVariable'));
  if (parameter && closed) refuse(`InvocableMethod methods do not support parameter type of ${shown(parameter.type)}`);
  if (method.returns !== VOID && !method.returns.is('List'))
    refuse(`InvocableMethod methods do not support return type of ${shown(method.returns)}`);
}

/** Primitives and collections of them: what a call can be queued with. */
function isPrimitive(type: ApexType): boolean {
  return type.library !== null && type.name !== 'SObject' && type.name !== 'Object' && type.args.every(isPrimitive);
}
