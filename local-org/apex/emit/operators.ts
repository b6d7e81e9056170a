import { Refusal } from '../errors.ts';
import { numberRank } from '../bind/convert.ts';
import type { TypeTable } from '../bind/types.ts';
import { NULL, shown, VOID } from '../bind/types.ts';
import type { Conversions } from '../bind/convert.ts';
import type { At } from '../tree/expressions.ts';
import type { ApexType } from '../runtime/type.ts';
import type { Code } from './scope.ts';

const ARITHMETIC: Readonly<Record<string, string>> = { '+': 'add', '-': 'sub', '*': 'mul', '/': 'div' };
const TEMPORAL: Readonly<Record<string, { readonly by: string; readonly takes: readonly string[]; readonly sentence: string }>> = {
  Date: { by: 'dateAdd', takes: ['Integer', 'Long'], sentence: 'Date expressions must use Integer or Long' },
  Datetime: {
    by: 'datetimeAdd',
    takes: ['Integer', 'Decimal', 'Double'],
    sentence: 'Date/time expressions must use Integer or Double or Decimal'
  },
  Time: { by: 'timeAdd', takes: ['Integer', 'Long'], sentence: 'Time expressions must use Integer or Long' }
};
/** Types whose values have no identity of their own. */
const VALUES = ['Integer', 'Long', 'Decimal', 'Double', 'String', 'Id', 'Boolean', 'Date', 'Datetime', 'Time', 'Blob'];
const NUMBER_NAMES = ['Integer', 'Long', 'Double', 'Decimal'] as const;

/** JavaScript for Apex operators, chosen by the static types of the operands. */
export class Operators {
  private readonly types: TypeTable;
  private readonly conversions: Conversions;
  constructor(types: TypeTable, conversions: Conversions) {
    this.types = types;
    this.conversions = conversions;
  }

  /** The value, or the fault of a null. */
  present(code: Code): string {
    return code.present ? code.js : `(${code.js}??R.npe())`;
  }

  binary(at: At, op: string, left: Code, right: Code): Code {
    const asked = (op === '==' || op === '!=') && (left.type === NULL || right.type === NULL);
    if (asked && (left.type === VOID || right.type === VOID))
      return { js: `(${left.js},${right.js},${String(op === '==')})`, type: this.types.system('Boolean'), present: true };
    if (left.type === VOID || right.type === VOID) throw new Refusal(at, `Invalid expression of type void`);
    switch (op) {
      case '+':
      case '-':
      case '*':
      case '/':
        return this.arithmetic(at, op, left, right);
      case '==':
      case '!=':
      case '<>':
        return this.equality(at, op, left, right);
      case '===':
      case '!==':
        return this.sameness(at, op, left, right);
      case '<':
      case '>':
      case '<=':
      case '>=':
        return this.comparison(at, op, left, right);
      case '&&':
      case '||':
        return this.logical(at, op, left, right);
      case '??':
        return this.coalesce(at, left, right);
      case '&':
      case '|':
      case '^':
      case '<<':
      case '>>':
      case '>>>':
        return this.bits(at, op, left, right);
      default:
        throw new Refusal(at, `Unsupported operator: ${op}`);
    }
  }

  /** A Boolean that decides: null is a fault. */
  condition(at: At, code: Code): string {
    if (code.type.name !== 'Boolean') throw new Refusal(at, `Condition expression must be of type Boolean: ${shown(code.type)}`);
    return this.present(code);
  }

  private logical(at: At, op: string, left: Code, right: Code): Code {
    const booleans = [left, right].filter((c) => c.type.name === 'Boolean').length;
    if (booleans === 1) this.refuseComparison(at, left, right);
    if (booleans === 0) throw new Refusal(at, 'Logical operator can only be applied to Boolean');
    return { js: `(${this.present(left)}${op}${this.present(right)})`, type: this.types.system('Boolean'), present: true };
  }

  private refuseComparison(at: At, left: Code, right: Code): never {
    throw new Refusal(at, `Comparison arguments must be compatible types: ${shown(left.type)}, ${shown(right.type)}`);
  }

