import type { Org } from '../../org.ts';

/** Tells the org's worker, when one runs, that there is work. */
const workers = new WeakMap<Org, () => void>();

export function onWake(org: Org, worker: () => void): void {
  workers.set(org, worker);
}

export function offWake(org: Org): void {
  workers.delete(org);
}

export function wake(org: Org): void {
  workers.get(org)?.();
}
