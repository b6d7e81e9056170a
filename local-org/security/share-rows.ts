/** Keeps the rows of `X__Share` that the platform writes itself: the owner's, and those of sharing rules. */
import type { Org } from '../org.ts';
import { FieldValues, shapeOf } from '../schema/field-values.ts';
import type { ObjectDef } from '../schema/types.ts';
import type { Store } from '../store/types.ts';
import { conditionOf, groupIdOf, ownersOf, sharingRules } from './sharing-rules.ts';
import type { SharingRule } from './sharing-rules.ts';
import { quoted } from './sql.ts';
import type { SqlFragment, Written } from './types.ts';

interface Wanted {
  readonly parent: string;
  readonly to: string;
  readonly level: 'Read' | 'Edit' | 'All';
  readonly cause: 'Owner' | 'Rule';
}

/** Records whose rows are compared at a time: an object may have more than fit into memory. */
const PORTION = 2000;
/** Stands after every id. */
const LAST = '~';

/** For each object with owner rules: the owners its rows were last computed for. */
export function createOwnersTable(store: Store): void {
  store.run('CREATE TABLE IF NOT EXISTS "_rule_owners" (object TEXT PRIMARY KEY, owners TEXT NOT NULL) WITHOUT ROWID');
}

export class ShareRows {
  private readonly org: Org;
  private readonly rulesOf = new Map<string, readonly SharingRule[]>();
  private ownersChecked = false;
  /** Of each rule: the group it shares with, and its condition with the owners of the moment. */
  private readonly knownOf = new Map<SharingRule, { readonly to: string; readonly condition: SqlFragment }>();

  constructor(org: Org) {
    this.org = org;
  }

  /** After rows were written: their owner rows and rule rows are made right, and manual shares go when the owner changed. */
  saved(object: ObjectDef, ids: readonly string[], how?: Written): void {
    if (!object.shareObject || !ids.length || how?.kind === 'deleted') return;
    if (object.isSetup) this.knownOf.clear();
    if (how?.kind === 'inserted') return this.add(object, ids, how.owners);
    const fields = how && this.fieldsThatShare(object);
    const touched = how ? ids.filter((_, i) => how.changed[i]!.some((name) => fields!.has(name))) : ids;
    if (touched.length) this.refresh(object, among(touched));
  }

  /** The first share rows of rows that were just inserted: nothing to compare with. */
  private add(object: ObjectDef, ids: readonly string[], owners: readonly (string | null)[]): void {
    const wanted: Wanted[] = [];
    for (const [i, to] of owners.entries()) if (to !== null) wanted.push({ parent: ids[i]!, to, level: 'All', cause: 'Owner' });
    wanted.push(...this.ruleRows(object, among(ids)));
    if (wanted.length) this.insert(object.shareObject!, wanted);
  }

  /** On which fields it depends whom a row is shared with. */
  private fieldsThatShare(object: ObjectDef): ReadonlySet<string> {
    return new Set(['OwnerId', ...this.rules(object).flatMap((rule) => rule.fields)]);
  }

  /** Groups or roles may have changed: owner rules are looked at again before access is next decided. */
  membersChanged(): void {
    this.ownersChecked = false;
    this.knownOf.clear();
  }

  /** Computes the rows of every object anew, as after a deployment. Costs with the number of records. */
  recalculate(): void {
    this.rulesOf.clear();
    this.knownOf.clear();
    for (const object of this.org.schema.objects()) if (object.shareObject) this.refreshAll(object);
    for (const object of this.ownerRuleObjects()) this.remember(object, this.ownerKey(object));
    this.ownersChecked = true;
  }

  /** Computes objects with owner rules anew whose owners (members of groups, queues, roles) are no longer the same. */
  upToDate(): void {
    if (this.ownersChecked) return;
    this.ownersChecked = true;
    for (const object of this.ownerRuleObjects()) {
      const key = this.ownerKey(object);
      if (this.remembered(object) === key) continue;
      this.org.store.atomically(() => {
        this.refreshAll(object);
        this.remember(object, key);
      });
    }
  }

  private remembered(object: ObjectDef): string | undefined {
    return this.org.store.all('SELECT owners FROM "_rule_owners" WHERE object = ?', [object.name])[0]?.owners as string | undefined;
  }

  private remember(object: ObjectDef, key: string): void {
    this.org.store.run('INSERT OR REPLACE INTO "_rule_owners" (object, owners) VALUES (?, ?)', [object.name, key]);
  }

  private *ownerRuleObjects(): Iterable<ObjectDef> {
    for (const name of this.org.metadata.components.get('SharingRules')?.keys() ?? []) {
      const object = this.org.schema.object(name);
      if (object?.shareObject && this.rules(object).some((rule) => rule.from)) yield object;
    }
  }

  private ownerKey(object: ObjectDef): string {
    return JSON.stringify(this.rules(object).map((rule) => rule.from && ownersOf(this.org.store, rule.from)));
  }

