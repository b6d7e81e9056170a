import type { Connection } from '@jsforce/jsforce-node';
import { auth } from '../../messages/common.ts';
import { EXIT, ToolError } from '../exit.ts';
import { isLocal, myDomain, orgOrigin } from './address.ts';
import { ApiBudget } from './budget.ts';
import { byPassword, type Login, loginOf } from './login.ts';

export { ApiBudget } from './budget.ts';

/** The version the tool speaks; never jsforce's own default. */
export const API_VERSION = '67.0';

export interface OrgOptions {
  /** Alias or user name known to the Salesforce CLI. */
  readonly targetOrg?: string | undefined;
  /** My Domain, or a local org's address. */
  readonly instanceUrl?: string | undefined;
  readonly username?: string | undefined;
  readonly apiVersion?: string | undefined;
  /** Calls that this run may make. */
  readonly apiBudget?: number | undefined;
}

/** Whose session it is, as ids; and what kind of org. Names are not kept. */
export interface OrgIdentity {
  readonly orgId: string;
  readonly userId: string;
  /** The word that `--confirm` asks for. */
  readonly myDomain: string;
  /** Whatever is not shown to be local or a sandbox counts as production. */
  readonly kind: 'local' | 'sandbox' | 'production';
  readonly isProduction: boolean;
}

export interface OrgConnection {
  /** For REST, SOQL, describe, Tooling. Its calls are counted in `budget`; an ended session is renewed. */
  readonly connection: Connection;
  readonly identity: OrgIdentity;
  readonly budget: ApiBudget;
  readonly apiVersion: string;
  /** For transports of our own: the session as it is now. */
  session(): { readonly instanceUrl: string; readonly accessToken: string };
  /** For transports of our own, after a 401: logs in again, once for all who ask at the same time. */
  renew(): Promise<void>;
}

/**
 * Opens the org that the options name, through the Salesforce CLI's stored logins, a key, a secret, or a local org's password.
 * Two calls: who is logged in, and what kind of org it is.
 * @throws ToolError when no login is possible
 */
export async function orgConnection(options: OrgOptions): Promise<OrgConnection> {
  const apiVersion = options.apiVersion ?? API_VERSION;
  const budget = new ApiBudget(options.apiBudget);
  const connection = options.targetOrg
    ? await viaCli(options.targetOrg, apiVersion)
    : await viaLogin(loginOf(needAddress(options.instanceUrl), options.username), apiVersion);
  count(connection, budget);
  let renewing: Promise<void> | undefined;
  return {
    connection,
    identity: await identify(connection),
    budget,
    apiVersion,
    session: () => ({ instanceUrl: connection.instanceUrl, accessToken: connection.accessToken! }),
    renew: () => (renewing ??= refresh(connection).finally(() => (renewing = undefined)))
  };
}

/** A connection for one person of a local org, by her password. */
export function localConnection(address: string, username: string, password: string): Promise<Connection> {
  return viaLogin(() => byPassword(address, username, password), API_VERSION);
}

function needAddress(instanceUrl: string | undefined): string {
  if (!instanceUrl) throw new ToolError(auth.whichOrg, EXIT.usage);
  return instanceUrl;
}

async function viaLogin(login: Login, version: string): Promise<Connection> {
  const { Connection } = await import('@jsforce/jsforce-node');
  const { instanceUrl, accessToken } = await login();
  return new Connection({
    instanceUrl,
    accessToken,
    version,
    maxRequest: 4,
    refreshFn: (_connection, done) =>
      void login().then(
        (session) => done(null, session.accessToken),
        (error: Error) => done(error)
      )
  });
}

/** The CLI's own connection: it renews its session with the CLI's refresh token. */
async function viaCli(aliasOrUsername: string, version: string): Promise<Connection> {
  // The library's log file would keep what is asked of the org.
  process.env['SF_DISABLE_LOG_FILE'] = 'true';
  const core = await import('@salesforce/core').catch(() => {
    throw new ToolError(auth.noCore, EXIT.usage);
  });
  try {
    const org = await core.Org.create({ aliasOrUsername });
    return org.getConnection(version) as unknown as Connection;
  } catch {
    throw new ToolError(auth.unknownAlias, EXIT.blocked);
  }
}

interface Transport {
  httpRequest(request: unknown, options?: unknown): PromiseLike<{ headers?: Record<string, string> }>;
}

/** Every call of the connection asks the budget first and is counted. */
function count(connection: Connection, budget: ApiBudget): void {
  const inner = connection as unknown as { _transport: Transport };
  const transport = inner._transport;
  inner._transport = Object.create(transport, {
    httpRequest: {
      value: (request: unknown, options?: unknown) => {
        budget.check();
        const answer = transport.httpRequest(request, options);
        void answer.then(
          (response) => budget.note(response?.headers?.['sforce-limit-info']),
          () => budget.note(null)
        );
        return answer;
      }
    }
  }) as Transport;
}

async function identify(connection: Connection): Promise<OrgIdentity> {
  const origin = orgOrigin(connection.instanceUrl);
  const who = await connection.request<{ user_id: string; organization_id: string }>(`${origin}/services/oauth2/userinfo`);
  const kind = isLocal(origin) ? 'local' : (await isSandbox(connection)) ? 'sandbox' : 'production';
  return {
    orgId: who.organization_id,
    userId: who.user_id,
    myDomain: myDomain(origin),
    kind,
    isProduction: kind === 'production'
  };
}

async function isSandbox(connection: Connection): Promise<boolean> {
  try {
    const { records } = await connection.query<{ IsSandbox: boolean }>('SELECT IsSandbox FROM Organization');
    return records[0]?.IsSandbox === true;
  } catch {
    return false;
  }
}

async function refresh(connection: Connection): Promise<void> {
  const delegate = (connection as unknown as { _refreshDelegate?: { refresh(since: number): Promise<void> } })._refreshDelegate;
  if (!delegate) throw new ToolError(auth.unknownAlias, EXIT.remote);
  await delegate.refresh(Date.now());
}
