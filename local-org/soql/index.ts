/** Queries: `createSoql(org)`. Text → tree → plan (kept) → SQL with the user's access inside → records. */
import type { Org } from '../org.ts';
import type { SRecord } from '../schema/record.ts';
import { bindQuery } from './bind.ts';
import { parseQuery } from './parse.ts';
import type { Plan } from './plan.ts';
import { findIds, QueryReader, readFound } from './reader.ts';
import { readGroups, readRecords } from './records.ts';
import { RunContext } from './run-context.ts';
import { checkSearch, searchPlans } from './search.ts';
import { countOf } from './select.ts';
import type { BoundQuery, QueryOptions, QueryResult, SoqlService } from './types.ts';

export function createSoql(org: Org): SoqlService {
  return new Soql(org);
}

/** Plans kept; the oldest goes first. */
const KEPT = 2000;

class Soql implements SoqlService {
  private readonly org: Org;
  private readonly plans = new Map<string, Plan>();

  constructor(org: Org) {
    this.org = org;
  }

  prepare(text: string): BoundQuery {
    return this.plan(text).bound;
  }

  query(text: string, options: QueryOptions): QueryResult {
    return this.run(this.plan(text), options);
  }

  reader(text: string, options: QueryOptions, size: number): QueryReader {
    const plan = this.plan(text);
    return new QueryReader(plan, size, () => this.contextOf(plan, options));
  }

  find(text: string, options: QueryOptions): string[] {
    const plan = this.plan(text);
    return findIds(this.contextOf(plan, options), plan);
  }

  readFound(text: string, ids: readonly string[], options: QueryOptions): SRecord[] {
    const plan = this.plan(text);
    return readFound(this.contextOf(plan, options), plan, ids);
  }

  search(text: string, options: QueryOptions): SRecord[][] {
    const { plans, most } = searchPlans(this.org, text, options);
    let left = most;
    return plans.map((plan) => {
      const records = left > 0 ? this.run(plan, options).records.slice(0, left) : [];
      left -= records.length;
      return records;
    });
  }

  checkSearch(text: string): void {
    checkSearch(this.org, text);
  }

  private plan(text: string): Plan {
    const known = this.plans.get(text);
    if (known) return known;
    const plan = bindQuery(this.org.schema, parseQuery(text));
    if (this.plans.size >= KEPT) this.plans.delete(this.plans.keys().next().value!);
    this.plans.set(text, plan);
    return plan;
  }

  /** @throws PlatformError for what the user may not ask. */
  private contextOf(plan: Plan, options: QueryOptions): RunContext {
    const context = new RunContext(this.org, options, plan.bound.mode, plan.allRows);
    context.check(plan);
    return context;
  }

  private run(plan: Plan, options: QueryOptions): QueryResult {
    const context = this.contextOf(plan, options);
    if (plan.bound.isCount) {
      const statement = countOf(context, plan);
      const count = Number(this.org.store.all(statement.sql, statement.params)[0]!.n);
      return { records: [], count, totalSize: count };
    }
    const records = plan.bound.isAggregate ? readGroups(context, plan) : readRecords(context, plan);
    return { records, totalSize: records.length };
  }
}
