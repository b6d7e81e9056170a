import { Refusal } from '../errors.ts';
import { Ambiguous } from '../bind/members.ts';
import type { Callable } from '../bind/members.ts';
import { annotated } from '../bind/symbols.ts';
import type { ClassSymbol, MethodSymbol } from '../bind/symbols.ts';
import { erased, NULL, shown, VOID } from '../bind/types.ts';
import { methodKey } from '../runtime/dispatch.ts';
import type { ApexType } from '../runtime/type.ts';
import type { CallNode } from '../tree/expressions.ts';
import { exceptionArguments } from './creation.ts';
import { classOf, coerce, tryCoerce, typeConstant } from './context.ts';
import type { Context } from './context.ts';
import { expression } from './expressions.ts';
import { resolve } from './paths.ts';
import { fieldSetsCode, fieldsCode, objectTokenOf } from './schema-members.ts';
import { queryParts } from './queries.ts';
import type { Resolved } from './places.ts';
import type { Code, Scope } from './scope.ts';
import { checkVisible } from './visibility.ts';

/** A method call, or the call of another constructor. */
export function callExpression(cx: Context, scope: Scope, node: CallNode): Code {
  scope.needsAccess = true;
  if (node.target === null) return ownCall(cx, scope, node);
  if (node.target.node === 'super') return superCall(cx, scope, node);
  if (node.name.toLowerCase() === 'adderror') {
    const onField = fieldError(cx, scope, node);
    if (onField) return onField;
  }
  const target = resolve(cx, scope, node.target);
  if (target.kind === 'type') return staticCall(cx, scope, node, target.type);
  if (target.kind === 'namespace') throw new Refusal(node, `Variable does not exist: ${target.name}`);
  return instanceCall(cx, scope, node, receiverOf(cx, scope, node, target));
}

function receiverOf(cx: Context, scope: Scope, node: CallNode, target: Resolved): Code {
  if (target.kind === 'fields') return fieldsCode(cx, target.object);
  if (target.kind === 'fieldSets') return fieldSetsCode(cx, target.object);
  if (target.kind === 'value')
    return target.code.rows &&
      !['size', 'isempty', 'get', 'iterator'].includes(node.name.toLowerCase()) &&
      cx.members.methods(target.code.type, node.name).length === 0
      ? { js: `R.single(${target.code.js})`, type: target.code.type.args[0] as ApexType }
      : target.code;
  return expression(cx, scope, node.target!);
}

function args(cx: Context, scope: Scope, node: CallNode): Code[] {
  return node.args.map((a) => expression(cx, scope, a));
}

/** System.Assert, but System and Database alone: as the platform says whose method it looked for. */
function receiverName(type: ApexType | ClassSymbol): string {
  return 'kind' in type ? shown(type) : type.name;
}

/** `String Names.full(Contact, Boolean)`. */
function described(callable: Callable, name: string): string {
  const owner = callable.user?.owner.name ?? callable.library?.className ?? '';
  return `${shown(callable.returns)} ${owner.replace(/^System\.(?=System$|Database$|String$|Integer$|Decimal$|Double$|Long$|Date$|Datetime$|Time$|Id$|Blob$|Boolean$)/, '')}.${callable.user?.name ?? callable.library?.member.name ?? name}(${callable.parameters.map(shown).join(', ')})`;
}

function missing(node: CallNode, codes: readonly Code[], type: ApexType | ClassSymbol): Refusal {
  return new Refusal(
    node,
    `Method does not exist or incorrect signature: void ${node.name}(${codes.map((c) => shown(c.type)).join(', ')}) from the type ${receiverName(type)}`
  );
}

/** Picks the overload; rows of a query may stand for a row. */
function choose(cx: Context, node: CallNode, candidates: readonly Callable[], codes: readonly Code[]): Callable | null {
  let chosen: Callable | null;
  try {
    chosen = cx.members.choose(
      candidates,
      codes.map((c) => c.type)
    );
  } catch (error) {
    if (!(error instanceof Ambiguous)) throw error;
    throw new Refusal(node, `Ambiguous method signature: void ${node.name}(${error.args.map(shown).join(', ')})`);
  }
  if (chosen || !codes.some((c) => c.rows)) return chosen;
  return cx.members.choose(
    candidates,
    codes.map((c) => (c.rows ? (c.type.args[0] as ApexType) : c.type))
  );
}

