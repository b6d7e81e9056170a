import { gardenOrg } from '../../fixtures/index.ts';
import type { Org } from '../../org.ts';

/** Helps the tests of the library: expressions of Apex, compiled and run in the small invented org. */
export type Row = readonly [expression: string, text: string];
const PREFIX = 'USER_DEBUG|DEBUG|';

export function administrator(org: Org): string {
  return String(org.store.all('SELECT "Id" AS id FROM "User" WHERE "Username" = ?', ['admin@demo.example'])[0]!['id']);
}

/** @returns what each expression gives, as `String.valueOf` writes it; exceptions as `Type: message`. */
export function evaluate(expressions: readonly string[], org: Org = gardenOrg(), before = ''): string[] {
  const statements = expressions.map(
    (expression) =>
      `try { Object value = ${expression}; System.debug(String.valueOf(value)); } catch (Exception e) { System.debug(e.getTypeName() + ': ' + e.getMessage()); }`
  );
  return run(`${before}\n${statements.join('\n')}`, org);
}

/** @returns the debug lines of anonymous Apex. @throws when it does not compile or fails. */
export function run(source: string, org: Org = gardenOrg()): string[] {
  const result = org.apex.executeAnonymous(administrator(org), source);
  if (!result.compiled) throw new Error(`line ${result.line}: ${result.compileProblem}\n${source.split('\n')[result.line - 1] ?? ''}`);
  if (!result.success) throw new Error(`${result.exceptionMessage}\n${result.exceptionStackTrace}`);
  return result.debugLog === '' ? [] : result.debugLog.split(/\n(?=USER_DEBUG)/).map((line) => line.slice(PREFIX.length));
}
