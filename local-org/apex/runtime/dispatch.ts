import { raise } from '../values/exception.ts';

/** @returns the JavaScript name of an Apex method: lower-case name and erased parameter types (`compare$object$object`). */
export function methodKey(name: string, erasedParameterTypes: readonly string[]): string {
  return (
    [name, ...erasedParameterTypes].map((part) => part.toLowerCase().replace(/\W+/g, '_')).join('$') +
    (erasedParameterTypes.length ? '' : '$')
  );
}

/** @returns whether the object has the Apex method of that key. */
export function hasMethod(target: unknown, key: string): boolean {
  return typeof (target as Record<string, unknown> | null)?.[key] === 'function';
}

/**
 * Calls an Apex method of a user object from the library, by key: the method's name and its erased parameter types as the
 * interface declares them (type parameters count as `object`): `callMethod(job, 'execute$queueablecontext', context)`,
 * `callMethod(c, 'compare$object$object', a, b)`, `callMethod(key, 'hashcode$')`.
 */
export function callMethod(target: object, key: string, ...args: readonly unknown[]): unknown {
  const method = (target as Record<string, unknown>)[key];
  if (typeof method !== 'function') raise('TypeException', `Method does not exist: ${key}`);
  return method.apply(target, args);
}

const stubs = new WeakSet<object>();

/** Remembers that an object stands in for one of its class: made by `Test.createStub`. */
export function markStub<T extends object>(stub: T): T {
  stubs.add(stub);
  return stub;
}
export const isStub = (value: object): boolean => stubs.has(value);
