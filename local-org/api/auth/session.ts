import type { FastifyRequest } from 'fastify';
import { PlatformError } from '../../errors.ts';
import type { Org } from '../../org.ts';
import type { Credentials } from './credentials.ts';

/** @returns the token in the request's header. */
function tokenOf(request: FastifyRequest): string | null {
  return /^(?:Bearer|OAuth)\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? null;
}

/** @returns the user of a token. @throws PlatformError INVALID_SESSION_ID. */
export function userOfToken(credentials: Credentials, token: string | null): string {
  const userId = token ? credentials.userOf(token) : null;
  if (!userId) throw new PlatformError('INVALID_SESSION_ID', 'Session expired or invalid');
  return userId;
}

/** @returns the user of the request's session. @throws PlatformError INVALID_SESSION_ID. */
export function sessionUser(credentials: Credentials, request: FastifyRequest): string {
  return userOfToken(credentials, tokenOf(request));
}

/** @returns the user of the request, who may use APIs. @throws PlatformError INVALID_SESSION_ID, API_DISABLED_FOR_ORG. */
export function apiUser(org: Org, credentials: Credentials, request: FastifyRequest): string {
  return apiUserOfToken(org, credentials, tokenOf(request));
}

/** @returns the user of a token, who may use APIs. @throws PlatformError INVALID_SESSION_ID, API_DISABLED_FOR_ORG. */
export function apiUserOfToken(org: Org, credentials: Credentials, token: string | null): string {
  const userId = userOfToken(credentials, token);
  if (!org.security.hasUserPermission(userId, 'ApiEnabled'))
    throw new PlatformError('API_DISABLED_FOR_ORG', 'The REST API is not enabled for this Organization.');
  return userId;
}
