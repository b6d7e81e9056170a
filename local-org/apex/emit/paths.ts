import { Refusal } from '../errors.ts';
import { annotated } from '../bind/symbols.ts';
import type { ClassSymbol, FieldSymbol } from '../bind/symbols.ts';
import { shown } from '../bind/types.ts';
import type { ApexType } from '../runtime/type.ts';
import type { Expression, IndexNode, MemberNode, NameNode } from '../tree/expressions.ts';
import { classOf, staticsOf, coerce } from './context.ts';
import type { Context } from './context.ts';
import { expression } from './expressions.ts';
import { held } from './places.ts';
import type { Place, Resolved } from './places.ts';
import { anyId, memberOfRecord, memberOfSeveral } from './record-members.ts';
import { describeCode, fieldSet, fieldSetsCode, fieldToken, label, memberOfObject, rowCause } from './schema-members.ts';
import type { Code, Scope } from './scope.ts';
import { triggerVariable } from './trigger-variables.ts';
import { checkVisible } from './visibility.ts';

/** @returns what a name or a member stands for: variables first, then types, then namespaces. */
export function resolve(cx: Context, scope: Scope, node: Expression): Resolved {
  if (node.node === 'name') return resolveName(cx, scope, node);
  if (node.node === 'member') return resolveMember(cx, scope, node);
  return { kind: 'value', code: expression(cx, scope, node), place: null };
}

/** @returns the value of what was resolved. @throws Refusal when it is none. */
export function valueOf(cx: Context, _scope: Scope, node: NameNode | MemberNode, found: Resolved): Code {
  if (found.kind === 'value') {
    if (found.unreadable) throw new Refusal(node, `Variable is not visible: ${found.unreadable}`);
    return found.code;
  }
  if (found.kind === 'describe') return describeCode(cx, found.object);
  if (found.kind === 'fieldSets') return fieldSetsCode(cx, found.object);
  throw new Refusal(node, `Variable does not exist: ${node.name}`);
}

function resolveName(cx: Context, scope: Scope, node: NameNode): Resolved {
  const lower = node.name.toLowerCase();
  const local = scope.find(lower);
  if (local) return { kind: 'value', code: { js: local.js, type: local.type }, place: variable(local.js, local.type) };
  for (let cls: ClassSymbol | null = scope.cls; cls; cls = cls.outer) {
    const field = cx.members.field(cls, lower);
    if (!field) continue;
    if (!field.isStatic && (scope.isStatic || cls !== scope.cls)) {
      if (cls === scope.cls) throw new Refusal(node, `Variable does not exist: ${node.name}`);
      continue;
    }
    const order = 'order' in field.node ? field.node.order : -1;
    if (scope.order !== null && cls === scope.cls && cls === field.owner && order > scope.order && field.isStatic === scope.isStatic)
      throw new Refusal(node, `Illegal forward reference: ${node.name}`);
    return field.isStatic
      ? staticField(cx, scope, node, field)
      : instanceField(cx, scope, node, { js: 'this', type: scope.cls.type, present: true }, field);
  }
  if (lower === 'trigger') return { kind: 'trigger' };
  const type = cx.types.find(node.name, [], scope.cls);
  if (type) return { kind: 'type', type };
  if (lower === 'label') return { kind: 'label' };
  if (
    [
      'system',
      'schema',
      'database',
      'messaging',
      'applauncher',
      'auth',
      'connectapi',
      'cache',
      'dom',
      'process',
      'userprovisioning',
      'eventbus',
      'flow'
    ].includes(lower)
  )
    return { kind: 'namespace', name: node.name };
  throw new Refusal(node, `Variable does not exist: ${node.name}`);
}

/** `super.name`: the accessor of the base class, or the field both share. */
function superMember(cx: Context, scope: Scope, node: MemberNode): Resolved {
  const upper = scope.cls.superType && cx.types.symbol(scope.cls.superType);
  const field = upper && cx.members.field(upper, node.name);
  if (!field || field.isStatic || scope.isStatic) throw new Refusal(node, `Variable does not exist: ${node.name}`);
  if (!field.viaMethods) return instanceField(cx, scope, node, { js: 'this', type: upper.type, present: true }, field);
  scope.needsAccess = true;
  return { kind: 'value', ...readable(node, scope, field, 'super.') };
}

function resolveMember(cx: Context, scope: Scope, node: MemberNode): Resolved {
  if (node.target.node === 'super') return superMember(cx, scope, node);
  const target = resolve(cx, scope, node.target);
  switch (target.kind) {
    case 'value':
      return memberOfValue(cx, scope, node, target.code);
    case 'type':
      return memberOfType(cx, scope, node, target.type);
    case 'namespace':
      return memberOfNamespace(cx, scope, node, target.name);
    case 'label':
      return label(cx, node);
    case 'trigger':
      return { kind: 'value', code: triggerVariable(cx, scope, node), place: null };
    case 'describe':
      switch (node.name.toLowerCase()) {
        case 'fields':
          return { kind: 'fields', object: target.object, described: true };
        case 'fieldsets':
          return { kind: 'fieldSets', object: target.object };
        default:
          return memberOfValue(cx, scope, node, describeCode(cx, target.object));
      }
    case 'fields':
      return fieldToken(cx, node, target.object, target.described);
    case 'fieldSets':
      return fieldSet(cx, node, target.object);
    case 'rowcause':
      return rowCause(cx, node, target.object);
  }
}

