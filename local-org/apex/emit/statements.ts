import { asRefusal, Refusal } from '../errors.ts';
import type { ObjectDef } from '../../schema/types.ts';
import { NULL, shown, VOID } from '../bind/types.ts';
import type { ApexType } from '../runtime/type.ts';
import type { BlockNode, DmlNode, ForEachNode, ForNode, LocalNode, ReturnNode, Statement, TryNode } from '../tree/statements.ts';
import type { Expression } from '../tree/expressions.ts';
import { coerce, typeConstant } from './context.ts';
import type { Context } from './context.ts';
import { expression } from './expressions.ts';
import type { Scope } from './scope.ts';
import { switchStatement } from './switches.ts';

/** Whether control can reach what follows a statement. As on the platform, a loop and what leaves it never count as an end. */
export type Flow = boolean;

/** Emits statements in order. @returns whether the end can be reached. */
export function statements(cx: Context, scope: Scope, body: readonly Statement[]): Flow {
  let open: Flow = true;
  for (const node of body) {
    try {
      if (!open) throw new Refusal(node, 'Unreachable statement');
      open = statement(cx, scope, node);
    } catch (error) {
      cx.report(asRefusal(error, node));
      if (!open) return false;
      recover(cx, scope, node);
    }
  }
  return open;
}

/** After a refused declaration its names are known all the same, so that one mistake gives one refusal. */
function recover(cx: Context, scope: Scope, node: Statement): void {
  if (node.node !== 'local') return;
  for (const d of node.declarators) {
    if (scope.find(d.name.toLowerCase())) continue;
    const type = cx.types.find(node.type.name, [], scope.cls) ?? NULL;
    scope.declare(d, d.name, type);
  }
}

/** A block of its own scope. */
export function block(cx: Context, scope: Scope, node: BlockNode): Flow {
  scope.open();
  const open = statements(cx, scope, node.body);
  scope.close();
  return open;
}

function body(cx: Context, scope: Scope, node: Statement | null): Flow {
  if (!node) return true;
  if (node.node === 'block') return block(cx, scope, node);
  scope.open();
  const open = statements(cx, scope, [node]);
  scope.close();
  return open;
}

function statement(cx: Context, scope: Scope, node: Statement): Flow {
  const { unit } = cx;
  const counted = unit.count(node.line);
  switch (node.node) {
    case 'block':
      unit.line('{');
      {
        const open = block(cx, scope, node);
        unit.line('}');
        return open;
      }
    case 'local':
      return local(cx, scope, node, counted);
    case 'expression':
      if (!isDone(node.expression)) throw new Refusal(node.expression, 'Expression cannot be a statement.');
      unit.line(`${counted}${expression(cx, scope, node.expression).js};`, node.line);
      return true;
    case 'if': {
      unit.line(`${counted}if(${cx.operators.condition(node.test, expression(cx, scope, node.test))}){`, node.line);
      const yes = body(cx, scope, node.yes);
      if (!node.no) {
        unit.line('}');
        return true;
      }
      unit.line('}else{');
      const no = body(cx, scope, node.no);
      unit.line('}');
      return yes || no;
    }
    case 'switch':
      return switchStatement(cx, scope, node, counted);
    case 'for':
      return forLoop(cx, scope, node, counted);
    case 'foreach':
      return forEach(cx, scope, node, counted);
    case 'while': {
      unit.line(`${counted}while(${cx.operators.condition(node.test, expression(cx, scope, node.test))}){R.tick();`, node.line);
      loopBody(cx, scope, node.body);
      unit.line('}');
      return true;
    }
    case 'do': {
      unit.line(`${counted}do{R.tick();`, node.line);
      loopBody(cx, scope, node.body);
      unit.line(`}while(${cx.operators.condition(node.test, expression(cx, scope, node.test))});`, node.test.line);
      return true;
    }
    case 'try':
      return tryStatement(cx, scope, node, counted);
    case 'return':
      return returnStatement(cx, scope, node, counted);
    case 'throw': {
      const value = expression(cx, scope, node.value);
      if (value.type !== NULL && !cx.members.isException(value.type))
        throw new Refusal(node, `Throw expression must be of type exception: ${shown(value.type)}`);
      unit.line(`${counted}throw ${cx.operators.present(value)};`, node.line);
      return false;
    }
    case 'break':
    case 'continue':
      if (!scope.loops) throw new Refusal(node, `${node.node === 'break' ? 'Break' : 'Continue'} statement must be in loop`);
      unit.line(`${counted}${node.node};`, node.line);
      return true;
    case 'dml':
      return dml(cx, scope, node, counted);
    case 'runas': {
      scope.needsAccess = true;
      const user = node.args.length === 1 ? expression(cx, scope, node.args[0]!) : null;
      if (!user || !['User', 'Version'].includes(user.type.name))
        throw new Refusal(node, `runAs requires a single argument of type 'User' or 'Version'`);
      unit.line(`${counted}{const r$=R.runAs(${user.js});try{`, node.line);
      const open = block(cx, scope, node.body);
      unit.line('}finally{r$();}}');
      return open;
    }
  }
}

