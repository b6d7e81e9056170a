/** Which values and operators go with which fields, in the platform's words. */
import { normalizeId } from '../schema/ids.ts';
import type { FieldType } from '../schema/types.ts';
import { invalidField, invalidOperator } from './errors.ts';
import type { Typed } from './plan.ts';
import type { ComparisonOperator, ValueNode } from './tree.ts';

export const NUMERIC: ReadonlySet<FieldType> = new Set(['Number', 'Currency', 'Percent', 'Integer']);
const REFERENCE: ReadonlySet<FieldType> = new Set(['Id', 'Lookup', 'MasterDetail']);

export function isReference(type: FieldType): boolean {
  return REFERENCE.has(type);
}

/** @throws PlatformError when a literal cannot be a value of that type. Binds are looked at when they have values. */
export function checkLiteral(typed: Typed, value: ValueNode): void {
  if (value.kind === 'null' || value.kind === 'bind') return;
  const wrong = (type: string, quotes: boolean): never => {
    throw invalidField(
      `value of filter criterion for field '${typed.name}' must be of type ${type} and should ${quotes ? '' : 'not '}be enclosed in quotes`,
      typed.name
    );
  };
  const { type } = typed;
  if (type === 'Checkbox') {
    if (value.kind !== 'boolean') wrong('boolean', false);
  } else if (NUMERIC.has(type)) {
    if (value.kind !== 'number') wrong(type === 'Integer' ? 'int' : 'double', false);
  } else if (type === 'Date') {
    if (value.kind !== 'date' && value.kind !== 'dateLiteral') wrong('date', false);
  } else if (type === 'DateTime') {
    if (value.kind !== 'datetime' && value.kind !== 'dateLiteral') wrong('dateTime', false);
  } else if (type === 'Time') {
    if (value.kind !== 'time') wrong('time', false);
  } else if (value.kind !== 'string') wrong('string', true);
  else if (isReference(type)) idValue(value.value);
}

/** @returns the id in 18 characters; the empty text stays. @throws PlatformError for what is no id. */
export function idValue(text: string): string {
  if (text === '') return text;
  const id = normalizeId(text);
  if (id === null) throw invalidOperator(`invalid ID field: ${text}`);
  return id;
}

/** @throws PlatformError when the operator makes no sense for the type. */
export function checkOperator(typed: Typed, operator: ComparisonOperator | 'includes'): void {
  const { type } = typed;
  if (operator === 'includes') {
    if (type !== 'MultiselectPicklist') throw invalidOperator('includes/excludes only allowed on multipicklist fields');
  } else if (operator === 'like') {
    if (isReference(type)) throw invalidOperator('invalid operator on id field');
    if (NUMERIC.has(type) || ['Checkbox', 'Date', 'DateTime', 'Time', 'MultiselectPicklist'].includes(type))
      throw invalidOperator('invalid operator');
  } else if (operator !== '=' && operator !== '!=' && type !== 'Id' && (isReference(type) || type === 'Checkbox')) {
    throw invalidOperator(type === 'Checkbox' ? 'invalid operator' : 'invalid operator on id field');
  }
}
