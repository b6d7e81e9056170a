import { pack as words } from '../messages/pack.ts';
import { EXIT, ToolError } from '../shared/exit.ts';
import { codeOf } from '../shared/failure.ts';
import type { OrgConnection } from '../shared/org/index.ts';
import { requireFingerprint } from './content.ts';

export type Part = 'officer' | 'leads';

/** A decided document, whole, and whose request it answers. */
export interface Fetched {
  readonly requestId: string;
  readonly json: string;
}

interface Parts {
  readonly outside: boolean;
  readonly officer: boolean;
  readonly lead: boolean;
  readonly storeApproved: boolean;
  readonly confirmed: readonly { readonly requestId: string; readonly requestNumber: string }[];
}
interface Listed {
  readonly documentId: string;
  readonly format: string;
  readonly fingerprint: string;
}

const ADDRESS = '/services/apexrest/confide/v1/packs';

/**
 * Asks whose work the caller does before anything else, and whether the place may hold a copy.
 * @param store its name in the register of places; none where nothing is written
 * @throws ToolError for who may not see what a copy holds, and for a place that nobody approved (P12)
 */
export async function requirePart(org: OrgConnection, part: Part, store?: string): Promise<Parts> {
  const parts = await ask<Parts>(org, store === undefined ? '' : `?store=${encodeURIComponent(store)}`).catch((error: unknown) => {
    throw ['FORBIDDEN', 'NOT_FOUND', 'INSUFFICIENT_ACCESS'].includes(codeOf(error) ?? '') ? notYours() : error;
  });
  if (parts.outside) throw new ToolError(words.outside, EXIT.blocked, 'PACK_PROCESSOR');
  if (!(part === 'leads' ? parts.lead : parts.officer)) throw notYours();
  if (store !== undefined && !parts.storeApproved) throw new ToolError(words.notInRegister, EXIT.blocked, 'STORE_NOT_APPROVED');
  return parts;
}

/** Fetches one decided document by the number of its request, to be written to that place; the org writes the look down. */
export async function fetchDecided(org: OrgConnection, number: string, part: Part, store: string): Promise<Fetched> {
  const parts = await requirePart(org, part, store);
  try {
    return part === 'leads' ? await fetchPart(org, number, parts) : await fetchCopy(org, number);
  } catch (error) {
    if (codeOf(error) === 'REFUSED') throw new ToolError(words.unknown, EXIT.blocked, 'PACK_NOT_READY');
    throw error;
  }
}

async function fetchCopy(org: OrgConnection, number: string): Promise<Fetched> {
  const { records } = await org.connection.query<{ Id: string }>(`SELECT Id FROM Rights_Request__c WHERE Name = '${number}'`);
  const requestId = records[0]?.Id;
  if (!requestId) throw new ToolError(words.unknown, EXIT.blocked, 'PACK_NOT_READY');
  const { documents } = await ask<{ documents: readonly Listed[] }>(org, `/${requestId}/made`);
  const listed = documents.find(({ format }) => format === 'JSON');
  if (!listed) throw new ToolError(words.noJson, EXIT.blocked, 'PACK_NOT_READY');
  const { body } = await ask<{ body: string }>(org, `/documents/${listed.documentId}`);
  requireFingerprint(body, listed.fingerprint);
  return { requestId, json: body };
}

async function fetchPart(org: OrgConnection, number: string, { confirmed }: Parts): Promise<Fetched> {
  const requestId = confirmed.find(({ requestNumber }) => requestNumber === number)?.requestId;
  if (!requestId) throw new ToolError(words.unknown, EXIT.blocked, 'PACK_NOT_READY');
  return { requestId, json: `${JSON.stringify(await ask<object>(org, `/${requestId}/part`), null, 2)}\n` };
}

const ask = <T>({ connection }: OrgConnection, where: string): Promise<T> =>
  connection.request<T>(`${connection.instanceUrl}${ADDRESS}${where}`) as unknown as Promise<T>;

const notYours = (): ToolError => new ToolError(words.notYours, EXIT.blocked, 'PACK_NOT_YOURS');
