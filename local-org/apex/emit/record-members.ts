import { fieldOf } from '../../schema/types.ts';
import type { FieldDef, ObjectDef } from '../../schema/types.ts';
import { Refusal } from '../errors.ts';
import type { At, MemberNode } from '../tree/expressions.ts';
import { apexTypeOf } from '../values/stored.ts';
import type { Context } from './context.ts';
import { held } from './places.ts';
import type { Place, Resolved } from './places.ts';
import type { Code } from './scope.ts';

/** A field, parent or children of a row. @throws Refusal when its object has none of that name. */
export function memberOfRecord(cx: Context, node: MemberNode, receiver: Code, object: ObjectDef): Resolved {
  const field = fieldOf(object, node.name);
  const loose = node.safe || receiver.relation;
  if (field) return { ...recordField(cx, node, receiver, object, field, Boolean(loose)), record: { receiver, field } };
  const lower = node.name.toLowerCase();
  for (const f of object.fields.values()) {
    if (f.relationshipName?.toLowerCase() !== lower) continue;
    return parentRecord(cx, receiver, f, Boolean(loose));
  }
  const child = object.childRelationships.find((r) => r.name?.toLowerCase() === lower);
  const childType = child && cx.types.ofObject(child.childObject);
  if (child && childType)
    return {
      kind: 'value',
      code: {
        js: `R.children(${receiver.js},${JSON.stringify(child.name)},${cx.unit.call('type', 'T', childType.name)})`,
        type: cx.types.listOf(childType),
        present: true
      },
      place: null
    };
  throw new Refusal(node, `Variable does not exist: ${node.name}`);
}

function parentRecord(cx: Context, receiver: Code, field: FieldDef, loose: boolean): Resolved {
  const name = JSON.stringify(field.relationshipName);
  const targets = field.referenceTo;
  const type = (targets.length === 1 ? cx.types.ofObject(targets[0] as string) : null) ?? cx.types.system('SObject');
  const code = (self: string): Code => ({
    js: `R.parent${loose ? 'OrNull' : ''}(${self},${name})`,
    type,
    relation: true,
    ...(targets.length === 1 ? {} : { poly: targets })
  });
  const make = (self: string): Place => ({
    type,
    get: () => code(self),
    set: (js) => `R.setParent(${self},${name},${js})`,
    once: (scope) => held(scope, self, make)
  });
  return { kind: 'value', code: code(receiver.js), place: make(receiver.js) };
}

/** A member of a row that may be of several objects (Owner): the field must exist on one of them. */
export function memberOfSeveral(cx: Context, node: MemberNode, receiver: Code, objects: readonly string[]): Resolved {
  for (const name of objects) {
    const object = cx.org.schema.object(name);
    const field = object && fieldOf(object, node.name);
    if (field)
      return {
        kind: 'value',
        code: { js: `R.getAny(${receiver.js},${JSON.stringify(field.name)})`, type: cx.types.system(apexTypeOf(field)) },
        place: null
      };
  }
  throw new Refusal(node, `Variable does not exist: ${node.name}`);
}

/** The Id of a row of any object. */
export function anyId(cx: Context, receiver: Code): Resolved {
  const type = cx.types.system('Id');
  const make = (self: string): Place => ({
    type,
    get: () => ({ js: `R.${receiver.relation ? 'idOrNull' : 'id'}(${self})`, type }),
    set: (js) => `R.setId(${self},${js})`,
    once: (scope) => held(scope, self, make)
  });
  return { kind: 'value', code: make(receiver.js).get(), place: make(receiver.js) };
}

function recordField(
  cx: Context,
  node: At,
  receiver: Code,
  object: ObjectDef,
  field: FieldDef,
  loose: boolean
): Resolved & { kind: 'value' } {
  const constant = cx.unit.call('field', 'F', object.name, field.name);
  const type = cx.types.system(apexTypeOf(field));
  const make = (self: string): Place => ({
    type,
    get: () => ({
      js: `R.get${loose ? 'OrNull' : ''}(${self},${constant})`,
      type,
      ...(field.type === 'Checkbox' && !loose ? { present: true } : {})
    }),
    set: (js) => {
      checkWriteable(node, object, field);
      return `R.set(${self},${constant},${js})`;
    },
    once: (scope) => held(scope, self, make)
  });
  const place = make(receiver.js);
  return { kind: 'value', code: place.get(), place };
}

/** @throws Refusal for formulas, roll-ups, automatic numbers and what the platform keeps itself. */
export function checkWriteable(at: At, object: ObjectDef, field: FieldDef): void {
  if (!field.createable && !field.updateable && field.name !== 'Id')
    throw new Refusal(at, `Field is not writeable: ${object.name}.${field.name}`);
}
