/** Keeps other sites' pages out: same origin only, nothing framed, no foreign script. */
import { randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Sent by the shell with every call. Another site's page cannot add it without a preflight, which this server never grants. */
export const CALL_HEADER = 'x-lightning-call';

/** @returns why a request is refused, or null. The server itself has turned foreign Host headers away. */
export function refusalOf(request: FastifyRequest): string | null {
  const { host, origin } = request.headers;
  if (origin !== undefined && origin !== `http://${host}`) return 'Requests from other sites are not answered.';
  if (request.method !== 'GET' && request.method !== 'HEAD' && request.headers[CALL_HEADER] === undefined)
    return 'Requests from other sites are not answered.';
  return null;
}

/** Sets the headers of a page. @returns the nonce that its one inline script, the import map, must carry. */
export function pageHeaders(reply: FastifyReply): string {
  const nonce = randomBytes(16).toString('base64');
  reply.headers({
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
    // Styles of components are written into the page by the engine, hence unsafe-inline for them alone.
    'content-security-policy': `default-src 'none'; script-src 'self' 'nonce-${nonce}'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`
  });
  return nonce;
}
