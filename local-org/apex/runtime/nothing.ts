import { raise } from '../values/exception.ts';

/** @throws NullPointerException: something was used that is null. */
export function nothing(): never {
  raise('NullPointerException', 'Attempt to de-reference a null object');
}
