import { PlatformError } from '../../errors.ts';
import { isValidId, to18 } from '../../schema/ids.ts';
import type { Credentials } from '../auth/credentials.ts';
import { notFound } from '../errors.ts';
import { ok } from '../types.ts';
import type { Answer, Call, Route } from '../types.ts';

/** `GET|POST /sobjects/User/<id>/password`: whether one has expired (none ever does here), and setting one. */
export function passwordRoutes(credentials: Credentials): readonly Route[] {
  return [
    { method: 'GET', path: /^sobjects\/User\/(\w+)\/password$/i, run: (call, id) => (userId(call, id), ok({ isExpired: false })) },
    { method: 'POST', path: /^sobjects\/User\/(\w+)\/password$/i, run: (call, id) => setPassword(credentials, call, id) }
  ];
}

function setPassword(credentials: Credentials, call: Call, id: string): Answer {
  const target = userId(call, id);
  if (target !== call.userId && !call.org.security.hasUserPermission(call.userId, 'ManageUsers'))
    throw new PlatformError('INSUFFICIENT_ACCESS', 'insufficient access rights on cross-reference id');
  const password = (call.body as { NewPassword?: unknown } | undefined)?.NewPassword;
  if (typeof password !== 'string' || password === '') throw new PlatformError('INVALID_NEW_PASSWORD', 'Your password cannot be empty');
  credentials.setPassword(target, password);
  return { status: 204 };
}

function userId({ org }: Call, id: string): string {
  if (!isValidId(id) || org.store.read('User', [to18(id)]).length === 0) throw notFound();
  return to18(id);
}
