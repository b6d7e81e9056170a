import { systemClass, type Implementation, type LibraryClass, type PropertyImplementation } from './define.ts';

/** An instance of a class of the platform that only holds values. */
export class Data {
  readonly values = new Map<string, unknown>();
}

interface DataClassOptions {
  /** The class it extends. */
  readonly base?: string;
  /** Each value has `getX()` and `setX(…)` beside the property. */
  readonly methods?: boolean;
}

/**
 * Declares a class of the platform that only holds values, each of which can be read and written.
 * @param properties name and Apex type of each: `developerName: 'String'`.
 */
export function dataClass(fullName: string, properties: Readonly<Record<string, string>>, options: DataClassOptions = {}): LibraryClass {
  const name = fullName.slice(fullName.lastIndexOf('.') + 1);
  const Kind = class extends Data {};
  const members: Record<string, Implementation | PropertyImplementation> = { [`${name}()`]: () => new Kind() };
  for (const [property, type] of Object.entries(properties)) {
    const get = (self: Data): unknown => self.values.get(property) ?? null;
    const set = (self: Data, value: unknown): void => {
      self.values.set(property, value);
    };
    members[`${type} ${property} {get; set;}`] = { get, set };
    if (!options.methods) continue;
    const word = property.charAt(0).toUpperCase() + property.slice(1);
    members[`${type} ${type === 'Boolean' ? 'is' : 'get'}${word}()`] = get;
    if (type === 'Boolean') members[`${type} get${word}()`] = get;
    members[`void set${word}(${type} value)`] = set;
  }
  return systemClass(`public virtual class ${fullName}${options.base ? ` extends ${options.base}` : ''}`, members, { native: Kind });
}
