import { Decimal } from 'decimal.js';
import { PlatformError } from '../errors.ts';
import type { Org } from '../org.ts';
import type { FieldDef } from '../schema/types.ts';
import type { FormulaContext, ParentLoader } from './types.ts';

/** Static type of an expression. Picklists only go where the platform lets them. */
export type FormulaType = 'Text' | 'Number' | 'Boolean' | 'Date' | 'DateTime' | 'Time' | 'Picklist' | 'MultiPicklist' | 'Null';

/** A value while it is calculated: dates, date-times and times as in the store, numbers as decimals. */
export type FormulaValue = string | Decimal | boolean | null;

/** What an evaluation knows besides the record. */
export interface Scope extends FormulaContext {
  readonly org: Org;
  readonly parents: ParentLoader;
  /** IANA name of the running user's time zone. */
  readonly zone: string;
}

/** A compiled expression. */
export interface Typed {
  readonly type: FormulaType;
  evaluate(scope: Scope): FormulaValue;
  /** Set when the expression is a field as it stands: what ISCHANGED and PRIORVALUE take. */
  readonly field?: { readonly definition: FieldDef; readonly ofRecord: boolean };
  /** Set when the expression is a literal text: what ISPICKVAL and REGEX take. */
  readonly literal?: string;
}

const NAMES: Readonly<Record<FormulaType, string>> = {
  Text: 'Text',
  Number: 'Number',
  Boolean: 'Boolean',
  Date: 'Date',
  DateTime: 'DateTime',
  Time: 'Time',
  Picklist: 'Picklist',
  MultiPicklist: 'Multi-Select Picklist',
  Null: 'Null'
};

/** @throws PlatformError when an argument is not of a type the function takes. */
export function demand(name: string, argument: Typed, ...types: FormulaType[]): Typed {
  if (argument.type === 'Null' || types.includes(argument.type)) return argument;
  if (argument.type === 'Picklist' && argument.field)
    throw new PlatformError(
      'INVALID_FORMULA',
      `Field ${argument.field.definition.name} is a picklist field. Picklist fields are only supported in certain functions.`
    );
  throw new PlatformError(
    'INVALID_FORMULA',
    `Incorrect parameter type for ${name}. Expected ${types.map((type) => NAMES[type]).join(', ')}, received ${NAMES[argument.type]}`
  );
}

/** @returns the one type of several branches. @throws PlatformError when they differ. */
export function common(name: string, branches: readonly Typed[]): FormulaType {
  const types = new Set(branches.map((branch) => branch.type).filter((type) => type !== 'Null'));
  const [first = 'Null', second] = types;
  if (second !== undefined)
    throw new PlatformError('INVALID_FORMULA', `Incorrect parameter type for ${name}. Expected ${NAMES[first]}, received ${NAMES[second]}`);
  return first;
}

export function isBlank(value: FormulaValue): boolean {
  return value === null || value === '';
}

export function textOf(value: FormulaValue): string {
  return value === null ? '' : value instanceof Decimal ? value.toFixed() : String(value);
}

export function sameFormulaValue(a: FormulaValue, b: FormulaValue): boolean {
  if (isBlank(a) || isBlank(b)) return isBlank(a) && isBlank(b);
  return a instanceof Decimal && b instanceof Decimal ? a.equals(b) : a === b;
}
