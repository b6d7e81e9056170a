import { flag, nodes, text, texts } from '../../metadata/xml.ts';
import type { XmlNode } from '../../metadata/types.ts';
import { componentsOf, refuse } from '../build/source.ts';
import type { Component } from '../build/source.ts';
import { USER_PERMISSIONS } from '../standard/user-permissions.ts';
import { permissionName } from '../define.ts';
import { fieldOf } from '../types.ts';
import type { FieldDef, ObjectDef } from '../types.ts';
import { deployProfile, permissionColumns } from './base.ts';
import { has } from './groups.ts';
import type { DeployTarget } from './index.ts';
import type { DeployedRows } from './rows.ts';
import { deployStandardGrants, putFieldPermission } from './standard-grants.ts';

/** Permission sets, muting sets, groups of them and profiles of the package, with all their grants. */
export function deployAccess(target: DeployTarget, rows: DeployedRows): void {
  deployStandardGrants(target, rows);
  const { metadata, problems } = target;
  problems.each(componentsOf(metadata, 'PermissionSet'), (set) => {
    const id = rows.put('PermissionSet', set.name, {
      Name: set.name,
      Label: text(set.node, 'label') ?? set.name,
      Description: text(set.node, 'description'),
      IsOwnedByProfile: false,
      IsCustom: true,
      Type: 'Regular',
      LicenseId: licenseOf(rows, set),
      HasActivationRequired: flag(set.node, 'hasActivationRequired'),
      ...permissionColumns(userPermissions(set))
    });
    deployGrants(target, rows, set, id);
  });
  problems.each(componentsOf(metadata, 'MutingPermissionSet'), (set) => {
    const id = rows.put('MutingPermissionSet', set.name, {
      DeveloperName: set.name,
      MasterLabel: text(set.node, 'label') ?? set.name,
      Language: 'en_US',
      Description: text(set.node, 'description'),
      ...permissionColumns(userPermissions(set))
    });
    deployGrants(target, rows, set, id);
  });
  problems.each(componentsOf(metadata, 'PermissionSetGroup'), (group) => deployGroup(target, rows, group));
  problems.each(componentsOf(metadata, 'Profile'), (profile) => {
    const id = deployProfile(
      rows,
      profile.name,
      text(profile.node, 'userLicense') ?? 'Salesforce',
      userPermissions(profile),
      text(profile.node, 'description')
    );
    deployGrants(target, rows, profile, id);
  });
}

function licenseOf(rows: DeployedRows, set: Component): string | null {
  const license = text(set.node, 'license');
  if (license === undefined) return null;
  if (license !== 'Salesforce' && license !== 'Salesforce Integration') refuse(set, `the local org has no licence ${license}`);
  return rows.id('UserLicense', license);
}

function userPermissions(set: Component): Set<string> {
  const granted = new Set<string>();
  for (const permission of nodes(set.node, 'userPermissions')) {
    const name = text(permission, 'name') ?? '';
    if (!USER_PERMISSIONS.includes(name)) refuse(set, `there is no user permission ${name}`);
    if (flag(permission, 'enabled')) granted.add(name);
  }
  return granted;
}

function deployGrants(target: DeployTarget, rows: DeployedRows, set: Component, parent: string): void {
  const key = `${set.type}:${set.name}`;
  const { problems } = target;
  problems.each(nodes(set.node, 'objectPermissions'), (node) => objectPermission(target, rows, set, node, parent, key));
  problems.each(nodes(set.node, 'fieldPermissions'), (node) => fieldPermission(target, rows, set, node, parent, key));
  problems.each(nodes(set.node, 'recordTypeVisibilities'), (node) => {
    const [object, name] = (text(node, 'recordType') ?? '').split('.');
    if (!target.schema.object(object ?? '')?.recordTypes.some((type) => type.developerName === name))
      refuse(set, `there is no record type ${object}.${name}`);
  });
  entityGrants(target, rows, set, parent, key);
  problems.each([...nodes(set.node, 'tabSettings'), ...nodes(set.node, 'tabVisibilities')], (node) => {
    const tab = text(node, 'tab') ?? '';
    if (!tab.startsWith('standard-') && !has(target, 'CustomTab', tab)) refuse(set, `there is no tab ${tab}`);
    const visibility = text(node, 'visibility');
    if (visibility === 'None' || visibility === 'Hidden') return;
    const shown = visibility === 'Visible' || visibility === 'DefaultOn';
    if (set.type !== 'MutingPermissionSet')
      rows.put('PermissionSetTabSetting', `${key}.${tab}`, { ParentId: parent, Name: tab, Visibility: shown ? 'DefaultOn' : 'DefaultOff' });
  });
}

function objectPermission(target: DeployTarget, rows: DeployedRows, set: Component, node: XmlNode, parent: string, key: string): void {
  const name = text(node, 'object') ?? '';
  const object = target.schema.object(name) ?? refuse(set, `object permission for ${name}: there is no such object`);
  const allows = (element: string): boolean => flag(node, element);
  const implied: readonly [string, readonly string[]][] = [
    ['allowCreate', ['allowRead']],
    ['allowEdit', ['allowRead']],
    ['allowDelete', ['allowRead', 'allowEdit']],
    ['viewAllRecords', ['allowRead']],
    ['modifyAllRecords', ['allowRead', 'allowEdit', 'allowDelete', 'viewAllRecords']],
    ['viewAllFields', ['allowRead']]
  ];
  // Muting sets name what they take away, alone.
  if (set.type !== 'MutingPermissionSet') {
    for (const [element, needs] of implied) {
      const lacking = needs.find((need) => !allows(need));
      if (allows(element) && lacking !== undefined) refuse(set, `object permission for ${object.name}: <${element}> needs <${lacking}>`);
    }
  }
  rows.put('ObjectPermissions', `${key}.${object.name}`, {
    ParentId: parent,
    SobjectType: object.name,
    PermissionsCreate: allows('allowCreate'),
    PermissionsRead: allows('allowRead'),
    PermissionsEdit: allows('allowEdit'),
    PermissionsDelete: allows('allowDelete'),
    PermissionsViewAllRecords: allows('viewAllRecords'),
    PermissionsModifyAllRecords: allows('modifyAllRecords'),
    PermissionsViewAllFields: allows('viewAllFields')
  });
}

