/**
 * How the library talks to an instance of an Apex class: the emitter puts these on the class's prototype when the class has the
 * method. A class without {@link EQUALS} is compared by identity, one without {@link TEXT} is written as its fields.
 */
export const EQUALS = Symbol('equals');
export const HASH = Symbol('hashCode');
export const COMPARE = Symbol('compareTo');
export const TEXT = Symbol('toString');
/** Full Apex name of an instance's class, on every prototype. */
export const TYPE_NAME = Symbol('typeName');
/** Function giving the instance's fields in declaration order, for texts and JSON: `[name, value][]`. */
export const FIELDS = Symbol('fields');

export interface ApexInstance {
  readonly [TYPE_NAME]: string;
  [EQUALS]?(other: unknown): boolean;
  [HASH]?(): number;
  [COMPARE]?(other: unknown): number;
  [TEXT]?(): string | null;
  [FIELDS]?(): readonly (readonly [string, unknown])[];
}

export function isInstance(value: unknown): value is ApexInstance {
  return typeof value === 'object' && value !== null && TYPE_NAME in value;
}
