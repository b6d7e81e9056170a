/**
 * For tests only: who may do what in a random org, decided for one row at a time from the plain data alone, as Salesforce's help
 * tells it ("Record-Level Security", "Sharing Rule Categories", "Controlled by Parent", "Permission Set Groups"). No SQL, no code of the org.
 */
import { KINDS } from './fixtures/forest.ts';
import type { Assignment, Change, Criterion, PermissionSet, Restriction, Rights, Row, Rule, User, Who, World } from './worlds.ts';
import type { RecordLevel } from './types.ts';

const RANK = { Read: 1, Edit: 2, All: 3 } as const;
const NEEDED: Readonly<Record<RecordLevel, number>> = { read: 1, edit: 2, delete: 3, all: 3 };
const same = (a: Who, b: Who): boolean => JSON.stringify(a) === JSON.stringify(b);

export class Naive {
  readonly world: World;

  constructor(world: World) {
    this.world = world;
  }

  /** Sharing and restriction rules: whether the row is among hers at that level. */
  reaches(user: number, row: number, level: RecordLevel): boolean {
    const who = this.world.users[user]!;
    return who.active && this.reachesRow(who, this.world.rows[row]!, level) && this.isLeft(user, this.world.rows[row]!);
  }

  /** Restriction rules stop nobody who views all rows; what they hide hides no details. */
  private isLeft(user: number, row: Row): boolean {
    if (this.rightsOf(this.world.users[user]!, KINDS[row.object]!.name).viewAll) return true;
    return this.world.restrictions
      .filter(({ object, users }) => object === row.object && (users === null || users.includes(user)))
      .every(({ filter }) => this.fits(filter, user, row));
  }

  private fits(filter: Restriction['filter'], user: number, row: Row): boolean {
    const among = (values: readonly string[], colour: string | null): boolean =>
      values.some((each) => each.toLowerCase() === colour?.toLowerCase());
    switch (filter.by) {
      case 'colour':
        return among(filter.values, row.colour);
      case 'height':
        return filter.values.some((each) => each === row.height);
      case 'herself':
        return row.owner.kind === 'user' && row.owner.at === user;
      case 'owner':
        return row.owner.kind === 'user' && filter.users.includes(row.owner.at);
      case 'master colour':
        return among(filter.values, this.masterOf(row, 0).colour);
    }
  }

  private masterOf(row: Row, n: number): Row {
    const object = KINDS.findIndex((each) => each.name === KINDS[row.object]!.masters[n]!.object);
    return this.world.rows.filter((each) => each.object === object)[row.masters[n]!]!;
  }

  rights(user: number, object: string): Rights {
    const none = { read: false, create: false, edit: false, delete: false, viewAll: false, modifyAll: false };
    const person = this.world.users[user]!;
    return person.active ? this.rightsOf(person, object) : none;
  }

  field(user: number, object: string, field: string): { read: boolean; edit: boolean } {
    const { read, edit, create } = this.rights(user, object);
    const bits = this.setsOf(this.world.users[user]!).map((set) => set.fields[`${object}.${field}`]);
    return { read: read && bits.some((bit) => bit?.read), edit: (edit || create) && bits.some((bit) => bit?.edit) };
  }

  private rightsOf(user: User, object: string): Rights {
    const sets = this.setsOf(user);
    const has = (right: keyof Rights): boolean => sets.some((set) => set.objects[object]?.[right]);
    const modifyAllData = sets.some((set) => set.modifyAllData);
    const viewAllData = modifyAllData || sets.some((set) => set.viewAllData);
    const modifyAll = modifyAllData || has('modifyAll');
    const viewAll = modifyAll || viewAllData || has('viewAll');
    return {
      read: viewAll || has('read'),
      create: modifyAllData || has('create'),
      edit: modifyAll || has('edit'),
      delete: modifyAll || has('delete'),
      viewAll,
      modifyAll
    };
  }

  private setsOf(user: User): PermissionSet[] {
    return user.assignments.flatMap((assignment) => (assignment.ended ? [] : this.assigned(assignment)));
  }

  /** What a group mutes is off in each of its sets, and with it what cannot stand without it. */
  private assigned({ to, at }: Assignment): PermissionSet[] {
    if (to === 'set') return [this.world.sets[at]!];
    const { sets, muting } = this.world.setGroups[at]!;
    return sets.map((each) => (muting ? muted(this.world.sets[each]!, muting) : this.world.sets[each]!));
  }

