import { Refusal } from '../errors.ts';
import type { ApexType } from '../runtime/type.ts';
import type { Expression } from '../tree/expressions.ts';
import type { SwitchNode, WhenNode } from '../tree/statements.ts';
import { coerce, typeConstant } from './context.ts';
import type { Context } from './context.ts';
import { expression } from './expressions.ts';
import { resolve } from './paths.ts';
import type { Code, Scope } from './scope.ts';
import { block } from './statements.ts';

/** `switch on`: values, enum constants by their bare name, or sObject types that declare a variable. */
export function switchStatement(cx: Context, scope: Scope, node: SwitchNode, counted: string): boolean {
  const subject = expression(cx, scope, node.subject);
  const held = scope.temp();
  cx.unit.line(`${counted}${held}=${subject.js};`, node.line);
  let open = node.otherwise === null;
  node.cases.forEach((when, i) => {
    const start = i ? 'else ' : '';
    scope.open();
    if (when.type) {
      const type = cx.types.resolve(when.type, scope.cls);
      const variable = scope.declare(when, when.name as string, type);
      cx.unit.line(
        `${start}if(R.isInstance(${held},${typeConstant(cx, type)})){let ${variable.js}=R.cast(${held},${typeConstant(cx, type)});`,
        when.line
      );
    } else {
      const subjectCode: Code = { js: held, type: subject.type };
      cx.unit.line(`${start}if(${when.values.map((v) => test(cx, scope, when, subjectCode, v)).join('||')}){`, when.line);
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

function test(cx: Context, scope: Scope, when: WhenNode, subject: Code, value: Expression): string {
  if (value.node === 'literal' && value.type === 'null') return `${subject.js}===null`;
  const constants = enumConstants(cx, subject.type);
  if (constants) {
    const name = value.node === 'name' || value.node === 'member' ? value.name : null;
    const constant = constants.find((c) => c.toLowerCase() === name?.toLowerCase());
    if (!constant || !name) throw new Refusal(when, `Enum value does not exist: ${name ?? ''}`);
    return `${subject.js}===R.enumConstant(${typeConstant(cx, subject.type)},${JSON.stringify(constant)})`;
  }
  if (value.node === 'literal') {
    const code = expression(cx, scope, value);
    const js = coerce(cx, value, code, subject.type);
    return subject.type.name === 'String' ? `${subject.js}===${js}` : `R.equal(${subject.js},${js})`;
  }
  const found = resolve(cx, scope, value);
  if (found.kind !== 'value') throw new Refusal(when, `Invalid when value`);
  return `R.equal(${subject.js},${coerce(cx, value, found.code, subject.type)})`;
}

function enumConstants(cx: Context, type: ApexType): readonly string[] | null {
  const symbol = cx.types.symbol(type);
  if (symbol?.node.kind === 'enum') return symbol.node.constants;
  return type.library?.kind === 'enum' ? type.library.constants.map((c) => c.constant) : null;
}
