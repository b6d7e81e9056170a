import { SRecord } from '../../schema/record.ts';
import type { Conversions } from '../bind/convert.ts';
import { NULL } from '../bind/types.ts';
import type { TypeTable } from '../bind/types.ts';
import type { LibraryClass } from '../library/define.ts';
import { ApexDecimal, ApexDouble, ApexEnum, ApexException, ApexList, ApexMap, ApexSet, isId, raise, toId } from '../values/index.ts';
import { conversions as convert } from './conversions.ts';
import { ApexType } from './type.ts';

/** Types of values at run time: what they are, whether they may be cast. */
export class ValueTypes {
  private readonly types: TypeTable;
  private readonly conversions: Conversions;
  /** JavaScript class to Apex type, for objects of the library and of the package. */
  private readonly natives = new Map<unknown, LibraryClass>();
  private readonly users = new Map<unknown, ApexType>();

  constructor(types: TypeTable, conversions: Conversions, library: readonly LibraryClass[]) {
    this.types = types;
    this.conversions = conversions;
    for (const c of library) if (c.options.native) this.natives.set(c.options.native, c);
  }

  register(constructor: unknown, type: ApexType): void {
    this.users.set(constructor, type);
  }

  typeOf(value: unknown): ApexType {
    switch (typeof value) {
      case 'string':
        return this.types.system('String');
      case 'number':
        return this.types.system('Integer');
      case 'bigint':
        return this.types.system('Long');
      case 'boolean':
        return this.types.system('Boolean');
      default:
        return value === null || value === undefined ? NULL : this.objectType(value);
    }
  }

  private objectType(value: object): ApexType {
    const user = this.users.get(value.constructor);
    if (user) return user;
    if (value instanceof ApexList) return this.types.listOf(value.elementType);
    if (value instanceof ApexMap) return this.types.system('Map', value.keyType, value.valueType);
    if (value instanceof ApexSet) return this.types.system('Set', value.elementType);
    if (value instanceof SRecord)
      return (
        this.types.ofObject(value.object.name) ?? this.types.system(value.object.name === 'AggregateResult' ? 'AggregateResult' : 'SObject')
      );
    if (value instanceof ApexEnum || value instanceof ApexException)
      return this.types.named(value.typeName) ?? this.types.system('Exception');
    if (value instanceof ApexType) return this.types.system('Type');
    for (let at: unknown = value.constructor; typeof at === 'function'; at = Object.getPrototypeOf(at)) {
      const library = this.natives.get(at);
      if (library) return this.types.ofLibrary(library, library.options.typeArguments?.(value as never) ?? []);
    }
    return this.types.system('Object');
  }

  isInstance(value: unknown, type: ApexType): boolean {
    if (value === null || value === undefined) return false;
    if (type.name === 'Object') return true;
    if (typeof value === 'string') return type.name === 'String' || (type.name === 'Id' && isId(value));
    const own = this.typeOf(value);
    if (own === type) return true;
    const wider = WIDER[own.name];
    if (wider) return wider.includes(type.name);
    if (typeof value !== 'object') return false;
    return !differentTexts(own, type) && this.conversions.assign(own, type)?.by === null;
  }

  /** @throws TypeException `Invalid conversion from runtime type X to Y`. */
  cast(value: unknown, type: ApexType): unknown {
    if (value === null || value === undefined) return null;
    const own = this.typeOf(value);
    if (own === type) return value;
    if (own.name in WIDER) return this.converted(value, own, type);
    if (this.isInstance(value, type)) return type.name === 'Id' ? toId(value as string) : value;
    raise('TypeException', `Invalid conversion from runtime type ${own.name} to ${type.name}`);
  }

  /** Numbers and dates become what they are cast to. */
  private converted(value: unknown, own: ApexType, type: ApexType): unknown {
    const found = this.conversions.assign(own, type);
    if (found?.by) return (convert as Record<string, (v: never) => unknown>)[found.by]!(value as never);
    if (found || type.name === 'Object') return value;
    if (value instanceof ApexDouble && type.name === 'Decimal') return ApexDecimal.fromDouble(value.value);
    raise('TypeException', `Invalid conversion from runtime type ${own.name} to ${type.name}`);
  }
}

/** Collections of texts and of ids pass for one another where the compiler knows both, not when they are looked at. */
function differentTexts(own: ApexType, type: ApexType): boolean {
  return own.args.some((arg, i) => {
    const other = type.args[i];
    return other !== undefined && ((arg.name === 'String' && other.name === 'Id') || differentTexts(arg, other));
  });
}

/** What else a value of the type is an instance of: `1 instanceof Decimal` holds, and a Date is a Datetime. */
const WIDER: Readonly<Record<string, readonly string[]>> = {
  Integer: ['Long', 'Double', 'Decimal'],
  Long: ['Double', 'Decimal'],
  Double: ['Decimal'],
  Decimal: ['Double'],
  Date: ['Datetime']
};
