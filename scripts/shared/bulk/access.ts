/** A way into the org from a jsforce Connection, which knows how to renew its token. */
import { MESSAGES } from './messages.ts';
import type { OrgAccess } from './types.ts';

/** What is needed of jsforce's Connection. */
export interface ConnectionLike {
  readonly instanceUrl: string;
  readonly version: string;
  readonly accessToken?: string | null;
  request<T>(url: string): Promise<T>;
}

/** @throws ToolError, when asked for a token, if the connection has none or can get no other. */
export function accessOf(connection: ConnectionLike): OrgAccess {
  const token = (): string => {
    if (!connection.accessToken) throw MESSAGES.sessionOver();
    return connection.accessToken;
  };
  return {
    instanceUrl: connection.instanceUrl,
    apiVersion: connection.version,
    accessToken: token,
    // Any request makes the connection notice that its token has run out, and renew it where it can.
    refresh: async () => {
      const spent = token();
      await connection.request(`/services/data/v${connection.version}/limits`).catch(() => undefined);
      if (token() === spent) throw MESSAGES.sessionOver();
      return token();
    }
  };
}
