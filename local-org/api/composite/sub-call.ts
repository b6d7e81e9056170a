import { PlatformError } from '../../errors.ts';
import type { Call } from '../types.ts';

/** @returns a request inside another one, of the same user. @throws PlatformError for an address outside the REST API. */
export function subCall(call: Call, method: string, url: string, body: unknown, headers: Readonly<Record<string, string>>): Call {
  const parts = /^\/services\/data\/v(\d+\.\d)\/([^?]*)(?:\?(.*))?$/.exec(url);
  if (!parts) throw new PlatformError('INVALID_INPUT', 'The url of a subrequest begins with /services/data/v');
  return {
    ...call,
    method: method.toUpperCase(),
    version: parts[1]!,
    path: parts[2]!.replace(/\/+$/, ''),
    query: Object.fromEntries(new URLSearchParams(parts[3] ?? '')),
    body,
    headers
  };
}
