import { flag, nodes, text } from '../../metadata/xml.ts';
import {
  auditFields,
  check,
  date,
  datetime,
  field,
  idField,
  isDeleted,
  owner,
  picklist,
  readOnly,
  reference,
  text as textField
} from '../define.ts';
import type { ObjectDraft } from '../define.ts';
import type { FieldDef, ObjectKind, SharingModel } from '../types.ts';
import { refuse } from './source.ts';
import type { Component } from './source.ts';

/** @returns what an object of that name is. */
export function kindOf(component: Component): ObjectKind {
  if (component.name.endsWith('__mdt')) return 'customMetadata';
  if (component.name.endsWith('__e')) return 'platformEvent';
  if (!component.name.endsWith('__c')) return 'standard';
  return text(component.node, 'customSettingsType') === undefined ? 'custom' : 'customSetting';
}

/**
 * @param detail whether the object has a master.
 * @returns the object with its system fields; its custom fields are still to come. @throws MetadataError, NotSupportedError.
 */
export function customObject(component: Component, keyPrefix: string, detail: boolean): ObjectDraft {
  const kind = kindOf(component);
  const { node, name } = component;
  const fields = systemFields(component, kind, detail);
  const label = text(node, 'label') ?? refuse(component, '<label> is missing');
  const custom = kind === 'custom';
  return {
    name,
    label,
    labelPlural: text(node, 'pluralLabel') ?? label,
    kind,
    custom: true,
    description: text(node, 'description'),
    keyPrefix,
    sharingModel: sharingModel(component, kind, detail),
    externalSharingModel: (text(node, 'externalSharingModel') as SharingModel | undefined) ?? 'Private',
    fields: new Map(fields.map((each) => [each.name.toLowerCase(), each])),
    nameField: fields.find((each) => each.nameField),
    childRelationships: [],
    validationRules: [],
    recordTypes: [],
    sharingReasons: [],
    createable: kind !== 'customMetadata',
    updateable: custom || kind === 'customSetting',
    deletable: custom || kind === 'customSetting',
    undeletable: custom,
    queryable: kind !== 'platformEvent',
    searchable: custom && flag(node, 'enableSearch'),
    triggerable: custom || kind === 'platformEvent',
    isSetup: false,
    virtual: false,
    feeds: custom && flag(node, 'enableFeeds'),
    settingsType: kind === 'customSetting' ? (text(node, 'customSettingsType') as 'Hierarchy' | 'List') : undefined,
    publishBehavior: kind === 'platformEvent' ? publishBehavior(component) : undefined
  };
}

const STANDARD_MODELS: Readonly<Record<string, SharingModel>> = {
  Private: 'Private',
  Read: 'Read',
  ReadWrite: 'ReadWrite',
  ReadWriteTransfer: 'ReadWrite',
  FullAccess: 'FullAccess',
  ControlledByParent: 'ReadWrite'
};

/** What the source says of a standard object: its organisation-wide default. */
export function overStandard(component: Component, draft: ObjectDraft): ObjectDraft {
  const model = text(component.node, 'sharingModel');
  if (model === undefined || draft.isSetup) return draft;
  const sharing = STANDARD_MODELS[model] ?? refuse(component, `<sharingModel> ${model} is not supported by the local org`);
  return { ...draft, sharingModel: sharing };
}

function publishBehavior(component: Component): ObjectDraft['publishBehavior'] {
  const behavior = text(component.node, 'publishBehavior') ?? 'PublishAfterCommit';
  if (behavior !== 'PublishImmediately' && behavior !== 'PublishAfterCommit')
    return refuse(component, `<publishBehavior> ${behavior} is unknown`);
  return behavior;
}

const MODELS: ReadonlySet<string> = new Set<SharingModel>(['Private', 'Read', 'ReadWrite', 'ControlledByParent']);

function sharingModel(component: Component, kind: ObjectKind, detail: boolean): SharingModel {
  if (kind !== 'custom') return 'FullAccess';
  const model = text(component.node, 'sharingModel') ?? (detail ? 'ControlledByParent' : 'ReadWrite');
  if (!MODELS.has(model)) refuse(component, `<sharingModel> ${model} is not supported by the local org`);
  if (detail !== (model === 'ControlledByParent'))
    refuse(
      component,
      detail ? 'a detail has sharing model ControlledByParent' : 'sharing model ControlledByParent needs a master-detail field'
    );
  return model as SharingModel;
}

function systemFields(component: Component, kind: ObjectKind, detail: boolean): FieldDef[] {
  switch (kind) {
    case 'customMetadata':
      return metadataFields();
    case 'platformEvent':
      return eventFields();
    case 'customSetting':
      return [
        idField(),
        isDeleted(),
        textField('Name', 38, { label: 'Name', nameField: true }),
        reference('SetupOwnerId', ['Organization', 'Profile', 'User'], { relationshipName: 'SetupOwner' }),
        ...auditFields()
      ];
    default:
      return [
        idField(),
        ...(detail ? [] : [owner()]),
        isDeleted(),
        nameField(component),
        ...auditFields(),
        ...(flag(component.node, 'enableActivities') ? [readOnly(date('LastActivityDate'))] : [])
      ];
  }
}

