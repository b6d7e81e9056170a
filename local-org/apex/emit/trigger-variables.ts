import { Refusal } from '../errors.ts';
import type { MemberNode } from '../tree/expressions.ts';
import type { Context } from './context.ts';
import type { Code, Scope } from './scope.ts';

const FLAGS = ['isinsert', 'isupdate', 'isdelete', 'isundelete', 'isbefore', 'isafter', 'isexecuting'];

/** `Trigger.new` and its kin: rows of the trigger's object inside a trigger, of SObject elsewhere. */
export function triggerVariable(cx: Context, scope: Scope, node: MemberNode): Code {
  const lower = node.name.toLowerCase();
  const row = scope.trigger ?? cx.types.system('SObject');
  const js = `R.trigger(${JSON.stringify(lower)})`;
  if (FLAGS.includes(lower)) return { js, type: cx.types.system('Boolean'), present: true };
  if (lower === 'new' || lower === 'old') return { js, type: cx.types.listOf(row) };
  if (lower === 'newmap' || lower === 'oldmap') return { js, type: cx.types.system('Map', cx.types.system('Id'), row) };
  if (lower === 'size') return { js, type: cx.types.system('Integer'), present: true };
  if (lower === 'operationtype') return { js, type: cx.types.system('TriggerOperation') };
  throw new Refusal(node.target, `Variable does not exist: ${node.name}`);
}
