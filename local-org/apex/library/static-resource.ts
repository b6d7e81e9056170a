import { current } from '../../transaction.ts';
import { raise } from '../values/index.ts';

/** @returns the content of a static resource, whose name has no case. @throws CalloutException, or what is asked for, when there is none. */
export function staticResource(name: string, exception = 'CalloutException'): Uint8Array {
  const [row] = current().org.store.all('SELECT "Body" AS body FROM "StaticResource" WHERE lower("Name") = lower(?)', [name]);
  return (row?.['body'] as Uint8Array | undefined) ?? raise(exception, `Static resource not found: ${name}`);
}
