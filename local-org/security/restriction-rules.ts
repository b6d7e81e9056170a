/**
 * Restriction rules: of the rows that sharing gives, a user whom a rule concerns sees those that the rule's filter names.
 * Source: Restriction Rules Developer Guide. One criterion each, "field = value", as there.
 */
import { text } from '../metadata/xml.ts';
import type { PackageMetadata, XmlNode } from '../metadata/types.ts';
import { normalizeId } from '../schema/ids.ts';
import { fieldOf } from '../schema/types.ts';
import type { FieldDef, FieldType, ObjectDef, Schema } from '../schema/types.ts';
import { typed } from './criteria.ts';
import { NOTHING, both, column, quoted } from './sql.ts';
import type { SqlFragment } from './types.ts';

/** What a rule is held against: the user's own row and permissions. */
export interface Concerned {
  readonly userId: string;
  readonly row: Readonly<Record<string, unknown>>;
  hasCustomPermission(developerName: string): boolean;
}

export interface RestrictionRule {
  readonly object: ObjectDef;
  readonly active: boolean;
  concerns(user: Concerned): boolean;
  /** Over the alias of a row. */
  condition(user: Concerned, alias: string): SqlFragment;
}

/** A rule that cannot be carried out, with the reason in words. */
export class RuleFault extends Error {}

const TYPES: ReadonlySet<FieldType> = new Set<FieldType>([
  'Id',
  'Lookup',
  'MasterDetail',
  'Text',
  'Email',
  'Phone',
  'Url',
  'Picklist',
  'Checkbox',
  'Number',
  'Currency',
  'Percent',
  'Integer',
  'Date',
  'DateTime',
  'Time',
  'AutoNumber'
]);
/** Source: "Considerations": custom objects, contracts, events and tasks, of those that this org has. */
const STANDARD: ReadonlySet<string> = new Set(['Contract', 'Event', 'Task']);

/** Reads a rule. @throws RuleFault naming what is wrong or not supported. */
export function restrictionRule(schema: Schema, node: XmlNode): RestrictionRule {
  const kind = text(node, 'enforcementType');
  if (kind === 'Scoping') throw new RuleFault('scoping rules are not supported by the local org');
  if (kind !== 'Restrict') throw new RuleFault('<enforcementType> is Restrict');
  for (const element of ['description', 'masterLabel', 'version'])
    if (!text(node, element)?.trim()) throw new RuleFault(`<${element}> is missing`);
  const name = text(node, 'targetEntity')?.trim() ?? '';
  const object = schema.object(name);
  if (!object || !(object.kind === 'custom' || STANDARD.has(object.name)))
    throw new RuleFault(`no restriction rule can be made for ${name}`);
  const concerns = userCriterion(schema.object('User')!, text(node, 'userCriteria') ?? '');
  const condition = recordCriterion(schema, object, text(node, 'recordFilter') ?? '');
  return { object, active: text(node, 'active')?.trim() === 'true', concerns, condition };
}

const known = new WeakMap<object, ReadonlyMap<string, readonly RestrictionRule[]>>();

/** @returns the active rules by object. */
export function restrictionRules({ components }: PackageMetadata, schema: Schema): ReadonlyMap<string, readonly RestrictionRule[]> {
  const sources = components.get('RestrictionRule');
  if (!sources) return new Map();
  const found = known.get(sources);
  if (found) return found;
  const rules = Map.groupBy(
    [...sources.values()].flatMap((node) => readable(schema, node)).filter(({ active }) => active),
    ({ object }) => object.name
  );
  known.set(sources, rules);
  return rules;
}

/** A faulty rule has been refused by the deployment; a tolerant start has noted that it is left out. */
function readable(schema: Schema, node: XmlNode): RestrictionRule[] {
  try {
    return [restrictionRule(schema, node)];
  } catch (error) {
    if (error instanceof RuleFault) return [];
    throw error;
  }
}

/** @returns the condition of all rules that concern a user, null when none does. */
export function restriction(rules: readonly RestrictionRule[], user: Concerned, alias: string): SqlFragment | null {
  return both(...rules.filter((rule) => rule.concerns(user)).map((rule) => rule.condition(user, alias)));
}

type Side = { readonly alternatives: readonly string[] } | { readonly userField: FieldDef };

/** `field = value`. @throws RuleFault for anything else. */
function criterion(source: string, element: string, user: ObjectDef): { left: string; right: Side } {
  const parts = /^\s*([$\w.:]+)\s*=\s*(?:'([^']*)'|(\$User\.\w+)|([^'$=<>]*?))\s*$/.exec(source);
  if (!parts || /\s(?:AND|OR)\s/i.test(parts[4] ?? '')) throw new RuleFault(`<${element}> is one criterion, "field = value"`);
  const [, left, quotedText, userField, bare] = parts as unknown as [string, string, string?, string?, string?];
  if (userField !== undefined) return { left, right: { userField: ownField(user, userField, element) } };
  const alternatives = split(quotedText ?? bare ?? '');
  if (alternatives.length === 0) throw new RuleFault(`<${element}> needs a value`);
  return { left, right: { alternatives } };
}

