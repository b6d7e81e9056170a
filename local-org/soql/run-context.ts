/** What one run of a query depends on besides its text: user, mode, binds, clock. */
import { PlatformError } from '../errors.ts';
import type { Org } from '../org.ts';
import { fieldOf } from '../schema/types.ts';
import type { FieldDef, ObjectDef } from '../schema/types.ts';
import type { SqlFragment } from '../security/types.ts';
import { rangeOf } from './date-literals.ts';
import type { DayRange } from './date-literals.ts';
import { malformed, noSuchColumn, noSuchObject } from './errors.ts';
import type { Plan, Use } from './plan.ts';
import type { BindNode } from './tree.ts';
import type { Bind, BoundQuery, QueryOptions } from './types.ts';
import { dayIn } from '../zones.ts';

const WRITTEN = { user: 'USER_MODE', system: 'SYSTEM_MODE', enforced: 'SECURITY_ENFORCED' } as const;

export class RunContext {
  readonly org: Org;
  readonly options: QueryOptions;
  /** Object and field access is checked. */
  readonly userMode: boolean;
  /** Record access is in the WHERE. */
  readonly sharing: boolean;
  readonly allRows: boolean;
  /** WITH SECURITY_ENFORCED: what the select list and FROM name is checked, the records are as without it. */
  private readonly enforced: boolean;
  private locale: { zone: string; firstDayOfWeek: number } | null = null;

  /** @param written the WITH … MODE of the text. @throws PlatformError when a text from outside Apex names one. */
  constructor(org: Org, options: QueryOptions, written: BoundQuery['mode'], allRows: boolean) {
    // A text that comes over the API may not choose its own rights.
    if (written && !options.apex) throw malformed(`unexpected token: '${WRITTEN[written]}'`);
    this.org = org;
    this.options = options;
    this.enforced = written === 'enforced';
    this.userMode = (written && written !== 'enforced' ? written : options.access.mode) === 'user';
    this.sharing = this.userMode || options.access.sharing;
    this.allRows = allRows || (options.allRows ?? false);
  }

  /** @returns the condition for the rows this run may see, null for all. */
  predicate(object: ObjectDef, alias: string): SqlFragment | null {
    if (!this.sharing) return null;
    return this.org.security.recordPredicate(this.options.userId, object.name, alias, 'read', this.userMode ? 'user' : 'system');
  }

  mayReadObject(object: ObjectDef): boolean {
    return !this.userMode || this.org.security.objectAccess(this.options.userId, object.name).read;
  }

  mayRead(object: ObjectDef, field: FieldDef): boolean {
    return !this.userMode || this.org.security.fieldAccess(this.options.userId, object.name, field.name).read;
  }

  /** An object or field that the user may not see does not exist for her. @throws PlatformError INVALID_TYPE, INVALID_FIELD. */
  check({ uses, shown }: Pick<Plan, 'uses' | 'shown'>): void {
    if (this.enforced && !this.userMode) return this.enforce(uses.slice(0, shown));
    if (!this.userMode) return;
    for (const { object, field, optional } of uses) {
      if (!field && !this.mayReadObject(object)) throw noSuchObject(object.name);
      if (field && !optional && !this.mayRead(object, field)) throw noSuchColumn(field.name, object.name);
    }
  }

  private enforce(uses: readonly Use[]): void {
    const { security } = this.org;
    const { userId } = this.options;
    for (const { object, field } of uses) {
      const readable = field ? security.fieldAccess(userId, object.name, field.name) : security.objectAccess(userId, object.name);
      if (!readable.read)
        throw new PlatformError('INSUFFICIENT_ACCESS', 'Insufficient permissions: secure query included inaccessible field');
    }
  }

  bind(node: BindNode): Bind {
    const { binds } = this.options;
    const exact = binds?.get(node.source);
    if (exact !== undefined) return exact;
    // Names of Apex, and the keys of a bind map, are equal in any case.
    for (const [name, value] of binds ?? []) if (name.toLowerCase() === node.source.toLowerCase()) return value;
    throw new PlatformError('MALFORMED_QUERY', `Key '${node.source}' does not exist in the bindMap`);
  }

  range(name: string, count: number | null): DayRange {
    return rangeOf(name, count, dayIn(this.zone, this.org.now()), this.userLocale.firstDayOfWeek);
  }

  get zone(): string {
    return this.userLocale.zone;
  }

  private get userLocale(): { zone: string; firstDayOfWeek: number } {
    if (this.locale) return this.locale;
    const [user] = this.org.store.all('SELECT "TimeZoneSidKey", "LocaleSidKey" FROM "User" WHERE "Id" = ?', [this.options.userId]);
    const zone = (user?.TimeZoneSidKey as string | null | undefined) ?? 'Europe/London';
    this.locale = { zone, firstDayOfWeek: firstDay((user?.LocaleSidKey as string | null | undefined) ?? 'en_GB') };
    return this.locale;
  }

  /** @returns the name column of an object, if it has one. */
  nameOf(object: ObjectDef): FieldDef | undefined {
    return object.nameField ?? fieldOf(object, 'Name');
  }
}

/** Weeks begin as the locale says: Monday in the United Kingdom, Sunday in the United States. */
function firstDay(locale: string): number {
  const tag = new Intl.Locale(locale.replaceAll('_', '-')) as Intl.Locale & {
    getWeekInfo?(): { firstDay: number };
    weekInfo?: { firstDay: number };
  };
  return ((tag.getWeekInfo?.() ?? tag.weekInfo)?.firstDay ?? 1) % 7;
}