function passed(cx: Context, node: CallNode, callable: Callable, codes: readonly Code[]): string[] {
  return codes.map((code, i) => coerce(cx, node.args[i]!, code, callable.parameters[i] as ApexType));
}

function ownCall(cx: Context, scope: Scope, node: CallNode): Code {
  const lower = node.name.toLowerCase();
  if (lower === 'super' && !scope.cls.superType) throw new Refusal(node, `No super type defined: ${scope.cls.name}`);
  if (lower === 'this' || lower === 'super')
    throw new Refusal(node, `Call to '${lower}()' must be the first statement in a constructor method`);
  const codes = args(cx, scope, node);
  for (let cls: ClassSymbol | null = scope.cls; cls; cls = cls.outer) {
    const candidates = cx.members.methods(cls.type, node.name).filter((c) => c.user);
    if (!candidates.length) continue;
    const callable = choose(cx, node, candidates, codes);
    if (!callable) throw missing(node, codes, cls);
    const method = callable.user!;
    if (method.isStatic) return callStatic(cx, method, passed(cx, node, callable, codes), callable.returns);
    if (scope.isStatic || cls !== scope.cls)
      throw new Refusal(node, `Non static method cannot be referenced from a static context: ${described(callable, node.name)}`);
    return { js: `this.${method.key}(${passed(cx, node, callable, codes).join(',')})`, type: callable.returns };
  }
  const inherited = choose(cx, node, cx.members.methods(scope.cls.type, node.name), codes);
  if (inherited && !scope.isStatic) return invoke(cx, node, { js: 'this', type: scope.cls.type, present: true }, inherited, codes);
  throw missing(node, codes, scope.cls);
}

/** A static method; an @future one is queued instead of run. */
function callStatic(cx: Context, method: MethodSymbol, values: readonly string[], type: ApexType): Code {
  if (annotated(method.annotations, 'future'))
    return { js: `R.future(${JSON.stringify(method.owner.name)},${JSON.stringify(method.name)},[${values.join(',')}])`, type };
  return { js: `${classOf(cx, method.owner.name)}.${method.key}(${values.join(',')})`, type };
}

function superCall(cx: Context, scope: Scope, node: CallNode): Code {
  const codes = args(cx, scope, node);
  const upper = scope.cls.superType ?? cx.types.system('Object');
  const callable = choose(cx, node, cx.members.methods(upper, node.name), codes);
  if (!callable || scope.isStatic) throw missing(node, codes, upper);
  const values = passed(cx, node, callable, codes);
  if (callable.user) return { js: `super.${callable.user.key}(${values.join(',')})`, type: callable.returns };
  const library = callable.library!;
  return {
    js: `${cx.unit.call('lib', 'L', library.className, library.member.signature)}(${['this', ...values].join(',')})`,
    type: callable.returns
  };
}

/** A custom permission that is named outright must be in the source, where the source has any. */
function checkPermissionName(cx: Context, node: CallNode, type: ApexType): void {
  const [name] = node.args;
  if (type.name !== 'FeatureManagement' || node.name.toLowerCase() !== 'checkpermission') return;
  if (name?.node !== 'literal' || name.type !== 'String') return;
  const known = cx.org.metadata.components.get('CustomPermission');
  if (known && !known.has(name.text)) throw new Refusal(node, `Custom permission does not exist: ${name.text}`);
}

