import { retention as words } from '../messages/retention.ts';
import { EXIT, ToolError } from '../shared/exit.ts';
import { codeOf } from '../shared/failure.ts';
import type { OrgConnection } from '../shared/org/index.ts';

/** How many deletions stand where. */
export interface Counts {
  readonly waiting: number;
  readonly coolingOff: number;
  readonly due: number;
  readonly held: number;
  readonly lookedFor: number;
  readonly leftovers: number;
  readonly outside: number;
  readonly closed: number;
}
/** One deletion that is carried out now, by number. */
export interface UnderWay {
  readonly disposalId: string;
  readonly disposalNumber: string;
  readonly step: string;
  readonly filesToRead: number | null;
}
export interface Report {
  readonly places: readonly string[];
  readonly filesRead: number;
  readonly files: number;
  readonly texts: number;
  readonly found: number;
  readonly unreadable: number;
  readonly hash: string;
}

const ADDRESS = '/services/apexrest/confide/v1/disposals';

export const counts = (org: OrgConnection): Promise<Counts> => ask(org, 'GET', '/counts');
export const underWay = (org: OrgConnection): Promise<readonly UnderWay[]> => ask(org, 'GET', '');
/** What each text seems to hold of the deleted family, by kind of detail. */
export const look = (org: OrgConnection, id: string, texts: readonly string[]): Promise<readonly (readonly string[])[]> =>
  ask(org, 'POST', `/${id}/look`, { texts });
export const file = (org: OrgConnection, id: string, report: Report): Promise<unknown> => ask(org, 'POST', `/${id}/file`, { report });

/** One call. The org's own sentence is not repeated; a refusal of a processor without an agreement is told in ours. */
export async function ask<T>({ connection }: OrgConnection, method: 'GET' | 'POST', where: string, body?: object): Promise<T> {
  try {
    const url = `${connection.instanceUrl}${ADDRESS}${where}`;
    return (await (method === 'GET' ? connection.request<T>(url) : connection.requestPost<T>(url, body!))) as T;
  } catch (error) {
    if (codeOf(error) === 'REFUSED') throw new ToolError(words.processor, EXIT.blocked, 'DISPOSALS_REFUSED');
    throw error;
  }
}
