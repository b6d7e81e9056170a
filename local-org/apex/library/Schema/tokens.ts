import type { FieldDef, ObjectDef } from '../../../schema/types.ts';

/** `Account.SObjectType`: one token an object. */
export class SObjectToken {
  readonly object: ObjectDef;
  constructor(object: ObjectDef) {
    this.object = object;
  }
  toString(): string {
    return this.object.name;
  }
}

/** `Account.Name`: one token a field. */
export class FieldToken {
  readonly object: ObjectDef;
  readonly field: FieldDef;
  constructor(object: ObjectDef, field: FieldDef) {
    this.object = object;
    this.field = field;
  }
  toString(): string {
    return this.field.name;
  }
}

const objects = new WeakMap<ObjectDef, SObjectToken>();
const fields = new WeakMap<FieldDef, Map<ObjectDef, FieldToken>>();

export function sobjectTypeOf(object: ObjectDef): SObjectToken {
  let token = objects.get(object);
  if (!token) objects.set(object, (token = new SObjectToken(object)));
  return token;
}

export function sobjectFieldOf(object: ObjectDef, field: FieldDef): FieldToken {
  let byObject = fields.get(field);
  if (!byObject) fields.set(field, (byObject = new Map()));
  let token = byObject.get(object);
  if (!token) byObject.set(object, (token = new FieldToken(object, field)));
  return token;
}