/** Commas separate alternatives, but not between double quotes. */
function split(value: string): string[] {
  const found = value.match(/(?:["“][^"”]*["”]|[^,])+/g) ?? [];
  return found.map((each) => each.trim().replace(/^["“](.*)["”]$/, '$1')).filter((each) => each !== '');
}

function ownField(user: ObjectDef, path: string, element: string): FieldDef {
  const field = fieldOf(user, path.slice('$User.'.length));
  if (!field || field.formula !== undefined || !TYPES.has(field.type)) throw new RuleFault(`<${element}>: ${path} cannot stand in a rule`);
  return field;
}

/** `$User.Field = value` or `$Permission.Name = true`. */
function userCriterion(user: ObjectDef, source: string): RestrictionRule['concerns'] {
  const { left, right } = criterion(source, 'userCriteria', user);
  if (!('alternatives' in right)) throw new RuleFault('<userCriteria> compares with a value');
  const permission = /^\$Permission\.(\w+)$/.exec(left)?.[1];
  if (permission !== undefined) {
    const wanted = right.alternatives[0]!.toLowerCase() === 'true';
    return (who) => who.hasCustomPermission(permission) === wanted;
  }
  if (!left.startsWith('$User.')) throw new RuleFault(`<userCriteria>: ${left} is not supported by the local org`);
  const field = ownField(user, left, 'userCriteria');
  const wanted = right.alternatives.map((each) => comparable(field, each));
  return ({ row }) => wanted.some((each) => each === comparable(field, row[field.name]));
}

/** `Field = value`, `Owner:User.Field = value`, `Parent__r.Field = $User.Field`. */
function recordCriterion(schema: Schema, object: ObjectDef, source: string): RestrictionRule['condition'] {
  const { left, right } = criterion(source, 'recordFilter', schema.object('User')!);
  const path = left.split('.');
  if (path.length > 1 && path[0]!.toLowerCase() === object.name.toLowerCase()) path.shift();
  const own = path.length === 1;
  const way = own ? null : parentOf(schema, object, path[0]!);
  const field = path.length > 2 ? undefined : fieldOf(way?.parent ?? object, path.at(-1)!);
  if (!field || field.formula !== undefined || !field.filterable || !TYPES.has(field.type))
    throw new RuleFault(
      `<recordFilter>: ${left} cannot stand in a rule: it does not exist, is calculated, or is long, multiple or encrypted`
    );
  return (user, alias) => {
    const inner = way ? `${alias}r` : alias;
    const values = 'userField' in right ? [user.row[right.userField.name]] : right.alternatives.map((each) => typedValue(field, each));
    const given = values.filter((each) => each !== null && each !== undefined) as (string | number)[];
    if (given.length === 0) return NOTHING;
    const meets = `${column(inner, field.name)} IN (${given.map(() => '?').join(', ')})`;
    if (!way) return { sql: meets, params: given };
    const lookup = column(alias, way.lookup.name);
    const exists = `EXISTS (SELECT 1 FROM ${quoted(way.parent.name)} ${inner} WHERE ${column(inner, 'Id')} = ${lookup} AND ${meets})`;
    return { sql: exists, params: given };
  };
}

/** `Owner:User` or `Parent__r`. */
function parentOf(schema: Schema, object: ObjectDef, step: string): { lookup: FieldDef; parent: ObjectDef } {
  const [name = '', type] = step.split(':');
  const lookup = [...object.fields.values()].find((field) => field.relationshipName?.toLowerCase() === name.toLowerCase());
  const target = lookup?.referenceTo.find((each) => type === undefined || each.toLowerCase() === type.toLowerCase());
  if (!lookup || !target || (type === undefined && lookup.referenceTo.length > 1))
    throw new RuleFault(`<recordFilter>: ${step} is no parent of ${object.name}, or one of several kinds that must be named`);
  return { lookup, parent: schema.object(target)! };
}

function isId({ type }: FieldDef): boolean {
  return type === 'Id' || type === 'Lookup' || type === 'MasterDetail';
}

function typedValue(field: FieldDef, value: string): string | number {
  return isId(field) ? (normalizeId(value) ?? value) : typed(field, value);
}

/** Text is compared without regard to case, as in the database. */
function comparable(field: FieldDef, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  const known = typeof value === 'string' ? typedValue(field, value) : value;
  return typeof known === 'string' && !isId(field) ? known.toLowerCase() : known;
}
