/** Keeps the rows of `X__Share` that the platform writes itself: the owner's, and those of sharing rules. */
import type { Org } from '../org.ts';
import type { ObjectDef, Value } from '../schema/types.ts';
import { conditionOf, groupIdOf, ownersOf, sharingRules } from './sharing-rules.ts';
import type { SharingRule } from './sharing-rules.ts';
import { quoted } from './sql.ts';
import type { SqlFragment } from './types.ts';

interface Wanted {
  readonly parent: string;
  readonly to: string;
  readonly level: 'Read' | 'Edit' | 'All';
  readonly cause: 'Owner' | 'Rule';
}

const ALL: SqlFragment = { sql: '1', params: [] };

export class ShareRows {
  private readonly org: Org;
  private readonly rulesOf = new Map<string, readonly SharingRule[]>();
  /** For each object with owner rules: the owners its rows were last computed for. */
  private readonly owners = new Map<string, string>();
  private ownersChecked = false;

  constructor(org: Org) {
    this.org = org;
  }

  /** After rows were written: their owner rows and rule rows are made right, and manual shares go when the owner changed. */
  saved(object: ObjectDef, ids: readonly string[]): void {
    if (!object.shareObject || !ids.length) return;
    this.refresh(object, { sql: 'IN (SELECT value FROM json_each(?))', params: [JSON.stringify(ids)] });
  }

  /** Groups or roles may have changed: owner rules are looked at again before access is next decided. */
  membersChanged(): void {
    this.ownersChecked = false;
  }

  /** Computes the rows of every object anew, as after a deployment. Costs with the number of records. */
  recalculate(): void {
    this.rulesOf.clear();
    for (const object of this.org.schema.objects()) if (object.shareObject) this.refresh(object, null);
    this.rememberOwners();
  }

  /** Computes objects with owner rules anew whose owners (members of groups, queues, roles) are no longer the same. */
  upToDate(): void {
    if (this.ownersChecked) return;
    this.ownersChecked = true;
    for (const object of this.ownerRuleObjects()) {
      const key = this.ownerKey(object);
      if (this.owners.get(object.name) === key) continue;
      this.owners.set(object.name, key);
      this.refresh(object, null);
    }
  }

  private rememberOwners(): void {
    for (const object of this.ownerRuleObjects()) this.owners.set(object.name, this.ownerKey(object));
    this.ownersChecked = true;
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

  /** @param only the ids, as `IN …`; null for all rows. */
  private refresh(object: ObjectDef, only: SqlFragment | null): void {
    const { store } = this.org;
    const share = quoted(object.shareObject!);
    const parents = only ? `s."ParentId" ${only.sql}` : '1';
    const rows = store.all(
      `SELECT s."Id", s."ParentId", s."UserOrGroupId", s."AccessLevel", s."RowCause" FROM ${share} s WHERE ${parents} AND s."RowCause" IN ('Owner', 'Rule', 'Manual')`,
      only?.params ?? []
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

  private ownerRows(object: ObjectDef, only: SqlFragment | null): Wanted[] {
    if (!object.fields.has('ownerid')) return [];
    const rows = this.org.store.all(
      `SELECT a."Id", a."OwnerId" FROM ${quoted(object.name)} a WHERE ${only ? `a."Id" ${only.sql}` : '1'} AND a."OwnerId" IS NOT NULL`,
      only?.params ?? []
    );
    return rows.map((row) => ({ parent: row.Id as string, to: row.OwnerId as string, level: 'All', cause: 'Owner' }));
  }

  /** One row for each record and group, with the widest level that any rule gives. */
  private ruleRows(object: ObjectDef, only: SqlFragment | null): Wanted[] {
    const best = new Map<string, Wanted>();
    for (const rule of this.rules(object)) {
      const to = groupIdOf(this.org.store, rule.to);
      const condition = conditionOf(this.org.store, rule);
      const limit = only ? { sql: `a."Id" ${only.sql}`, params: only.params } : ALL;
      const rows = this.org.store.all(`SELECT a."Id" FROM ${quoted(object.name)} a WHERE ${limit.sql} AND (${condition.sql})`, [
        ...limit.params,
        ...condition.params
      ]);
      for (const row of rows) {
        const key = `${row.Id as string} ${to}`;
        if (best.get(key)?.level !== 'Edit') best.set(key, { parent: row.Id as string, to, level: rule.level, cause: 'Rule' });
      }
    }
    return [...best.values()];
  }

  private insert(share: string, wanted: readonly Wanted[]): void {
    const { store } = this.org;
    const at = new Date(this.org.now()).toISOString();
    store.insert(
      share,
      wanted.map(
        (each) =>
          new Map<string, Value>([
            ['Id', store.nextId(share)],
            ['ParentId', each.parent],
            ['UserOrGroupId', each.to],
            ['AccessLevel', each.level],
            ['RowCause', each.cause],
            ['LastModifiedDate', at],
            ['IsDeleted', false]
          ])
      )
    );
  }
}

function keyOf(parent: string, to: string, level: string, cause: string): string {
  return `${parent} ${to} ${level} ${cause}`;
}