  private reachesRow(user: User, row: Row, level: RecordLevel): boolean {
    const kind = KINDS[row.object]!;
    const rights = this.rightsOf(user, kind.name);
    if (rights.modifyAll || (level === 'read' && rights.viewAll)) return true;
    if (kind.masters.length)
      return kind.masters.every((master, n) => {
        const above = this.masterOf(row, n);
        const writing = master.readIsEnough ? 'read' : 'edit';
        return this.reachesRow(user, above, level === 'read' || level === 'all' ? level : writing);
      });
    const everybody = { Private: 0, Read: 1, ReadWrite: 2, ControlledByParent: 0 }[kind.model];
    if (everybody >= NEEDED[level]) return true;
    if (this.isGiven(user, row.owner)) return true;
    if (row.shares.some((share) => RANK[share.level] >= NEEDED[level] && this.isGiven(user, share.to))) return true;
    return this.world.rules.some(
      (rule) => rule.object === row.object && RANK[rule.level] >= NEEDED[level] && this.covers(rule, row) && this.isGiven(user, rule.to)
    );
  }

  /** Whether what is given to somebody is given to this user: herself, as a member, or as one above in the hierarchy. */
  private isGiven(user: User, to: Who): boolean {
    const mine = this.world.users.indexOf(user);
    if (this.isAmong(mine, to)) return true;
    if (user.role === null || !this.reachesUp(to)) return false;
    return this.rolesWithin(to).some((role) => this.isAbove(user.role!, role));
  }

  private reachesUp(to: Who): boolean {
    if (to.kind === 'group') return this.world.groups[to.at]!.bosses;
    if (to.kind === 'queue') return this.world.queues[to.at]!.bosses;
    return to.kind !== 'everybody';
  }

  private isAmong(user: number, whose: Who): boolean {
    const { role } = this.world.users[user]!;
    switch (whose.kind) {
      case 'user':
        return whose.at === user;
      case 'everybody':
        return true;
      case 'role':
        return role === whose.at;
      case 'roleAndSubordinates':
        return role !== null && (role === whose.at || this.isAbove(whose.at, role));
      case 'group':
        return this.world.groups[whose.at]!.members.some((member) => this.isAmong(user, member));
      case 'queue':
        return this.world.queues[whose.at]!.members.some((member) => this.isAmong(user, member));
    }
  }

  /** Every role that stands in it, by name or through a user. */
  private rolesWithin(whose: Who): number[] {
    const all = this.world.roles.map((_, at) => at);
    switch (whose.kind) {
      case 'user':
        return this.world.users[whose.at]!.role === null ? [] : [this.world.users[whose.at]!.role!];
      case 'everybody':
        return [];
      case 'role':
        return [whose.at];
      case 'roleAndSubordinates':
        return all.filter((each) => each === whose.at || this.isAbove(whose.at, each));
      case 'group':
        return this.world.groups[whose.at]!.members.flatMap((member) => this.rolesWithin(member));
      case 'queue':
        return this.world.queues[whose.at]!.members.flatMap((member) => this.rolesWithin(member));
    }
  }

  private isAbove(upper: number, lower: number): boolean {
    for (let each = this.world.roles[lower]!; each !== null; each = this.world.roles[each]!) if (each === upper) return true;
    return false;
  }

  /** Rows of a queue are those that it owns itself; rows of a group, those of its members. */
  private covers(rule: Rule, row: Row): boolean {
    if (rule.from === null)
      return logic(
        rule,
        rule.criteria.map((each) => meets(each, row))
      );
    if (rule.from.kind === 'queue') return same(rule.from, row.owner);
    return row.owner.kind === 'user' && this.isAmong(row.owner.at, rule.from);
  }
}

function muted(set: PermissionSet, muting: PermissionSet): PermissionSet {
  const objects = Object.entries(set.objects).map(([name, rights]) => [name, mutedRights(rights, muting.objects[name])] as const);
  const fields = Object.entries(set.fields).map(([name, bits]) => {
    const off = muting.fields[name];
    return [name, { read: bits.read && !off?.read, edit: bits.edit && !off?.edit && !off?.read }] as const;
  });
  return {
    objects: Object.fromEntries(objects),
    fields: Object.fromEntries(fields),
    viewAllData: set.viewAllData && !muting.viewAllData,
    modifyAllData: set.modifyAllData && !muting.modifyAllData && !muting.viewAllData
  };
}

