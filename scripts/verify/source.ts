import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { XMLParser } from 'fast-xml-parser';
import type { Code, FieldFacts, Grants, ObjectFacts, Package } from './types.ts';

type Node = Record<string, unknown>;

const parser = new XMLParser({ ignoreAttributes: true, parseTagValue: false, ignoreDeclaration: true });

/** Reads the package from its source: what should stand in the org. */
export function readPackage(folder: string): Package {
  const files = filesIn(folder);
  const of = (pattern: RegExp): Component[] => components(files, pattern);
  const fields = Map.groupBy(of(/\/objects\/[^/]+\/fields\/([^/]+)\.field-meta\.xml$/), ({ file }) => path.dirname(path.dirname(file)));
  return {
    objects: new Map(
      of(/\/objects\/[^/]+\/([^/]+__c)\.object-meta\.xml$/).map(({ name, node, file }) => [
        name,
        objectOf(node, fields.get(path.dirname(file)) ?? [])
      ])
    ),
    sets: new Map(of(/\/permissionsets\/([^/]+)\.permissionset-meta\.xml$/).map(({ name, node }) => [name, grantsOf(node)])),
    roles: new Map(
      of(/\/permissionsetgroups\/([^/]+)\.permissionsetgroup-meta\.xml$/).map(({ name, node }) => [
        name,
        new Set(list(node, 'permissionSets').map(String))
      ])
    ),
    classes: code(files, '.cls'),
    triggers: code(files, '.trigger'),
    addresses: new Map(files.filter((file) => file.endsWith('.cls')).flatMap(addressOf)),
    queues: new Set(of(/\/queues\/([^/]+)\.queue-meta\.xml$/).map(({ name }) => name)),
    publicGroups: new Set(of(/\/groups\/([^/]+)\.group-meta\.xml$/).map(({ name }) => name)),
    sharing: new Set(of(/\/sharingRules\/([^/]+)\.sharingRules-meta\.xml$/).flatMap(rulesOf)),
    sharingReasons: new Set(
      files.flatMap((file) => {
        const [, object, reason] = /\/([^/]+)\/sharingReasons\/([^/]+)\.sharingReason-meta\.xml$/.exec(file) ?? [];
        return object === undefined ? [] : [`${object} ${reason!}`];
      })
    )
  };
}

/** Every file of the package, in one walk, with slashes on every machine; none where there is no such folder. */
function filesIn(folder: string): string[] {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return [];
  const entries = readdirSync(path.resolve(folder), { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name).replaceAll(path.sep, '/'))
    .sort();
}

interface Component {
  readonly name: string;
  readonly file: string;
  readonly node: Node;
}

/** @param pattern whose first group is the component's name */
function components(files: readonly string[], pattern: RegExp): Component[] {
  return files.flatMap((file) => {
    const name = pattern.exec(file)?.[1];
    if (name === undefined) return [];
    const [root] = Object.values(parser.parse(readFileSync(file, 'utf8')) as Record<string, Node | string>);
    return [{ name, file, node: typeof root === 'object' ? root : {} }];
  });
}

function objectOf(node: Node, fields: readonly Component[]): ObjectFacts {
  return {
    internal: text(node, 'sharingModel'),
    external: text(node, 'externalSharingModel'),
    feeds: text(node, 'enableFeeds') === 'true',
    fields: new Map(fields.map(({ name, node: field }) => [name, fieldOf(field)]))
  };
}

function fieldOf(node: Node): FieldFacts {
  return {
    classification: text(node, 'securityClassification') || null,
    compliance: text(node, 'complianceGroup') || null,
    history: text(node, 'trackHistory') === 'true'
  };
}

/** Letters of an object's rights, in one order, from flags by letter. */
export const LETTERS = {
  c: 'Create',
  r: 'Read',
  e: 'Edit',
  d: 'Delete',
  v: 'ViewAllRecords',
  m: 'ModifyAllRecords',
  f: 'ViewAllFields'
} as const;

function grantsOf(node: Node): Grants {
  const flag = (one: Node, name: string): boolean => text(one, name) === 'true';
  const rights = (one: Node): string =>
    Object.entries(LETTERS)
      .filter(([letter, name]) => flag(one, 'cred'.includes(letter) ? `allow${name}` : name[0]!.toLowerCase() + name.slice(1)))
      .map(([letter]) => letter)
      .join('');
  const enabled = (part: string, key: string): Set<string> =>
    new Set(
      list(node, part)
        .filter((one) => flag(one as Node, 'enabled'))
        .map((one) => text(one as Node, key))
    );
  return {
    permissions: enabled('userPermissions', 'name'),
    objects: new Map(list(node, 'objectPermissions').map((one) => [text(one as Node, 'object'), rights(one as Node)])),
    fields: new Map(
      list(node, 'fieldPermissions')
        .filter((one) => flag(one as Node, 'readable'))
        .map((one) => [text(one as Node, 'field'), flag(one as Node, 'editable') ? 're' : 'r'])
    ),
    classes: enabled('classAccesses', 'apexClass'),
    custom: enabled('customPermissions', 'name')
  };
}

function rulesOf({ name, node }: Component): string[] {
  const rules = [...list(node, 'sharingOwnerRules'), ...list(node, 'sharingCriteriaRules')] as Node[];
  return rules.map((rule) => `${name} ${text(rule['sharedTo'] as Node, 'group')} ${text(rule, 'accessLevel')}`);
}

/** The seal of a source: its SHA-256 without blanks and line ends, which tools may change; as the org computes it (OrgFacts). */
export function sealOf(source: string): string {
  return createHash('sha256')
    .update(source.replace(/[ \t\n\v\f\r]+/g, ''))
    .digest('hex');
}

function code(files: readonly string[], suffix: string): Map<string, Code> {
  return new Map(
    files
      .filter((file) => file.endsWith(suffix))
      .map((file) => [path.basename(file, suffix), { seal: sealOf(readFileSync(file, 'utf8')), active: true }])
  );
}

function addressOf(file: string): [string, string][] {
  const address = /@RestResource\(urlMapping='([^']+)'\)/.exec(readFileSync(file, 'utf8'))?.[1];
  return address === undefined ? [] : [[path.basename(file, '.cls'), address]];
}

function list(node: Node, name: string): unknown[] {
  const value = node[name];
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}

function text(node: Node, name: string): string {
  const value = node[name];
  return typeof value === 'string' ? value.trim() : '';
}