function staticCall(cx: Context, scope: Scope, node: CallNode, type: ApexType): Code {
  const located = locatorOf(cx, scope, node, type);
  if (located) return located;
  const codes = args(cx, scope, node);
  const special = enumStatic(cx, node, type, codes);
  if (special) return special;
  if (type.object && codes.length === 0 && node.name.toLowerCase() === 'getsobjecttype') return objectTokenOf(cx, type.object);
  const holder = type.object ? objectStatics(cx, type) : type;
  const candidates = cx.members.methods(holder, node.name);
  const callable =
    choose(
      cx,
      node,
      candidates.filter((c) => c.isStatic),
      codes
    ) ?? choose(cx, node, candidates, codes);
  if (!callable) throw missing(node, codes, type);
  if (!callable.isStatic)
    throw new Refusal(node, `Non static method cannot be referenced from a static context: ${described(callable, node.name)}`);
  checkPermissionName(cx, node, type);
  const values = passed(cx, node, callable, codes);
  if (callable.user) {
    const method = callable.user;
    checkVisible(
      cx,
      scope,
      node,
      method.owner,
      method.modifiers,
      method.annotations,
      `Method is not visible: ${described(callable, node.name)}`
    );
    return callStatic(cx, method, values, callable.returns);
  }
  const library = callable.library!;
  const leading = library.generic ? [typeConstant(cx, holder)] : [];
  const rows = library.className === 'System.Database' && /^(query|querywithbinds)$/i.test(node.name);
  return {
    js: `${cx.unit.call('lib', 'L', library.className, library.member.signature)}(${[...leading, ...values].join(',')})`,
    type: callable.returns,
    ...(rows ? { rows } : {})
  };
}

/** `Database.getQueryLocator([SELECT …])`: the query is not run as an inline one is, but by the locator, in the mode it is given. */
function locatorOf(cx: Context, scope: Scope, node: CallNode, type: ApexType): Code | null {
  const [query, level] = node.args;
  if (
    type.library?.fullName !== 'System.Database' ||
    node.name.toLowerCase() !== 'getquerylocator' ||
    query?.node !== 'query' ||
    node.args.length > 2
  )
    return null;
  const access = level ? coerce(cx, level, expression(cx, scope, level), cx.types.system('AccessLevel')) : 'null';
  return {
    js: `R.locator(${queryParts(cx, scope, query).join(',')},${access})`,
    type: cx.types.system('Database.QueryLocator'),
    present: true
  };
}

/** Statics of custom metadata and custom settings, and what any sObject type can be asked. */
function objectStatics(cx: Context, type: ApexType): ApexType {
  if (type.object!.kind === 'customMetadata') return cx.types.system('CustomMetadataType', type);
  if (type.object!.kind === 'customSetting') return cx.types.system('CustomSetting', type);
  return type;
}

function enumStatic(cx: Context, node: CallNode, type: ApexType, codes: readonly Code[]): Code | null {
  const isEnum = type.library?.kind === 'enum' || cx.types.symbol(type)?.node.kind === 'enum';
  if (!isEnum) return null;
  const lower = node.name.toLowerCase();
  const constant = typeConstant(cx, type);
  if (lower === 'values' && codes.length === 0) return { js: `R.enumValues(${constant})`, type: cx.types.listOf(type), present: true };
  if (lower === 'valueof' && codes.length === 1)
    return { js: `R.enumValue(${constant},${coerce(cx, node, codes[0]!, cx.types.system('String'))})`, type, present: true };
  return null;
}

function instanceCall(cx: Context, scope: Scope, node: CallNode, receiver: Code): Code {
  const codes = args(cx, scope, node);
  // A variable whose declaration was refused: one mistake, one refusal.
  if (receiver.type === NULL) return { js: 'R.npe()', type: NULL };
  if (receiver.type === VOID)
    throw new Refusal(node, `Initial term of field expression must be a concrete SObject, List<SObject>, or Apex object: void`);
  const lookIn = receiver.type.library?.kind === 'enum' ? cx.types.system('Enum') : receiver.type;
  const candidates = cx.members.methods(lookIn, node.name);
  const callable =
    choose(
      cx,
      node,
      candidates.filter((c) => !c.isStatic),
      codes
    ) ?? choose(cx, node, candidates, codes);
  if (!callable) throw missing(node, codes, receiver.type);
  if (callable.isStatic)
    throw new Refusal(node, `Static method cannot be referenced from a non static context: ${described(callable, node.name)}`);
  if (callable.user) {
    const method = callable.user;
    checkVisible(
      cx,
      scope,
      node,
      method.owner,
      method.modifiers,
      method.annotations,
      `Method is not visible: ${described(callable, node.name)}`
    );
  }
  if (!node.safe && !receiver.relation) return typed(cx, receiver, node, invoke(cx, node, receiver, callable, codes));
  const held = scope.temp();
  const inner = invoke(cx, node, { ...receiver, js: held, present: true }, callable, codes);
  return { ...typed(cx, receiver, node, inner), js: `((${held}=${receiver.js})===null?null:${inner.js})`, present: false, relation: true };
}

