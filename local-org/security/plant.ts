/** For tests only: puts a random org into an org of the invented forest, and changes in it. */
import type { Org } from '../org.ts';
import { parseXml } from '../metadata/xml.ts';
import type { XmlNode } from '../metadata/types.ts';
import { SRecord } from '../schema/record.ts';
import type { Value } from '../schema/types.ts';
import { KINDS } from './fixtures/forest.ts';
import { logicText } from './naive.ts';
import { SYSTEM } from './types.ts';
import { transact } from '../transaction.ts';
import { SHARED, TOP } from './worlds.ts';
import type { Assignment, Change, Group, PermissionSet, Restriction, Rights, Rule, Who, World } from './worlds.ts';

const DAY = 86_400_000;

export class Forest {
  readonly org: Org;
  readonly users: string[] = [];
  readonly rows: string[] = [];
  private readonly adminId: string;
  private readonly world: World;
  private readonly groups: string[] = [];
  private readonly queues: string[] = [];
  private readonly sets: string[] = [];
  private readonly setGroups: string[] = [];
  private readonly roles = { role: [] as string[], roleAndSubordinates: [] as string[] };
  private readonly everybody: string;

  constructor(org: Org, world: World) {
    this.org = org;
    this.world = world;
    this.adminId = this.idOf('User', 'Username', 'admin@demo.example');
    this.everybody = this.idOf('Group', 'Type', 'Organization');
    this.plantRoles();
    this.plantUsers();
    this.plantGroups();
    world.sets.forEach((set, n) => this.sets.push(this.plantSet('PermissionSet', { Name: `S${n}`, Label: `S${n}` }, set)));
    this.plantSetGroups();
    world.users.forEach(({ assignments }, n) => assignments.forEach((each) => this.assign(n, each)));
    this.plantRules();
    this.plantRows();
    org.security.recalculateSharing();
  }

  idOfWho(who: Who): string {
    switch (who.kind) {
      case 'everybody':
        return this.everybody;
      case 'user':
        return this.users[who.at]!;
      case 'group':
        return this.groups[who.at]!;
      case 'queue':
        return this.queues[who.at]!;
      default:
        return this.roles[who.kind][who.at]!;
    }
  }

  /** Changes the org by the same ways as its users do. @param before the world before the change was made in it. */
  change(change: Change, before: World): void {
    switch (change.what) {
      case 'owner':
        return this.save('update', this.rowObject(change.row), { Id: this.rows[change.row]!, OwnerId: this.idOfWho(change.to) });
      case 'colour':
        return this.save('update', this.rowObject(change.row), { Id: this.rows[change.row]!, Colour__c: change.colour });
      case 'role':
        return this.save('update', 'User', {
          Id: this.users[change.user]!,
          UserRoleId: change.role === null ? null : this.roleId(change.role)
        });
      case 'active':
        return this.save('update', 'User', { Id: this.users[change.user]!, IsActive: change.active });
      case 'join':
        return this.save('insert', 'GroupMember', { GroupId: this.groups[change.group]!, UserOrGroupId: this.idOfWho(change.who) });
      case 'leave': {
        const member = this.idOfWho(before.groups[change.group]!.members[change.member]!);
        return this.remove('GroupMember', 'GroupId', this.groups[change.group]!, 'UserOrGroupId', member);
      }
      case 'assign':
        return this.assign(change.user, { to: 'set', at: change.set, ended: false });
      case 'unassign': {
        const { to, at } = before.users[change.user]!.assignments[change.assignment]!;
        const [column, id] = to === 'set' ? ['PermissionSetId', this.sets[at]!] : ['PermissionSetGroupId', this.setGroups[at]!];
        return this.remove('PermissionSetAssignment', 'AssigneeId', this.users[change.user]!, column!, id!);
      }
      case 'share':
        return this.share(change.row, change.to, change.level);
    }
  }

  rowObject(row: number): string {
    return KINDS[this.world.rows[row]!.object]!.name;
  }

  private idOf(table: string, column: string, value: string): string {
    return this.org.store.all(`SELECT "Id" FROM "${table}" WHERE "${column}" = ?`, [value])[0]!.Id as string;
  }

  private add(table: string, values: Record<string, Value>): string {
    const id = this.org.store.nextId(table);
    const flags = [...this.org.schema.object(table)!.fields.values()]
      .filter((field) => field.type === 'Checkbox' && field.formula === undefined)
      .map((field): [string, Value] => [field.name, false]);
    this.org.store.insert(table, [new Map<string, Value>([...flags, ['Id', id], ...Object.entries(values)])]);
    return id;
  }

  private save(operation: 'insert' | 'update' | 'delete', object: string, values: Record<string, Value>): void {
    const record = new SRecord(this.org.schema.object(object)!);
    for (const [name, value] of Object.entries(values)) record.set(name, value);
    transact(this.org, this.adminId, 'api', () => {
      const [result] = this.org.dml.save(operation, [record], { userId: this.adminId, access: SYSTEM, allOrNone: true });
      if (!result!.success) throw new Error(`${operation} ${object}: ${JSON.stringify(result!.errors)}`);
    });
  }

