/** Queries read in portions: in memory stands one portion, not the result. */
import { PlatformError } from '../errors.ts';
import type { SRecord } from '../schema/record.ts';
import type { Plan } from './plan.ts';
import { readRecords } from './records.ts';
import type { RunContext } from './run-context.ts';
import { idsOf } from './select.ts';

/**
 * Rows that come by id are walked from id to id. With ORDER BY or LIMIT the ids are listed once, in order, and the rows read
 * portion by portion; a row that is deleted or hidden meanwhile is left out.
 */
export class QueryReader {
  private readonly plan: Plan;
  private readonly size: number;
  private readonly open: () => RunContext;
  private after = '';
  private ids: readonly string[] | null = null;
  private taken = 0;

  /** @param open gives the context of one portion. @throws PlatformError see SoqlService.reader. */
  constructor(plan: Plan, size: number, open: () => RunContext) {
    if (plan.bound.isCount || plan.bound.isAggregate || plan.children.length > 0)
      throw new PlatformError('FEATURENOTENABLED', 'Aggregate Relationships not supported in Bulk Query');
    if (plan.offset) throw new PlatformError('FEATURENOTENABLED', 'OFFSET not supported in Bulk Query');
    if (plan.root.object.virtual)
      throw new PlatformError('INVALIDENTITY', `Entity '${plan.root.object.name}' is not supported by the Bulk API.`);
    this.plan = plan;
    this.size = size;
    this.open = open;
    open();
  }

  /** @returns the next rows, null after the last. */
  next(): SRecord[] | null {
    const context = this.open();
    return this.plan.orderBy.length > 0 || this.plan.limit ? this.nextListed(context) : this.nextById(context);
  }

  private nextById(context: RunContext): SRecord[] | null {
    const rows = readRecords(context, this.plan, { after: this.after, size: this.size });
    if (rows.length === 0) return null;
    this.after = rows.at(-1)!.id!;
    return rows;
  }

  private nextListed(context: RunContext): SRecord[] | null {
    this.ids ??= this.list(context);
    const among = this.ids.slice(this.taken, this.taken + this.size);
    if (among.length === 0) return null;
    this.taken += among.length;
    const rows = new Map(readRecords(context, this.plan, { among }).map((row) => [row.id, row]));
    return among.map((id) => rows.get(id)).filter((row) => row !== undefined);
  }

  private list(context: RunContext): string[] {
    return listIds(context, this.plan);
  }
}

/** @returns the ids that a query finds, in its order. @throws PlatformError FEATURENOTENABLED for what has no rows of its own. */
export function findIds(context: RunContext, plan: Plan): string[] {
  if (plan.bound.isCount || plan.bound.isAggregate)
    throw new PlatformError('FEATURENOTENABLED', 'Aggregate query does not support cursors');
  if (plan.root.object.virtual) throw new PlatformError('FEATURENOTENABLED', `${plan.root.object.name} does not support cursors`);
  return listIds(context, plan);
}

/** @returns these rows in this order, as they are now, whether the query would still find them or not; without those that are gone or hidden. */
export function readFound(context: RunContext, plan: Plan, ids: readonly string[]): SRecord[] {
  const rows = readRecords(context, { ...plan, where: null, mine: false, limit: null, offset: null }, { among: ids });
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => byId.get(id)).filter((row) => row !== undefined);
}

function listIds(context: RunContext, plan: Plan): string[] {
  const { sql, params } = idsOf(context, plan);
  return context.org.store.all(sql, params).map((row) => row['id'] as string);
}
