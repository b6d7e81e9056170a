import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { PlatformError } from '../errors.ts';
import type { Org } from '../org.ts';
import { answerApexRest } from './apexrest/routes.ts';
import { ClassicBulk } from './bulk1/index.ts';
import { Bulk } from './bulk2/index.ts';
import { isMultipart } from './bulk2/multipart.ts';
import { Credentials } from './auth/credentials.ts';
import { registerOAuth } from './auth/oauth.ts';
import type { OAuthOptions } from './auth/oauth.ts';
import { forgetLogs } from '../apex/logs.ts';
import { apiUser, apiUserOfToken } from './auth/session.ts';
import { dispatch } from './dispatch.ts';
import { answerOf, report } from './errors.ts';
import { testRoutes } from './tooling/tests.ts';
import { TestRuns } from '../deploy/test-runs.ts';
import { createCursors } from './rest/query.ts';
import { passwordRoutes } from './rest/user-password.ts';
import { registerMetadata } from './metadata/routes.ts';
import { registerSoap } from './soap/routes.ts';
import { registerStreaming } from './streaming/cometd.ts';
import type { Answer, Call } from './types.ts';

/** The newest version served. Older ones get the same answers: clients ask in versions of their own. */
export const NEWEST = 67;
const OLDEST = 31;
/** A larger request is refused whole. */
export const BODY_LIMIT = 12 * 1024 * 1024;

/** Mounts Salesforce's APIs on the server: OAuth, REST, composite, Bulk 2.0 and 1.0, Tooling, SOAP login, Apex REST. */
export function registerApi(app: FastifyInstance, org: Org, options: OAuthOptions): Credentials {
  const credentials = new Credentials(org);
  const cursors = createCursors();
  const runs = new TestRuns(org, report);
  const passwords = passwordRoutes(credentials);
  const tests = testRoutes(runs);
  app.addHook('onClose', () => runs.stop());
  forgetLogs(org);
  let used = 0;
  app.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: BODY_LIMIT }, (_request, body, parsed) => parsed(null, body));
    scope.addHook('onSend', async (_request, reply) => void reply.header('Sforce-Limit-Info', `api-usage=${++used}/15000`));
    scope.setErrorHandler((error, _request, reply) => send(reply, refusalOf(error)));
    registerOAuth(scope, org, credentials, options);
    registerSoap(scope, org, credentials);
    scope.get('/services/data', () => versions());
    const callOf: CallOf = (request, body, userId = apiUser(org, credentials, request)) => ({
      org,
      userId,
      ...versionOf(request),
      method: request.method,
      query: queryOf(request),
      headers: headersOf(request),
      body,
      cursors
    });
    scope.all('/services/data/*', (request, reply) => {
      try {
        return send(reply, dispatch(callOf(request, jsonOf(request)), passwords, tests));
      } catch (error) {
        return send(reply, answerOf(error));
      }
    });
    registerClassicBulk(scope, org, credentials, callOf, registerBulk(scope, org, callOf));
    registerStreaming(scope, org, credentials, runs);
    registerMetadata(scope, org, credentials, callOf, send);
    scope.all('/services/apexrest/*', (request, reply) => answerApexRest(org, credentials, request, reply));
    done();
  });
  return credentials;
}

/** The user is that of the request's session unless another one is given. */
type CallOf = (request: FastifyRequest, body: unknown, userId?: string) => Call;

/** Its answers come later, and its files arrive and leave as streams. */
function registerBulk(scope: FastifyInstance, org: Org, callOf: CallOf): Bulk {
  const bulk = new Bulk(org);
  scope.addHook('onReady', async () => bulk.start());
  scope.addHook('onClose', () => bulk.stop());
  const answering = (run: (request: FastifyRequest) => Promise<Answer>) => async (request: FastifyRequest, reply: FastifyReply) =>
    send(reply, await run(request).catch(answerOf));
  scope.post(
    '/services/data/:version/jobs/ingest',
    answering(async (request) =>
      isMultipart(request.headers['content-type'])
        ? bulk.createWhole(callOf(request, undefined), request.body as Buffer)
        : bulk.answer(callOf(request, jsonOf(request)))
    )
  );
  scope.all(
    '/services/data/:version/jobs/*',
    answering(async (request) => bulk.answer(callOf(request, jsonOf(request))))
  );
  scope.register((files, _options, done) => {
    files.removeAllContentTypeParsers();
    files.addContentTypeParser('*', (_request, payload, parsed) => parsed(null, payload));
    files.put<{ Params: { id: string } }>(
      '/services/data/:version/jobs/ingest/:id/batches',
      answering(async (request) => bulk.upload(callOf(request, undefined), (request.params as { id: string }).id, bodyOf(request)))
    );
    done();
  });
  return bulk;
}

