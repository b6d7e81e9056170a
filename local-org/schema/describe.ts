/** Salesforce-shaped describe, as one user sees the org: objects and fields she may not read are absent. */
import type { Org } from '../org.ts';
import { describeField } from './describe-field.ts';
import type { FieldDescribe } from './describe-field.ts';
import type { ObjectDef } from './types.ts';

export type { FieldDescribe } from './describe-field.ts';

export interface ObjectSummary {
  readonly name: string;
  readonly label: string;
  readonly labelPlural: string;
  readonly keyPrefix: string | null;
  readonly custom: boolean;
  readonly customSetting: boolean;
  readonly createable: boolean;
  readonly updateable: boolean;
  readonly deletable: boolean;
  readonly undeletable: boolean;
  readonly queryable: boolean;
  readonly retrieveable: boolean;
  readonly searchable: boolean;
  readonly triggerable: boolean;
  readonly urls: Readonly<Record<string, string>>;
  /** Attributes that never differ here. */
  readonly [attribute: string]: unknown;
}

export interface ObjectDescribe extends ObjectSummary {
  readonly fields: readonly FieldDescribe[];
  readonly childRelationships: readonly ChildRelationshipDescribe[];
  readonly recordTypeInfos: readonly RecordTypeInfo[];
}

export interface ChildRelationshipDescribe {
  readonly childSObject: string;
  readonly field: string;
  readonly relationshipName: string | null;
  readonly cascadeDelete: boolean;
  readonly restrictedDelete: boolean;
  readonly deprecatedAndHidden: boolean;
  readonly junctionIdListNames: readonly string[];
  readonly junctionReferenceTo: readonly string[];
}

export interface RecordTypeInfo {
  readonly active: boolean;
  readonly available: boolean;
  readonly defaultRecordTypeMapping: boolean;
  readonly developerName: string;
  readonly master: boolean;
  readonly name: string;
  readonly recordTypeId: string;
  readonly urls: Readonly<Record<string, string>>;
}

/** @param version as in the path of the request: `67.0`. @returns the answer of GET /sobjects. */
export function describeGlobal(
  org: Org,
  userId: string,
  version = '67.0'
): { encoding: string; maxBatchSize: number; sobjects: ObjectSummary[] } {
  const sobjects: ObjectSummary[] = [];
  for (const object of org.schema.objects()) if (mayRead(org, userId, object)) sobjects.push(summary(org, userId, object, version));
  sobjects.sort((a, b) => (a.name < b.name ? -1 : 1));
  return { encoding: 'UTF-8', maxBatchSize: 200, sobjects };
}

/** @returns the answer of GET /sobjects/X/describe, or null when there is no such object for this user. */
export function describeSObject(org: Org, userId: string, name: string, version = '67.0'): ObjectDescribe | null {
  const object = org.schema.object(name);
  if (!object || !mayRead(org, userId, object)) return null;
  const fields: FieldDescribe[] = [];
  for (const field of object.fields.values()) {
    const access = org.security.fieldAccess(userId, object.name, field.name);
    if (access.read) fields.push(describeField(object, field, access));
  }
  const base = summary(org, userId, object, version);
  return {
    ...base,
    fields,
    childRelationships: childRelationships(org, userId, object),
    recordTypeInfos: recordTypeInfos(object, base.urls.sobject!),
    actionOverrides: [],
    namedLayoutInfos: [],
    networkScopeFieldName: null,
    lookupLayoutable: null,
    listviewable: null,
    searchLayoutable: object.searchable,
    sobjectDescribeOption: 'FULL',
    supportedScopes: [
      { label: `All ${object.labelPlural.toLowerCase()}`, name: 'everything' },
      { label: `My ${object.labelPlural.toLowerCase()}`, name: 'mine' }
    ]
  };
}

function mayRead(org: Org, userId: string, object: ObjectDef): boolean {
  return !object.virtual && org.security.objectAccess(userId, object.name).read;
}

function summary(org: Org, userId: string, object: ObjectDef, version: string): ObjectSummary {
  const access = org.security.objectAccess(userId, object.name);
  const url = `/services/data/v${version}/sobjects/${object.name}`;
  return {
    activateable: false,
    associateEntityType: object.shareOf !== undefined ? 'Share' : object.historyOf !== undefined ? 'History' : null,
    associateParentEntity: object.shareOf ?? object.historyOf ?? null,
    createable: object.createable && access.create,
    custom: object.custom && object.kind !== 'share' && object.kind !== 'history',
    customSetting: object.kind === 'customSetting',
    deepCloneable: false,
    deletable: object.deletable && access.delete,
    deprecatedAndHidden: false,
    feedEnabled: object.feeds === true,
    hasSubtypes: false,
    isInterface: false,
    isSubtype: false,
    keyPrefix: object.kind === 'share' || object.kind === 'history' ? null : object.keyPrefix,
    label: object.label,
    labelPlural: object.labelPlural,
    layoutable: object.kind === 'custom' || object.kind === 'standard',
    mergeable: false,
    mruEnabled: object.kind === 'custom',
    name: object.name,
    queryable: object.queryable,
    replicateable: object.queryable,
    retrieveable: object.queryable,
    searchable: object.searchable,
    triggerable: object.triggerable,
    undeletable: object.undeletable && access.delete,
    updateable: object.updateable && access.edit,
    urls: {
      rowTemplate: `${url}/{ID}`,
      describe: `${url}/describe`,
      sobject: url,
      ...(object.kind === 'custom' ? { layouts: `${url}/describe/layouts` } : {})
    }
  };
}

/** Children whose object and field the user may read: nothing else may be guessed from a describe. */
function childRelationships(org: Org, userId: string, object: ObjectDef): ChildRelationshipDescribe[] {
  return object.childRelationships
    .filter(
      ({ childObject, field }) =>
        org.security.objectAccess(userId, childObject).read && org.security.fieldAccess(userId, childObject, field).read
    )
    .map(({ childObject, field, name, cascadeDelete, restrictedDelete }) => ({
      cascadeDelete,
      childSObject: childObject,
      deprecatedAndHidden: false,
      field,
      junctionIdListNames: [],
      junctionReferenceTo: [],
      relationshipName: name ?? null,
      restrictedDelete
    }));
}

/** Id of the record type every record has that has no other. */
export const MASTER_RECORD_TYPE = '012000000000000AAA';

function recordTypeInfos(object: ObjectDef, url: string): RecordTypeInfo[] {
  const info = (id: string, developerName: string, name: string, active: boolean, master: boolean): RecordTypeInfo => ({
    active,
    available: true,
    defaultRecordTypeMapping: master,
    developerName,
    master,
    name,
    recordTypeId: id,
    urls: { layout: `${url}/describe/layouts/${id}` }
  });
  return [
    ...object.recordTypes.map((type) => info(type.id, type.developerName, type.label, type.active, false)),
    info(MASTER_RECORD_TYPE, 'Master', 'Master', true, true)
  ];
}
