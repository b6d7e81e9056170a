import type { Connection } from '@jsforce/jsforce-node';
import { preflight as words } from '../messages/preflight.ts';
import { EXIT, ToolError } from '../shared/exit.ts';
import { requireSight } from '../setup/sight.ts';
import { clashes, type Found, isFirst } from './clashes.ts';
import { readSource, type Source } from './source.ts';

/** Names in one question: an address has room for some thousands of letters. */
const CHUNK = 80;
const SHOWN = 20;

export interface Answer {
  readonly names: number;
  /** Whether Confide is not in the org yet. */
  readonly first: boolean;
}

/** @throws ToolError (blocked) naming what a deployment would overwrite; the names are of objects and classes */
export async function preflight(connection: Connection, folder: string): Promise<Answer> {
  const source = readSource(folder);
  const names = source.objects.size + source.classes.size + source.triggers.size + source.permissionSets.size;
  if (names === 0) throw new ToolError(words.noSource, EXIT.usage);
  await requireSight(connection);
  const found = await ask(connection, source);
  const taken = clashes(source, found);
  if (taken.length > 0)
    throw new ToolError(words.taken(taken.slice(0, SHOWN), Math.max(0, taken.length - SHOWN)), EXIT.blocked, 'NAMES_TAKEN');
  return { names, first: isFirst(found) };
}

async function ask(connection: Connection, source: Source): Promise<Found> {
  const objects = await rows<{ QualifiedApiName: string }>(
    connection,
    source.objects.keys(),
    (list) => `SELECT QualifiedApiName FROM EntityDefinition WHERE QualifiedApiName IN (${list})`
  );
  const fields = new Map(objects.map(({ QualifiedApiName }) => [QualifiedApiName, new Set<string>()]));
  type Field = { QualifiedApiName: string; EntityDefinition: { QualifiedApiName: string } };
  const described = await rows<Field>(
    connection,
    fields.keys(),
    (list) =>
      `SELECT QualifiedApiName, EntityDefinition.QualifiedApiName FROM FieldDefinition WHERE EntityDefinition.QualifiedApiName IN (${list})`,
    10
  );
  for (const { QualifiedApiName, EntityDefinition } of described)
    if (QualifiedApiName.endsWith('__c')) fields.get(EntityDefinition.QualifiedApiName)?.add(QualifiedApiName);
  const code = async (type: string, names: Iterable<string>) => {
    const there = await rows<{ Name: string; Body: string }>(
      connection,
      names,
      (list) => `SELECT Name, Body FROM ${type} WHERE NamespacePrefix = NULL AND Name IN (${list})`
    );
    return new Map(there.map(({ Name, Body }) => [Name, Body]));
  };
  const sets = await rows<{ Name: string }>(
    connection,
    source.permissionSets,
    (list) => `SELECT Name FROM PermissionSet WHERE NamespacePrefix = NULL AND Name IN (${list})`
  );
  return {
    objects: fields,
    classes: await code('ApexClass', source.classes.keys()),
    triggers: await code('ApexTrigger', source.triggers.keys()),
    permissionSets: new Set(sets.map(({ Name }) => Name))
  };
}

/** Names of source files, of letters, digits and underscores: safe in a query. */
async function rows<T extends object>(
  connection: Connection,
  names: Iterable<string>,
  soql: (list: string) => string,
  chunk = CHUNK
): Promise<T[]> {
  const all = [...names].filter((name) => /^\w+$/.test(name));
  const found: T[] = [];
  for (let at = 0; at < all.length; at += chunk) {
    const list = all.slice(at, at + chunk).map((name) => `'${name}'`);
    const { records } = await connection.query<T>(soql(list.join(', ')), { autoFetch: true, maxFetch: 50_000 });
    found.push(...(records as T[]));
  }
  return found;
}
