import { FieldValues } from './field-values.ts';
import type { FieldDef, ObjectDef, Value } from './types.ts';

/**
 * One row in memory: what triggers see, DML takes and queries give. The Apex runtime's sObject *is* this class.
 * Values are canonical (see {@link Value}); each edge (Apex, JSON, CSV) converts by field type.
 */
export class SRecord {
  readonly object: ObjectDef;
  /** Keyed by canonical field name. A key that is absent was never set nor queried. */
  readonly values: FieldValues;
  // Most rows have neither, so the maps are made when they are asked for.
  private parentRows: Map<string, SRecord | null> | null = null;
  private childRows: Map<string, SRecord[]> | null = null;
  /** Field names selected, when the row came from SOQL; null for a row built in memory. Shared by the rows of a query. */
  queried: ReadonlySet<string> | null = null;
  /** Errors that triggers added, until the save turns them into results. */
  errors: RecordError[] = [];
  /** Set while the runtime holds the row as Trigger.old, or as Trigger.new after the save. */
  readOnly = false;

  /** Made by Apex's `clone`: what only the platform writes is merely carried along. */
  copied = false;

  /** @param values become the row's own. */
  constructor(object: ObjectDef, values: FieldValues = new FieldValues()) {
    this.object = object;
    this.values = values;
  }

  /** Keyed by canonical relationship name (`Client__r`). */
  get parents(): Map<string, SRecord | null> {
    return (this.parentRows ??= new Map());
  }

  /** Keyed by canonical child relationship name (`Referrals__r`). */
  get children(): Map<string, SRecord[]> {
    return (this.childRows ??= new Map());
  }

  get hasParents(): boolean {
    return this.parentRows !== null && this.parentRows.size > 0;
  }

  get hasChildren(): boolean {
    return this.childRows !== null && this.childRows.size > 0;
  }

  get id(): string | null {
    return (this.values.get('Id') as string | undefined) ?? null;
  }

  set id(value: string | null) {
    this.values.set('Id', value);
  }

  /** @returns the value of a field by any casing, null when unset. */
  get(name: string): Value {
    const field = this.field(name);
    return this.values.get(field.name) ?? null;
  }

  set(name: string, value: Value): void {
    this.values.set(this.field(name).name, value);
  }

  has(name: string): boolean {
    return this.values.has(this.field(name).name);
  }

  private field(name: string): FieldDef {
    const field = this.object.fields.get(name.toLowerCase());
    if (!field) throw new Error(`No field ${name} on ${this.object.name}`);
    return field;
  }

  /** @returns a copy whose values can change without touching this row; parents and children are shared. */
  clone(): SRecord {
    const copy = new SRecord(this.object, this.values.copy());
    if (this.hasParents) copy.parentRows = new Map(this.parentRows);
    if (this.hasChildren) copy.childRows = new Map(this.childRows);
    copy.copied = this.copied;
    copy.queried = this.queried;
    return copy;
  }
}

/** One reason why a row was not saved, in the platform's own status codes. */
export interface RecordError {
  statusCode: string;
  message: string;
  fields: string[];
}