function memberOfNamespace(cx: Context, scope: Scope, node: MemberNode, namespace: string): Resolved {
  const type = cx.types.find(`${namespace}.${node.name}`, [], scope.cls);
  if (type) return { kind: 'type', type };
  if (namespace.toLowerCase() === 'system' && node.name.toLowerCase() === 'label') return { kind: 'label' };
  if (namespace.toLowerCase() === 'system' && node.name.toLowerCase() === 'trigger') return { kind: 'trigger' };
  throw new Refusal(node, `Variable does not exist: ${node.name}`);
}

function memberOfType(cx: Context, scope: Scope, node: MemberNode, type: ApexType): Resolved {
  const lower = node.name.toLowerCase();
  const symbol = cx.types.symbol(type);
  if (symbol) {
    const field = cx.members.field(symbol, lower);
    if (field?.isStatic) return staticField(cx, scope, node, field);
    const constant = symbol.node.constants.find((c) => c.toLowerCase() === lower);
    if (constant)
      return { kind: 'value', code: { js: `${classOf(cx, symbol.name)}[${JSON.stringify(constant)}]`, type, present: true }, place: null };
    const inner = cx.types.find(`${type.name}.${node.name}`, [], scope.cls);
    if (inner) return { kind: 'type', type: inner };
    throw new Refusal(node, `Variable does not exist: ${node.name}`);
  }
  if (type.object) return memberOfObject(cx, node, type.object);
  return memberOfLibraryType(cx, scope, node, type, lower);
}

function memberOfLibraryType(cx: Context, scope: Scope, node: MemberNode, type: ApexType, lower: string): Resolved {
  const library = type.library!;
  const constant = library.constants.find((c) => c.constant.toLowerCase() === lower);
  if (constant)
    return {
      kind: 'value',
      code: { js: cx.unit.call('constantOf', 'E', library.fullName, constant.constant), type, present: true },
      place: null
    };
  const property = cx.members.property(type, lower, true);
  if (property) return libraryProperty(cx, property, null);
  if (library.fullName === 'Schema.SObjectType') {
    const object = cx.org.schema.object(node.name);
    if (object) return { kind: 'describe', object };
  }
  const nested = cx.types.find(`${library.name}.${node.name}`, [], scope.cls);
  if (nested) return { kind: 'type', type: nested };
  if (library.name === 'System' && lower === 'label') return { kind: 'label' };
  if (library.name === 'System' && lower === 'trigger') return { kind: 'trigger' };
  throw new Refusal(node, `Variable does not exist: ${node.name}`);
}

function memberOfValue(cx: Context, scope: Scope, node: MemberNode, target: Code): Resolved {
  if (target.token && node.name.toLowerCase() === 'fields') return { kind: 'fields', object: target.token, described: false };
  if (target.token && node.name.toLowerCase() === 'fieldsets') return { kind: 'fieldSets', object: target.token };
  const receiver = target.rows ? { js: `R.single(${target.js})`, type: target.type.args[0] as ApexType } : target;
  const symbol = cx.types.symbol(receiver.type);
  if (symbol) {
    const field = cx.members.field(symbol, node.name);
    if (!field || field.isStatic) throw new Refusal(node, `Variable does not exist: ${node.name}`);
    return instanceField(cx, scope, node, receiver, field, node.safe || receiver.relation);
  }
  if (receiver.type.object) return memberOfRecord(cx, node, receiver, receiver.type.object);
  if (receiver.type.name === 'SObject' && node.name.toLowerCase() === 'id') return anyId(cx, receiver);
  if (receiver.type.name === 'SObject' && receiver.poly) return memberOfSeveral(cx, node, receiver, receiver.poly);
  const property = cx.members.property(receiver.type, node.name, false);
  if (!property) throw new Refusal(node, `Variable does not exist: ${node.name}`);
  if (!node.safe && !receiver.relation) return libraryProperty(cx, property, cx.operators.present(receiver));
  const held = scope.temp();
  const found = libraryProperty(cx, property, held);
  return {
    kind: 'value',
    code: { js: `((${held}=${receiver.js})===null?null:${found.code.js})`, type: found.code.type, relation: true },
    place: null
  };
}

function libraryProperty(
  cx: Context,
  property: {
    readonly className: string;
    readonly member: { readonly signature: string; readonly canSet: boolean };
    readonly type: ApexType;
  },
  self: string | null
): Resolved & { kind: 'value' } {
  const get = (): Code => ({
    js: `${cx.unit.call('getter', 'L', property.className, property.member.signature)}(${self ?? ''})`,
    type: property.type
  });
  const here: Place | null = property.member.canSet
    ? {
        type: property.type,
        get,
        set: (js) =>
          `${cx.unit.call('setter', 'L', property.className, property.member.signature)}(${self === null ? '' : `${self},`}${js})`,
        once: () => ({ hold: '', at: here as Place })
      }
    : null;
  return { kind: 'value', code: get(), place: here };
}