  private remove(table: string, one: string, oneIs: string, other: string, otherIs: string): void {
    const [row] = this.org.store.all(`SELECT "Id" FROM "${table}" WHERE "${one}" = ? AND "${other}" = ?`, [oneIs, otherIs]);
    this.save('delete', table, { Id: row!.Id as string });
  }

  private roleId(at: number): string {
    return this.idOf('UserRole', 'DeveloperName', `R${at}`);
  }

  private plantRoles(): void {
    this.world.roles.forEach((above, n) => {
      const id = this.add('UserRole', { Name: `R${n}`, DeveloperName: `R${n}`, ParentRoleId: above === null ? null : this.roleId(above) });
      const groupOf = (type: string): string => this.add('Group', { Name: `R${n}`, DeveloperName: `R${n}`, Type: type, RelatedId: id });
      this.roles.role.push(groupOf('Role'));
      this.roles.roleAndSubordinates.push(groupOf('RoleAndSubordinates'));
    });
  }

  private plantUsers(): void {
    const profile = this.idOf('Profile', 'Name', 'Minimum Access - Salesforce');
    this.world.users.forEach(({ role, active }, n) => {
      const own = { Username: `u${n}@example.org`, LastName: `U${n}`, Name: `U${n}`, Alias: `u${n}`, Email: `u${n}@example.org` };
      const set = { TimeZoneSidKey: 'Europe/London', LocaleSidKey: 'en_GB', LanguageLocaleKey: 'en_US', EmailEncodingKey: 'UTF-8' };
      const UserRoleId = role === null ? null : this.roleId(role);
      this.users.push(this.add('User', { ...own, ...set, IsActive: active, ProfileId: profile, UserRoleId, UserType: 'Standard' }));
    });
  }

  private plantGroups(): void {
    const plant = (type: string, name: string, { bosses }: Group): string =>
      this.add('Group', { Name: name, DeveloperName: name, Type: type, DoesIncludeBosses: bosses });
    this.world.groups.forEach((group, n) => this.groups.push(plant('Regular', `G${n}`, group)));
    this.world.queues.forEach((queue, n) => this.queues.push(plant('Queue', `Q${n}`, queue)));
    for (const QueueId of this.queues) for (const at of TOP) this.add('QueueSobject', { QueueId, SobjectType: KINDS[at]!.name });
    const join = (GroupId: string, { members }: Group): void =>
      members.forEach((member) => void this.add('GroupMember', { GroupId, UserOrGroupId: this.idOfWho(member) }));
    this.world.groups.forEach((group, n) => join(this.groups[n]!, group));
    this.world.queues.forEach((queue, n) => join(this.queues[n]!, queue));
  }

  private plantSet(table: 'PermissionSet' | 'MutingPermissionSet', names: Record<string, Value>, set: PermissionSet): string {
    const ParentId = this.add(table, { ...names, PermissionsViewAllData: set.viewAllData, PermissionsModifyAllData: set.modifyAllData });
    for (const [SobjectType, rights] of Object.entries(set.objects))
      this.add('ObjectPermissions', { ParentId, SobjectType, ...columnsOf(rights) });
    for (const [Field, { read, edit }] of Object.entries(set.fields)) {
      const [SobjectType] = Field.split('.') as [string];
      this.add('FieldPermissions', { ParentId, SobjectType, Field, PermissionsRead: read, PermissionsEdit: edit });
    }
    return ParentId;
  }

  private plantSetGroups(): void {
    this.world.setGroups.forEach(({ sets, muting }, n) => {
      const id = this.add('PermissionSetGroup', { DeveloperName: `P${n}`, MasterLabel: `P${n}` });
      this.setGroups.push(id);
      const parts = sets.map((each) => this.sets[each]!);
      if (muting) parts.push(this.plantSet('MutingPermissionSet', { DeveloperName: `M${n}`, MasterLabel: `M${n}` }, muting));
      for (const PermissionSetId of parts) this.add('PermissionSetGroupComponent', { PermissionSetGroupId: id, PermissionSetId });
    });
  }

  private assign(user: number, { to, at, ended }: Assignment): void {
    const target: Record<string, Value> =
      to === 'set' ? { PermissionSetId: this.sets[at]! } : { PermissionSetGroupId: this.setGroups[at]! };
    const until = new Date(this.org.now() + (ended ? -DAY : DAY)).toISOString();
    this.add('PermissionSetAssignment', { AssigneeId: this.users[user]!, ...target, ExpirationDate: until });
    this.org.security.setupChanged();
  }

