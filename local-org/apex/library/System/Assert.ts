import { engine } from '../../runtime/engine.ts';
import type { ApexType } from '../../runtime/type.ts';
import { equal, raise, textOf } from '../../values/index.ts';
import { systemClass } from '../define.ts';

/** `AssertException` cannot be caught by Apex, as on the platform. */
export function fail(sentence: string, message: unknown): never {
  raise(
    'AssertException',
    message === null || message === undefined
      ? `Assertion Failed${sentence ? `: ${sentence}` : ''}`
      : `Assertion Failed: ${textOf(message)}${sentence ? `: ${sentence}` : ''}`
  );
}

export function assertEqual(expected: unknown, actual: unknown, message: unknown = null): void {
  if (!equal(expected, actual)) fail(`Expected: ${textOf(expected)}, Actual: ${textOf(actual)}`, message);
}

export function assertNotEqual(expected: unknown, actual: unknown, message: unknown = null): void {
  if (equal(expected, actual)) fail(`Same value: ${textOf(actual)}`, message);
}

export function assertTrue(condition: boolean | null, message: unknown = null): void {
  if (condition !== true) fail('', message);
}

const is = (value: unknown, type: ApexType, wanted: boolean, message: unknown): void => {
  if (engine().isInstance(value, type) === wanted) return;
  fail(
    wanted
      ? `Expected an instance of type ${type.name}, Actual: ${value === null ? 'null' : engine().typeOf(value).name}`
      : `Not expected an instance of type ${type.name}`,
    message
  );
};
const both = (signature: string, run: (...args: never[]) => void): Record<string, (...args: never[]) => void> => ({
  [`static void ${signature})`]: run,
  [`static void ${signature}, String message)`]: run
});

export default systemClass('public class System.Assert', {
  ...both('areEqual(Object expected, Object actual', assertEqual),
  ...both('areNotEqual(Object notExpected, Object actual', assertNotEqual),
  ...both('isTrue(Boolean condition', assertTrue),
  ...both('isFalse(Boolean condition', (condition: boolean | null, message: unknown) => {
    if (condition !== false) fail('', message);
  }),
  ...both('isNull(Object value', (value: unknown, message: unknown) => {
    if (value !== null) fail(`Expected: null, Actual: ${textOf(value)}`, message);
  }),
  ...both('isNotNull(Object value', (value: unknown, message: unknown) => {
    if (value === null) fail('Expected a value that is not null', message);
  }),
  ...both('isInstanceOfType(Object value, Type expected', (value: unknown, type: ApexType, message: unknown) =>
    is(value, type, true, message)
  ),
  ...both('isNotInstanceOfType(Object value, Type notExpected', (value: unknown, type: ApexType, message: unknown) =>
    is(value, type, false, message)
  ),
  'static void fail()': () => fail('', null),
  'static void fail(String message)': (message: unknown) => fail('', message)
});
