import { Refusal } from '../errors.ts';
import { numberRank } from '../bind/convert.ts';
import type { TypeTable } from '../bind/types.ts';
import { NULL, VOID } from '../bind/types.ts';
import type { Conversions } from '../bind/convert.ts';
import type { At } from '../tree/expressions.ts';
import type { ApexType } from '../runtime/type.ts';
import type { Code } from './scope.ts';

const ARITHMETIC: Readonly<Record<string, string>> = { '+': 'add', '-': 'sub', '*': 'mul', '/': 'div' };
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
        return { js: `R.same(${left.js},${right.js})${op === '===' ? '' : '===false'}`, type: this.types.system('Boolean'), present: true };
      case '<':
      case '>':
      case '<=':
      case '>=':
        return this.comparison(at, op, left, right);
      case '&&':
      case '||':
        return { js: `(${this.condition(at, left)}${op}${this.condition(at, right)})`, type: this.types.system('Boolean'), present: true };
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
    if (code.type.name !== 'Boolean') throw new Refusal(at, `Condition expression must be of type Boolean: ${code.type.name}`);
    return this.present(code);
  }

  convert(js: string, by: string | null): string {
    return by ? `R.${by}(${js})` : js;
  }

  private to(code: Code, type: ApexType): Code {
    const conversion = this.conversions.assign(code.type, type);
    return { js: this.convert(this.present(code), conversion?.by ?? null), type, present: true };
  }

  private arithmetic(at: At, op: string, left: Code, right: Code): Code {
    if (
      op === '+' &&
      (left.type.name === 'String' || right.type.name === 'String' || left.type.name === 'Id' || right.type.name === 'Id')
    ) {
      return { js: `(${this.text(left)}+${this.text(right)})`, type: this.types.system('String'), present: true };
    }
    const ranks = [numberRank(left.type), numberRank(right.type)] as const;
    if (ranks[0] >= 0 && ranks[1] >= 0) return this.numeric(op, left, right, Math.max(...ranks));
    const temporal = this.temporal(op, left, right, ranks[1]);
    if (temporal) return temporal;
    if (op === '+' && (left.type === NULL || right.type === NULL))
      return { js: `R.npe()`, type: left.type === NULL ? right.type : left.type };
    throw new Refusal(
      at,
      op === '+' || op === '-' ? `Arithmetic expressions must use numeric arguments` : `Arithmetic expressions must use numeric arguments`
    );
  }

  private numeric(op: string, left: Code, right: Code, rank: number): Code {
    const type = this.types.system(NUMBER_NAMES[rank] as string);
    const [a, b] = [this.to(left, type).js, this.to(right, type).js];
    if (rank === 0 && op !== '/') return { js: op === '*' ? `Math.imul(${a},${b})` : `(${a}${op}${b}|0)`, type, present: true };
    return { js: `R.${['i', 'l', 'f', 'd'][rank]}${ARITHMETIC[op]}(${a},${b})`, type, present: true };
  }

  /** Days added to a Date, days with fractions to a Datetime, milliseconds to a Time. */
  private temporal(op: string, left: Code, right: Code, rank: number): Code | null {
    if ((op !== '+' && op !== '-') || rank < 0) return null;
    const by = { Date: 'dateAdd', Datetime: 'datetimeAdd', Time: 'timeAdd' }[left.type.name];
    return by
      ? { js: `R.${by}(${this.present(left)},${op === '-' ? '-1' : '1'},${this.present(right)})`, type: left.type, present: true }
      : null;
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
    if (!this.comparable(left.type, right.type))
      throw new Refusal(at, `Comparison arguments must be compatible types: ${left.type.name}, ${right.type.name}`);
    return { js: `${not}R.${this.equalityOf(left.type, right.type)}(${left.js},${right.js})`, type: boolean, present: true };
  }

  private comparable(a: ApexType, b: ApexType): boolean {
    return this.conversions.castable(a, b);
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
    if (
      left.type === NULL ||
      right.type === NULL ||
      (ordered.includes(left.type.name) &&
        ordered.includes(right.type.name) &&
        (this.conversions.assign(left.type, right.type) || this.conversions.assign(right.type, left.type)))
    ) {
      const target =
        left.type.name === 'Date' && right.type.name === 'Datetime'
          ? right.type
          : right.type.name === 'Date' && left.type.name === 'Datetime'
            ? left.type
            : null;
      const [a, b] = [left, right].map((c) => (target ? this.convert(c.js, this.conversions.assign(c.type, target)?.by ?? null) : c.js));
      return { js: `(R.order(${a},${b})${op}0)`, type: boolean, present: true };
    }
    throw new Refusal(at, `Comparison arguments must be compatible types: ${left.type.name}, ${right.type.name}`);
  }

  private coalesce(at: At, left: Code, right: Code): Code {
    const type = this.common(left.type, right.type);
    if (!type) throw new Refusal(at, `Incompatible types in null coalescing operator: ${left.type.name}, ${right.type.name}`);
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
    if (this.conversions.assign(a, b)) return b;
    return this.shared(a, b);
  }

  /** Two subtypes of one class or interface meet there. */
  private shared(a: ApexType, b: ApexType): ApexType | null {
    for (const upper of this.conversions.superTypes(a)) {
      if (this.conversions.assign(b, upper)) return upper;
      const found = this.shared(upper, b);
      if (found) return found;
    }
    return this.types.libraryClass('System.Object') ? this.types.system('Object') : null;
  }

  private bits(at: At, op: string, left: Code, right: Code): Code {
    const [a, b] = [this.present(left), this.present(right)];
    if (left.type.name === 'Boolean' && right.type.name === 'Boolean')
      return { js: `Boolean(${a}${op}${b})`, type: left.type, present: true };
    const rank = Math.max(numberRank(left.type), numberRank(right.type));
    if (numberRank(left.type) < 0 || numberRank(right.type) < 0 || rank > 1)
      throw new Refusal(at, `Bitwise operators must use Integer, Long or Boolean arguments`);
    if (rank === 0 || (op.length > 1 && numberRank(left.type) === 0))
      return { js: `(${a}${op}${rank ? `Number(${b})` : b}|0)`, type: this.types.system('Integer'), present: true };
    return { js: `R.lbits(${JSON.stringify(op)},${a},${b})`, type: this.types.system('Long'), present: true };
  }

  unary(at: At, op: string, operand: Code): Code {
    const value = this.present(operand);
    if (op === '!') return { js: `!${this.condition(at, operand)}`, type: operand.type, present: true };
    const rank = numberRank(operand.type);
    if (rank < 0 || (op === '~' && rank > 1))
      throw new Refusal(
        at,
        op === '~' ? 'Bitwise operators must use Integer or Long arguments' : 'Arithmetic expressions must use numeric arguments'
      );
    if (op === '+') return { ...operand, js: value, present: true };
    if (op === '~') return { js: `(~${value})`, type: operand.type, present: true };
    const negated = [`(-${value}|0)`, `BigInt.asIntN(64,-${value})`, `R.fneg(${value})`, `${value}.negated()`][rank] as string;
    return { js: negated, type: operand.type, present: true };
  }
}