  private rules(object: ObjectDef): readonly SharingRule[] {
    let rules = this.rulesOf.get(object.name);
    if (!rules) this.rulesOf.set(object.name, (rules = sharingRules(this.org.metadata, object)));
    return rules;
  }

  /** Portion by portion in the order of ids; the portions touch, so that rows of records that are gone go too. */
  private refreshAll(object: ObjectDef): void {
    const nth = `SELECT "Id" AS id FROM ${quoted(object.name)} WHERE "Id" > ? ORDER BY "Id" LIMIT 1 OFFSET ${PORTION - 1}`;
    for (let from = ''; from < LAST;) {
      const to = (this.org.store.all(nth, [from])[0]?.['id'] as string | undefined) ?? LAST;
      this.refresh(object, { sql: 'BETWEEN ? AND ?', params: [from, to] });
      from = to === LAST ? LAST : `${to}!`;
    }
  }

  /** @param only the ids, as `IN …` or `BETWEEN …` */
  private refresh(object: ObjectDef, only: SqlFragment): void {
    const { store } = this.org;
    const share = quoted(object.shareObject!);
    const rows = store.all(
      `SELECT s."Id", s."ParentId", s."UserOrGroupId", s."AccessLevel", s."RowCause" FROM ${share} s WHERE s."ParentId" ${only.sql} AND s."RowCause" IN ('Owner', 'Rule', 'Manual')`,
      only.params
    );
    const wanted = new Map<string, Wanted>();
    for (const each of [...this.ownerRows(object, only), ...this.ruleRows(object, only)])
      wanted.set(keyOf(each.parent, each.to, each.level, each.cause), each);
    const stale: string[] = [];
    const moved = new Set<string>();
    for (const row of rows) {
      if (
        row.RowCause === 'Manual' ||
        wanted.delete(keyOf(row.ParentId as string, row.UserOrGroupId as string, row.AccessLevel as string, row.RowCause as string))
      )
        continue;
      stale.push(row.Id as string);
      if (row.RowCause === 'Owner') moved.add(row.ParentId as string);
    }
    for (const row of rows) if (row.RowCause === 'Manual' && moved.has(row.ParentId as string)) stale.push(row.Id as string);
    if (stale.length) store.remove(object.shareObject!, stale);
    if (wanted.size) this.insert(object.shareObject!, [...wanted.values()]);
  }

  private ownerRows(object: ObjectDef, only: SqlFragment): Wanted[] {
    if (!object.fields.has('ownerid')) return [];
    const rows = this.org.store.all(
      `SELECT a."Id", a."OwnerId" FROM ${quoted(object.name)} a WHERE a."Id" ${only.sql} AND a."OwnerId" IS NOT NULL`,
      only.params
    );
    return rows.map((row) => ({ parent: row.Id as string, to: row.OwnerId as string, level: 'All', cause: 'Owner' }));
  }

  /** One row for each record and group, with the widest level that any rule gives. */
  private ruleRows(object: ObjectDef, only: SqlFragment): Wanted[] {
    const rules = this.rules(object);
    if (rules.length === 0) return [];
    const best = new Map<string, Wanted>();
    const note = (rule: SharingRule, parent: string): void => {
      const { to } = this.known(rule);
      const key = `${parent} ${to}`;
      if (best.get(key)?.level !== 'Edit') best.set(key, { parent, to, level: rule.level, cause: 'Rule' });
    };
    const conditions = rules.map((rule) => this.known(rule).condition);
    // Each row is looked at once, for all rules.
    const list = conditions.map((condition) => `(${condition.sql}) IS TRUE`).join(', ');
    const sql = `SELECT a."Id", ${list} FROM ${quoted(object.name)} a WHERE a."Id" ${only.sql}`;
    for (const [id, ...met] of this.org.store.rows(sql, [...conditions.flatMap((condition) => condition.params), ...only.params]))
      rules.forEach((rule, i) => met[i] === 1 && note(rule, id as string));
    return [...best.values()];
  }

  private known(rule: SharingRule): { readonly to: string; readonly condition: SqlFragment } {
    let known = this.knownOf.get(rule);
    if (!known) {
      const { store } = this.org;
      this.knownOf.set(rule, (known = { to: groupIdOf(store, rule.to), condition: conditionOf(store, rule) }));
    }
    return known;
  }

  private insert(share: string, wanted: readonly Wanted[]): void {
    const { store } = this.org;
    const at = new Date(this.org.now()).toISOString();
    const ids = store.nextIds(share, wanted.length);
    store.insert(
      share,
      wanted.map(({ parent, to, level, cause }, i) => new FieldValues(SHARE, [ids[i]!, parent, to, level, cause, at, false]))
    );
  }
}

const SHARE = shapeOf(['Id', 'ParentId', 'UserOrGroupId', 'AccessLevel', 'RowCause', 'LastModifiedDate', 'IsDeleted']);

function among(ids: readonly string[]): SqlFragment {
  return { sql: 'IN (SELECT value FROM json_each(?))', params: [JSON.stringify(ids)] };
}

function keyOf(parent: string, to: string, level: string, cause: string): string {
  return `${parent} ${to} ${level} ${cause}`;
}
