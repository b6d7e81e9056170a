import { DEFAULT_MIN_VERSION } from 'node:tls';
import type { Connection } from '@jsforce/jsforce-node';
import { isLocal } from '../shared/org/address.ts';
import type { Expected } from './expected.ts';
import { finding, type Found } from './faults.ts';
import type { Encryption, Org } from './types.ts';

/** An org on this machine: nothing leaves it. */
export const THIS_MACHINE = 'this machine';
/** Protocols that nobody is known to have broken. */
const SAFE: ReadonlySet<string> = new Set(['TLSv1.2', 'TLSv1.3', THIS_MACHINE]);

export async function encryptionOf(connection: Connection): Promise<Encryption> {
  return { inTransit: inTransit(connection.instanceUrl), ownKeys: await ownKeys(connection) };
}

/** What the connection that just answered is made of: a weaker answer would have been refused. */
export function inTransit(url: string, environment: NodeJS.ProcessEnv = process.env): string {
  if (new URL(url).protocol !== 'https:') return isLocal(url) ? THIS_MACHINE : 'none';
  return environment['NODE_TLS_REJECT_UNAUTHORIZED'] === '0' ? 'unverified' : DEFAULT_MIN_VERSION;
}

/** Keys of Shield Platform Encryption. An org without it does not know the object. */
async function ownKeys(connection: Connection): Promise<number | null> {
  try {
    return (await connection.query("SELECT COUNT() FROM TenantSecret WHERE Status = 'ACTIVE'")).totalSize;
  } catch {
    return null;
  }
}

/**
 * P34. What is stored is encrypted by the platform: nobody sees that from inside, so its agreement in the register stands for it.
 */
export function encryptionFindings(
  { encryption, processors }: Pick<Org, 'encryption' | 'processors'>,
  expected: Pick<Expected, 'platform'>
): Found[] {
  return [
    ...(SAFE.has(encryption.inTransit) ? [] : [finding('TRANSIT', encryption.inTransit)]),
    ...(processors?.has(expected.platform) ? [] : [finding('AT_REST', expected.platform)])
  ];
}
