import { Refusal } from '../errors.ts';
import type { Context } from '../emit/context.ts';
import { answer, demands } from '../emit/bridges.ts';
import { signature } from './declare.ts';
import type { ClassSymbol, MethodSymbol } from './symbols.ts';
import { annotated } from './symbols.ts';
import { VOID } from './types.ts';

const ANNOTATIONS: Readonly<Record<string, readonly string[]>> = {
  auraenabled: ['cacheable', 'continuation', 'scope'], istest: ['seealldata', 'isparallel', 'oninstall', 'critical', 'testfor'], testsetup: [], testvisible: [], future: ['callout'], invocablemethod: ['label', 'description', 'category', 'callout', 'configurationeditor', 'iconname', 'capabilitytype'],
  invocablevariable: ['label', 'description', 'required', 'defaultvalue', 'placeholdertext'], restresource: ['urlmapping'], httpget: [], httppost: [], httpput: [], httppatch: [], httpdelete: [], jsonaccess: ['serializable', 'deserializable'],
  suppresswarnings: ['value'], readonly: [], deprecated: [], remoteaction: [], namespaceaccessible: [],
};

/** Declarations against one another: interfaces, overriding, annotations. @throws Refusal for the first fault; further ones are reported. */
export function checkClass(cx: Context, symbol: ClassSymbol): void {
  const { node } = symbol;
  checkAnnotations(cx, symbol);
  if (symbol.superType && node.kind === 'class') {
    const upper = cx.types.symbol(symbol.superType);
    if (upper?.node.kind === 'interface') throw new Refusal(node, `${upper.name} is an interface and cannot be extended`);
    const open = upper ? upper.node.modifiers.includes('virtual') || upper.node.modifiers.includes('abstract') || cx.members.isException(upper.type) : symbol.superType.library?.isVirtual;
    if (!open) throw new Refusal(node, `Non-virtual and non-abstract type cannot be extended: ${symbol.superType.name}`);
  }
  if (node.kind !== 'class') return;
  const exception = cx.members.isException(symbol.type);
  if (exception !== node.name.toLowerCase().endsWith('exception') && exception) throw new Refusal(node, `Exception class must end with the word 'Exception': ${node.name}`);
  for (const methods of symbol.methods.values()) for (const method of methods) checkOverride(cx, symbol, method);
  if (!node.modifiers.includes('abstract')) checkComplete(cx, symbol);
}

function checkComplete(cx: Context, symbol: ClassSymbol): void {
  for (const demand of demands(cx, symbol)) {
    const method = answer(cx, symbol, demand);
    if (!method) throw new Refusal(symbol.node, `Class ${symbol.name} must implement the method: ${demand.returns === VOID ? 'void' : demand.returns.name} ${demand.interface.name}.${demand.name}(${demand.parameters.map((p) => p.name).join(', ')})`);
    if (!method.modifiers.has('public') && !method.modifiers.has('global')) throw new Refusal(method.node, `Class ${symbol.name}: method implemented by an interface must be public or global: ${signature(method)}`);
  }
  for (let at = symbol.superType && cx.types.symbol(symbol.superType); at; at = at.superType && cx.types.symbol(at.superType)) {
    for (const method of [...at.methods.values()].flat()) {
      if (!method.modifiers.has('abstract')) continue;
      const found = cx.members.methods(symbol.type, method.name).find((c) => c.user?.key === method.key);
      if (!found?.user || found.user.modifiers.has('abstract')) throw new Refusal(symbol.node, `Class ${symbol.name} must implement the abstract method: ${method.returns.name} ${at.name}.${signature(method)}`);
    }
  }
}

function checkOverride(cx: Context, symbol: ClassSymbol, method: MethodSymbol): void {
  if (method.isStatic) return;
  const upper = symbol.superType ? cx.members.methods(symbol.superType, method.name).find((c) => c.user && c.user.owner.node.kind === 'class' && c.user.key === method.key)?.user : undefined;
  const overrides = method.modifiers.has('override');
  if (!upper) {
    const known = overrides && (cx.members.methods(symbol.superType ?? cx.types.system('Object'), method.name).length > 0 || demands(cx, symbol).some((d) => d.key === method.key));
    if (overrides && !known) cx.report(new Refusal(method.node, `Method does not override an ancestor method: ${method.returns.name} ${symbol.name}.${signature(method)}`));
    return;
  }
  if (upper.modifiers.has('private') && upper.owner.unit !== symbol.unit) return;
  if (!upper.modifiers.has('virtual') && !upper.modifiers.has('abstract') && !upper.modifiers.has('override')) cx.report(new Refusal(method.node, `Non-virtual, non-abstract methods cannot be overridden: ${signature(method)}`));
  else if (!overrides) cx.report(new Refusal(method.node, `Method must use the override keyword: ${method.returns.name} ${symbol.name}.${signature(method)}`));
}

function checkAnnotations(cx: Context, symbol: ClassSymbol): void {
  const { node } = symbol;
  for (const annotation of [node, ...node.fields, ...node.properties, ...node.methods].flatMap((d) => d.annotations)) {
    const known = ANNOTATIONS[annotation.name.toLowerCase()];
    if (!known) { cx.report(new Refusal(annotation, `Annotation does not exist: ${annotation.name}`)); continue; }
    for (const key of Object.keys(annotation.values)) if (!known.includes(key) && key !== 'value') cx.report(new Refusal(annotation, `No such property ${key} on annotation: ${annotation.name}`));
  }
  for (const method of [...symbol.methods.values()].flat()) {
    if (annotated(method.annotations, 'AuraEnabled') && !method.isStatic) cx.report(new Refusal(method.node, `AuraEnabled methods must be static: ${method.name}`));
    if ((annotated(method.annotations, 'IsTest') || annotated(method.annotations, 'TestSetup')) && method.parameters.length) cx.report(new Refusal(method.node, `Test methods must have no arguments`));
    if (annotated(method.annotations, 'future') && (!method.isStatic || method.returns !== VOID)) cx.report(new Refusal(method.node, `Future methods must be declared static void`));
  }
}