  /** As if the source had held them: the rules are read from their XML. */
  private plantRules(): void {
    const components = this.org.metadata.components as Map<string, ReadonlyMap<string, XmlNode>>;
    const ofObject = new Map<string, XmlNode>();
    for (const at of SHARED) {
      const own = this.world.rules.filter((rule) => rule.object === at);
      const body = [...own.filter(({ from }) => !from), ...own.filter(({ from }) => from)].map((rule, n) => ruleXml(rule, n)).join('');
      const { node } = parseXml(`<SharingRules xmlns="http://soap.sforce.com/2006/04/metadata">${body}</SharingRules>`, 'rules');
      ofObject.set(KINDS[at]!.name, node);
    }
    components.set('SharingRules', ofObject);
    const restrictions = this.world.restrictions.map((each, n): [string, XmlNode] => [
      `X${n}`,
      parseXml(restrictionXml(each), 'rule').node
    ]);
    components.set('RestrictionRule', new Map(restrictions));
  }

  private plantRows(): void {
    const { rows } = this.world;
    rows.forEach(({ object, owner, masters, colour, height }) => {
      const kind = KINDS[object]!;
      const values: Record<string, Value> = { Name: 'n', Colour__c: colour, Height__c: height };
      if (!kind.masters.length) values['OwnerId'] = this.idOfWho(owner);
      kind.masters.forEach((master, n) => {
        const above = KINDS.findIndex((each) => each.name === master.object);
        const first = rows.findIndex((row) => row.object === above);
        values[master.object] = this.rows[first + masters[n]!]!;
      });
      this.rows.push(this.add(kind.name, values));
    });
    rows.forEach((row, n) => row.shares.forEach(({ to, level }) => this.share(n, to, level, true)));
  }

  private share(row: number, to: Who, level: string, fresh = false): void {
    const table = this.rowObject(row).replace('__c', '__Share');
    const values = { ParentId: this.rows[row]!, UserOrGroupId: this.idOfWho(to), AccessLevel: level, RowCause: 'Manual' };
    if (fresh) this.add(table, values);
    else this.save('insert', table, values);
  }
}

function columnsOf({ read, create, edit, delete: remove, viewAll, modifyAll }: Rights): Record<string, boolean> {
  return {
    PermissionsRead: read,
    PermissionsCreate: create,
    PermissionsEdit: edit,
    PermissionsDelete: remove,
    PermissionsViewAllRecords: viewAll,
    PermissionsModifyAllRecords: modifyAll
  };
}

function ruleXml(rule: Rule, n: number): string {
  const common = `<fullName>r${n}</fullName><accessLevel>${rule.level}</accessLevel><label>r</label><sharedTo>${targetXml(rule.to)}</sharedTo>`;
  if (rule.from) return `<sharingOwnerRules>${common}<sharedFrom>${targetXml(rule.from)}</sharedFrom></sharingOwnerRules>`;
  const items = rule.criteria.map(
    ({ field, operation, value }) =>
      `<criteriaItems><field>${field}</field><operation>${operation}</operation><value>${value}</value></criteriaItems>`
  );
  const filter = rule.logic === 'all' ? '' : `<booleanFilter>${logicText(rule)}</booleanFilter>`;
  return `<sharingCriteriaRules>${common}${filter}${items.join('')}<includeRecordsOwnedByAll>true</includeRecordsOwnedByAll></sharingCriteriaRules>`;
}

function restrictionXml({ object, users, filter }: Restriction): string {
  const aliases = (numbers: readonly number[]): string => `'${numbers.map((n) => `u${n}`).join(', ')}'`;
  const filterText = {
    colour: () => `Colour__c = '${(filter as { values: readonly string[] }).values.join(',')}'`,
    height: () => `${KINDS[object]!.name}.Height__c=${(filter as { values: readonly number[] }).values.join(', ')}`,
    herself: () => 'OwnerId = $User.Id',
    owner: () => `Owner:User.Alias = ${aliases((filter as { users: readonly number[] }).users)}`,
    'master colour': () =>
      `${KINDS[object]!.masters[0]!.object.replace('__c', '__r')}.Colour__c = '${(filter as { values: readonly string[] }).values.join(',')}'`
  }[filter.by]();
  const body = {
    active: 'true',
    description: 'd',
    enforcementType: 'Restrict',
    masterLabel: 'm',
    recordFilter: filterText,
    targetEntity: KINDS[object]!.name,
    userCriteria: users ? `$User.Alias = ${aliases(users)}` : '$User.IsActive=true',
    version: '1'
  };
  const elements = Object.entries(body).map(([name, value]) => `<${name}>${value}</${name}>`);
  return `<RestrictionRule xmlns="http://soap.sforce.com/2006/04/metadata">${elements.join('')}</RestrictionRule>`;
}

function targetXml(who: Who): string {
  if (who.kind === 'everybody') return '<allInternalUsers></allInternalUsers>';
  const letter = { group: 'G', queue: 'Q', role: 'R', roleAndSubordinates: 'R', user: 'U' }[who.kind];
  return `<${who.kind}>${letter}${who.at}</${who.kind}>`;
}
