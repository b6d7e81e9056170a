import { systemClass } from '../library/define.ts';
import type { ApexEnum } from '../values/enum.ts';
import { raise } from '../values/exception.ts';

/** What every enum value has. Its statics (`values()`, `valueOf(String)`) are resolved by the compiler, which knows the enum. */
export const enumClass = systemClass('class System.Enum', {
  'String name()': (self: ApexEnum) => self.constant,
  'Integer ordinal()': (self: ApexEnum) => self.ordinal,
  'String toString()': (self: ApexEnum) => self.constant,
  'Boolean equals(Object other)': (self: ApexEnum, other: unknown) => self === other,
  'Integer hashCode()': (self: ApexEnum) => self.ordinal
});

/** A row of an aggregate query: an sObject whose fields are the aliases. */
export const aggregateClass = systemClass('class System.AggregateResult extends System.SObject', {});

/** `Level.valueOf('HIGH')`, in any case. @throws NoSuchElementException. */
export function enumValueOf(constants: readonly ApexEnum[], typeName: string, name: string | null): ApexEnum {
  if (name === null) raise('NullPointerException', 'Argument cannot be null.');
  const found = constants.find((c) => c.constant.toLowerCase() === name.toLowerCase());
  if (!found) raise('NoSuchElementException', `No enum constant ${typeName}.${name}`);
  return found;
}
