/** The Metadata API over SOAP: deploying, retrieving, listing, reading. */
import { PlatformError } from '../../errors.ts';
import { CATALOGUE } from '../../deploy/catalogue.ts';
import type { Deployments } from '../../deploy/deployments.ts';
import { list, retrieve } from '../../deploy/retrieve.ts';
import type { Retrieved } from '../../deploy/retrieve.ts';
import type { Org } from '../../org.ts';
import { makeId } from '../../schema/ids.ts';
import type { SoapRequest } from '../soap/xml.ts';
import { element } from '../soap/xml.ts';
import { deployOptions, listOf } from './options.ts';
import type { Given } from './options.ts';
import { readComponents } from './read.ts';
import { writeComponents } from './write.ts';

/** Zips that nobody has fetched yet. */
const KEPT = 10;

type Answer = string | Promise<string>;
type Operation = (call: MetadataCall, given: Given) => Answer;
interface MetadataCall {
  readonly org: Org;
  readonly deployments: Deployments;
  readonly userId: string;
  readonly soap: SoapRequest;
  readonly retrieved: Map<string, Retrieved>;
}

const OPERATIONS: Readonly<Record<string, Operation>> = {
  deploy: ({ deployments, userId }, given) => {
    const id = deployments.deploy(
      userId,
      Buffer.from(String(given['ZipFile'] ?? ''), 'base64'),
      deployOptions((given['DeployOptions'] ?? {}) as Given)
    );
    return started(id);
  },
  checkDeployStatus: ({ deployments }, given) => {
    const result = deployments.result(String(given['asyncProcessId'] ?? ''), String(given['includeDetails']) === 'true');
    return `<result>${fields(result)}</result>`;
  },
  cancelDeploy: ({ deployments, userId }, given) => {
    const id = String(given['String'] ?? given['id'] ?? '');
    return `<result>${fields({ done: deployments.cancel(userId, id), id })}</result>`;
  },
  deployRecentValidation: ({ deployments, userId }, given) =>
    element('result', deployments.deployValidated(userId, String(given['validationId'] ?? ''))),
  describeMetadata: () => `<result>${fields(DESCRIBED)}</result>`,
  listMetadata: ({ org }, given) =>
    (listOf(given['queries']) as Given[])
      .flatMap((query) => list(org, String(query['type'] ?? ''), typeof query['folder'] === 'string' ? query['folder'] : null))
      .map((properties) => `<result>${fields(properties)}</result>`)
      .join(''),
  retrieve: (call, given) => retrieveFor(call, (given['retrieveRequest'] ?? given['request'] ?? {}) as Given),
  checkRetrieveStatus: ({ retrieved }, given) => retrieveStatus(retrieved, given),
  readMetadata: ({ org }, given) =>
    `<result>${readComponents(org, String(given['type'] ?? ''), listOf(given['fullNames']).map(String))}</result>`,
  createMetadata: (call, given) => writeComponents(call.org, call.deployments, call.userId, 'create', call.soap.text, given),
  updateMetadata: (call, given) => writeComponents(call.org, call.deployments, call.userId, 'update', call.soap.text, given),
  upsertMetadata: (call, given) => writeComponents(call.org, call.deployments, call.userId, 'upsert', call.soap.text, given),
  deleteMetadata: (call, given) => writeComponents(call.org, call.deployments, call.userId, 'delete', call.soap.text, given)
};

const DESCRIBED = {
  metadataObjects: CATALOGUE.map(({ type, directory, suffix, hasContent, inFolder, children }) => ({
    ...(children.length > 0 ? { childXmlNames: children } : {}),
    directoryName: directory,
    inFolder,
    metaFile: hasContent,
    ...(suffix === '' ? {} : { suffix }),
    xmlName: type
  })),
  organizationNamespace: '',
  partialSaveAllowed: true,
  testRequired: false
};

/** The answers to the operations of one org. */
export class MetadataSoap {
  private readonly org: Org;
  private readonly deployments: Deployments;
  private readonly retrieved = new Map<string, Retrieved>();

  constructor(org: Org, deployments: Deployments) {
    this.org = org;
    this.deployments = deployments;
  }

  /** @returns the element in the body of the answer. @throws PlatformError. */
  async answer(userId: string, soap: SoapRequest): Promise<string> {
    const { operation } = soap;
    const run = Object.hasOwn(OPERATIONS, operation) ? OPERATIONS[operation] : undefined;
    if (!run) throw new PlatformError('FUNCTIONALITY_NOT_ENABLED', `Not supported by the local org: SOAP operation ${operation}`);
    const call = { org: this.org, deployments: this.deployments, userId, soap, retrieved: this.retrieved };
    return `<${operation}Response>${await run(call, soap.given as Given)}</${operation}Response>`;
  }
}

function started(id: string): string {
  return `<result>${fields({ done: false, id, state: 'Queued' })}</result>`;
}

let serial = 0;

/** The zip is made at once: there is nothing to wait for. */
function retrieveFor({ org, retrieved }: MetadataCall, request: Given): string {
  const unpackaged = (request['unpackaged'] ?? {}) as Given;
  const wanted = new Map<string, string[]>();
  for (const types of listOf(unpackaged['types']) as Given[]) {
    const name = String(types['name'] ?? '').trim();
    wanted.set(name, [...(wanted.get(name) ?? []), ...listOf(types['members']).map((member) => String(member).trim())]);
  }
  if (listOf(request['packageNames']).length > 0) throw new PlatformError('INVALID_CROSS_REFERENCE_KEY', 'No package of that name found');
  serial = Math.max(serial + 1, Date.now());
  const id = makeId('09S', serial);
  retrieved.set(
    id,
    retrieve(org, wanted, String(unpackaged['version'] ?? request['apiVersion'] ?? '67.0'), String(request['singlePackage']) === 'true')
  );
  for (const old of retrieved.keys()) if (retrieved.size > KEPT) retrieved.delete(old);
  return started(id);
}

function retrieveStatus(retrieved: Map<string, Retrieved>, given: Given): string {
  const id = String(given['asyncProcessId'] ?? '');
  const found = retrieved.get(id);
  if (!found) throw new PlatformError('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id');
  const zipFile = String(given['includeZip'] ?? 'true') === 'false' ? {} : { zipFile: found.zipFile.toString('base64') };
  const { fileProperties, messages } = found;
  return `<result>${fields({ done: true, fileProperties, id, messages, status: 'Succeeded', success: true, ...zipFile })}</result>`;
}

/** @returns an object as elements: a list is the element repeated, nothing is an element that says so. */
export function fields(value: object): string {
  return Object.entries(value)
    .map(([name, inner]: [string, unknown]) => one(name, inner))
    .join('');
}

function one(name: string, value: unknown): string {
  if (Array.isArray(value)) return value.map((each: unknown) => one(name, each)).join('');
  if (value === undefined) return '';
  if (typeof value === 'object' && value !== null) return `<${name}>${fields(value)}</${name}>`;
  return element(name, value as string | number | boolean | null);
}
