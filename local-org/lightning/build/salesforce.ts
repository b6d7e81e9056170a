/** The `@salesforce/*` modules: generated from the org, and refused when they name something that does not exist, as a deployment would refuse them. */
import { createHash } from 'node:crypto';
import { NotSupportedError } from '../../errors.ts';
import type { PackageMetadata } from '../../metadata/types.ts';
import type { Org } from '../../org.ts';
import type { ObjectDef } from '../../schema/types.ts';
import { localeModule } from './i18n.ts';

/** What differs by user: never cached by the browser. */
const PERSONAL = /^@salesforce\/(user|userPermission)\//;
const VENDOR_OWN =
  /^@salesforce\/(accessCheck|gate|internal|label\/Lightning|label\/(AddressAutocomplete|Duration|Global_Entity|LWCFileUpload|PillsContainer)\b)/;

/** @returns the module's source where it is the same for everybody, undefined where each person asks for her own. @throws as salesforceModule. */
export function sharedModule(org: Org, specifier: string): string | undefined {
  const source = salesforceModule(org, null, specifier);
  return PERSONAL.test(specifier) ? undefined : source;
}

/** Metadata is read once, and anew after a deployment. */
const hashes = new WeakMap<PackageMetadata, string>();

/** @returns hash over everything that the modules which are the same for everybody are made of. */
export function salesforceHash({ metadata }: Org): string {
  const known = hashes.get(metadata);
  if (known !== undefined) return known;
  const hash = createHash('sha256')
    .update(JSON.stringify([...metadata.labels]))
    .digest('hex')
    .slice(0, 12);
  hashes.set(metadata, hash);
  return hash;
}

/**
 * @param userId who asks; null when only the name is to be checked
 * @returns the module's source. @throws Error naming what does not exist; NotSupportedError for a kind of module this org does not have.
 */
export function salesforceModule(org: Org, userId: string | null, specifier: string): string {
  const [, kind, rest = ''] = /^@salesforce\/([^/]+)(?:\/(.+))?$/.exec(specifier) ?? [];
  switch (kind) {
    case 'apex':
      return rest ? apexModule(org, rest) : "export { refreshApex, getSObjectValue } from 'localorg/apex';";
    case 'apexContinuation':
      return apexModule(org, rest);
    case 'schema':
      return schemaModule(org, rest);
    case 'label':
      return labelModule(org, rest);
    case 'user':
      return userModule(userId, rest);
    case 'customPermission':
      return customPermissionModule(org, rest);
    case 'userPermission':
      return flag(userId !== null && org.security.hasUserPermission(userId, rest));
    case 'resourceUrl':
      return resourceModule(org, rest);
    case 'messageChannel':
      return `export default { channelName: ${JSON.stringify(rest)} };`;
    case 'community':
    case 'site':
      throw new NotSupportedError(`module ${specifier}: this org has no Experience Cloud site`);
    default: {
      const source = localeModule(specifier);
      if (source === undefined) throw new NotSupportedError(`module ${specifier}`);
      return source;
    }
  }
}

/** @throws as salesforceModule, for imports of that kind; anything else passes. */
export function checkSalesforceImport(org: Org, specifier: string): void {
  if (specifier.startsWith('@salesforce/') && !VENDOR_OWN.test(specifier)) salesforceModule(org, null, specifier);
}

function apexModule(org: Org, name: string): string {
  const [className, method] = name.split('.').slice(-2) as [string, string | undefined];
  if (!method || !org.metadata.apexClasses.some((known) => known.name.toLowerCase() === className.toLowerCase())) {
    throw new Error(`Unable to find Apex action class referenced as '${name.replace(/\.[^.]*$/, '')}'.`);
  }
  return `import { apexMethod } from 'localorg/apex'; export default apexMethod(${JSON.stringify(className)}, ${JSON.stringify(method)});`;
}

function schemaModule(org: Org, name: string): string {
  const [objectName, ...fields] = name.split('.') as [string, ...string[]];
  const object = org.schema.object(objectName);
  if (!object) throw new Error(`Invalid reference ${name} of type sobjectClass in @salesforce/schema`);
  walkFields(org, object, fields, name);
  return `export default ${JSON.stringify(fields.length > 0 ? { fieldApiName: fields.join('.'), objectApiName: objectName } : { objectApiName: objectName })};`;
}

function walkFields(org: Org, start: ObjectDef, fields: readonly string[], name: string): void {
  let object: ObjectDef | undefined = start;
  for (const [index, part] of fields.entries()) {
    const last = index === fields.length - 1;
    const field: { referenceTo: readonly string[] } | undefined = last
      ? object?.fields.get(part.toLowerCase())
      : [...(object?.fields.values() ?? [])].find((candidate) => candidate.relationshipName?.toLowerCase() === part.toLowerCase());
    if (!field) throw new Error(`Invalid reference ${name} of type sobjectField in @salesforce/schema`);
    object = last ? object : org.schema.object(field.referenceTo[0] ?? '');
  }
}

function labelModule(org: Org, name: string): string {
  const [namespace, label] = name.split('.') as [string, string | undefined];
  const value = namespace === 'c' && label ? org.metadata.labels.get(label) : undefined;
  if (value === undefined) throw new Error(`Couldn't find the label ${name}`);
  return `export default ${JSON.stringify(value)};`;
}

function userModule(userId: string | null, property: string): string {
  if (property === 'Id') return `export default ${JSON.stringify(userId)};`;
  if (property === 'isGuest') return 'export default false;';
  throw new Error(`Invalid reference ${property} of type user in @salesforce/user`);
}

/** Those that she holds stand in the page itself: a component of everybody's can be linked with the question. */
function customPermissionModule(org: Org, name: string): string {
  const known = org.metadata.components.get('CustomPermission');
  if (!known?.has(name)) throw new Error(`Invalid reference ${name} of type customPermission in @salesforce/customPermission`);
  return `import { boot } from 'shell/boot'; export default boot.customPermissions.includes(${JSON.stringify(name)}) || undefined;`;
}

function resourceModule(org: Org, name: string): string {
  if (!org.metadata.components.get('StaticResource')?.has(name))
    throw new Error(`Invalid reference ${name} of type resourceUrl in @salesforce/resourceUrl`);
  return `export default ${JSON.stringify(`/resource/${name}`)};`;
}

/** True or undefined, as on the platform. */
function flag(on: boolean): string {
  return `export default ${on ? 'true' : 'undefined'};`;
}
