import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { XMLParser } from 'fast-xml-parser';
import type { Code, FieldFacts, Grants, ObjectFacts, Package } from './types.ts';

type Node = Record<string, unknown>;

const parser = new XMLParser({ ignoreAttributes: true, parseTagValue: false, ignoreDeclaration: true });

/** Reads the package from its source: what should stand in the org. */
export function readPackage(folder: string): Package {
  const objects = new Map(
    components(folder, 'objects/*/*.object-meta.xml', '.object-meta.xml')
      .filter(({ name }) => name.endsWith('__c'))
      .map(({ name, node, file }) => [name, objectOf(node, path.dirname(file))] as const)
  );
  const reasons = globSync('**/sharingReasons/*.sharingReason-meta.xml', { cwd: folder });
  return {
    objects,
    sets: new Map(
      components(folder, 'permissionsets/*.permissionset-meta.xml', '.permissionset-meta.xml').map(({ name, node }) => [
        name,
        grantsOf(node)
      ])
    ),
    roles: new Map(
      components(folder, 'permissionsetgroups/*.permissionsetgroup-meta.xml', '.permissionsetgroup-meta.xml').map(({ name, node }) => [
        name,
        new Set(list(node, 'permissionSets').map(String))
      ])
    ),
    classes: code(folder, '.cls'),
    triggers: code(folder, '.trigger'),
    addresses: new Map(globSync('**/*.cls', { cwd: folder }).flatMap((file) => addressOf(path.join(folder, file)))),
    queues: new Set(components(folder, 'queues/*.queue-meta.xml', '.queue-meta.xml').map(({ name }) => name)),
    publicGroups: new Set(components(folder, 'groups/*.group-meta.xml', '.group-meta.xml').map(({ name }) => name)),
    sharing: new Set(components(folder, 'sharingRules/*.sharingRules-meta.xml', '.sharingRules-meta.xml').flatMap(rulesOf)),
    sharingReasons: new Set(reasons.map((file) => `${file.split(path.sep).at(-3)!} ${path.basename(file, '.sharingReason-meta.xml')}`))
  };
}

interface Component {
  readonly name: string;
  readonly file: string;
  readonly node: Node;
}

function components(folder: string, pattern: string, suffix: string): Component[] {
  return globSync(`**/${pattern}`, { cwd: folder })
    .sort()
    .map((relative) => {
      const file = path.join(folder, relative);
      const [root] = Object.values(parser.parse(readFileSync(file, 'utf8')) as Record<string, Node | string>);
      return { name: path.basename(file, suffix), file, node: typeof root === 'object' ? root : {} };
    });
}

function objectOf(node: Node, folder: string): ObjectFacts {
  const fields = components(folder, 'fields/*.field-meta.xml', '.field-meta.xml').map(
    ({ name, node: field }) => [name, fieldOf(field)] as const
  );
  return {
    internal: text(node, 'sharingModel'),
    external: text(node, 'externalSharingModel'),
    feeds: text(node, 'enableFeeds') === 'true',
    fields: new Map(fields)
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

function code(folder: string, suffix: string): Map<string, Code> {
  return new Map(
    globSync(`**/*${suffix}`, { cwd: folder }).map((file) => [
      path.basename(file, suffix),
      { seal: sealOf(readFileSync(path.join(folder, file), 'utf8')), active: true }
    ])
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
