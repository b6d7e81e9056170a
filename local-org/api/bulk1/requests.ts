import { PlatformError } from '../../errors.ts';
import { JobFailure } from '../bulk2/failure.ts';
import { ingestSpec, objectOf } from '../bulk2/requests.ts';
import type { Classic, ContentType, QueryOperation, Spec } from '../bulk2/types.ts';
import type { Call } from '../types.ts';
import { readXml } from './documents.ts';

const MEMBERS = ['operation', 'object', 'contentType', 'externalIdFieldName', 'concurrencyMode', 'state', 'id', 'apiVersion'];
const CONTENT: readonly string[] = ['CSV', 'XML', 'JSON'] satisfies ContentType[];
const MODES: readonly string[] = ['Parallel', 'Serial'];

type Info = Readonly<Record<string, string>>;

/** @returns what a job of Bulk API 1.0 is to do. @throws PlatformError. */
export function jobSpec(call: Call, body: Buffer): Spec {
  if ((call.headers['sforce-enable-pkchunking'] ?? 'false').trim().toLowerCase() !== 'false')
    throw new PlatformError('FEATURENOTENABLED', 'Not supported by the local org: PK chunking');
  const { state = 'Open', ...info } = readInfo(call, body);
  if (state !== 'Open') throw new PlatformError('INVALIDJOB', 'A job begins in the state Open');
  const classic: Classic = {
    contentType: oneOf(info, 'contentType', CONTENT, 'XML') as ContentType,
    concurrencyMode: oneOf(info, 'concurrencyMode', MODES, 'Parallel') as Classic['concurrencyMode'],
    job: null
  };
  const lineEnding = /^crlf$/i.test(call.headers['sforce-line-ending'] ?? '') ? 'CRLF' : 'LF';
  const { operation = '', object = '', externalIdFieldName } = info;
  if (operation !== 'query' && operation !== 'queryAll')
    return {
      ...ingestSpec({ ...call, body: { operation, object, lineEnding, ...(externalIdFieldName ? { externalIdFieldName } : {}) } }),
      classic
    };
  return {
    operation: operation satisfies QueryOperation,
    object: objectOf(call, object).name,
    externalIdFieldName: null,
    query: null,
    version: call.version,
    columnDelimiter: 'COMMA',
    lineEnding,
    classic
  };
}

/** @returns the state that a job is to have. @throws PlatformError. */
export function stateWanted(call: Call, body: Buffer): 'Closed' | 'Aborted' {
  const { state } = readInfo(call, body);
  if (state !== 'Closed' && state !== 'Aborted') throw new PlatformError('INVALIDJOBSTATE', 'The state must be Closed or Aborted');
  return state;
}

function readInfo(call: Call, body: Buffer): Info {
  const given = isJson(call.headers['content-type']) ? jsonInfo(body) : xmlInfo(body);
  for (const [name, value] of Object.entries(given)) {
    if (!MEMBERS.includes(name)) throw new PlatformError('INVALIDJOB', `Not supported by the local org: ${name} of a job`);
    if (typeof value === 'object') throw new PlatformError('INVALIDJOB', `The value of ${name} cannot be read`);
  }
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, String(value).trim()]));
}

export function isJson(type: string | undefined): boolean {
  return /^application\/json\b/i.test(type ?? '');
}

function jsonInfo(body: Buffer): Record<string, unknown> {
  try {
    const read: unknown = JSON.parse(body.toString());
    if (typeof read === 'object' && read !== null && !Array.isArray(read)) return read as Record<string, unknown>;
  } catch {
    // Refused below, without the parser's words, which quote.
  }
  throw new PlatformError('INVALIDJOB', 'The request is not a JSON object');
}

function xmlInfo(body: Buffer): Record<string, unknown> {
  try {
    const info = readXml(body.toString())['jobInfo'];
    if (typeof info === 'object' && info !== null)
      return Object.fromEntries(Object.entries(info).filter(([name, value]) => !/^[@#]/.test(name) && value !== ''));
  } catch (error) {
    if (!(error instanceof JobFailure)) throw error;
  }
  throw new PlatformError('INVALIDXML', 'The request is no jobInfo in XML');
}

function oneOf(info: Info, name: string, choices: readonly string[], otherwise: string): string {
  const value = info[name] ?? otherwise;
  if (!choices.includes(value))
    throw new PlatformError('INVALIDJOB', `${name} must be one of ${choices.join(', ')}; others are not supported by the local org`);
  return value;
}
