/**
 * What the org knows about an object and its fields: the shared vocabulary of every service.
 * Names are canonical API names; look-ups by name are case-insensitive, as on the platform.
 */

/** A stored value. Date: `YYYY-MM-DD`. Datetime: ISO 8601 UTC with milliseconds and Z. Time: `HH:MM:SS.mmmZ`. Id: 18 characters. */
export type Value = string | number | boolean | null | Uint8Array;

/** Field types in the words of the metadata files, and `Id`, `Integer`, `Base64`, `AnyType` for standard objects. */
export type FieldType =
  | 'Id'
  | 'Lookup'
  | 'MasterDetail'
  | 'Text'
  | 'TextArea'
  | 'LongTextArea'
  | 'Html'
  | 'EncryptedText'
  | 'Email'
  | 'Phone'
  | 'Url'
  | 'Picklist'
  | 'MultiselectPicklist'
  | 'Checkbox'
  | 'Number'
  | 'Currency'
  | 'Percent'
  | 'Integer'
  | 'Date'
  | 'DateTime'
  | 'Time'
  | 'AutoNumber'
  | 'Base64'
  | 'AnyType';

export interface PicklistValue {
  readonly value: string;
  readonly label: string;
  readonly isDefault: boolean;
  readonly isActive: boolean;
}

export interface FieldDef {
  readonly name: string;
  readonly label: string;
  readonly type: FieldType;
  readonly custom: boolean;
  readonly description?: string | undefined;
  readonly helpText?: string | undefined;
  /** Characters, for text. */
  readonly length?: number | undefined;
  readonly precision?: number | undefined;
  readonly scale?: number | undefined;
  /** Universally required (or NOT NULL on a standard object): has no field-level security. */
  readonly required: boolean;
  readonly unique: boolean;
  readonly caseSensitive: boolean;
  readonly externalId: boolean;
  readonly nameField: boolean;
  readonly createable: boolean;
  readonly updateable: boolean;
  readonly filterable: boolean;
  readonly sortable: boolean;
  readonly groupable: boolean;
  /** True where field-level security applies. */
  readonly permissionable: boolean;
  /** The compound whose permission is this one's: `BillingAddress` for `BillingCity`. */
  readonly permissionField?: string | undefined;
  /** No standard profile sees it until somebody grants it. */
  readonly hiddenAtFirst?: boolean | undefined;
  readonly referenceTo: readonly string[];
  /** Name used to walk to the parent: `Client__r`, `Owner`. */
  readonly relationshipName?: string | undefined;
  /** Name used to walk to the children from the parent, as it stands in SOQL and in `childRelationships` of describe: `Referrals__r`. */
  readonly childRelationshipName?: string | undefined;
  readonly deleteConstraint?: 'SetNull' | 'Restrict' | 'Cascade' | undefined;
  readonly relationshipOrder?: 0 | 1 | undefined;
  /** Of a metadata relationship to a field: the field that names its object. */
  readonly controllingField?: string | undefined;
  readonly writeRequiresMasterRead: boolean;
  readonly reparentableMasterDetail: boolean;
  readonly picklist: readonly PicklistValue[];
  readonly restrictedPicklist: boolean;
  /** Formula source of a calculated field; its type is then the type of the result. */
  readonly formula?: string | undefined;
  readonly formulaTreatBlanksAs?: 'BlankAsZero' | 'BlankAsBlank' | undefined;
  readonly summary?:
    | {
        readonly operation: 'count' | 'sum' | 'min' | 'max';
        readonly childObject: string;
        readonly childField: string;
        readonly summarizedField?: string | undefined;
        readonly filters: readonly { field: string; operation: string; value: string }[];
      }
    | undefined;
  /** Formula source of the default value. */
  readonly defaultValue?: string | undefined;
  /** `K-{0000}` of an auto number. */
  readonly displayFormat?: string | undefined;
  /** First number of an auto number; 1 when absent. */
  readonly startingNumber?: number | undefined;
  readonly securityClassification?: string | undefined;
  readonly complianceGroup?: string | undefined;
  /** Its changes are kept, where the object keeps a history. */
  readonly trackHistory?: boolean | undefined;
}

export type SharingModel = 'Private' | 'Read' | 'ReadWrite' | 'ControlledByParent' | 'FullAccess';
export type ObjectKind = 'standard' | 'custom' | 'customMetadata' | 'platformEvent' | 'share' | 'history' | 'customSetting';

export interface ValidationRule {
  readonly name: string;
  readonly active: boolean;
  readonly formula: string;
  readonly message: string;
  readonly field?: string | undefined;
}
export interface ChildRelationship {
  readonly childObject: string;
  readonly field: string;
  readonly name?: string | undefined;
  readonly cascadeDelete: boolean;
  readonly restrictedDelete: boolean;
}
export interface RecordTypeDef {
  readonly id: string;
  readonly developerName: string;
  readonly label: string;
  readonly active: boolean;
}

export interface ObjectDef {
  readonly name: string;
  readonly label: string;
  readonly labelPlural: string;
  readonly kind: ObjectKind;
  readonly custom: boolean;
  /** First three characters of its ids. Stable over restarts. */
  readonly keyPrefix: string;
  readonly sharingModel: SharingModel;
  readonly externalSharingModel: SharingModel;
  /** Keyed by lower-case API name, in describe order (Id first). */
  readonly fields: ReadonlyMap<string, FieldDef>;
  readonly nameField: FieldDef | undefined;
  readonly childRelationships: readonly ChildRelationship[];
  readonly validationRules: readonly ValidationRule[];
  readonly recordTypes: readonly RecordTypeDef[];
  /** Developer names of Apex sharing reasons (`Assigned__c`). */
  readonly sharingReasons: readonly string[];
  readonly createable: boolean;
  readonly updateable: boolean;
  readonly deletable: boolean;
  readonly undeletable: boolean;
  readonly queryable: boolean;
  readonly searchable: boolean;
  readonly triggerable: boolean;
  /** Setup objects (User, PermissionSetAssignment, Group …) may not share a transaction with ordinary ones: MIXED_DML_OPERATION. */
  readonly isSetup: boolean;
  /** Platform events: `PublishImmediately` or `PublishAfterCommit`. */
  readonly publishBehavior?: 'PublishImmediately' | 'PublishAfterCommit' | undefined;
  readonly description?: string | undefined;
  /** True: no table in the store; the service that owns the object computes its rows. */
  readonly virtual: boolean;
  /** `hierarchy` or `list` of a custom setting. */
  readonly settingsType?: 'Hierarchy' | 'List' | undefined;
  /** The object whose rows a share object shares, and the reverse. */
  readonly shareOf?: string | undefined;
  readonly shareObject?: string | undefined;
  /** The object whose changes a history object keeps, and the reverse. */
  readonly historyOf?: string | undefined;
  readonly historyObject?: string | undefined;
  /** Posts may hang at its rows. */
  readonly feeds?: boolean | undefined;
}

export interface Schema {
  /** @returns the object of that API name, in any case, or undefined. */
  object(name: string): ObjectDef | undefined;
  objects(): Iterable<ObjectDef>;
  byKeyPrefix(prefix: string): ObjectDef | undefined;
}

/** @returns the field of that API name, in any case, or undefined. */
export function fieldOf(object: ObjectDef, name: string): FieldDef | undefined {
  return object.fields.get(name.toLowerCase());
}
