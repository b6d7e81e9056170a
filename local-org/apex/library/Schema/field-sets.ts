import type { XmlNode } from '../../../metadata/types.ts';
import { nodes, text } from '../../../metadata/xml.ts';
import { fieldOf, type FieldDef, type ObjectDef } from '../../../schema/types.ts';
import { current } from '../../../transaction.ts';
import { systemClass, type LibraryClass } from '../define.ts';
import { listOf } from '../make.ts';
import { displayTypeOf } from './display-types.ts';
import { namedMap } from './named-map.ts';
import { sobjectFieldOf, sobjectTypeOf } from './tokens.ts';

/** Field sets of the source. https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_Schema_FieldSet.htm */
export class FieldSets {
  readonly object: ObjectDef;
  constructor(object: ObjectDef) {
    this.object = object;
  }
}
class FieldSetValue {
  readonly object: ObjectDef;
  readonly name: string;
  readonly node: XmlNode;
  constructor(object: ObjectDef, name: string, node: XmlNode) {
    this.object = object;
    this.name = name;
    this.node = node;
  }
}
class Member {
  readonly object: ObjectDef;
  readonly field: FieldDef;
  readonly path: string;
  readonly required: boolean;
  constructor(found: { readonly object: ObjectDef; readonly field: FieldDef }, path: string, required: boolean) {
    this.object = found.object;
    this.field = found.field;
    this.path = path;
    this.required = required;
  }
}

/** @returns the names of the field sets of an object, without the object's. */
export function fieldSetNames(object: ObjectDef, components: ReadonlyMap<string, ReadonlyMap<string, XmlNode>>): string[] {
  const prefix = `${object.name.toLowerCase()}.`;
  return [...(components.get('FieldSet')?.keys() ?? [])]
    .filter((name) => name.toLowerCase().startsWith(prefix))
    .map((name) => name.slice(prefix.length));
}

/** `Schema.SObjectType.X.fieldSets`. */
export function fieldSetsOf(object: ObjectDef): object {
  return new FieldSets(object);
}

/** `Schema.SObjectType.X.fieldSets.Y`. */
export function fieldSetOf(object: ObjectDef, name: string): object | null {
  const entry = [...(current().org.metadata.components.get('FieldSet') ?? [])].find(
    ([full]) => full.toLowerCase() === `${object.name}.${name}`.toLowerCase()
  );
  return entry ? new FieldSetValue(object, name, entry[1]) : null;
}

/** The field at the end of a path through parents (`Bed__r.Garden__r.Name`). */
function fieldAt(object: ObjectDef, path: string): { object: ObjectDef; field: FieldDef } {
  const parts = path.split('.');
  const last = parts.pop() as string;
  let at = object;
  for (const part of parts) {
    const step = [...at.fields.values()].find((field) => field.relationshipName?.toLowerCase() === part.toLowerCase());
    at = current().org.schema.object(step?.referenceTo[0] ?? '') ?? lost(object, path);
  }
  return { object: at, field: fieldOf(at, last) ?? lost(object, path) };
}

function lost(object: ObjectDef, path: string): never {
  throw new Error(`A field set of ${object.name} names a field that does not exist: ${path}`);
}

function membersOf(self: FieldSetValue): Member[] {
  return nodes(self.node, 'displayedFields').map((shown) => {
    const path = text(shown, 'field') ?? '';
    return new Member(fieldAt(self.object, path), path, text(shown, 'isRequired') === 'true');
  });
}

export default [
  systemClass(
    'public class Schema.SObjectTypeFieldSets',
    {
      'Map<String,Schema.FieldSet> getMap()': (self: FieldSets) =>
        namedMap<object>(
          'Schema.FieldSet',
          fieldSetNames(self.object, current().org.metadata.components).map(
            (name) => [name.toLowerCase(), fieldSetOf(self.object, name) as object] as const
          )
        )
    },
    { native: FieldSets }
  ),
  systemClass(
    'public class Schema.FieldSet',
    {
      'String getName()': (self: FieldSetValue) => self.name,
      'String getLabel()': (self: FieldSetValue) => text(self.node, 'label') ?? null,
      'String getDescription()': (self: FieldSetValue) => text(self.node, 'description') ?? null,
      'String getNamespace()': () => null,
      'String getNameSpace()': () => null,
      'Schema.SObjectType getSObjectType()': (self: FieldSetValue) => sobjectTypeOf(self.object),
      'List<Schema.FieldSetMember> getFields()': (self: FieldSetValue) => listOf('Schema.FieldSetMember', membersOf(self))
    },
    { native: FieldSetValue }
  ),
  systemClass(
    'public class Schema.FieldSetMember',
    {
      'String getFieldPath()': (self: Member) => self.path,
      'String getLabel()': (self: Member) => self.field.label,
      'Boolean getRequired()': (self: Member) => self.required,
      'Boolean getDBRequired()': (self: Member) => self.field.required && self.field.type !== 'Checkbox',
      'Schema.DisplayType getType()': (self: Member) => displayTypeOf(self.field),
      'Schema.SObjectField getSObjectField()': (self: Member) => sobjectFieldOf(self.object, self.field)
    },
    { native: Member }
  )
] as LibraryClass[];
