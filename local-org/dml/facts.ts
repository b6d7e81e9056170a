import type { Shape } from '../schema/field-values.ts';
import type { FieldDef, ObjectDef } from '../schema/types.ts';
import { isReference } from './normalise.ts';

/** What the save order asks of an object for every row, worked out once. */
export interface Facts {
  /** Fields filled where nothing is given. */
  readonly defaults: readonly FieldDef[];
  readonly checkboxes: readonly FieldDef[];
  /** Fields that must not stay empty and that the org does not fill itself. */
  readonly needed: readonly FieldDef[];
  readonly unique: readonly FieldDef[];
  readonly calculated: readonly FieldDef[];
  readonly numbered: readonly FieldDef[];
  readonly summaries: readonly FieldDef[];
  readonly references: ReadonlySet<string>;
  readonly owned: boolean;
  /** Names of the audit fields that the object has. */
  readonly created: Stamps;
  readonly changed: Stamps;
  readonly deletable: boolean;
  /** @returns the fields of a shape's names, in their order; undefined for what is no field. */
  fieldsOf(shape: Shape): readonly (FieldDef | undefined)[];
}

export interface Stamps {
  readonly dates: readonly string[];
  readonly users: readonly string[];
}

const known = new WeakMap<ObjectDef, Facts>();

export function factsOf(object: ObjectDef): Facts {
  let facts = known.get(object);
  if (!facts) known.set(object, (facts = workedOut(object)));
  return facts;
}

function workedOut(object: ObjectDef): Facts {
  const fields = [...object.fields.values()];
  const names = (...wanted: string[]): string[] => wanted.filter((name) => object.fields.has(name.toLowerCase()));
  const shapes = new WeakMap<Shape, readonly (FieldDef | undefined)[]>();
  return {
    defaults: fields.filter(hasDefault),
    checkboxes: fields.filter((field) => field.type === 'Checkbox' && !field.formula),
    needed: fields.filter((field) => (field.required || field.type === 'MasterDetail') && !isFilledByTheOrg(object, field)),
    unique: fields.filter((field) => field.unique && field.type !== 'Id' && field.type !== 'AutoNumber'),
    calculated: fields.filter((field) => field.formula !== undefined),
    numbered: fields.filter((field) => field.type === 'AutoNumber'),
    summaries: fields.filter((field) => field.summary),
    references: new Set(fields.filter(isReference).map((field) => field.name)),
    owned: object.fields.has('ownerid'),
    created: { dates: names('CreatedDate', 'LastModifiedDate', 'SystemModstamp'), users: names('CreatedById', 'LastModifiedById') },
    changed: { dates: names('LastModifiedDate', 'SystemModstamp'), users: names('LastModifiedById') },
    deletable: object.fields.has('isdeleted'),
    fieldsOf(shape) {
      let found = shapes.get(shape);
      if (!found) shapes.set(shape, (found = shape.names.map((name) => object.fields.get(name.toLowerCase()))));
      return found;
    }
  };
}

function hasDefault(field: FieldDef): boolean {
  if (field.formula || field.summary) return false;
  return field.defaultValue !== undefined || field.picklist.some((value) => value.isDefault);
}

/** Fields that the org writes itself after the validation. */
function isFilledByTheOrg(object: ObjectDef, field: FieldDef): boolean {
  if (field.formula !== undefined || field.summary || field.type === 'AutoNumber' || field.type === 'Checkbox' || field.type === 'Id')
    return true;
  // A text name that is left out becomes the id, on objects of the package.
  if (object.custom && field.nameField && field.name === 'Name') return true;
  return !field.createable && field.type !== 'MasterDetail';
}