/** Copies keep the static type of what was copied. */
function typed(cx: Context, receiver: Code, node: CallNode, code: Code): Code {
  const lower = node.name.toLowerCase();
  if (
    (lower === 'clone' || lower === 'deepclone') &&
    (receiver.type.object || receiver.type.is('List')) &&
    code.type.name !== receiver.type.name
  )
    return { ...code, type: receiver.type };
  return code;
}

function invoke(cx: Context, node: CallNode, receiver: Code, callable: Callable, codes: readonly Code[]): Code {
  const values = passed(cx, node, callable, codes);
  const self = cx.operators.present(receiver);
  if (callable.user) return { js: `${self}.${callable.user.key}(${values.join(',')})`, type: callable.returns };
  const library = callable.library!;
  const fn = cx.unit.call('lib', 'L', library.className, library.member.signature);
  const owner = cx.types.libraryClass(library.className)!;
  if (owner.options.takesNull) return { js: `${fn}(${[receiver.js, ...values].join(',')})`, type: callable.returns };
  const open = library.isInterface || library.className === 'System.Object' || owner.isVirtual;
  if (!open || (receiver.type.library && !owner.isVirtual && !library.isInterface && receiver.type.name !== 'Object'))
    return { js: `${fn}(${[self, ...values].join(',')})`, type: callable.returns };
  const key = methodKey(
    library.member.name,
    library.member.parameters.map((p) => erased(cx.types.mention(p.type, [...owner.typeParameters, ...library.member.typeParameters])))
  );
  return { js: `R.dispatch(${[JSON.stringify(key), fn, self, ...values].join(',')})`, type: callable.returns };
}

/** `record.Field__c.addError('…')`: the error belongs to the field. */
function fieldError(cx: Context, scope: Scope, node: CallNode): Code | null {
  if (node.target?.node !== 'member') return null;
  const found = resolve(cx, scope, node.target);
  if (found.kind !== 'value' || !found.record) return null;
  const codes = args(cx, scope, node);
  const message = codes[0] && tryCoerce(cx, codes[0], cx.types.system('Object'));
  if (!message) throw missing(node, codes, found.code.type);
  return { js: `R.fieldError(${found.record.receiver.js},${JSON.stringify(found.record.field.name)},${message})`, type: VOID };
}

/** `this(…)` or `super(…)` at the head of a constructor. */
export function constructorCall(cx: Context, scope: Scope, node: CallNode): string {
  scope.needsAccess = true;
  const isThis = node.name.toLowerCase() === 'this';
  const type = isThis ? scope.cls.type : scope.cls.superType;
  const codes = args(cx, scope, node);
  if (!type) throw new Refusal(node, `No super type defined: ${scope.cls.name}`);
  const callable = choose(cx, node, cx.members.constructors(type), codes);
  if (!callable)
    throw new Refusal(node, `Constructor not defined: [${shown(type)}].<Constructor>(${codes.map((c) => shown(c.type)).join(', ')})`);
  const values = passed(cx, node, callable, codes).join(',');
  if (callable.user) return `${isThis ? 'this' : 'super'}.${callable.user.key}(${values});`;
  return `this.$exception(${exceptionArguments(callable.parameters, passed(cx, node, callable, codes))});`;
}
