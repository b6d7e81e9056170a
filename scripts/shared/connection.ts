import { Connection } from '@jsforce/jsforce-node';
import { EXIT, ToolError } from './exit.ts';

/** The version the tool speaks; never jsforce's own default. */
export const API_VERSION = '67.0';

export interface OrgFlags {
  /** Alias or user name known to the Salesforce CLI. */
  readonly targetOrg?: string | undefined;
  /** Address of a local org, for logins by password. */
  readonly instanceUrl?: string | undefined;
  readonly username?: string | undefined;
}

/**
 * Opens the org that the flags name: through the Salesforce CLI's own login, or by password for the local org.
 * @throws ToolError when neither is possible.
 */
export async function connect(flags: OrgFlags): Promise<Connection> {
  if (flags.targetOrg) return viaCli(flags.targetOrg);
  const password = process.env['CONFIDE_PASSWORD'];
  if (!flags.instanceUrl || !flags.username || !password) {
    throw new ToolError(
      'Say which org: --target-org ALIAS, or --instance-url and --username with the password in CONFIDE_PASSWORD.',
      EXIT.usage
    );
  }
  return byPassword(flags.instanceUrl, flags.username, password);
}

/**
 * Logs in with OAuth's password grant, which real orgs no longer offer: for the local org only.
 * @throws ToolError when the org refuses.
 */
export async function byPassword(instanceUrl: string, username: string, password: string): Promise<Connection> {
  const answer = await fetch(`${instanceUrl}/services/oauth2/token`, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'password', client_id: 'confide', client_secret: 'confide', username, password })
  }).catch(() => {
    throw new ToolError(`No org answers at ${instanceUrl}. Start it with npm start, or check the address.`, EXIT.remote);
  });
  const body = (await answer.json()) as { access_token?: string; instance_url?: string };
  if (!body.access_token) throw new ToolError('The org refused the login: check the user name and CONFIDE_PASSWORD.', EXIT.blocked);
  return new Connection({ instanceUrl, accessToken: body.access_token, version: API_VERSION, maxRequest: 4 });
}

async function viaCli(aliasOrUsername: string): Promise<Connection> {
  const core = await import('@salesforce/core').catch(() => {
    throw new ToolError('--target-org needs the development packages: run npm ci once, then the command again.', EXIT.usage);
  });
  try {
    const org = await core.Org.create({ aliasOrUsername });
    const { accessToken, instanceUrl } = org.getConnection(API_VERSION);
    return new Connection({ instanceUrl, accessToken: accessToken as string, version: API_VERSION, maxRequest: 4 });
  } catch {
    throw new ToolError(
      `The Salesforce CLI knows no org "${aliasOrUsername}". Log in with: sf org login web --alias ${aliasOrUsername}`,
      EXIT.blocked
    );
  }
}
