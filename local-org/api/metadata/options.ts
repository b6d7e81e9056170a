import { PlatformError } from '../../errors.ts';
import { TEST_LEVELS } from '../../deploy/types.ts';
import type { DeployOptions, TestLevel } from '../../deploy/types.ts';

/** Deploy options as REST (JSON) and SOAP (text) send them. */
export type Given = Readonly<Record<string, unknown>>;

/** @throws PlatformError for options that do not fit together. */
export function deployOptions(given: Given): DeployOptions {
  const flag = (name: string, otherwise: boolean): boolean =>
    given[name] === undefined || given[name] === null ? otherwise : String(given[name]) === 'true';
  const level = given['testLevel'];
  if (level !== undefined && level !== null && !TEST_LEVELS.has(String(level)))
    throw new PlatformError('INVALID_INPUT', `'${String(level)}' is not a valid value for the enum 'TestLevel'`);
  const testLevel = (level ?? null) as TestLevel | null;
  if (testLevel === 'RunRelevantTests')
    throw new PlatformError('FUNCTIONALITY_NOT_ENABLED', 'Not supported by the local org: test level RunRelevantTests');
  const runTests = listOf(given['runTests'])
    .map(String)
    .flatMap((names) => names.split(','))
    .map((name) => name.trim())
    .filter(Boolean);
  if (testLevel === 'RunSpecifiedTests' && runTests.length === 0)
    throw new PlatformError('INVALID_OPERATION', 'No tests were specified: RunSpecifiedTests needs runTests');
  if (testLevel !== 'RunSpecifiedTests' && testLevel !== null && runTests.length > 0)
    throw new PlatformError('INVALID_OPERATION', 'runTests can be used only with a testLevel of RunSpecifiedTests');
  return {
    checkOnly: flag('checkOnly', false),
    ignoreWarnings: flag('ignoreWarnings', false),
    rollbackOnError: flag('rollbackOnError', true),
    testLevel: testLevel ?? (runTests.length > 0 ? 'RunSpecifiedTests' : null),
    runTests
  };
}

/** @returns one, many or none as a list. */
export function listOf(value: unknown): unknown[] {
  return value === undefined || value === null || value === '' ? [] : Array.isArray(value) ? value : [value];
}
