import type { Org } from './org.ts';

/** Where an org is served. */
const addresses = new WeakMap<Org['store'], string>();
/** What links of an org begin with that nobody serves, as in tests: they lead nowhere. */
const NOWHERE = 'https://local.my.salesforce.com';

export function servedAt(org: Org, address: string): void {
  addresses.set(org.store, address);
}

/** @returns the beginning of every address of the org, without a slash at its end. */
export function addressOf(org: Org): string {
  return addresses.get(org.store) ?? NOWHERE;
}