  /** `===`: only what is reached by reference can be the same. */
  private sameness(at: At, op: string, left: Code, right: Code): Code {
    if (!this.conversions.compatible(left.type, right.type)) this.refuseComparison(at, left, right);
    const valued = [left.type, right.type].every((type) => VALUES.includes(type.name) || type === NULL);
    if (valued || left.type === NULL || right.type === NULL)
      throw new Refusal(at, `Exact equality operator only allowed for reference types: ${shown(right.type)}`);
    return { js: `R.same(${left.js},${right.js})${op === '===' ? '' : '===false'}`, type: this.types.system('Boolean'), present: true };
  }

  convert(js: string, by: string | null): string {
    return by ? `R.${by}(${js})` : js;
  }

  private to(code: Code, type: ApexType): Code {
    const conversion = this.conversions.assign(code.type, type);
    return { js: this.convert(this.present(code), conversion?.by ?? null), type, present: true };
  }

  private arithmetic(at: At, op: string, left: Code, right: Code): Code {
    if (op === '+' && (left.type.name === 'String' || right.type.name === 'String'))
      return { js: `(${this.text(left)}+${this.text(right)})`, type: this.types.system('String'), present: true };
    const ranks = [numberRank(left.type), numberRank(right.type)] as const;
    if (ranks[0] >= 0 && ranks[1] >= 0) return this.numeric(op, left, right, Math.max(...ranks));
    const temporal = this.temporal(at, op, left, right);
    if (temporal) return temporal;
    throw new Refusal(at, 'Arithmetic expressions must use numeric arguments');
  }

  private numeric(op: string, left: Code, right: Code, rank: number): Code {
    const type = this.types.system(NUMBER_NAMES[rank] as string);
    const [a, b] = [this.to(left, type).js, this.to(right, type).js];
    if (rank === 0 && op !== '/') return { js: op === '*' ? `Math.imul(${a},${b})` : `(${a}${op}${b}|0)`, type, present: true };
    return { js: `R.${['i', 'l', 'f', 'd'][rank]}${ARITHMETIC[op]}(${a},${b})`, type, present: true };
  }

  /** Days added to a Date, days with fractions to a Datetime, milliseconds to a Time. */
  private temporal(at: At, op: string, left: Code, right: Code): Code | null {
    const rule = op === '+' || op === '-' ? TEMPORAL[left.type.name] : undefined;
    if (!rule) return null;
    if (!rule.takes.includes(right.type.name)) throw new Refusal(at, rule.sentence);
    return { js: `R.${rule.by}(${this.present(left)},${op === '-' ? '-1' : '1'},${this.present(right)})`, type: left.type, present: true };
  }

  /** Text of an operand of `+`. */
  text(code: Code): string {
    if (code.type.name === 'String' || code.type.name === 'Id') return code.present ? code.js : `(${code.js}??'null')`;
    return `R.text(${code.js})`;
  }

  private equality(at: At, op: string, left: Code, right: Code): Code {
    const boolean = this.types.system('Boolean');
    const not = op === '==' ? '' : '!';
    if (left.type === NULL || right.type === NULL) return { js: `(${left.js}${not || '='}==${right.js})`, type: boolean, present: true };
    const ranks = [numberRank(left.type), numberRank(right.type)] as const;
    if (ranks[0] >= 0 && ranks[1] >= 0) {
      const rank = Math.max(...ranks);
      if (rank === 0) return { js: `(${left.js}${not || '='}==${right.js})`, type: boolean, present: true };
      const type = this.types.system(NUMBER_NAMES[rank] as string);
      const [a, b] = [left, right].map((c) => this.convert(c.js, this.conversions.assign(c.type, type)?.by ?? null));
      return { js: `${not}R.eqNumber(${a},${b})`, type: boolean, present: true };
    }
    if (!this.conversions.compatible(left.type, right.type)) this.refuseComparison(at, left, right);
    return { js: `${not}R.${this.equalityOf(left.type, right.type)}(${left.js},${right.js})`, type: boolean, present: true };
  }

  private equalityOf(a: ApexType, b: ApexType): string {
    if (a.name === 'Id' || b.name === 'Id') return 'eqId';
    if (a.name === 'String' && b.name === 'String') return 'eqText';
    if (a.name === 'Boolean' && b.name === 'Boolean') return 'same';
    return 'equal';
  }

