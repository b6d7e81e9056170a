/**
 * Calls of the pages: Apex, the UI API, the shell's own. Every answer is 200 with an envelope `{ ok, status, body }`, because a browser
 * prints each 4xx or 5xx as an error of its own; the modules in the browser rebuild the platform's error from it.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ApexFault } from '../apex/types.ts';
import type { Json } from '../apex/types.ts';
import { uiApi } from '../api/ui/index.ts';
import { NotSupportedError, PlatformError } from '../errors.ts';
import type { Org } from '../org.ts';
import type { Session, Sessions } from './sessions.ts';
import { appsFor } from './shell/apps.ts';
import { shellOperation } from './shell/operations.ts';
import { personas } from './shell/personas.ts';

interface Envelope {
  readonly ok: boolean;
  readonly status: number;
  readonly body: unknown;
}

const SIGNED_OUT: Envelope = { ok: false, status: 401, body: [{ errorCode: 'INVALID_SESSION_ID', message: 'Session expired or invalid' }] };

/** Mounts the calls below /lightning. */
export function answerCalls(app: FastifyInstance, org: Org, sessions: Sessions): void {
  const signedIn = (path: string, work: (session: Session, body: Record<string, unknown>) => Envelope) =>
    app.post(path, (request, reply) => {
      reply.header('cache-control', 'no-store');
      const session = sessions.of(request);
      return session ? guarded(() => work(session, objectOf(request.body))) : SIGNED_OUT;
    });
  signedIn('/lightning/apex', (session, body) => apex(org, session, body));
  signedIn('/lightning/ui-api', (session, body) => viaUiApi(org, session, body));
  signedIn('/lightning/shell', (session, body) =>
    success(shellOperation(org, session, String(body['operation'] ?? ''), (body['input'] ?? {}) as Record<string, string>))
  );
  signedIn('/lightning/app', (session, body) => chooseApp(org, session, String(body['name'] ?? '')));
  app.post('/lightning/session', (request, reply) => guarded(() => signIn(org, sessions, request, reply)));
  app.post('/lightning/sign-out', (request, reply) =>
    guarded(() => {
      sessions.end(request, reply);
      return success(null);
    })
  );
}

function apex(org: Org, { userId }: Session, body: Record<string, unknown>): Envelope {
  const className = String(body['classname'] ?? '');
  if (!org.metadata.apexClasses.some((known) => known.name === className) || !org.security.canExecuteApex(userId, className)) {
    return { ok: false, status: 403, body: { message: `You do not have access to the Apex class named '${className}'.` } };
  }
  return success(org.apex.invokeAura(userId, className, String(body['method'] ?? ''), objectOf(body['params']) as Record<string, Json>));
}

function viaUiApi(org: Org, { userId }: Session, body: Record<string, unknown>): Envelope {
  const { status, body: answer } = uiApi(org, userId, {
    method: String(body['method'] ?? 'GET'),
    path: String(body['path'] ?? ''),
    query: objectOf(body['query']) as Record<string, string>,
    body: body['body']
  });
  return { ok: status < 400, status, body: answer };
}

function chooseApp(org: Org, session: Session, name: string): Envelope {
  if (!appsFor(org, session.userId).some((app) => app.name === name))
    throw new PlatformError('NOT_FOUND', 'The requested resource does not exist');
  session.appName = name;
  return success(null);
}

function signIn(org: Org, sessions: Sessions, request: FastifyRequest, reply: FastifyReply): Envelope {
  const username = String(objectOf(request.body)['username'] ?? '');
  const persona = personas(org).find((candidate) => candidate.username === username);
  if (!persona) throw new PlatformError('INVALID_LOGIN', 'Nobody of that name can sign in here.');
  sessions.start(request, reply, persona.id);
  return success(null);
}

/** Turns what was thrown into an envelope. Faults of the org itself are printed without their message, which may quote a record. */
function guarded(work: () => Envelope): Envelope {
  try {
    return work();
  } catch (error) {
    if (error instanceof ApexFault) return { ok: false, status: 500, body: apexBody(error) };
    if (error instanceof PlatformError)
      return {
        ok: false,
        status: error.statusCode === 'NOT_FOUND' ? 404 : 400,
        body: [{ errorCode: error.statusCode, message: error.message }]
      };
    if (error instanceof NotSupportedError) return { ok: false, status: 501, body: { message: error.message } };
    console.error(`${(error as Error).name} while answering a page:\n${placesOf(error)}`);
    return { ok: false, status: 500, body: { message: 'The local org could not answer. Its console names the place.' } };
  }
}

/** @returns the stack without the message, which may quote a record. */
export function placesOf(error: unknown): string {
  return ((error as Error).stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 8)
    .join('\n');
}

function apexBody(fault: ApexFault): unknown {
  const body = fault.body;
  if (typeof body === 'object' && body !== null) return body;
  return { exceptionType: fault.exceptionType, isUserDefinedException: false, message: fault.message, stackTrace: fault.apexStack };
}

function success(body: unknown): Envelope {
  return { ok: true, status: 200, body: body ?? null };
}

function objectOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}
