import { asRefusal, Refusal } from '../errors.ts';
import type { ClassSymbol, FieldSymbol, MethodSymbol } from '../bind/symbols.ts';
import { shown, VOID } from '../bind/types.ts';
import type { AccessorNode, PropertyNode } from '../tree/declarations.ts';
import type { At, CallNode } from '../tree/expressions.ts';
import type { BlockNode, Statement } from '../tree/statements.ts';
import { checkClass } from '../bind/check-class.ts';
import { checkModifiers } from '../bind/check-modifiers.ts';
import { bridges } from './bridges.ts';
import { constructorCall } from './calls.ts';
import { classConstant, classOf, coerce } from './context.ts';
import type { Context } from './context.ts';
import { expression } from './expressions.ts';
import { fieldKey } from './paths.ts';
import { Scope } from './scope.ts';
import { statements } from './statements.ts';

/** JavaScript name of the method that runs the field initialisers of one class. */
export const initKey = (name: string): string => `init$${name.replaceAll('.', '$')}`;

/** Emits a class and those inside it: each a method of the script's object that makes the JavaScript class. */
export function emitClass(cx: Context, symbol: ClassSymbol): void {
  checkModifiers(symbol, cx.report);
  guard(cx, symbol.node, () => checkClass(cx, symbol));
  const { unit } = cx;
  const name = JSON.stringify(symbol.name);
  if (symbol.node.kind === 'enum') unit.line(`${name}(){return R.enumClass(${name},${JSON.stringify(symbol.node.constants)});},`);
  else if (symbol.node.kind === 'interface') unit.line(`${name}(){return class{};},`);
  else emitBody(cx, symbol);
  for (const inner of symbol.inner.values()) emitClass(cx, inner);
}

function emitBody(cx: Context, symbol: ClassSymbol): void {
  const { unit } = cx;
  const exception = cx.members.isException(symbol.type);
  const upper = symbol.superType && cx.types.symbol(symbol.superType);
  const base = upper ? classOf(cx, upper.name) : exception ? 'R.UserException' : 'R.UserObject';
  unit.line(`${JSON.stringify(symbol.name)}(){return class extends ${base}{`);
  const own = [...symbol.fields.values()]
    .filter((f) => !f.isStatic)
    .map((f) => `this.${fieldKey(f.name)}=null;`)
    .join('');
  const type = exception ? `t=${JSON.stringify(symbol.name)}` : '';
  unit.line(`constructor(${type}){super(${exception ? 't' : ''});${own}}`);
  emitInitialiser(cx, symbol);
  emitStatics(cx, symbol);
  for (const field of symbol.fields.values()) if (field.viaMethods) guard(cx, field.node, () => emitProperty(cx, field));
  for (const constructor of symbol.constructors) guard(cx, constructor.node, () => emitConstructor(cx, constructor));
  for (const methods of symbol.methods.values()) for (const method of methods) guard(cx, method.node, () => emitMethod(cx, method));
  for (const bridge of bridges(cx, symbol)) unit.line(bridge);
  unit.line('};},');
}

function guard(cx: Context, at: At, work: () => void): void {
  try {
    work();
  } catch (error) {
    cx.report(asRefusal(error, at));
  }
}

interface Body {
  readonly head: string;
  readonly tail?: string;
  readonly scope: Scope;
  readonly label: string;
  readonly symbol: ClassSymbol;
}

