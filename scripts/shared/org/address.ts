import { auth } from '../../messages/common.ts';
import { EXIT, ToolError } from '../exit.ts';

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** @returns whether the address is on this machine */
export function isLocal(address: string): boolean {
  return URL.canParse(address) && LOOPBACK.has(new URL(address).hostname);
}

/**
 * Checks an address that a person gave: a My Domain over https, or a local org.
 * @returns its origin
 * @throws ToolError saying what is wrong with it
 */
export function orgOrigin(address: string): string {
  if (!URL.canParse(address) || !/^https?:$/.test(new URL(address).protocol)) throw new ToolError(auth.notAnAddress, EXIT.usage);
  const url = new URL(address);
  if (isLocal(address)) return url.origin;
  if (url.protocol !== 'https:') throw new ToolError(auth.needsHttps, EXIT.usage);
  if (!/^[a-z0-9-]+(\.[a-z0-9-]+)*\.my\.(salesforce|salesforce-setup)\.(com|mil)$/.test(url.hostname))
    throw new ToolError(auth.needsMyDomain, EXIT.usage);
  return url.origin;
}

/** @returns the name that `--confirm` asks for: `acme` of acme.my.salesforce.com, `acme--uat` of acme--uat.sandbox.my.salesforce.com */
export function myDomain(origin: string): string {
  return isLocal(origin) ? new URL(origin).host : new URL(origin).hostname.split('.')[0]!;
}

/** @returns whom a JWT is addressed to: the login host of production or of sandboxes, or the local org itself */
export function audience(origin: string): string {
  if (isLocal(origin)) return origin;
  return new URL(origin).hostname.includes('.sandbox.') || new URL(origin).hostname.includes('.scratch.')
    ? 'https://test.salesforce.com'
    : 'https://login.salesforce.com';
}
