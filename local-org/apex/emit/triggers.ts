import { Refusal } from '../errors.ts';
import type { ClassSymbol } from '../bind/symbols.ts';
import type { AnonymousNode, TriggerNode } from '../tree/declarations.ts';
import { emitClass, emitFunction } from './classes.ts';
import type { Context } from './context.ts';
import { Scope } from './scope.ts';
import { statements } from './statements.ts';

/** Name of the function of a script that is a trigger's or an anonymous block's body. */
export const BODY = '$body';

/** A trigger: its body as a function, beside the class of what it declares. */
export function emitTrigger(cx: Context, trigger: { readonly node: TriggerNode; readonly symbol: ClassSymbol }): void {
  const { node, symbol } = trigger;
  const object = cx.types.ofObject(node.object);
  if (!object) {
    cx.report(new Refusal(node, `Invalid SObject type: ${node.object}`));
    return;
  }
  emitClass(cx, symbol);
  const scope = new Scope(symbol, { isStatic: true, returns: null, trigger: object });
  emitFunction(cx, { head: `${BODY}()`, tail: '', scope, label: `Trigger.${node.name}`, symbol }, () => {
    statements(cx, scope, node.body);
  });
}

/** Anonymous Apex: likewise. Its methods are static to its statements. */
export function emitAnonymous(cx: Context, symbol: ClassSymbol, node: AnonymousNode): void {
  emitClass(cx, symbol);
  const scope = new Scope(symbol, { isStatic: true, returns: null });
  emitFunction(cx, { head: `${BODY}()`, tail: '', scope, label: 'AnonymousBlock', symbol }, () => {
    statements(cx, scope, node.body);
  });
}