function nameField(component: Component): FieldDef {
  const node = nodes(component.node, 'nameField')[0] ?? refuse(component, '<nameField> is missing');
  const label = text(node, 'label') ?? 'Name';
  if (text(node, 'type') === 'AutoNumber') {
    return field('Name', 'AutoNumber', {
      label,
      nameField: true,
      trackHistory: flag(node, 'trackHistory'),
      required: true,
      createable: false,
      updateable: false,
      length: 80,
      displayFormat: text(node, 'displayFormat') ?? '{0}'
    });
  }
  return textField('Name', 80, { label, nameField: true, trackHistory: flag(node, 'trackHistory') });
}

function metadataFields(): FieldDef[] {
  return [
    idField(),
    textField('DeveloperName', 40, { label: 'Custom Metadata Record Name', nameField: true, required: true }),
    textField('MasterLabel', 40, { label: 'Label', required: true }),
    textField('Language', 10),
    textField('NamespacePrefix', 15),
    textField('Label', 40),
    textField('QualifiedApiName', 70),
    readOnly(check('IsProtected')),
    readOnly(datetime('SystemModstamp'))
  ];
}

function eventFields(): FieldDef[] {
  return [
    idField(),
    readOnly(textField('ReplayId', 240, { nameField: false })),
    readOnly(textField('EventUuid', 36)),
    readOnly(datetime('CreatedDate', { required: true })),
    readOnly(reference('CreatedById', 'User', { required: true, deleteConstraint: 'Restrict' }))
  ];
}

/** @returns the object whose rows share the rows of another, beside its owner. */
export function shareObject(of: ObjectDraft, keyPrefix: string): ObjectDraft {
  const causes = ['Owner', 'Manual', 'Rule', ...of.sharingReasons];
  const fields = [
    idField(),
    reference('ParentId', of.name, {
      required: true,
      updateable: false,
      relationshipName: 'Parent',
      childRelationshipName: 'Shares',
      deleteConstraint: 'Cascade'
    }),
    reference('UserOrGroupId', ['Group', 'User'], {
      required: true,
      updateable: false,
      relationshipName: 'UserOrGroup',
      deleteConstraint: 'Cascade'
    }),
    picklist('AccessLevel', ['Read', 'Edit', 'All'], { required: true }),
    picklist('RowCause', causes, { updateable: false, restrictedPicklist: true }),
    readOnly(datetime('LastModifiedDate')),
    readOnly(reference('LastModifiedById', 'User', { deleteConstraint: 'Restrict' })),
    isDeleted()
  ];
  return {
    ...of,
    name: of.name.replace(/__c$/, '__Share'),
    label: `Share: ${of.label}`,
    labelPlural: `Share: ${of.label}`,
    kind: 'share',
    custom: true,
    description: undefined,
    keyPrefix,
    sharingModel: 'FullAccess',
    externalSharingModel: 'FullAccess',
    fields: new Map(fields.map((each) => [each.name.toLowerCase(), each])),
    nameField: undefined,
    childRelationships: [],
    validationRules: [],
    recordTypes: [],
    sharingReasons: [],
    createable: true,
    updateable: true,
    deletable: true,
    undeletable: false,
    searchable: false,
    triggerable: false,
    shareOf: of.name
  };
}

/** @returns the object that keeps what changed in the tracked fields of another. */
export function historyObject(of: ObjectDraft, keyPrefix: string): ObjectDraft {
  const fields = [
    idField(),
    isDeleted(),
    readOnly(
      reference('ParentId', of.name, {
        required: true,
        relationshipName: 'Parent',
        childRelationshipName: 'Histories',
        deleteConstraint: 'Cascade'
      })
    ),
    readOnly(textField('Field', 255)),
    readOnly(textField('DataType', 40)),
    readOnly(field('OldValue', 'AnyType')),
    readOnly(field('NewValue', 'AnyType')),
    readOnly(reference('CreatedById', 'User', { required: true, deleteConstraint: 'Restrict' })),
    readOnly(datetime('CreatedDate', { required: true }))
  ];
  return {
    ...shareObject(of, keyPrefix),
    name: of.name.replace(/__c$/, '__History'),
    label: `History: ${of.label}`,
    labelPlural: `History: ${of.label}`,
    kind: 'history',
    fields: new Map(fields.map((each) => [each.name.toLowerCase(), each])),
    createable: false,
    updateable: false,
    deletable: false,
    shareOf: undefined,
    shareObject: undefined,
    feeds: false,
    historyOf: of.name
  };
}
