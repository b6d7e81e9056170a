/** What the tests of access share. */
import type { Org } from '../org.ts';

/** Runs the work and undoes it: rows, and what was derived from them. */
export function undone(org: Org, work: () => void): void {
  const enough = new Error('undo');
  try {
    org.store.atomically(() => {
      work();
      throw enough;
    });
  } catch (error) {
    if (error !== enough) throw error;
  } finally {
    org.security.setupUndone();
  }
}
