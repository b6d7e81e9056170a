import { SRecord } from '../../../schema/record.ts';
import { fieldOf, type FieldDef, type Value } from '../../../schema/types.ts';
import { current } from '../../../transaction.ts';
import { ApexBlob, ApexException, ApexList, argument, equal, fromStored, hash, raise, textOf, toStored } from '../../values/index.ts';
import { ApexError } from '../Database/results.ts';
import { systemClass } from '../define.ts';
import { listOf, mapOf } from '../make.ts';
import { recordList } from '../query.ts';
import { FieldToken, sobjectTypeOf } from '../Schema/tokens.ts';
import { cloneRecord } from './collections.ts';
import { DmlOptionsValue } from '../Database/DMLOptions.ts';

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_sobject.htm */
export default systemClass(
  'public abstract class System.SObject',
  {
    'Object get(String name)': (self: SRecord, name: string | null) => read(self, argument(name)),
    'Object get(Schema.SObjectField field)': (self: SRecord, field: FieldToken | null) => read(self, argument(field).field.name),
    'Object put(String name, Object value)': (self: SRecord, name: string | null, value: unknown) => write(self, argument(name), value),
    'Object put(Schema.SObjectField field, Object value)': (self: SRecord, field: FieldToken | null, value: unknown) =>
      write(self, argument(field).field.name, value),
    'SObject getSObject(String name)': (self: SRecord, name: string | null) => parent(self, argument(name)),
    'SObject getSObject(Schema.SObjectField field)': (self: SRecord, field: FieldToken | null) =>
      parent(self, argument(field).field.relationshipName ?? ''),
    'SObject putSObject(String name, SObject value)': (self: SRecord, name: string | null, value: SRecord | null) =>
      putParent(self, argument(name), value),
    'List<SObject> getSObjects(String name)': (self: SRecord, name: string | null) => children(self, argument(name)),
    'Schema.SObjectType getSObjectType()': (self: SRecord) => sobjectTypeOf(self.object),
    'Map<String,Object> getPopulatedFieldsAsMap()': (self: SRecord) => mapOf<string, unknown>('String', 'Object', populated(self)),
    'Boolean isSet(String name)': (self: SRecord, name: string | null) => self.values.has(field(self, argument(name)).name),
    'Boolean isSet(Schema.SObjectField field)': (self: SRecord, token: FieldToken | null) => self.values.has(argument(token).field.name),
    'SObject clone()': (self: SRecord) => cloneRecord(self, false, false, false),
    'SObject clone(Boolean preserveId)': (self: SRecord, id: boolean) => cloneRecord(self, id, false, false),
    'SObject clone(Boolean preserveId, Boolean deep)': (self: SRecord, id: boolean) => cloneRecord(self, id, false, false),
    'SObject clone(Boolean preserveId, Boolean deep, Boolean preserveTimestamps)': (
      self: SRecord,
      id: boolean,
      _: boolean,
      timestamps: boolean
    ) => cloneRecord(self, id, timestamps, false),
    'SObject clone(Boolean preserveId, Boolean deep, Boolean preserveTimestamps, Boolean preserveAutonumber)': (
      self: SRecord,
      id: boolean,
      _: boolean,
      timestamps: boolean,
      numbers: boolean
    ) => cloneRecord(self, id, timestamps, numbers),
    'void clear()': (self: SRecord) => {
      writable(self);
      self.values.clear();
    },
    'void addError(String message)': (self: SRecord, message: string | null) => addError(self, argument(message), []),
    'void addError(String message, Boolean escape)': (self: SRecord, message: string | null) => addError(self, argument(message), []),
    'void addError(Exception exception)': (self: SRecord, exception: ApexException | null) =>
      addError(self, argument(exception).message, []),
    'void addError(String fieldName, String message)': (self: SRecord, name: string | null, message: string | null) =>
      addError(self, argument(message), [field(self, argument(name)).name]),
    'void addError(Schema.SObjectField field, String message)': (self: SRecord, token: FieldToken | null, message: string | null) =>
      addError(self, argument(message), [argument(token).field.name]),
    'Boolean hasErrors()': (self: SRecord) => self.errors.length > 0,
    'List<Database.Error> getErrors()': (self: SRecord) =>
      listOf(
        'Database.Error',
        self.errors.map((error) => new ApexError(error))
      ),
    'void setOptions(Database.DMLOptions options)': (_: SRecord, options: DmlOptionsValue | null) => void argument(options),
    'void recalculateFormulas()': recalculateFormulas,
    'Boolean equals(Object other)': equal,
    'Integer hashCode()': hash,
    'String toString()': textOf
  },
  { native: SRecord }
);