/** Its sessions travel in a header of their own, its refusals in a form of their own. */
function registerClassicBulk(scope: FastifyInstance, org: Org, credentials: Credentials, callOf: CallOf, bulk: Bulk): void {
  const classic = new ClassicBulk(bulk);
  scope.all('/services/async/*', async (request, reply) => {
    const headers = headersOf(request);
    const open = (): Call => callOf(request, undefined, apiUserOfToken(org, credentials, headers['x-sfdc-session'] ?? null));
    return send(reply, await classic.answer({ headers }, open, Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)));
  });
}

function bodyOf({ body }: FastifyRequest): Readable {
  return body instanceof Readable ? body : Readable.from([]);
}

function send(reply: FastifyReply, { status, body, headers }: Answer): FastifyReply {
  void reply.code(status).headers(headers ?? {});
  if (body === undefined) return reply.send();
  return Buffer.isBuffer(body) || body instanceof Readable
    ? reply.send(body)
    : reply.type('application/json;charset=UTF-8').send(JSON.stringify(body));
}

function versions(): object[] {
  return Array.from({ length: NEWEST - OLDEST + 1 }, (_, i) => ({
    label: `API ${OLDEST + i}`,
    url: `/services/data/v${OLDEST + i}.0`,
    version: `${OLDEST + i}.0`
  }));
}

function versionOf(request: FastifyRequest): { version: string; path: string } {
  const parts = /^(\d+)\.0(?:\/(.*))?$/.exec(rawPath(request).replace(/^\/services\/(?:data\/v|async\/)/, ''));
  if (!parts || Number(parts[1]) > NEWEST) throw new PlatformError('NOT_FOUND', 'The requested resource does not exist');
  return { version: `${parts[1]}.0`, path: (parts[2] ?? '').replace(/\/+$/, '') };
}

/** The path as it was sent, percent-encoded still, with double slashes collapsed as clients with a trailing slash in their instance URL need. */
function rawPath(request: FastifyRequest): string {
  return request.url.replace(/\?.*$/s, '').replace(/\/{2,}/g, '/');
}

/** A name given twice counts as it was given last. */
export function queryOf(request: FastifyRequest): Record<string, string> {
  return Object.fromEntries(
    Object.entries(request.query as Record<string, string | string[]>).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.at(-1)! : value
    ])
  );
}

function headersOf(request: FastifyRequest): Record<string, string> {
  return Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')])
  );
}

function jsonOf(request: FastifyRequest): unknown {
  const { body } = request;
  if (!Buffer.isBuffer(body) || body.length === 0) return undefined;
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)) as unknown;
  } catch {
    // The parser's own message would quote the body.
    throw new PlatformError('JSON_PARSER_ERROR', 'The body is not valid JSON');
  }
}

/** Faults that the server itself finds: a body that is too large or cut short, a bad length. */
function refusalOf(error: unknown): Answer {
  const { statusCode } = error as { statusCode?: number };
  if (statusCode === 413)
    return {
      status: 413,
      body: [{ message: `The request is larger than ${BODY_LIMIT / 1024 / 1024} MB`, errorCode: 'REQUEST_TOO_LARGE' }]
    };
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500)
    return { status: statusCode, body: [{ message: 'The request could not be read', errorCode: 'INVALID_REQUEST' }] };
  report(error);
  return { status: 500, body: [{ message: 'An unexpected error occurred.', errorCode: 'UNKNOWN_EXCEPTION' }] };
}
