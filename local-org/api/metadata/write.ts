import { PlatformError } from '../../errors.ts';
import { entryOf, OBJECT_PARTS, packageType } from '../../deploy/catalogue.ts';
import type { Deployments } from '../../deploy/deployments.ts';
import { componentsIn, findComponent } from '../../deploy/inventory.ts';
import { childrenOf, documentOf, elementsOf, textIn, typeOf, wrapped } from '../../deploy/xml.ts';
import type { Element } from '../../deploy/xml.ts';
import { zip } from '../../deploy/zip.ts';
import type { Org } from '../../org.ts';
import { element } from '../soap/xml.ts';
import { listOf } from './options.ts';
import type { Given } from './options.ts';

type Kind = 'create' | 'update' | 'upsert' | 'delete';
/** Source: Metadata API Developer Guide, createMetadata(): components in one call. */
const MOST = 10;
const OPTIONS = { checkOnly: false, ignoreWarnings: true, rollbackOnError: true, testLevel: null, runTests: [] } as const;

/** Writes components one by one, each a deployment of its own. @returns a `result` element for each. */
export async function writeComponents(
  org: Org,
  deployments: Deployments,
  userId: string,
  kind: Kind,
  envelope: string,
  given: Given
): Promise<string> {
  const answers: string[] = [];
  if (kind === 'delete') {
    const type = String(given['type'] ?? '');
    const names = listOf(given['fullNames']).map(String);
    if (names.length > MOST) throw tooMany();
    for (const fullName of names) answers.push(await removed(org, deployments, userId, type, fullName));
    return answers.join('');
  }
  const records = recordsIn(envelope);
  if (records.length > MOST) throw tooMany();
  for (const record of records) answers.push(await saved(org, deployments, userId, kind, record));
  return answers.join('');
}

function tooMany(): PlatformError {
  return new PlatformError('EXCEEDED_ID_LIMIT', `record limit reached. cannot submit more than ${MOST} records in this operation`);
}

function recordsIn(envelope: string): Element[] {
  const body = elementsOf(envelope).find((each) => each.name.endsWith('Body'));
  const operation = body && childrenOf(body)[0];
  return operation ? childrenOf(operation).filter((each) => each.name === 'metadata') : [];
}

async function saved(org: Org, deployments: Deployments, userId: string, kind: Kind, record: Element): Promise<string> {
  const type = typeOf(record);
  const fullName = textIn(record, 'fullName')?.trim() ?? '';
  const known = findComponent(componentsIn(org.metadata), type, fullName);
  const refuse = (code: string, message: string): string => result(fullName, false, { statusCode: code, message });
  if (kind === 'create' && known) return refuse('DUPLICATE_DEVELOPER_NAME', `There is already a ${type} named ${fullName}`);
  if (kind === 'update' && !known) return refuse('INVALID_CROSS_REFERENCE_KEY', `In field: fullName - no ${type} named ${fullName} found`);
  const file = fileOf(type, fullName, childrenOf(record));
  if (!file) return refuse('FUNCTIONALITY_NOT_ENABLED', `Not supported by the local org: writing ${type} by itself`);
  const problem = await deployed(
    deployments,
    userId,
    new Map([
      [file.path, file.text],
      ['package.xml', manifest(type, fullName)]
    ])
  );
  return problem === null ? result(fullName, true, null, kind === 'upsert' ? !known : null) : refuse('FIELD_INTEGRITY_EXCEPTION', problem);
}

async function removed(org: Org, deployments: Deployments, userId: string, type: string, fullName: string): Promise<string> {
  if (!findComponent(componentsIn(org.metadata), type, fullName))
    return result(fullName, false, { statusCode: 'INVALID_CROSS_REFERENCE_KEY', message: `No ${type} named: ${fullName} found` });
  const files = new Map([
    ['package.xml', manifest()],
    ['destructiveChanges.xml', manifest(type, fullName)]
  ]);
  const problem = await deployed(deployments, userId, files);
  return result(fullName, problem === null, problem === null ? null : { statusCode: 'DELETE_FAILED', message: problem });
}

/** @returns what failed, or null. */
async function deployed(deployments: Deployments, userId: string, files: ReadonlyMap<string, string>): Promise<string | null> {
  const id = deployments.deploy(userId, zip(new Map([...files].map(([path, text]) => [path, Buffer.from(text)]))), OPTIONS);
  await deployments.settled();
  const { success, details, errorMessage } = deployments.result(id, true);
  return success ? null : (errorMessage ?? details?.componentFailures[0]?.problem ?? 'The component could not be deployed');
}

/** Where it would stand in a package. Content that is no XML cannot be sent this way. */
function fileOf(type: string, fullName: string, children: readonly Element[]): { path: string; text: string } | null {
  const part = OBJECT_PARTS.find(([, each]) => each === type);
  const named = children.filter((each) => each.name !== 'fullName');
  if (part) {
    const [object, short] = fullName.split('.') as [string, string | undefined];
    const name: Element = elementsOf(`<a><fullName>${short ?? ''}</fullName></a>`)[0]!;
    return { path: `objects/${object}.object`, text: documentOf('CustomObject', [wrapped(part[0], [name, ...named])]) };
  }
  const entry = entryOf(packageType(type));
  if (!entry || entry.hasContent || entry.suffix === '' || type === 'CustomLabels' || type === 'Settings') return null;
  return { path: `${entry.directory}/${fullName}.${entry.suffix}`, text: documentOf(type, named) };
}

function manifest(type?: string, fullName?: string): string {
  const types = type === undefined ? '' : `<types>${element('members', fullName ?? '')}${element('name', type)}</types>`;
  return `<?xml version="1.0" encoding="UTF-8"?><Package xmlns="http://soap.sforce.com/2006/04/metadata">${types}<version>67.0</version></Package>`;
}

function result(
  fullName: string,
  success: boolean,
  error: { statusCode: string; message: string } | null,
  created: boolean | null = null
): string {
  const errors = error ? `<errors>${element('message', error.message)}${element('statusCode', error.statusCode)}</errors>` : '';
  return `<result>${created === null ? '' : element('created', created)}${errors}${element('fullName', fullName)}${element('success', success)}</result>`;
}
