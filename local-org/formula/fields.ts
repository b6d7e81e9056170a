import { Decimal } from 'decimal.js';
import { NotSupportedError, PlatformError } from '../errors.ts';
import type { Org } from '../org.ts';
import { SRecord } from '../schema/record.ts';
import { fieldOf } from '../schema/types.ts';
import type { FieldDef, ObjectDef, Value } from '../schema/types.ts';
import { lookupOf } from './parents.ts';
import type { FormulaType, FormulaValue, Scope, Typed } from './typed.ts';

const TYPES: Readonly<Record<FieldDef['type'], FormulaType | null>> = {
  Id: 'Text',
  Lookup: 'Text',
  MasterDetail: 'Text',
  Text: 'Text',
  TextArea: 'Text',
  LongTextArea: 'Text',
  Html: 'Text',
  Email: 'Text',
  Phone: 'Text',
  Url: 'Text',
  AutoNumber: 'Text',
  Picklist: 'Picklist',
  MultiselectPicklist: 'MultiPicklist',
  Checkbox: 'Boolean',
  Number: 'Number',
  Currency: 'Number',
  Percent: 'Number',
  Integer: 'Number',
  Date: 'Date',
  DateTime: 'DateTime',
  Time: 'Time',
  EncryptedText: null,
  Base64: null,
  AnyType: null
};

/** What a compilation collects while it resolves names. */
export interface Uses {
  readonly parentPaths: string[][];
  readonly fields: Set<string>;
  readonly blankAsZero: boolean;
}

/** Resolves `Field__c`, `Client__r.Field__c` against the object. @throws PlatformError naming what is not there. */
export function fieldPath(org: Org, object: ObjectDef, names: readonly string[], uses: Uses): Typed {
  const steps: FieldDef[] = [];
  let at = object;
  for (const name of names.slice(0, -1)) {
    const [relationship, chosen] = name.split(':') as [string, string | undefined];
    const lookup = lookupOf(at, relationship);
    const parent = lookup && org.schema.object(chosen ? (chosen === 'Queue' ? 'Group' : chosen) : parentOf(lookup));
    if (!lookup || !parent) throw unknown(name);
    steps.push(lookup);
    at = parent;
  }
  const field = fieldOf(at, names.at(-1)!);
  if (!field) throw unknown(names.join('.'));
  if (steps.length > 0) uses.parentPaths.push(steps.map((step) => step.relationshipName!));
  uses.fields.add(steps[0]?.name ?? field.name);
  const type = TYPES[field.type];
  if (!type) throw new PlatformError('INVALID_FORMULA', `You cannot use the field ${field.name} in a formula`);
  const read = reader(org, at, field, type, uses.blankAsZero);
  return {
    type,
    field: { definition: field, ofRecord: steps.length === 0 },
    evaluate(scope) {
      const record = follow(scope, steps);
      return record ? read(record, scope) : emptyOf(type, uses.blankAsZero);
    }
  };
}

/** Of several possible parents the person: a queue has none of the fields formulas ask for. */
function parentOf(lookup: FieldDef): string {
  return lookup.referenceTo.includes('User') ? 'User' : (lookup.referenceTo[0] ?? '');
}

function follow(scope: Scope, steps: readonly FieldDef[]): SRecord | null {
  let record: SRecord | null = scope.record;
  for (const step of steps) {
    const id: Value | undefined = record?.values.get(step.name);
    record = typeof id === 'string' ? scope.parents.row(id) : null;
  }
  return record;
}

function reader(
  org: Org,
  object: ObjectDef,
  field: FieldDef,
  type: FormulaType,
  blankAsZero: boolean
): (record: SRecord, scope: Scope) => FormulaValue {
  const convert = (value: Value): FormulaValue => (value === null ? emptyOf(type, blankAsZero) : fromStored(value));
  if (field.formula === undefined) return (record) => convert(record.values.get(field.name) ?? null);
  return (record, scope) => convert(org.formula.compileField(field, object).evaluate({ ...scope, record, prior: null }));
}

