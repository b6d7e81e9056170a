import type { ApexType } from '../runtime/type.ts';
import { NULL, VOID } from './types.ts';
import type { TypeTable } from './types.ts';

/** How a value of one type becomes one of another: nothing to do, a conversion function of the runtime, or impossible (null). */
export type Conversion = { readonly cost: number; readonly by: string | null } | null;

const NUMBERS = ['Integer', 'Long', 'Double', 'Decimal'];
const TEXTS = ['String', 'Id'];
const same: Conversion = { cost: 0, by: null };

/** @returns the rank of a number type, -1 for others. */
export function numberRank(type: ApexType): number {
  return type.library ? NUMBERS.indexOf(type.name) : -1;
}

/** What may stand where: implicit conversions of assignments and calls. */
export class Conversions {
  readonly types: TypeTable;
  constructor(types: TypeTable) {
    this.types = types;
  }

  /** @returns how `from` is assigned to `to`, null when it may not. */
  assign(from: ApexType, to: ApexType): Conversion {
    if (from === to) return same;
    if (from === VOID || to === VOID) return null;
    if (from === NULL) return { cost: 1, by: null };
    if (to.kind === 'parameter') return { cost: 9, by: null };
    const low = numberRank(from);
    const high = numberRank(to);
    if (low >= 0 && high >= 0) return this.number(from, to, low, high);
    if (TEXTS.includes(from.name) && TEXTS.includes(to.name)) return to.name === 'Id' ? { cost: 2, by: 'toId' } : { cost: 1, by: null };
    if (from.name === 'Date' && to.name === 'Datetime') return { cost: 2, by: 'dateToDatetime' };
    if (to.name === 'Object') return { cost: 10, by: null };
    if (to.name === 'SObject' && this.isRecord(from)) return { cost: 1, by: null };
    if (this.collections(from, to)) return { cost: 2, by: null };
    const depth = this.depth(from, to);
    return depth > 0 ? { cost: depth, by: null } : null;
  }

  private number(from: ApexType, to: ApexType, low: number, high: number): Conversion {
    if (high > low) return { cost: high - low, by: `${from.name}To${to.name}` };
    return from.name === 'Decimal' && to.name === 'Double' ? { cost: 4, by: 'DecimalToDouble' } : null;
  }

  isRecord(type: ApexType): boolean {
    return type.kind === 'sobject' || type.name === 'SObject' || type.name === 'AggregateResult';
  }

  /** Lists vary with their elements, maps with their values, sets not at all; any sObject list passes for a list of SObject and back. */
  private collections(from: ApexType, to: ApexType): boolean {
    if (!from.library || !to.library || from.args.length === 0) return false;
    if (from.library === to.library) return this.sameCollection(from, to);
    const upper = this.superTypes(from).find((t) => t.library === to.library);
    return upper !== undefined && upper.args.every((arg, i) => this.element(arg, to.args[i] as ApexType));
  }

  private sameCollection(from: ApexType, to: ApexType): boolean {
    if (from.is('List')) return this.element(from.args[0]!, to.args[0]!);
    const exact = (a: ApexType, b: ApexType): boolean => a === b || a.kind === 'parameter' || b.kind === 'parameter';
    if (from.is('Set')) return exact(from.args[0]!, to.args[0]!);
    if (!from.is('Map')) return from.args.every((arg, i) => this.element(arg, to.args[i]!));
    const [value, wanted] = [from.args[1]!, to.args[1]!];
    const sameText = TEXTS.includes(value.name) && value !== wanted;
    const widens = !(this.isRecord(value) && value.name === 'SObject' && wanted !== value && this.isRecord(wanted));
    return exact(from.args[0]!, to.args[0]!) && !(sameText && wanted.name !== 'Object') && widens && this.element(value, wanted);
  }

  private element(from: ApexType, to: ApexType): boolean {
    if (from === to || to.kind === 'parameter' || from.kind === 'parameter' || to.name === 'Object') return true;
    if (this.isRecord(from) && this.isRecord(to)) return from.name === 'SObject' || to.name === 'SObject';
    if (TEXTS.includes(from.name) && TEXTS.includes(to.name)) return true;
    if (numberRank(from) >= 0 || numberRank(to) >= 0) return false;
    return this.depth(from, to) > 0 || this.collections(from, to);
  }

  /** @returns direct supertypes with their arguments filled in. */
  superTypes(type: ApexType): ApexType[] {
    const symbol = this.types.symbol(type);
    if (symbol) return [...(symbol.superType ? [symbol.superType] : []), ...symbol.interfaces];
    const library = type.library;
    if (!library) return type.kind === 'sobject' ? [this.types.system('SObject')] : [];
    const upper = [...(library.superType ? [library.superType] : []), ...library.interfaces];
    return upper.map((t) => this.types.substitute(this.types.mention(t, library.typeParameters), library.typeParameters, type.args));
  }

  /** @returns steps up the hierarchy from one type to another: 0 the same, -1 unrelated. */
  depth(from: ApexType, to: ApexType): number {
    if (from === to) return 0;
    let best = -1;
    for (const upper of this.superTypes(from)) {
      const more = this.depth(upper, to);
      if (more >= 0 && (best < 0 || more + 1 < best)) best = more + 1;
    }
    return best;
  }

  /** @returns whether values of the two can be compared and stand on two sides of `? :`. */
  compatible(a: ApexType, b: ApexType): boolean {
    return this.assign(a, b) !== null || this.assign(b, a) !== null || (numberRank(a) >= 0 && numberRank(b) >= 0);
  }

  /** @returns whether a cast from one type to the other can ever succeed. */
  castable(from: ApexType, to: ApexType): boolean {
    if (from === VOID || to === VOID) return false;
    return this.compatible(from, to) || this.isInterface(from) || this.isInterface(to);
  }

  isInterface(type: ApexType): boolean {
    return type.library?.kind === 'interface' || this.types.symbol(type)?.node.kind === 'interface';
  }
}
