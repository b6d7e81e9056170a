import { nodes, flag, text } from '../../metadata/xml.ts';
import { componentsOf, refuse } from '../build/source.ts';
import type { RecordTypeDef } from '../types.ts';
import { has } from './groups.ts';
import type { DeployTarget } from './index.ts';
import type { DeployedRows } from './rows.ts';

/** Rows of classes, triggers, custom permissions, cache partitions, notification types, applications and record types. */
export function deployCode(target: DeployTarget, rows: DeployedRows): void {
  const { metadata } = target;
  for (const each of metadata.apexClasses) rows.put('ApexClass', each.name, { ...codeRow(each), Body: each.source });
  for (const each of metadata.apexTriggers)
    rows.put('ApexTrigger', each.name, {
      ...codeRow(each),
      Body: each.source,
      TableEnumOrId: /\btrigger\s+\w+\s+on\s+(\w+)/i.exec(each.source)?.[1] ?? null
    });
  for (const permission of componentsOf(metadata, 'CustomPermission')) {
    for (const needed of nodes(permission.node, 'requiredPermission')) {
      const name = text(needed, 'customPermission') ?? '';
      if (!has(target, 'CustomPermission', name)) refuse(permission, `there is no custom permission ${name}`);
    }
    rows.put('CustomPermission', permission.name, {
      DeveloperName: permission.name,
      MasterLabel: text(permission.node, 'label') ?? permission.name,
      Description: text(permission.node, 'description'),
      Language: 'en_US',
      IsLicensed: false
    });
  }
  for (const partition of componentsOf(metadata, 'PlatformCachePartition'))
    rows.put('PlatformCachePartition', partition.name, {
      DeveloperName: partition.name,
      MasterLabel: text(partition.node, 'masterLabel') ?? partition.name,
      Description: text(partition.node, 'description'),
      Language: 'en_US',
      IsDefaultPartition: flag(partition.node, 'isDefaultPartition')
    });
  for (const type of componentsOf(metadata, 'CustomNotificationType')) {
    rows.put('CustomNotificationType', type.name, {
      DeveloperName: type.name,
      CustomNotifTypeName: text(type.node, 'customNotifTypeName') ?? type.name,
      MasterLabel: text(type.node, 'masterLabel') ?? type.name,
      Description: text(type.node, 'description'),
      Language: 'en_US',
      Desktop: flag(type.node, 'desktop'),
      Mobile: flag(type.node, 'mobile')
    });
  }
  let order = 0;
  for (const app of componentsOf(metadata, 'CustomApplication')) {
    const label = text(app.node, 'label') ?? app.name;
    const id = rows.id('AppDefinition', app.name);
    rows.put('AppMenuItem', app.name, {
      Name: app.name,
      Label: label,
      Description: text(app.node, 'description'),
      ApplicationId: id,
      Type: 'TabSet',
      IsAccessible: true,
      IsVisible: true,
      ...(target.store.read('AppMenuItem', [rows.id('AppMenuItem', app.name)]).length > 0 ? {} : { SortOrder: order })
    });
    order += 1;
    rows.put('AppDefinition', app.name, {
      DeveloperName: app.name,
      DurableId: app.name,
      Label: label,
      MasterLabel: label,
      Description: text(app.node, 'description'),
      UiType: text(app.node, 'uiType') ?? 'Lightning',
      NavType: text(app.node, 'navType') ?? 'Standard'
    });
  }
  deployRecordTypes(target, rows);
}

function codeRow(each: { name: string; apiVersion: number; active: boolean; source: string }): Record<string, string | number | boolean> {
  return {
    Name: each.name,
    ApiVersion: each.apiVersion,
    Status: each.active ? 'Active' : 'Inactive',
    IsValid: true,
    LengthWithoutComments: each.source.length
  };
}

function deployRecordTypes(target: DeployTarget, rows: DeployedRows): void {
  for (const object of target.schema.objects()) {
    // The schema was built before the store: the ids of its record types are filled in here, in the list it still owns.
    const types = object.recordTypes as RecordTypeDef[];
    for (const [index, type] of types.entries()) {
      const id = rows.put('RecordType', `${object.name}.${type.developerName}`, {
        Name: type.label,
        DeveloperName: type.developerName,
        SobjectType: object.name,
        IsActive: type.active
      });
      types[index] = { ...type, id };
    }
  }
}
