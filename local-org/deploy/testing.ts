/** Packages for tests, written as files by path. */
import type { DeployOptions, DeployResult } from './types.ts';
import type { Deployments } from './deployments.ts';
import { zip } from './zip.ts';

const NAMESPACE = 'xmlns="http://soap.sforce.com/2006/04/metadata"';

/** @returns a manifest that names members by type. */
export function manifest(types: Readonly<Record<string, readonly string[]>>): string {
  const inner = Object.entries(types).map(
    ([type, members]) => `<types>${members.map((member) => `<members>${member}</members>`).join('')}<name>${type}</name></types>`
  );
  return `<?xml version="1.0" encoding="UTF-8"?><Package ${NAMESPACE}>${inner.join('')}<version>67.0</version></Package>`;
}

/** @returns the zip of these files, with a manifest for these members. */
export function packed(types: Readonly<Record<string, readonly string[]>>, files: Readonly<Record<string, string>> = {}): Buffer {
  return zip(new Map(Object.entries({ 'package.xml': manifest(types), ...files }).map(([path, text]) => [path, Buffer.from(text)])));
}

/** @returns the two files of a class. */
export function classFiles(name: string, source: string): Record<string, string> {
  return {
    [`classes/${name}.cls`]: source,
    [`classes/${name}.cls-meta.xml`]: `<ApexClass ${NAMESPACE}><apiVersion>66.0</apiVersion><status>Active</status></ApexClass>`
  };
}

/** @returns the file of an object, its inner elements as given. */
export function objectFile(inner: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?><CustomObject ${NAMESPACE}>${inner}</CustomObject>`;
}

/** @returns a text field as it stands in an object's file. */
export function textField(name: string, more = ''): string {
  return `<fields><fullName>${name}</fullName><label>${name}</label><type>Text</type><length>40</length>${more}</fields>`;
}

export const OPTIONS: DeployOptions = { checkOnly: false, ignoreWarnings: false, rollbackOnError: true, testLevel: null, runTests: [] };

/** Deploys and waits. */
export async function deployed(
  deployments: Deployments,
  userId: string,
  zipped: Buffer,
  options: Partial<DeployOptions> = {}
): Promise<DeployResult> {
  const id = deployments.deploy(userId, zipped, { ...OPTIONS, ...options });
  await deployments.settled();
  return deployments.result(id, true);
}
