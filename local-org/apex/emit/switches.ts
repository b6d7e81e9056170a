import { Refusal } from '../errors.ts';
import { NULL, shown } from '../bind/types.ts';
import type { ApexType } from '../runtime/type.ts';
import type { Expression } from '../tree/expressions.ts';
import type { SwitchNode, WhenNode } from '../tree/statements.ts';
import { tryCoerce, typeConstant } from './context.ts';
import type { Context } from './context.ts';
import { expression } from './expressions.ts';
import type { Code, Scope } from './scope.ts';
import { block } from './statements.ts';

/** `switch on`: values, enum constants by their bare name, or sObject types that declare a variable. */
export function switchStatement(cx: Context, scope: Scope, node: SwitchNode, counted: string): boolean {
  const subject = expression(cx, scope, node.subject);
  const constants = enumConstants(cx, subject.type);
  if (!constants && !['Integer', 'Long', 'String', 'SObject'].includes(subject.type.name) && subject.type !== NULL)
    throw new Refusal(node.subject, `${shown(subject.type)} is not a valid switch expression type`);
  checkBranches(node);
  const held = scope.temp();
  cx.unit.line(`${counted}${held}=${subject.js};`, node.line);
  let open = node.otherwise === null;
  node.cases.forEach((when, i) => {
    const start = i ? 'else ' : '';
    scope.open();
    if (when.type) {
      const type = whenType(cx, scope, when, subject.type);
      const variable = scope.declare(when, when.name as string, type);
      cx.unit.line(
        `${start}if(R.isInstance(${held},${typeConstant(cx, type)})){let ${variable.js}=R.cast(${held},${typeConstant(cx, type)});`,
        when.line
      );
    } else {
      const subjectCode: Code = { js: held, type: subject.type };
      const tests = when.values.map((value) => test(cx, scope, node, when, subjectCode, constants, value));
      cx.unit.line(`${start}if(${tests.join('||')}){`, when.line);
    }
    open = block(cx, scope, when.body) || open;
    cx.unit.line('}');
    scope.close();
  });
  if (node.otherwise) {
    cx.unit.line(node.cases.length ? 'else{' : '{');
    open = block(cx, scope, node.otherwise) || open;
    cx.unit.line('}');
  }
  return open;
}

/** Each value once, and `when else` at the end. */
function checkBranches(node: SwitchNode): void {
  if (node.cases.length === 0 && !node.otherwise) throw new Refusal(node, 'Switch statement requires at least one when block');
  if (node.misplacedElse) throw new Refusal(node, "'when else' must be the last when block");
  const seen = new Set<string>();
  const once = (at: { line: number; column: number }, name: string, key: string): void => {
    if (seen.has(key)) throw new Refusal(at, `${name} occurs as more than one when branch for this switch statement`);
    seen.add(key);
  };
  for (const when of node.cases) {
    if (when.type) once(when.type, when.type.name, `type ${when.type.name.toLowerCase()}`);
    for (const value of when.values) {
      if (value.node === 'literal') once(node, value.text, `${value.type} ${value.text}`);
      else if (value.node === 'name') once(node, value.name, `name ${value.name.toLowerCase()}`);
    }
  }
}

function whenType(cx: Context, scope: Scope, when: WhenNode, subject: ApexType): ApexType {
  const type = cx.types.resolve(when.type!, scope.cls);
  if (subject.name !== 'SObject') throw new Refusal(when.type!, `${shown(subject)} cannot be a when type variable block`);
  if (type === subject)
    throw new Refusal(when.type!, `${shown(type)} in the when expression is already matching the switch expression type`);
  if (!cx.conversions.isRecord(type)) throw new Refusal(when.type!, `${shown(type)} cannot be a when type variable block`);
  return type;
}

function test(
  cx: Context,
  scope: Scope,
  node: SwitchNode,
  when: WhenNode,
  subject: Code,
  constants: readonly string[] | null,
  value: Expression
): string {
  if (value.node === 'literal' && value.type === 'null') return `${subject.js}===null`;
  if (value.node === 'literal') {
    const code = expression(cx, scope, value);
    if (subject.type.name === 'SObject')
      throw new Refusal(value, "Switching on SObject types must be a 'when type variable' or 'when null'");
    const js = constants ? null : tryCoerce(cx, code, subject.type);
    if (js === null)
      throw new Refusal(
        node,
        `${shown(code.type)} value in when expression cannot be implicitly converted to the ${shown(subject.type)} type in switch expression`
      );
    return subject.type.name === 'String' ? `${subject.js}===${js}` : `R.equal(${subject.js},${js})`;
  }
  if (value.node === 'member') throw new Refusal(value, "Enum value used in 'when expression' should be unqualified");
  const name = value.node === 'name' ? value.name : '';
  const constant = constants?.find((c) => c.toLowerCase() === name.toLowerCase());
  if (constant) return `${subject.js}===R.enumConstant(${typeConstant(cx, subject.type)},${JSON.stringify(constant)})`;
  if (!constants && cx.members.field(scope.cls, name)) throw new Refusal(value, 'Field must be an enum reference');
  throw new Refusal(value, `Variable does not exist: ${name}`);
}

function enumConstants(cx: Context, type: ApexType): readonly string[] | null {
  const symbol = cx.types.symbol(type);
  if (symbol?.node.kind === 'enum') return symbol.node.constants;
  return type.library?.kind === 'enum' ? type.library.constants.map((c) => c.constant) : null;
}
