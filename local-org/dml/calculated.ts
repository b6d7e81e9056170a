import { parentLoader } from '../formula/parents.ts';
import type { Org } from '../org.ts';
import type { SRecord } from '../schema/record.ts';
import type { ObjectDef } from '../schema/types.ts';
import { current } from '../transaction.ts';
import { factsOf } from './facts.ts';

/** Sets formula fields of rows in memory, as triggers see them; parents are loaded for all rows at once. */
export function fillCalculated(org: Org, object: ObjectDef, records: readonly SRecord[]): void {
  const fields = factsOf(object).calculated;
  if (fields.length === 0 || records.length === 0) return;
  const parents = parentLoader(org);
  const userId = current().userId;
  for (const field of fields) {
    const formula = org.formula.compileField(field, object);
    parents.preload(object, records, formula.parentPaths);
    for (const record of records) record.values.set(field.name, formula.evaluate({ record, prior: null, userId, parents }));
  }
}