/** What may stand as a statement: calls, assignments, steps, creation. */
function isDone(node: Expression): boolean {
  return ['call', 'assign', 'step', 'new'].includes(node.node);
}

function local(cx: Context, scope: Scope, node: LocalNode, counted: string): Flow {
  const type = cx.types.resolve(node.type, scope.cls);
  if (type === VOID) throw new Refusal(node, 'Invalid type: void');
  for (const d of node.declarators) {
    const value = d.value ? coerce(cx, d, expression(cx, scope, d.value), type) : 'null';
    const variable = scope.declare(d, d.name, type, node.isFinal && d.value !== null);
    cx.unit.line(`${counted}let ${variable.js}=${value};`, d.line);
  }
  return true;
}

function loopBody(cx: Context, scope: Scope, node: Statement | null): void {
  scope.loops++;
  body(cx, scope, node);
  scope.loops--;
}

function forLoop(cx: Context, scope: Scope, node: ForNode, counted: string): Flow {
  scope.open();
  cx.unit.line('{');
  if (node.init) local(cx, scope, node.init, counted);
  for (const e of node.initExpressions) cx.unit.line(`${expression(cx, scope, e).js};`, e.line);
  const test = node.test ? cx.operators.condition(node.test, expression(cx, scope, node.test)) : '';
  const update = node.update.map((e) => expression(cx, scope, e).js).join(',');
  cx.unit.line(`${counted}for(;${test};${update}){R.tick();`, node.line);
  loopBody(cx, scope, node.body);
  cx.unit.line('}}');
  scope.close();
  return true;
}

function forEach(cx: Context, scope: Scope, node: ForEachNode, counted: string): Flow {
  const type = cx.types.resolve(node.type, scope.cls);
  const source = expression(cx, scope, node.source);
  const element = elementType(cx, source.type);
  if (!element) throw new Refusal(node, `Loop must iterate over collection: ${shown(source.type)}`);
  scope.open();
  const chunks = source.rows && type.is('List');
  const variable = scope.declare(node, node.name, type);
  if (chunks) {
    cx.unit.line(`${counted}for(let ${variable.js} of R.chunks(${source.js})){R.tick();`, node.line);
  } else {
    const item = { js: 'e$', type: element };
    const bound =
      !cx.conversions.assign(element, type) &&
      (source.rows || isChildren(node.source)
        ? cx.conversions.isRecord(type) && element.name === 'SObject'
        : cx.conversions.isInterface(element))
        ? `R.cast(e$,${typeConstant(cx, type)})`
        : coerce(cx, node, item, type, (from, to) => `Invalid loop variable type expected ${from} was ${to}`);
    cx.unit.line(`${counted}for(let e$ of R.iterate(${source.js})){R.tick();let ${variable.js}=${bound};`, node.line);
  }
  loopBody(cx, scope, node.body);
  cx.unit.line('}');
  scope.close();
  return true;
}

