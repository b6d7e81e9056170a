/** Orgs for the tests of Apex: an invented package with the classes a test writes. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { bootOrg } from '../boot.ts';
import { GARDEN } from '../fixtures/index.ts';
import type { Org } from '../org.ts';

/** Objects of an invented casework package, without classes. */
export const CASEWORK = fileURLToPath(new URL('fixtures/casework', import.meta.url));

/**
 * @param sources file name (`Foo.cls`, `Foo.trigger`) to source; API version 67 unless the name says otherwise (`Foo@62.cls`).
 * @returns an org in memory with the garden (or another package) and these classes.
 */
export function apexOrg(sources: Readonly<Record<string, string>>, base: string = GARDEN): Org {
  const dir = mkdtempSync(path.join(tmpdir(), 'apex-'));
  try {
    for (const [name, source] of Object.entries(sources)) write(dir, name, source);
    return bootOrg({ packageDirs: [base, dir], database: ':memory:' });
  } finally {
    rmSync(dir, { recursive: true });
  }
}

function write(dir: string, name: string, source: string): void {
  const [, base = name, version = '67', kind = 'cls'] = /^(\w+)(?:@(\d+))?\.(cls|trigger)$/.exec(name) ?? [];
  const folder = path.join(dir, 'main/default', kind === 'cls' ? 'classes' : 'triggers');
  const type = kind === 'cls' ? 'ApexClass' : 'ApexTrigger';
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, `${base}.${kind}`), source);
  writeFileSync(
    path.join(folder, `${base}.${kind}-meta.xml`),
    `<?xml version="1.0" encoding="UTF-8"?><${type} xmlns="http://soap.sforce.com/2006/04/metadata"><apiVersion>${version}.0</apiVersion><status>Active</status></${type}>`
  );
}

/** @returns the id of the administrator. */
export function administrator(org: Org): string {
  return String(org.store.all('SELECT "Id" AS id FROM "User" WHERE "IsActive" = 1 ORDER BY "Id" LIMIT 1')[0]!['id']);
}

/** Runs anonymous Apex as the administrator. @returns null, or the refusal or exception. */
export function run(org: Org, source: string): string | null {
  const result = org.apex.executeAnonymous(administrator(org), source);
  return result.compileProblem === null ? result.exceptionMessage : `${result.line}:${result.column}: ${result.compileProblem}`;
}