/** Wraps a body: temporaries, static initialisation, and the class's access for its length when the body needs it. */
export function emitFunction(cx: Context, body: Body, write: () => void): void {
  const { unit } = cx;
  unit.label(body.label);
  const start = unit.line('');
  write();
  const initial = body.symbol.node.initialisers.some((i) => i.isStatic)
    ? `${classConstant(cx, body.symbol.name)}.s??R.initialise(${classConstant(cx, body.symbol.name)});`
    : '';
  const enters = body.scope.needsAccess;
  unit.amend(
    start,
    `${body.head}{${initial}${body.scope.declareTemps()}${enters ? `const a$=R.access;R.access=${accessConstant(cx, body.symbol)};try{` : ''}`
  );
  unit.line(`${body.tail ?? ''}${enters ? '}finally{R.access=a$;}' : ''}}`);
}

/** The access of the class: a constant object, or what it makes of the caller's. */
function accessConstant(cx: Context, symbol: ClassSymbol): string {
  const constant = cx.unit.call('accessOf', 'A', symbol.sharing, symbol.apiVersion);
  return symbol.sharing === 'inherited' ? `${constant}(a$)` : constant;
}

function emitInitialiser(cx: Context, symbol: ClassSymbol): void {
  const scope = new Scope(symbol, { isStatic: false, returns: null, initialises: true });
  emitFunction(cx, { head: `${initKey(symbol.name)}()`, scope, symbol, label: `Class.${symbol.name}` }, () =>
    initialise(cx, scope, symbol, false, (f) => `this.${fieldKey(f)}`)
  );
}

function emitStatics(cx: Context, symbol: ClassSymbol): void {
  const blank = [...symbol.fields.values()]
    .filter((f) => f.isStatic)
    .map((f) => `${fieldKey(f.name)}:null`)
    .join(',');
  cx.unit.line(`static $blank(){return {${blank}};}`);
  const scope = new Scope(symbol, { isStatic: true, returns: null, initialises: true });
  const m = classConstant(cx, symbol.name);
  emitFunction(cx, { head: 'static $static()', scope, symbol, label: `Class.${symbol.name}` }, () =>
    initialise(cx, scope, symbol, true, (f) => `${m}.s.${fieldKey(f)}`)
  );
}

/** Field initialisers and initialiser blocks, in the order of the source. */
function initialise(cx: Context, scope: Scope, symbol: ClassSymbol, isStatic: boolean, place: (name: string) => string): void {
  const steps: { at: At; order: number; run: () => void }[] = [];
  for (const field of symbol.node.fields) {
    const value = field.value;
    const declared = symbol.fields.get(field.name.toLowerCase());
    if (field.modifiers.includes('static') !== isStatic || !value || !declared) continue;
    steps.push({
      at: field,
      order: field.order,
      run: () => {
        scope.order = field.order;
        cx.unit.line(
          `${cx.unit.count(field.line)}${place(field.name)}=${coerce(cx, value, expression(cx, scope, value), declared.type)};`,
          field.line
        );
        scope.order = null;
      }
    });
  }
  for (const initialiser of symbol.node.initialisers) {
    if (initialiser.isStatic !== isStatic) continue;
    steps.push({
      at: initialiser,
      order: initialiser.order,
      run: () => {
        cx.unit.line('{');
        scope.open();
        statements(cx, scope, initialiser.body.body);
        scope.close();
        cx.unit.line('}');
      }
    });
  }
  steps.sort((a, b) => a.order - b.order).forEach((step) => guard(cx, step.at, step.run));
}

function emitProperty(cx: Context, field: FieldSymbol): void {
  const node = field.node as PropertyNode;
  const lower = field.name.toLowerCase();
  const prefix = field.isStatic ? 'static ' : '';
  const kept = field.isStatic ? `${classConstant(cx, field.owner.name)}.s` : 'this';
  const label = `Class.${field.owner.name}`;
  if (field.isStatic)
    cx.unit.line(
      `static own$${lower}(){return ${classConstant(cx, field.owner.name)}.s??R.initialise(${classConstant(cx, field.owner.name)});}`
    );
  const keeper = field.isStatic ? `this.own$${lower}()` : kept;
  if (!node.get?.body) cx.unit.line(`${prefix}get$${lower}(){return ${keeper}.${fieldKey(lower)};}`);
  else accessor(cx, field, node.get, `${prefix}get$${lower}()`, `${label}.__${field.name}`, null);
  if (!node.set?.body) {
    cx.unit.line(`${prefix}set$${lower}(v){return ${keeper}.${fieldKey(lower)}=v;}`);
    return;
  }
  cx.unit.line(`${prefix}set$${lower}(v){this.put$${lower}(v);return v;}`);
  accessor(cx, field, node.set, `${prefix}put$${lower}`, `${label}.__${field.name}`, 'value');
}

function accessor(cx: Context, field: FieldSymbol, node: AccessorNode, head: string, label: string, parameter: string | null): void {
  const scope = new Scope(field.owner, { isStatic: field.isStatic, returns: parameter ? VOID : field.type });
  scope.accessor = field;
  const local = parameter ? scope.declare(node, parameter, field.type) : null;
  emitFunction(cx, { head: local ? `${head}(${local.js})` : head, scope, label, symbol: field.owner }, () => {
    const refused = cx.refusals();
    const open = statements(cx, scope, (node.body as BlockNode).body);
    if (open && !parameter && !refused())
      cx.report(new Refusal(node, `Missing return statement required return type: ${shown(field.type)}`));
  });
}

function emitConstructor(cx: Context, method: MethodSymbol): void {
  const { owner, node } = method;
  const scope = new Scope(owner, { isStatic: false, returns: null, initialises: true });
  scope.returnsThis = true;
  const parameters = method.parameters.map((p, i) => scope.declare(node.parameters[i]!, p.name, p.type).js);
  scope.needsAccess = owner.superType !== null || (node.body?.body.length ?? 0) > 0;
  emitFunction(
    cx,
    { head: `${method.key}(${parameters.join(',')})`, tail: 'return this;', scope, label: `Class.${owner.name}.<init>`, symbol: owner },
    () => {
      const body = node.body?.body ?? [];
      const call = chained(body[0]);
      const isThis = call?.name.toLowerCase() === 'this';
      if (!isThis) cx.unit.line('R.prepare(this);', node.line);
      if (call) cx.unit.line(constructorCall(cx, scope, call), call.line);
      else emitImplicitSuper(cx, owner, method);
      scope.open();
      statements(cx, scope, call ? body.slice(1) : body);
      scope.close();
    }
  );
}

function chained(first: Statement | undefined): CallNode | null {
  if (first?.node !== 'expression' || first.expression.node !== 'call' || first.expression.target) return null;
  return ['this', 'super'].includes(first.expression.name.toLowerCase()) ? first.expression : null;
}

function emitImplicitSuper(cx: Context, owner: ClassSymbol, method: MethodSymbol): void {
  const upper = owner.superType && cx.types.symbol(owner.superType);
  if (!upper || upper.node.kind !== 'class') return;
  const plain = upper.constructors.find((c) => c.parameters.length === 0);
  if (!plain && cx.members.isException(owner.type)) return;
  if (!plain) throw new Refusal(method.node, `No default constructor available in super type: ${upper.name}`);
  cx.unit.line(`super.${plain.key}();`, method.node.line);
}

function emitMethod(cx: Context, method: MethodSymbol): void {
  const { owner, node } = method;
  const isAbstract = method.modifiers.has('abstract');
  if (!node.body) {
    if (!isAbstract) throw new Refusal(node, 'Method must have a body');
    return;
  }
  if (isAbstract) throw new Refusal(node, 'Abstract methods cannot have a body');
  const scope = new Scope(owner, { isStatic: method.isStatic, returns: method.returns });
  const parameters = method.parameters.map((p, i) => scope.declare(node.parameters[i]!, p.name, p.type).js);
  emitFunction(
    cx,
    {
      head: `${method.isStatic ? 'static ' : ''}${method.key}(${parameters.join(',')})`,
      scope,
      label: `Class.${owner.name}.${method.name}`,
      symbol: owner
    },
    () => {
      const refused = cx.refusals();
      const open = statements(cx, scope, (node.body as BlockNode).body);
      if (open && method.returns !== VOID && !refused())
        cx.report(new Refusal(node, `Missing return statement required return type: ${shown(method.returns)}`));
    }
  );
}
