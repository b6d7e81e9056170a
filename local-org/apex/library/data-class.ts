import { systemClass, type Implementation, type LibraryClass, type PropertyImplementation } from './define.ts';

/** An instance of a class of the platform that only holds values. */
export class Data {
  readonly values = new Map<string, unknown>();
}

/**
 * Declares a class of the platform that only holds values, each of which can be read and written.
 * @param properties name and Apex type of each: `developerName: 'String'`.
 */
export function dataClass(fullName: string, properties: Readonly<Record<string, string>>): LibraryClass {
  const name = fullName.slice(fullName.lastIndexOf('.') + 1);
  const Kind = class extends Data {};
  const members: Record<string, Implementation | PropertyImplementation> = { [`${name}()`]: () => new Kind() };
  for (const [property, type] of Object.entries(properties))
    members[`${type} ${property} {get; set;}`] = {
      get: (self: Data) => self.values.get(property) ?? null,
      set: (self: Data, value: unknown) => {
        self.values.set(property, value);
      }
    };
  return systemClass(`public virtual class ${fullName}`, members, { native: Kind });
}
