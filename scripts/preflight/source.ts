import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** What is to be deployed, of the kinds that Salesforce would overwrite by name. */
export interface Source {
  /** Fields by object: custom objects, types of metadata, events. */
  readonly objects: ReadonlyMap<string, ReadonlySet<string>>;
  /** Source text by name. */
  readonly classes: ReadonlyMap<string, string>;
  readonly triggers: ReadonlyMap<string, string>;
  readonly permissionSets: ReadonlySet<string>;
}

/** Reads a folder in source format. */
export function readSource(folder: string): Source {
  const named = (pattern: string, suffix: string) =>
    globSync(pattern, { cwd: folder }).map((file) => [path.basename(file, suffix), path.join(folder, file)] as const);
  const texts = (pattern: string, suffix: string) =>
    new Map(named(pattern, suffix).map(([name, file]) => [name, readFileSync(file, 'utf8')]));
  const objects = named('**/objects/*/*.object-meta.xml', '.object-meta.xml').map(([name, file]) => {
    const fields = globSync('fields/*.field-meta.xml', { cwd: path.dirname(file) }).map((field) => path.basename(field, '.field-meta.xml'));
    return [name, new Set(fields)] as const;
  });
  return {
    objects: new Map(objects.filter(([name]) => /__(c|mdt|e)$/.test(name))),
    classes: texts('**/*.cls', '.cls'),
    triggers: texts('**/*.trigger', '.trigger'),
    permissionSets: new Set(named('**/*.permissionset-meta.xml', '.permissionset-meta.xml').map(([name]) => name))
  };
}
