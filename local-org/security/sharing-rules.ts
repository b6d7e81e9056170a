/** Sharing rules as deployed: who gets which rows. Metadata API: SharingRules (criteria and owner rules). */
import { NotSupportedError } from '../errors.ts';
import { nodes, text, texts } from '../metadata/xml.ts';
import type { PackageMetadata, XmlNode } from '../metadata/types.ts';
import { fieldOf } from '../schema/types.ts';
import type { ObjectDef } from '../schema/types.ts';
import type { Store } from '../store/types.ts';
import { criteriaCondition } from './criteria.ts';
import { rolesBelow, usersIn, usersInRoles } from './principals.ts';
import { isOneOf } from './sql.ts';
import type { SqlFragment } from './types.ts';

export interface SharingRule {
  readonly name: string;
  readonly level: 'Read' | 'Edit';
  readonly to: Target;
  /** Owner rules: whose rows. */
  readonly from?: Target | undefined;
  /** Criteria rules: which rows, over alias `a`. */
  readonly condition?: SqlFragment | undefined;
  /** The fields that the criteria look at. */
  readonly fields: readonly string[];
}

export interface Target {
  readonly kind: 'group' | 'queue' | 'role' | 'roleAndSubordinates' | 'allInternalUsers';
  readonly name: string;
}

const KINDS: Readonly<Record<string, Target['kind']>> = {
  group: 'group',
  groups: 'group',
  queue: 'queue',
  role: 'role',
  roles: 'role',
  roleAndSubordinates: 'roleAndSubordinates',
  rolesAndSubordinates: 'roleAndSubordinates',
  roleAndSubordinatesInternal: 'roleAndSubordinates',
  allInternalUsers: 'allInternalUsers'
};

/** @returns the rules of an object. @throws NotSupportedError naming the rule and what is not understood. */
export function sharingRules(metadata: PackageMetadata, object: ObjectDef): SharingRule[] {
  const node = metadata.components.get('SharingRules')?.get(object.name);
  if (!node) return [];
  return [
    ...nodes(node, 'sharingCriteriaRules').map((rule) => criteriaRule(object, rule)),
    ...nodes(node, 'sharingOwnerRules').map((rule) => ({ ...common(object, rule), from: target(object, rule, 'sharedFrom'), fields: [] }))
  ];
}

function criteriaRule(object: ObjectDef, rule: XmlNode): SharingRule {
  const shared = common(object, rule);
  const items = nodes(rule, 'criteriaItems').map((item) => {
    const name = text(item, 'field') ?? '';
    const field = fieldOf(object, name) ?? unsupported(object, shared.name, `field ${name}`);
    if (text(item, 'valueField') !== undefined) unsupported(object, shared.name, 'valueField');
    return { field, operation: text(item, 'operation') ?? '', value: text(item, 'value') ?? '' };
  });
  const base = { ...shared, fields: items.map((item) => item.field.name) };
  const criteria = criteriaCondition(items, text(rule, 'booleanFilter'), 'a');
  if (text(rule, 'includeRecordsOwnedByAll')?.trim() !== 'false') return { ...base, condition: criteria };
  // Without it, rows of users who can hold no role stay out.
  const owner = `a."OwnerId" NOT IN (SELECT "Id" FROM "User" WHERE "UserType" <> 'Standard')`;
  return { ...base, condition: { sql: `(${criteria.sql}) AND ${owner}`, params: criteria.params } };
}

function common(object: ObjectDef, rule: XmlNode): Omit<SharingRule, 'from' | 'condition' | 'fields'> {
  const name = text(rule, 'fullName') ?? '';
  const level = text(rule, 'accessLevel');
  if (level !== 'Read' && level !== 'Edit') unsupported(object, name, `access level ${level ?? '(none)'}`);
  return { name, level: level as 'Read' | 'Edit', to: target(object, rule, 'sharedTo') };
}

function target(object: ObjectDef, rule: XmlNode, element: 'sharedTo' | 'sharedFrom'): Target {
  const [node] = nodes(rule, element);
  const name = text(rule, 'fullName') ?? '';
  // An empty element (<allInternalUsers></allInternalUsers>) still counts.
  const [kind] = Object.keys(node ?? {}).filter((each) => each in KINDS);
  if (!node || !kind) return unsupported(object, name, `${element} without a known group`);
  return { kind: KINDS[kind]!, name: texts(node, kind)[0]?.trim() ?? '' };
}

function unsupported(object: ObjectDef, rule: string, what: string): never {
  throw new NotSupportedError(`sharing rule ${object.name}.${rule}: ${what}`);
}

/** @returns the id of the group row that stands for a target. @throws Error naming it when it was not deployed. */
export function groupIdOf(store: Store, target: Target): string {
  const role = target.kind === 'role' || target.kind === 'roleAndSubordinates';
  const rows = role
    ? store.all('SELECT g."Id" FROM "Group" g JOIN "UserRole" r ON r."Id" = g."RelatedId" WHERE g."Type" = ? AND r."DeveloperName" = ?', [
        target.kind === 'role' ? 'Role' : 'RoleAndSubordinates',
        target.name
      ])
    : target.kind === 'allInternalUsers'
      ? store.all(`SELECT "Id" FROM "Group" WHERE "Type" = 'Organization'`)
      : store.all('SELECT "Id" FROM "Group" WHERE "Type" = ? AND "DeveloperName" = ?', [
          target.kind === 'queue' ? 'Queue' : 'Regular',
          target.name
        ]);
  const id = rows[0]?.Id;
  if (typeof id !== 'string') throw new Error(`A sharing rule names the ${target.kind} ${target.name}, which does not exist in the org`);
  return id;
}

/** @returns the owners whose rows an owner rule shares: the queue itself and not its members; the users in the group or role. */
export function ownersOf(store: Store, from: Target): string[] {
  if (from.kind === 'role' || from.kind === 'roleAndSubordinates') {
    const [role] = store.all('SELECT "Id" FROM "UserRole" WHERE "DeveloperName" = ?', [from.name]);
    if (!role) throw new Error(`A sharing rule names the role ${from.name}, which does not exist in the org`);
    const id = role.Id as string;
    return usersInRoles(store, from.kind === 'role' ? [id] : [id, ...rolesBelow(store, id)]);
  }
  const group = groupIdOf(store, from);
  return from.kind === 'queue' ? [group] : usersIn(store, group);
}

/** @returns which rows the rule shares, over alias `a`. */
export function conditionOf(store: Store, rule: SharingRule): SqlFragment {
  return rule.condition ?? isOneOf('a."OwnerId"', ownersOf(store, rule.from!));
}
