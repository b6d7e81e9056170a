import { createPrivateKey, type KeyObject, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { auth } from '../../messages/common.ts';
import { EXIT, ToolError } from '../exit.ts';
import { audience, isLocal, orgOrigin } from './address.ts';

/** A session with an org. */
export interface Session {
  readonly instanceUrl: string;
  readonly accessToken: string;
}
/** Logs in, at first and again when the session has ended. */
export type Login = () => Promise<Session>;

/**
 * The login that the address and the environment allow. Secrets come from files or variables, never from the command line.
 * @throws ToolError when none is complete, or more than one
 */
export function loginOf(address: string, username: string | undefined, env: NodeJS.ProcessEnv = process.env): Login {
  const origin = orgOrigin(address);
  const clientId = env['CONFIDE_CLIENT_ID'];
  const secret = env['CONFIDE_CLIENT_SECRET'] ?? fileOf(env, 'CONFIDE_CLIENT_SECRET_FILE');
  const password = env['CONFIDE_PASSWORD'];
  const ways: Login[] = [];
  if (clientId && secret) ways.push(() => byClientCredentials(origin, clientId, secret));
  if (clientId && env['CONFIDE_JWT_KEY_FILE'] && username) {
    const key = keyOf(fileOf(env, 'CONFIDE_JWT_KEY_FILE')!);
    ways.push(() => byJwt(origin, clientId, username, key));
  }
  if (password && username) ways.push(() => byPassword(origin, username, password));
  if (ways.length > 1) throw new ToolError(auth.severalWays, EXIT.usage);
  if (!ways[0]) throw new ToolError(auth.whichOrg, EXIT.usage);
  return ways[0];
}

/** OAuth's password grant, which real orgs no longer offer: refused for any but a local org. */
export async function byPassword(address: string, username: string, password: string): Promise<Session> {
  const origin = orgOrigin(address);
  if (!isLocal(origin)) throw new ToolError(auth.passwordOnlyLocal, EXIT.usage);
  const form = { grant_type: 'password', client_id: 'confide', client_secret: 'confide', username, password };
  return token(origin, form, auth.refusedPassword);
}

async function byClientCredentials(origin: string, clientId: string, secret: string): Promise<Session> {
  return token(origin, { grant_type: 'client_credentials', client_id: clientId, client_secret: secret }, auth.refusedClient);
}

async function byJwt(origin: string, clientId: string, username: string, key: KeyObject): Promise<Session> {
  const claims = { iss: clientId, sub: username, aud: audience(origin), exp: Math.floor(Date.now() / 1000) + 180 };
  const body = [{ alg: 'RS256' }, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  const assertion = `${body}.${sign('RSA-SHA256', Buffer.from(body), key).toString('base64url')}`;
  return token(origin, { grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion }, auth.refusedJwt);
}

async function token(origin: string, form: Record<string, string>, refused: string): Promise<Session> {
  const answer = await fetch(`${origin}/services/oauth2/token`, { method: 'POST', body: new URLSearchParams(form) }).catch(() => {
    throw new ToolError(auth.noAnswer(origin), EXIT.remote);
  });
  if (answer.status >= 500) throw new ToolError(auth.noAnswer(origin), EXIT.remote);
  const body = (await answer.json().catch(() => ({}))) as { access_token?: string; instance_url?: string };
  if (!body.access_token) throw new ToolError(refused, EXIT.blocked);
  return { accessToken: body.access_token, instanceUrl: body.instance_url ? orgOrigin(body.instance_url) : origin };
}

function fileOf(env: NodeJS.ProcessEnv, variable: string): string | undefined {
  const file = env[variable];
  if (!file) return undefined;
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    throw new ToolError(auth.noKeyFile(variable), EXIT.usage);
  }
}

function keyOf(pem: string): KeyObject {
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType === 'rsa') return key;
  } catch {
    // Told below, without the parser's words.
  }
  throw new ToolError(auth.keyNotRsa, EXIT.usage);
}
