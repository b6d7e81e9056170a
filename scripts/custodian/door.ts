import { custodian as words } from '../messages/custodian.ts';
import { EXIT, ToolError } from '../shared/exit.ts';
import { codeOf } from '../shared/failure.ts';
import type { OrgConnection } from '../shared/org/index.ts';
import type { Given } from './content.ts';

interface Parts {
  readonly outside: boolean;
  readonly lead: boolean;
  readonly storeApproved: boolean;
  readonly handovers: readonly { readonly handoverId: string; readonly handoverNumber: string }[];
}

/** What a handover takes. */
export interface Taken {
  readonly handoverId: string;
  readonly custodian: string;
  readonly reason: string;
  readonly concernIds: readonly string[];
}

const ADDRESS = '/services/apexrest/confide/v1/custody';
const CLOSED = ['FORBIDDEN', 'NOT_FOUND', 'INSUFFICIENT_ACCESS', 'REFUSED'];

/**
 * Asks whose work the caller does before anything else, and whether the place may hold an archive.
 * @param store its name in the register of places
 * @throws ToolError for whoever may not carry this handover out, and for a place that nobody approved (P12)
 */
export async function taken(org: OrgConnection, number: string, store: string): Promise<Taken> {
  const parts = await ask<Parts>(org, `?store=${encodeURIComponent(store)}`).catch(refused);
  if (parts.outside) throw new ToolError(words.outside, EXIT.blocked, 'CUSTODY_PROCESSOR');
  const handoverId = parts.handovers.find(({ handoverNumber }) => handoverNumber === number)?.handoverId;
  if (!parts.lead || !handoverId) throw notYours();
  if (!parts.storeApproved) throw new ToolError(words.notInRegister, EXIT.blocked, 'STORE_NOT_APPROVED');
  return { handoverId, ...(await ask<Omit<Taken, 'handoverId'>>(org, `/${handoverId}`).catch(refused)) };
}

/** One concern, whole; the org writes the look down. */
export const concern = (org: OrgConnection, { handoverId }: Taken, concernId: string): Promise<Given> =>
  ask<Given>(org, `/${handoverId}/concerns/${concernId}`).catch(refused);

/** The archive stands: the org keeps its fingerprint, and each concern says that a copy went. */
export async function done({ connection }: OrgConnection, { handoverId, concernIds }: Taken, fingerprint: string): Promise<void> {
  const body = JSON.stringify({ fingerprint, concernIds });
  await connection.request({
    method: 'POST',
    url: `${connection.instanceUrl}${ADDRESS}/${handoverId}/done`,
    body,
    headers: { 'content-type': 'application/json' }
  });
}

const ask = <T>({ connection }: OrgConnection, where: string): Promise<T> =>
  connection.request<T>(`${connection.instanceUrl}${ADDRESS}${where}`) as unknown as Promise<T>;

const notYours = (): ToolError => new ToolError(words.notYours, EXIT.blocked, 'CUSTODY_NOT_YOURS');

function refused(error: unknown): never {
  throw CLOSED.includes(codeOf(error) ?? '') ? notYours() : error;
}