/** The platform does not hold a local variable to `final`. */
function variable(js: string, type: ApexType): Place {
  const here: Place = {
    type,
    get: () => ({ js, type }),
    once: () => ({ hold: '', at: here }),
    set: (value) => `(${js}=${value})`
  };
  return here;
}

/** JavaScript name of a field. */
export const fieldKey = (name: string): string => `_${name.toLowerCase()}`;

function staticField(cx: Context, scope: Scope, node: NameNode | MemberNode, field: FieldSymbol): Resolved {
  checkVisible(
    cx,
    scope,
    node,
    field.owner,
    field.modifiers,
    field.annotations,
    `Variable is not visible: ${field.owner.name}.${field.name}`
  );
  if (field.viaMethods && scope.accessor !== field) {
    scope.needsAccess = true;
    return { kind: 'value', ...readable(node, scope, field, `${classOf(cx, field.owner.name)}.`), ...unread(field) };
  }
  return { kind: 'value', ...direct(node, scope, field, staticsOf(cx, field.owner.name)), ...unread(field) };
}

function instanceField(
  cx: Context,
  scope: Scope,
  node: NameNode | MemberNode,
  receiver: Code,
  field: FieldSymbol,
  loose = false
): Resolved {
  checkVisible(
    cx,
    scope,
    node,
    field.owner,
    field.modifiers,
    field.annotations,
    `Variable is not visible: ${field.owner.name}.${field.name}`
  );
  if (field.viaMethods && scope.accessor !== field) scope.needsAccess = true;
  if (loose) {
    const temp = scope.temp();
    const inner =
      field.viaMethods && scope.accessor !== field ? `${temp}.get$${field.name.toLowerCase()}()` : `${temp}.${fieldKey(field.name)}`;
    return {
      kind: 'value',
      code: { js: `((${temp}=${receiver.js})===null?null:${inner})`, type: field.type, relation: true },
      place: null
    };
  }
  const self = cx.operators.present(receiver);
  return {
    kind: 'value',
    ...(field.viaMethods && scope.accessor !== field ? readable(node, scope, field, `${self}.`) : direct(node, scope, field, self)),
    ...unread(field)
  };
}

const unread = (field: FieldSymbol): { unreadable?: string } => (field.canGet ? {} : { unreadable: `${field.owner.name}.${field.name}` });

function checkAssignable(at: NameNode | MemberNode, scope: Scope, field: FieldSymbol): void {
  if (field.isFinal && !(scope.initialises && scope.cls === field.owner && scope.isStatic === field.isStatic))
    throw new Refusal(at, `Final members can only be assigned in their declaration, init blocks, or constructors: ${field.name}`);
  if (!field.canSet) throw new Refusal(at, `Variable is not visible: ${field.owner.name}.${field.name}`);
  const toTests = scope.cls.isTest && annotated(field.annotations, 'TestVisible') !== undefined;
  if (field.setAccess === 'private' && scope.cls.unit !== field.owner.unit && !toTests)
    throw new Refusal(at, `Variable is not visible: ${field.owner.name}.${field.name}`);
}

function direct(at: NameNode | MemberNode, scope: Scope, field: FieldSymbol, base: string): { code: Code; place: Place } {
  const make = (self: string): Place => ({
    type: field.type,
    get: () => ({ js: `${self}.${fieldKey(field.name)}`, type: field.type }),
    set: (js) => {
      checkAssignable(at, scope, field);
      return `(${self}.${fieldKey(field.name)}=${js})`;
    },
    once: (inner) => held(inner, self, make)
  });
  return { code: make(base).get(), place: make(base) };
}

function readable(at: NameNode | MemberNode, scope: Scope, field: FieldSymbol, base: string): { code: Code; place: Place } {
  const lower = field.name.toLowerCase();
  const here = (self: string): Place => ({
    type: field.type,
    get: () => ({ js: `${self}.get$${lower}()`, type: field.type }),
    set: (js) => {
      checkAssignable(at, scope, field);
      return `${self}.set$${lower}(${js})`;
    },
    once: (inner) => held(inner, self, here)
  });
  const place = here(base.slice(0, -1));
  return { code: place.get(), place };
}

/** `list[i]`. */
export function indexPlace(cx: Context, scope: Scope, node: IndexNode): Place {
  const target = expression(cx, scope, node.target);
  if (!target.type.is('List')) throw new Refusal(node, `Expression must be a list type: ${shown(target.type)}`);
  const element = target.type.args[0] as ApexType;
  const index = coerce(cx, node.index, expression(cx, scope, node.index), cx.types.system('Integer'));
  const make = (list: string, at: string): Place => ({
    type: element,
    get: () => ({ js: `${list}.at(${at})`, type: element }),
    set: (js) => `R.put(${list},${at},${js})`,
    once: (inner) => {
      const [a, b] = [inner.temp(), inner.temp()];
      return { hold: `${a}=${list},${b}=${at},`, at: make(a, b) };
    }
  });
  return make(cx.operators.present(target), index);
}
