/**
 * Seals of the code that keeps a promise: one Code_Seal record a class or trigger that a promise names, so that the org
 * itself sees when one was changed. Run with `--write` after a reviewed change of such a class.
 */
import { createHash } from 'node:crypto';
import { globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { children, components, packageDir, text } from './source.ts';

const folder = path.join(packageDir, 'assurance', 'customMetadata');
const BLANKS = /[ \t\n\v\f\r]+/g;

/** @returns the controls that each promise names, line by line, by its id */
export function controlsByPromise(): Map<string, string[]> {
  return new Map(
    components('md')
      .filter(({ name }) => name.startsWith('Notice_Promise.'))
      .map(({ name, node }) => {
        const value = children(node, 'values').find((each) => text(each, 'field') === 'Kept_By__c');
        const lines = (value && text(value, 'value')) ?? '';
        return [
          name.slice('Notice_Promise.'.length),
          lines
            .split('\n')
            .map((line) => line.trim())
            .filter(Boolean)
        ];
      })
  );
}

/** @returns the seal that each named class and trigger should bear; null for one that is not in the source */
export function expectedSeals(): Map<string, string | null> {
  const files = new Map(globSync(path.join(packageDir, '**', '*.{cls,trigger}')).map((file) => [path.parse(file).name, file]));
  const named = [...controlsByPromise().values()].flat().flatMap((line) => /^(?:class|trigger) (\S+)$/.exec(line)?.[1] ?? []);
  return new Map(
    [...new Set(named)].sort().map((name) => {
      const file = files.get(name);
      return [name, file ? sealOf(readFileSync(file, 'utf8')) : null];
    })
  );
}

/** @returns the seals that the package bears */
export function writtenSeals(): Map<string, string> {
  return new Map(
    components('md')
      .filter(({ name }) => name.startsWith('Code_Seal.'))
      .map(({ name, node }) => [name.slice('Code_Seal.'.length), text(children(node, 'values')[0]!, 'value') ?? ''])
  );
}

/** The same as OrgFacts.sealOf. */
export function sealOf(source: string): string {
  return createHash('sha256').update(source.replaceAll(BLANKS, '')).digest('hex');
}

function write(): void {
  const expected = expectedSeals();
  for (const name of writtenSeals().keys()) if (!expected.has(name)) rmSync(fileOf(name));
  for (const [name, seal] of expected) {
    if (seal === null) console.error(`A promise names ${name}, which is not in the package.`);
    else writeFileSync(fileOf(name), record(name, seal));
  }
  console.log(`${expected.size} seals`);
}

function fileOf(name: string): string {
  return path.join(folder, `Code_Seal.${name}.md-meta.xml`);
}

function record(name: string, seal: string): string {
  return `<?xml version="1.0" encoding="UTF-8" ?>
<CustomMetadata
  xmlns="http://soap.sforce.com/2006/04/metadata"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xmlns:xsd="http://www.w3.org/2001/XMLSchema"
>
    <label>${name}</label>
    <protected>false</protected>
    <values>
        <field>Seal__c</field>
        <value xsi:type="xsd:string">${seal}</value>
    </values>
</CustomMetadata>
`;
}

if (import.meta.main && process.argv.includes('--write')) write();
