import type { Connection } from '@jsforce/jsforce-node';
import { access as words } from '../messages/access.ts';
import { EXIT, ToolError } from '../shared/exit.ts';

/** Why a person sees a family's file, as the org says it. Her name, which the org tells too, is not kept. */
export interface Explained {
  readonly sees: boolean;
  readonly reasons: readonly { readonly why: string; readonly details: boolean }[];
}

/** @param who a user's id or user name @param code a family's code, or its id */
export async function explain(connection: Connection, who: string, code: string): Promise<Explained> {
  if (!/^[A-Za-z0-9-]{6,18}$/.test(code)) throw new ToolError(words.explain.badCode, EXIT.usage);
  const user = await userId(connection, who);
  const url = `${connection.instanceUrl}/services/apexrest/confide/v1/access-explained/${encodeURIComponent(code)}`;
  const all = await connection.request<{ key: string; why: string; details: boolean }[]>(url);
  const reasons = all.filter(({ key }) => key.startsWith(user)).map(({ why, details }) => ({ why, details }));
  return { sees: reasons.length > 0, reasons };
}

async function userId(connection: Connection, who: string): Promise<string> {
  const field = /^005[A-Za-z0-9]{12}([A-Za-z0-9]{3})?$/.test(who) ? 'Id' : 'Username';
  if (!/^[\w.+@-]{3,80}$/.test(who)) throw new ToolError(words.explain.nobody, EXIT.usage);
  const { records } = await connection.query<{ Id: string }>(`SELECT Id FROM User WHERE ${field} = '${who}' AND IsActive = TRUE`);
  if (!records[0]) throw new ToolError(words.explain.nobody, EXIT.usage);
  return records[0].Id;
}
