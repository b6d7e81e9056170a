import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Org } from '../../org.ts';
import { answerOf, notFound } from '../errors.ts';
import type { Credentials } from './credentials.ts';
import { sessionUser, userOfToken } from './session.ts';

export interface OAuthOptions {
  /** Local demo: a token for any user without a password, at `/demo/token?username=`, and through JWT and client-credentials logins. */
  readonly demoLogins: boolean;
  /** Whom client-credentials logins run as. */
  readonly adminUsername: string;
}

interface Grant {
  readonly userId: string;
}
interface Refused {
  readonly error: string;
  readonly error_description: string;
}

/** OAuth as the clients use it, identity, and the tokens of the local demo. */
export function registerOAuth(app: FastifyInstance, org: Org, credentials: Credentials, options: OAuthOptions): void {
  app.post('/services/oauth2/token', (request, reply) => {
    const result = grant(credentials, form(request), options);
    if ('error' in result) return reply.code(400).send(result);
    const origin = originOf(request);
    return reply.send({
      access_token: credentials.open(result.userId),
      instance_url: origin,
      id: identityUrl(origin, credentials, result.userId),
      token_type: 'Bearer',
      issued_at: String(org.now()),
      signature: ''
    });
  });
  app.post('/services/oauth2/revoke', (request, reply) => {
    credentials.close(form(request).get('token') ?? '');
    return reply.code(200).send();
  });
  app.get('/services/oauth2/userinfo', (request, reply) =>
    guarded(reply, () => userInfo(org, credentials, sessionUser(credentials, request), request))
  );
  app.get('/id/:organization/:user', (request, reply) =>
    guarded(reply, () => {
      // jsforce sends the token of this request alone in its address.
      const token = (request.query as { oauth_token?: unknown }).oauth_token;
      const userId = typeof token === 'string' ? userOfToken(credentials, token) : sessionUser(credentials, request);
      // Everybody sees herself; whoever else stays unknown.
      if ((request.params as { user: string }).user.slice(0, 15) !== userId.slice(0, 15)) throw notFound();
      return userInfo(org, credentials, userId, request);
    })
  );
  if (options.demoLogins) {
    app.get('/demo/token', (request, reply) => {
      const userId = credentials.userByName(String((request.query as { username?: unknown }).username ?? ''));
      return userId
        ? reply.type('text/plain').send(`${credentials.open(userId)}\n`)
        : reply.code(404).type('text/plain').send('There is no active user of that name.\n');
    });
  }
}

function grant(credentials: Credentials, form: URLSearchParams, options: OAuthOptions): Grant | Refused {
  const refused = { error: 'invalid_grant', error_description: 'authentication failure' };
  const userId = ((): string | null => {
    switch (form.get('grant_type')) {
      case 'password':
        return credentials.userByPassword(form.get('username') ?? '', form.get('password') ?? '');
      case 'urn:ietf:params:oauth:grant-type:jwt-bearer':
        return options.demoLogins ? credentials.userByName(subjectOf(form.get('assertion') ?? '')) : null;
      case 'client_credentials':
        return options.demoLogins ? credentials.userByName(options.adminUsername) : null;
      default:
        return null;
    }
  })();
  if (!['password', 'client_credentials', 'urn:ietf:params:oauth:grant-type:jwt-bearer'].includes(form.get('grant_type') ?? ''))
    return { error: 'unsupported_grant_type', error_description: 'grant type not supported' };
  return userId ? { userId } : refused;
}

/** The signature is not looked at: on this machine's demo anybody may be anybody, as at the sign-in page. */
function subjectOf(assertion: string): string {
  try {
    return String((JSON.parse(Buffer.from(assertion.split('.')[1] ?? '', 'base64url').toString('utf8')) as { sub?: unknown }).sub ?? '');
  } catch {
    return '';
  }
}

function form(request: FastifyRequest): URLSearchParams {
  return new URLSearchParams(Buffer.isBuffer(request.body) ? request.body.toString('utf8') : '');
}

function originOf(request: FastifyRequest): string {
  return `${request.protocol}://${request.host}`;
}

function identityUrl(origin: string, credentials: Credentials, userId: string): string {
  return `${origin}/id/${credentials.organizationId}/${userId}`;
}

function userInfo(org: Org, credentials: Credentials, userId: string, request: FastifyRequest): object {
  const user = org.store.read('User', [userId])[0]!;
  const origin = originOf(request);
  const data = `${origin}/services/data/v{version}`;
  return {
    id: identityUrl(origin, credentials, userId),
    sub: identityUrl(origin, credentials, userId),
    asserted_user: true,
    user_id: userId,
    organization_id: credentials.organizationId,
    preferred_username: user.get('Username'),
    username: user.get('Username'),
    name: user.get('Name'),
    display_name: user.get('Name'),
    nick_name: user.get('CommunityNickname') ?? null,
    email: user.get('Email'),
    email_verified: true,
    first_name: user.get('FirstName') ?? null,
    last_name: user.get('LastName'),
    timezone: user.get('TimeZoneSidKey'),
    active: true,
    user_type: 'STANDARD',
    language: user.get('LanguageLocaleKey'),
    locale: user.get('LocaleSidKey'),
    utcOffset: 0,
    urls: {
      rest: `${data}/`,
      sobjects: `${data}/sobjects/`,
      query: `${data}/query/`,
      search: `${data}/search/`,
      partner: `${origin}/services/Soap/u/{version}/${credentials.organizationId}`,
      metadata: `${origin}/services/Soap/m/{version}/${credentials.organizationId}`,
      tooling_rest: `${data}/tooling/`
    }
  };
}

function guarded(reply: { code(status: number): unknown }, work: () => object): object {
  try {
    return work();
  } catch (error) {
    const answer = answerOf(error);
    reply.code(answer.status);
    return answer.body as object;
  }
}