function emptyOf(type: FormulaType, blankAsZero: boolean): FormulaValue {
  return type === 'Boolean' ? false : type === 'Number' && blankAsZero ? new Decimal(0) : null;
}

function fromStored(value: Exclude<Value, null>): FormulaValue {
  if (typeof value === 'number') return new Decimal(value);
  if (value instanceof Uint8Array) throw new NotSupportedError('files in formulas');
  return value;
}

/** `$User.X`, `$Permission.X`, `$Label.X` … @throws PlatformError for a global or name that is not there. */
export function globalPath(org: Org, names: readonly string[]): Typed {
  const [root, ...rest] = names as [string, ...string[]];
  const resolve = GLOBALS[root.toLowerCase()];
  if (!resolve || rest.length === 0) throw unknown(names.join('.'));
  return resolve(org, rest);
}

type Global = (org: Org, names: readonly string[]) => Typed;

const GLOBALS: Readonly<Record<string, Global>> = {
  $user: (org, names) => rowGlobal(org, 'User', names, (scope) => scope.userId),
  $profile: (org, names) => rowGlobal(org, 'Profile', names, (scope) => scope.parents.row(scope.userId)?.values.get('ProfileId')),
  $userrole: (org, names) => rowGlobal(org, 'UserRole', names, (scope) => scope.parents.row(scope.userId)?.values.get('UserRoleId')),
  $organization: (org, names) =>
    rowGlobal(
      org,
      'Organization',
      names,
      (scope) => scope.org.store.all('SELECT "Id" AS id FROM "Organization" LIMIT 1')[0]?.['id'] as string
    ),
  $permission: (org, names) => {
    const name = names.join('.');
    if (![...(org.metadata.components.get('CustomPermission')?.keys() ?? [])].some((one) => one.toLowerCase() === name.toLowerCase()))
      throw unknown(`$Permission.${name}`);
    return { type: 'Boolean', evaluate: (scope) => scope.org.security.hasCustomPermission(scope.userId, name) };
  },
  $label: (org, names) => {
    const text = org.metadata.labels.get(names.join('.'));
    if (text === undefined) throw unknown(`$Label.${names.join('.')}`);
    return { type: 'Text', literal: text, evaluate: () => text };
  },
  $system: (_, names) => {
    if (names.join('.').toLowerCase() !== 'origindatetime') throw unknown(`$System.${names.join('.')}`);
    return { type: 'DateTime', evaluate: () => '1900-01-01T00:00:00.000Z' };
  },
  $custommetadata: (org, names) => {
    const [type, record, field] = names;
    const object = type === undefined ? undefined : org.schema.object(type);
    if (object?.kind !== 'customMetadata' || names.length !== 3) throw unknown(`$CustomMetadata.${names.join('.')}`);
    return rowGlobal(
      org,
      object.name,
      [field!],
      (scope) =>
        scope.org.store.all(`SELECT "Id" AS id FROM "${object.name}" WHERE "DeveloperName" = ? COLLATE NOCASE`, [record!])[0]?.[
          'id'
        ] as string
    );
  }
};

/** A path that starts at one row the org knows of. */
function rowGlobal(org: Org, name: string, names: readonly string[], idOf: (scope: Scope) => Value | undefined): Typed {
  const object = org.schema.object(name)!;
  const inner = fieldPath(org, object, names, { parentPaths: [], fields: new Set(), blankAsZero: false });
  return {
    type: inner.type === 'Picklist' ? 'Text' : inner.type,
    evaluate(scope) {
      const id = idOf(scope);
      const row = typeof id === 'string' ? scope.parents.row(id) : null;
      return inner.evaluate({ ...scope, record: row ?? new SRecord(object) });
    }
  };
}

function unknown(name: string): PlatformError {
  return new PlatformError('INVALID_FORMULA', `Field ${name} does not exist. Check spelling.`);
}
