/** The HTTP server of an org: Salesforce's APIs and the screens, on this machine only. */
import Fastify from 'fastify';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { servedAt } from './address.ts';
import { BODY_LIMIT, registerApi } from './api/index.ts';
import type { Credentials } from './api/auth/credentials.ts';
import type { Org } from './org.ts';

export interface ServerOptions {
  /** Tokens without a password for whoever sits at this machine. */
  readonly demoLogins: boolean;
  readonly adminUsername: string;
  /** Mounts the screens; left out where only the APIs are wanted. */
  readonly mountUi?: (app: FastifyInstance) => void;
}

export interface Server {
  readonly app: FastifyInstance;
  readonly credentials: Credentials;
}

const LOOPBACK = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/i;

/** Builds the server; `listen` starts it. Nothing is logged: a log could hold personal data. */
export function createServer(org: Org, options: ServerOptions): Server {
  const app = Fastify({
    logger: false,
    bodyLimit: BODY_LIMIT,
    routerOptions: { ignoreDuplicateSlashes: true, ignoreTrailingSlash: true, maxParamLength: 2000 },
    requestTimeout: 120_000,
    frameworkErrors: (_error, _request, reply) =>
      void (reply as FastifyReply).code(400).send([{ message: 'The address could not be read', errorCode: 'INVALID_REQUEST' }]),
    forceCloseConnections: true
  });
  // Another site's page that points a name of its own at this machine would send that name here.
  app.addHook('onRequest', async (request, reply) => {
    if (!LOOPBACK.test(request.headers.host ?? ''))
      await reply.code(403).type('text/plain').send('This local demo org answers to localhost only.\n');
  });
  app.addHook('onListen', async () => {
    const address = app.server.address();
    if (typeof address === 'object' && address) servedAt(org, `http://127.0.0.1:${address.port}`);
  });
  const credentials = registerApi(app, org, options);
  options.mountUi?.(app);
  app.setNotFoundHandler((_request, reply) =>
    reply.code(404).send([{ message: 'The requested resource does not exist', errorCode: 'NOT_FOUND' }])
  );
  return { app, credentials };
}

/** Listens on the loopback address alone. @returns the address. @throws Error when the port is taken. */
export async function listen({ app }: Server, port: number): Promise<string> {
  await app.listen({ host: '127.0.0.1', port });
  const address = app.server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : port}`;
}
