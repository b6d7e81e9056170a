/** Who sits at the browser: sessions of the local demo, by a random token in a strict, script-proof cookie. No password: the server answers this machine only. */
import { createHash, randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Org } from '../org.ts';

export interface Session {
  readonly userId: string;
  appName: string | null;
}

const LIFETIME = 12 * 60 * 60 * 1000;

export class Sessions {
  private readonly org: Org;
  /** Keyed by the token's hash, so that a look into memory or a dump gives nobody a session. */
  private readonly open = new Map<string, Session & { until: number }>();

  constructor(org: Org) {
    this.org = org;
  }

  /** Starts a session for the user, ending the browser's former one. */
  start(request: FastifyRequest, reply: FastifyReply, userId: string): void {
    this.end(request, reply);
    const token = randomBytes(32).toString('base64url');
    this.open.set(hash(token), { userId, appName: null, until: this.org.now() + LIFETIME });
    reply.header('set-cookie', `${cookieName(request)}=${token}; Path=/; HttpOnly; SameSite=Strict`);
  }

  end(request: FastifyRequest, reply: FastifyReply): void {
    const token = cookieOf(request);
    if (!token) return;
    this.open.delete(hash(token));
    reply.header('set-cookie', `${cookieName(request)}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0`);
  }

  /** @returns the session of an active user, or null. */
  of(request: FastifyRequest): Session | null {
    const token = cookieOf(request);
    const session = token && this.open.get(hash(token));
    if (!session || session.until < this.org.now()) return null;
    const [user] = this.org.store.read('User', [session.userId]);
    return user?.get('IsActive') === true ? session : null;
  }
}

function hash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** Cookies do not tell ports apart; two orgs on one machine must. */
function cookieName(request: FastifyRequest): string {
  return `org_session_${/:(\d+)$/.exec(request.headers.host ?? '')?.[1] ?? '80'}`;
}

function cookieOf(request: FastifyRequest): string | undefined {
  const name = cookieName(request);
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const [key, value] = part.trim().split('=');
    if (key === name && value) return value;
  }
  return undefined;
}
