import { engine } from '../../runtime/engine.ts';
import { ApexMap } from '../../values/index.ts';

const lower = (key: unknown): unknown => (typeof key === 'string' ? key.toLowerCase() : key);

/** The maps that describe gives: their keys are API names in lower case, found in any case. */
class NamedMap<V> extends ApexMap<string, V> {
  override get(key: unknown): V | null {
    return super.get(lower(key));
  }

  override has(key: unknown): boolean {
    return super.has(lower(key));
  }
}

/** @returns a map of API names to tokens. */
export function namedMap<V>(type: string, entries: Iterable<readonly [string, V]>): ApexMap<string, V> {
  return new NamedMap<V>(engine().typeNamed('String')!, engine().typeNamed(type)!, entries);
}