/** Adds an error as a trigger does; the save order reports it. */
export function addError(record: SRecord, message: string, fields: string[]): void {
  record.errors.push({ statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message, fields });
}

function field(record: SRecord, name: string): FieldDef {
  return fieldOf(record.object, name) ?? raise('SObjectException', `Invalid field ${name} for ${record.object.name}`);
}

function read(record: SRecord, name: string): unknown {
  if (record.object.name === 'AggregateResult') return aggregate(record, name);
  const found = field(record, name);
  if (record.queried && !record.values.has(found.name))
    raise(
      'SObjectException',
      `SObject row was retrieved via SOQL without querying the requested field: ${record.object.name}.${found.name}`
    );
  return fromStored(record.values.get(found.name), found);
}

/** A column of an aggregate by its alias, in any case. */
function aggregate(record: SRecord, name: string): unknown {
  const key =
    [...record.values.keys()].find((candidate) => candidate.toLowerCase() === name.toLowerCase()) ??
    raise('SObjectException', `Invalid field ${name} for AggregateResult`);
  const value = record.values.get(key) ?? null;
  const known = fieldOf(record.object, key);
  return known ? fromStored(value, known) : value instanceof Uint8Array ? new ApexBlob(value) : value;
}

function write(record: SRecord, name: string, value: unknown): unknown {
  const found = field(record, name);
  writable(record);
  if (found.formula !== undefined) raise('SObjectException', `Field ${found.name} is not editable`);
  const before = fromStored(record.values.get(found.name), found);
  record.values.set(found.name, toStored(value, found));
  if (record.queried && !record.queried.has(found.name)) record.queried = new Set([...record.queried, found.name]);
  return before;
}

function writable(record: SRecord): void {
  if (record.readOnly) raise('FinalException', 'Record is read-only');
}

function relationship(record: SRecord, name: string): string {
  for (const candidate of record.object.fields.values()) {
    if (candidate.relationshipName?.toLowerCase() === name.toLowerCase()) return candidate.relationshipName;
  }
  raise('SObjectException', `Invalid relationship ${name} for ${record.object.name}`);
}

function parent(record: SRecord, name: string): SRecord | null {
  return record.parents.get(relationship(record, name)) ?? null;
}

function putParent(record: SRecord, name: string, value: SRecord | null): SRecord | null {
  writable(record);
  const key = relationship(record, name);
  const before = record.parents.get(key) ?? null;
  record.parents.set(key, value);
  return before;
}

function children(record: SRecord, name: string): ApexList<SRecord> | null {
  const key = [...record.children.keys()].find((candidate) => candidate.toLowerCase() === name.toLowerCase());
  return key === undefined ? null : recordList(record.children.get(key)!);
}

function* populated(record: SRecord): Iterable<readonly [string, unknown]> {
  for (const [name, value] of record.values) {
    const known = fieldOf(record.object, name);
    yield [name, known ? fromStored(value, known) : value];
  }
  for (const [name, row] of record.parents) if (row) yield [name, row];
  for (const [name, rows] of record.children) yield [name, recordList(rows)];
}

function recalculateFormulas(record: SRecord): void {
  const { org, userId } = current();
  for (const each of record.object.fields.values()) {
    if (each.formula === undefined) continue;
    const value: Value = org.formula.compile(each.formula, record.object).evaluate({ record, prior: null, userId });
    record.values.set(each.name, value);
  }
}