/** `row.getSObjects('Contacts')`: rows of a query like any others. */
function isChildren(node: Expression): boolean {
  return node.node === 'call' && node.name.toLowerCase() === 'getsobjects';
}

function elementType(cx: Context, type: ApexType): ApexType | null {
  if (type.is('List') || type.is('Set') || type.is('Iterable') || type.is('Iterator')) return type.args[0] as ApexType;
  for (const upper of cx.conversions.superTypes(type)) {
    const found = elementType(cx, upper);
    if (found) return found;
  }
  return null;
}

function tryStatement(cx: Context, scope: Scope, node: TryNode, counted: string): Flow {
  const { unit } = cx;
  unit.line(`${counted}try{`, node.line);
  let open = block(cx, scope, node.body);
  if (node.catches.length) {
    const caught: ApexType[] = [];
    unit.line('}catch(x$){const c$=R.caught(x$);');
    node.catches.forEach((c, i) => {
      const type = cx.types.resolve(c.type, scope.cls);
      if (!cx.members.isException(type)) throw new Refusal(c.body, `Catch block variable must be of type exception: ${shown(type)}`);
      if (caught.some((known) => cx.conversions.depth(type, known) >= 0))
        throw new Refusal(c.body, `Exception type already caught: ${shown(type)}`);
      caught.push(type);
      scope.open();
      const variable = scope.declare(c, c.name, type);
      unit.line(
        `${i ? 'else ' : ''}if(${type.name === 'Exception' ? 'true' : `R.isInstance(c$,${typeConstant(cx, type)})`}){let ${variable.js}=c$;`,
        c.line
      );
      open = block(cx, scope, c.body) || open;
      unit.line('}');
      scope.close();
    });
    unit.line('else throw x$;');
  }
  if (node.finally) {
    unit.line('}finally{');
    block(cx, scope, node.finally);
  }
  unit.line('}');
  return open;
}

function returnStatement(cx: Context, scope: Scope, node: ReturnNode, counted: string): Flow {
  if (scope.returns === null || scope.returns === VOID) {
    if (node.value) throw new Refusal(node, 'Void method must not return a value');
    cx.unit.line(`${counted}return${scope.returnsThis ? ' this' : ''};`, node.line);
    return false;
  }
  if (!node.value) throw new Refusal(node, `Missing return statement required return type: ${shown(scope.returns)}`);
  const code = expression(cx, scope, node.value);
  cx.unit.line(`${counted}return ${coerce(cx, node, code, scope.returns, illegalConversion)};`, node.line);
  return false;
}

const illegalConversion = (from: string, to: string): string => `Illegal conversion from ${from} to ${to}`;

function dml(cx: Context, scope: Scope, node: DmlNode, counted: string): Flow {
  scope.needsAccess = true;
  const value = expression(cx, scope, node.value);
  const element = value.type.is('List') ? (value.type.args[0] as ApexType) : value.type;
  if (!cx.conversions.isRecord(element)) throw new Refusal(node, `DML requires SObject or SObject list type: ${shown(value.type)}`);
  if (node.operation === 'merge') throw new Refusal(node, 'Not supported by the local org: merge');
  if (element.object && !allowsDml(element.object, node.operation))
    throw new Refusal(
      node,
      `DML operation ${node.operation.charAt(0).toUpperCase()}${node.operation.slice(1)} not allowed on ${element.name}`
    );
  let external = 'null';
  if (node.externalId) {
    const name = node.externalId.split('.').at(-1) as string;
    const field = element.object?.fields.get(name.toLowerCase());
    if (!field) throw new Refusal(node, `Field does not exist: ${name}`);
    external = JSON.stringify(field.name);
  }
  cx.unit.line(`${counted}R.dml(${JSON.stringify(node.operation)},${value.js},${JSON.stringify(node.access)},${external});`, node.line);
  return true;
}

function allowsDml(object: ObjectDef, operation: DmlNode['operation']): boolean {
  if (operation === 'delete') return object.deletable;
  if (operation === 'undelete') return object.undeletable;
  return operation === 'update' ? object.updateable : object.createable;
}
