import type { Org } from '../org.ts';
import { defaultsOf } from './prepare.ts';
import { Save } from './save.ts';
import { purge } from './delete.ts';
import { makeLocks } from './locks.ts';
import { makeBin } from './recycle-bin.ts';
import type { DmlService } from './types.ts';

export { freshMixedDml } from './mixed-dml.ts';

/** The save order. Every write of rows, from Apex and from every API, passes here. */
export function createDml(org: Org): DmlService {
  makeBin(org);
  makeLocks(org);
  return {
    save: (operation, records, options) => new Save(org, options).run(operation, records),
    defaults: (object, userId) => defaultsOf(org, object, userId),
    purge: (records, options) => purge(org, records, options)
  };
}