function fieldPermission(target: DeployTarget, rows: DeployedRows, set: Component, node: XmlNode, parent: string, key: string): void {
  const full = text(node, 'field') ?? '';
  const [objectName, fieldName] = full.split('.') as [string, string | undefined];
  const object = target.schema.object(objectName);
  const field = object && permissionTarget(object, fieldName ?? '');
  if (!object || !field) return refuse(set, `field permission for ${full}: there is no such field`);
  if (!field.permissionable) refuse(set, `field permission for ${full}: you cannot deploy to a required field`);
  const readable = flag(node, 'readable');
  const editable = flag(node, 'editable');
  if (editable && !readable && set.type !== 'MutingPermissionSet') refuse(set, `field permission for ${full}: <editable> needs <readable>`);
  if (editable && (field.formula !== undefined || field.summary || field.type === 'AutoNumber'))
    refuse(set, `field permission for ${full}: the field cannot be edited`);
  if (readable || editable) putFieldPermission(rows, key, parent, object, field, { readable, editable });
}

/** A field by its own name, or the first part of a compound by the compound's. */
function permissionTarget(object: ObjectDef, name: string): FieldDef | undefined {
  const lower = name.toLowerCase();
  const part = [...object.fields.values()].find((each) => each.permissionField?.toLowerCase() === lower);
  const field = part ?? fieldOf(object, name);
  return field && permissionName(field).toLowerCase() === lower ? field : undefined;
}

/** Classes, custom permissions, applications, metadata types and settings. */
function entityGrants(target: DeployTarget, rows: DeployedRows, set: Component, parent: string, key: string): void {
  const classes = new Set(target.metadata.apexClasses.map((each) => each.name));
  const isObject = (name: string): boolean => target.schema.object(name) !== undefined;
  const kinds: readonly [string, string, string, string, string, (name: string) => boolean][] = [
    ['classAccesses', 'apexClass', 'enabled', 'ApexClass', 'ApexClass', (name) => classes.has(name)],
    ['customPermissions', 'name', 'enabled', 'CustomPermission', 'CustomPermission', (name) => has(target, 'CustomPermission', name)],
    [
      'applicationVisibilities',
      'application',
      'visible',
      'AppDefinition',
      'TabSet',
      (name) => name.startsWith('standard__') || has(target, 'CustomApplication', name)
    ],
    ['customMetadataTypeAccesses', 'name', 'enabled', 'EntityDefinition', 'CustomEntityDefinition', isObject],
    ['customSettingAccesses', 'name', 'enabled', 'EntityDefinition', 'CustomEntityDefinition', isObject]
  ];
  for (const [list, element, enabled, object, type, exists] of kinds) {
    target.problems.each(nodes(set.node, list), (node) => {
      const name = text(node, element) ?? '';
      if (!exists(name)) refuse(set, `<${list}> names ${name}, which is not there`);
      if (!flag(node, enabled) || name.startsWith('standard__')) return;
      rows.put('SetupEntityAccess', `${key}.${list}.${name}`, {
        ParentId: parent,
        SetupEntityId: rows.id(object, name),
        SetupEntityType: type
      });
    });
  }
}

function deployGroup(target: DeployTarget, rows: DeployedRows, group: Component): void {
  const label = text(group.node, 'label') ?? group.name;
  const active = flag(group.node, 'hasActivationRequired');
  const id = rows.put('PermissionSetGroup', group.name, {
    DeveloperName: group.name,
    MasterLabel: label,
    Language: 'en_US',
    Description: text(group.node, 'description'),
    Status: 'Updated',
    HasActivationRequired: active
  });
  // The set that stands for the whole group: an assignment of the group points at both.
  rows.put('PermissionSet', `group:${group.name}`, {
    Name: `X${id.slice(0, 15)}`,
    Label: label,
    IsOwnedByProfile: false,
    IsCustom: true,
    Type: 'Group',
    PermissionSetGroupId: id,
    HasActivationRequired: active
  });
  for (const name of texts(group.node, 'permissionSets')) {
    if (!has(target, 'PermissionSet', name)) refuse(group, `there is no permission set ${name}`);
    rows.put('PermissionSetGroupComponent', `${group.name}.${name}`, {
      PermissionSetGroupId: id,
      PermissionSetId: rows.id('PermissionSet', name)
    });
  }
  for (const name of texts(group.node, 'mutingPermissionSets')) {
    if (!has(target, 'MutingPermissionSet', name)) refuse(group, `there is no muting permission set ${name}`);
    rows.put('PermissionSetGroupComponent', `${group.name}.muting.${name}`, {
      PermissionSetGroupId: id,
      PermissionSetId: rows.id('MutingPermissionSet', name)
    });
  }
}