  private comparison(at: At, op: string, left: Code, right: Code): Code {
    const boolean = this.types.system('Boolean');
    const ranks = [numberRank(left.type), numberRank(right.type)] as const;
    if (ranks[0] >= 0 && ranks[1] >= 0) {
      const rank = Math.max(...ranks);
      const type = this.types.system(NUMBER_NAMES[rank] as string);
      if (rank === 0 && left.present && right.present) return { js: `(${left.js}${op}${right.js})`, type: boolean, present: true };
      const [a, b] = [left, right].map((c) => this.convert(c.js, this.conversions.assign(c.type, type)?.by ?? null));
      return { js: `(R.order(${a},${b})${op}0)`, type: boolean, present: true };
    }
    const ordered = ['String', 'Id', 'Date', 'Datetime', 'Time'];
    const known = left.type !== NULL && right.type !== NULL && this.conversions.compatible(left.type, right.type);
    if (known && ordered.includes(left.type.name) && ordered.includes(right.type.name)) {
      const target =
        left.type.name === 'Date' && right.type.name === 'Datetime'
          ? right.type
          : right.type.name === 'Date' && left.type.name === 'Datetime'
            ? left.type
            : null;
      const [a, b] = [left, right].map((c) => (target ? this.convert(c.js, this.conversions.assign(c.type, target)?.by ?? null) : c.js));
      return { js: `(R.order(${a},${b})${op}0)`, type: boolean, present: true };
    }
    if (!known) this.refuseComparison(at, left, right);
    throw new Refusal(at, `Inequality operator not allowed for this type: ${shown(left.type)}`);
  }

  private coalesce(at: At, left: Code, right: Code): Code {
    const type = this.common(left.type, right.type);
    if (!type) throw new Refusal(at, `Incompatible types in null coalescing operator: ${shown(left.type)}, ${shown(right.type)}`);
    const [a, b] = [left, right].map((c) => this.convert(c.js, this.conversions.assign(c.type, type)?.by ?? null));
    return { js: `(${a}??${b})`, type, ...(right.present ? { present: true } : {}) };
  }

  /** @returns the type that both sides of `? :` and `??` become. */
  common(a: ApexType, b: ApexType): ApexType | null {
    if (a === NULL) return b;
    if (b === NULL || this.conversions.assign(b, a)) {
      const back = numberRank(a) >= 0 && numberRank(b) > numberRank(a);
      return back ? b : a;
    }
    return this.conversions.assign(a, b) ? b : null;
  }

  private bits(at: At, op: string, left: Code, right: Code): Code {
    const [a, b] = [this.present(left), this.present(right)];
    if (left.type.name === 'Boolean' && right.type.name === 'Boolean' && op.length === 1)
      return { js: `Boolean(${a}${op}${b})`, type: left.type, present: true };
    const rank = Math.max(numberRank(left.type), numberRank(right.type));
    if (numberRank(left.type) < 0 || numberRank(right.type) < 0 || rank > 1)
      throw new Refusal(
        at,
        op.length > 1
          ? `${op} operation can only be applied to Integer or Long types`
          : `${op} operator can only be applied to Boolean expressions or to Integer or Long expressions`
      );
    if (rank === 0 || (op.length > 1 && numberRank(left.type) === 0))
      return { js: `(${a}${op}${rank ? `Number(${b})` : b}|0)`, type: this.types.system('Integer'), present: true };
    return { js: `R.lbits(${JSON.stringify(op)},${a},${b})`, type: this.types.system('Long'), present: true };
  }

  unary(at: At, op: string, operand: Code): Code {
    if (operand.type === VOID) throw new Refusal(at, 'Arithmetic expressions are not allowed on void types');
    const value = this.present(operand);
    if (op === '!' && operand.type.name !== 'Boolean') throw new Refusal(at, '! operator can only be applied to boolean expressions');
    if (op === '!') return { js: `!${value}`, type: operand.type, present: true };
    // The platform takes a plus sign before anything.
    if (op === '+') return numberRank(operand.type) < 0 ? operand : { ...operand, js: value, present: true };
    const rank = numberRank(operand.type);
    if (rank < 0 || (op === '~' && rank > 1))
      throw new Refusal(
        at,
        op === '~' ? `Invalid type for bitwise negate: ${shown(operand.type)}` : 'Unary negation must use a numeric argument'
      );
    if (op === '~') return { js: `(~${value})`, type: operand.type, present: true };
    const negated = [`(-${value}|0)`, `BigInt.asIntN(64,-${value})`, `R.fneg(${value})`, `${value}.negated()`][rank] as string;
    return { js: negated, type: operand.type, present: true };
  }
}
