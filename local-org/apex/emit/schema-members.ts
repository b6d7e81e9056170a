import { fieldOf } from '../../schema/types.ts';
import type { ObjectDef } from '../../schema/types.ts';
import { Refusal } from '../errors.ts';
import { fieldSetNames } from '../library/Schema/field-sets.ts';
import type { MemberNode } from '../tree/expressions.ts';
import type { Context } from './context.ts';
import type { Resolved } from './places.ts';
import type { Code } from './scope.ts';

/** What follows the name of an object: its token, its fields, its sharing reasons. */
export function memberOfObject(cx: Context, node: MemberNode, object: ObjectDef): Resolved {
  const lower = node.name.toLowerCase();
  if (lower === 'sobjecttype') return { kind: 'value', code: objectTokenOf(cx, object), place: null };
  if (lower === 'fields') return { kind: 'fields', object, described: false };
  if (lower === 'rowcause' && object.kind === 'share') return { kind: 'rowcause', object };
  return fieldToken(cx, node, object, false);
}

/** `Account.SObjectType`, and `Account.getSObjectType()`. */
export const objectTokenOf = (cx: Context, object: ObjectDef): Code => ({
  js: cx.unit.call('objectToken', 'O', object.name),
  type: cx.types.system('Schema.SObjectType'),
  present: true,
  token: object
});

export function fieldToken(cx: Context, node: MemberNode, object: ObjectDef, described: boolean): Resolved {
  const field = fieldOf(object, node.name);
  if (!field) throw new Refusal(node, `Variable does not exist: ${node.name}`);
  const js = cx.unit.call('fieldToken', 'O', object.name, field.name);
  const type = cx.types.system('Schema.SObjectField');
  if (!described) return { kind: 'value', code: { js, type, present: true }, place: null };
  return {
    kind: 'value',
    code: {
      js: `${cx.unit.call('lib', 'L', 'Schema.SObjectField', 'getDescribe()')}(${js})`,
      type: cx.types.system('Schema.DescribeFieldResult'),
      present: true
    },
    place: null
  };
}

export function describeCode(cx: Context, object: ObjectDef): Code {
  const token = cx.unit.call('objectToken', 'O', object.name);
  return {
    js: `${cx.unit.call('lib', 'L', 'Schema.SObjectType', 'getDescribe()')}(${token})`,
    type: cx.types.system('Schema.DescribeSObjectResult'),
    present: true
  };
}

/** Manual, the platform's reasons, and the package's own Apex sharing reasons. */
export function rowCause(cx: Context, node: MemberNode, object: ObjectDef): Resolved {
  const parent = object.shareOf ? cx.org.schema.object(object.shareOf) : undefined;
  const known = ['Manual', 'Owner', 'Rule', 'Team', 'Territory', 'ImplicitChild', 'ImplicitParent', ...(parent?.sharingReasons ?? [])];
  const reason = known.find((r) => r.toLowerCase() === node.name.toLowerCase());
  if (!reason) throw new Refusal(node, `Variable does not exist: ${node.name}`);
  return { kind: 'value', code: { js: JSON.stringify(reason), type: cx.types.system('String'), present: true }, place: null };
}

export function label(cx: Context, node: MemberNode): Resolved {
  for (const [name, value] of cx.org.metadata.labels) {
    if (name.toLowerCase() === node.name.toLowerCase())
      return { kind: 'value', code: { js: JSON.stringify(value), type: cx.types.system('String'), present: true }, place: null };
  }
  throw new Refusal(node.target, `External string does not exist: ${node.name}`);
}

/** `Schema.SObjectType.X.fieldSets.Y`. */
export function fieldSet(cx: Context, node: MemberNode, object: ObjectDef): Resolved {
  const name = fieldSetNames(object, cx.org.metadata.components).find((known) => known.toLowerCase() === node.name.toLowerCase());
  if (!name) throw new Refusal(node, `Variable does not exist: ${node.name}`);
  const js = `R.fieldSet(${cx.unit.call('object', 'O', object.name)},${JSON.stringify(name)})`;
  return { kind: 'value', code: { js, type: cx.types.system('Schema.FieldSet'), present: true }, place: null };
}

/** `Schema.SObjectType.X.fields` as a value: what `getMap()` is asked of. */
export const fieldsCode = (cx: Context, object: ObjectDef): Code => ofDescribe(cx, object, 'fields');
/** `Schema.SObjectType.X.fieldSets` as a value. */
export const fieldSetsCode = (cx: Context, object: ObjectDef): Code => ofDescribe(cx, object, 'fieldSets');

function ofDescribe(cx: Context, object: ObjectDef, name: string): Code {
  const described = describeCode(cx, object);
  const property = cx.members.property(described.type, name, false)!;
  return {
    js: `${cx.unit.call('getter', 'L', property.className, property.member.signature)}(${described.js})`,
    type: property.type,
    present: true
  };
}