function mutedRights(rights: Rights, off: Rights | undefined): Rights {
  if (!off) return rights;
  const read = rights.read && !off.read;
  const edit = read && rights.edit && !off.edit;
  const remove = edit && rights.delete && !off.delete;
  const viewAll = read && rights.viewAll && !off.viewAll;
  return {
    read,
    create: read && rights.create && !off.create,
    edit,
    delete: remove,
    viewAll,
    modifyAll: viewAll && remove && rights.modifyAll && !off.modifyAll
  };
}

export function logicText(rule: Rule): string {
  const numbers = rule.criteria.map((_, n) => String(n + 1));
  if (rule.logic === 'all' || numbers.length === 1) return numbers.join(' AND ');
  if (rule.logic === 'any') return numbers.join(' OR ');
  if (rule.logic === 'first and any of the rest') return `${numbers[0]} AND (${numbers.slice(1).join(' OR ')})`;
  return `${numbers[0]} AND (NOT (${numbers.slice(1).join(' OR ')}))`;
}

function logic(rule: Rule, [first = true, ...rest]: readonly boolean[]): boolean {
  if (rule.logic === 'all' || rest.length === 0) return first && rest.every(Boolean);
  if (rule.logic === 'any') return first || rest.some(Boolean);
  if (rule.logic === 'first and any of the rest') return first && rest.some(Boolean);
  return first && !rest.some(Boolean);
}

/** Commas separate alternatives; nothing stands for an empty field; text is compared without regard to case. */
function meets({ field, operation, value }: Criterion, row: Row): boolean {
  const own = field === 'Colour__c' ? (row.colour?.toLowerCase() ?? '') : row.height;
  const wanted = value.split(',').map((each) => (field === 'Colour__c' ? each.toLowerCase() : Number(each)));
  switch (operation) {
    case 'equals':
      return wanted.some((each) => own === each);
    case 'notEqual':
      return !wanted.some((each) => own === each);
    case 'contains':
      return wanted.some((each) => each !== '' && String(own).includes(String(each)));
    case 'startsWith':
      return wanted.some((each) => each !== '' && String(own).startsWith(String(each)));
    case 'lessThan':
      return own !== null && own < wanted[0]!;
    case 'greaterThan':
      return own !== null && own > wanted[0]!;
    case 'lessOrEqual':
      return own !== null && own <= wanted[0]!;
    case 'greaterOrEqual':
      return own !== null && own >= wanted[0]!;
  }
}

/** Makes the change in the data. @returns false when there is nothing to change, so that it is left out in the org too. */
export function applyTo(world: World, change: Change): boolean {
  switch (change.what) {
    case 'owner': {
      const row = world.rows[change.row]!;
      if (same(row.owner, change.to) || !mayOwn(world, change.to)) return false;
      row.owner = change.to;
      row.shares.length = 0;
      return true;
    }
    case 'colour':
      world.rows[change.row]!.colour = change.colour;
      return true;
    case 'role':
      world.users[change.user]!.role = change.role;
      return true;
    case 'active':
      world.users[change.user]!.active = change.active;
      return true;
    case 'join': {
      const { members } = world.groups[change.group]!;
      if (members.some((each) => same(each, change.who))) return false;
      members.push(change.who);
      return true;
    }
    case 'leave':
      return world.groups[change.group]!.members.splice(change.member, 1).length > 0;
    case 'assign': {
      const { assignments, active } = world.users[change.user]!;
      if (!active || assignments.some((each) => each.to === 'set' && each.at === change.set)) return false;
      assignments.push({ to: 'set', at: change.set, ended: false });
      return true;
    }
    case 'unassign':
      return world.users[change.user]!.assignments.splice(change.assignment, 1).length > 0;
    case 'share': {
      const { shares, object } = world.rows[change.row]!;
      if (KINDS[object]!.model === 'Read' && change.level === 'Read') return false;
      const known = shares.find((each) => same(each.to, change.to));
      if (known) known.level = change.level;
      else shares.push({ to: change.to, level: change.level });
      return true;
    }
  }
}

/** Rows are given to those who are active and may read the object; queues always may. */
function mayOwn(world: World, who: Who): boolean {
  return who.kind !== 'user' || world.users[who.at]!.active;
}
