import { permissionName } from '../define.ts';
import type { FieldDef, ObjectDef } from '../types.ts';
import type { DeployTarget } from './index.ts';
import type { DeployedRows } from './rows.ts';

/** Rights of the standard profiles that work with the objects of sales and service, as an org has them on its first day. */
const C = { PermissionsCreate: true };
const R = { PermissionsRead: true };
const E = { PermissionsEdit: true };
const D = { PermissionsDelete: true };
const ALL = { ...C, ...R, ...E, ...D };
const STANDARD: Readonly<Record<string, Readonly<Record<string, Record<string, boolean>>>>> = {
  'Standard User': {
    ...Object.fromEntries(['Account', 'Contact', 'Opportunity', 'Contract', 'Order', 'Asset', 'Task', 'Event'].map((name) => [name, ALL])),
    Lead: { ...C, ...R, ...E },
    Case: { ...C, ...R, ...E },
    Campaign: R,
    Product2: R,
    Pricebook2: R
  },
  'Marketing User': {
    ...Object.fromEntries(
      ['Account', 'Contact', 'Lead', 'Opportunity', 'Campaign', 'Contract', 'Order', 'Asset', 'Task', 'Event'].map((name) => [name, ALL])
    ),
    Case: { ...C, ...R, ...E },
    Product2: R,
    Pricebook2: R
  },
  'Read Only': Object.fromEntries(
    [
      'Account',
      'Contact',
      'Lead',
      'Opportunity',
      'Case',
      'Campaign',
      'Contract',
      'Order',
      'Asset',
      'Product2',
      'Pricebook2',
      'Task',
      'Event'
    ].map((name) => [name, R])
  )
};

/** What the standard profiles hold: everything for the administrator, the objects of sales and service for those who work with them. */
export function deployStandardGrants(target: DeployTarget, rows: DeployedRows): void {
  const whole = { PermissionsCreate: true, PermissionsRead: true, PermissionsEdit: true, PermissionsDelete: true };
  for (const object of target.schema.objects()) {
    if (object.isSetup || object.virtual || !object.createable || object.kind === 'share' || object.kind === 'history') continue;
    const everything = { ...whole, PermissionsViewAllRecords: true, PermissionsModifyAllRecords: true, PermissionsViewAllFields: false };
    grant(
      rows,
      'System Administrator',
      object,
      object.kind === 'platformEvent' ? { PermissionsCreate: true, PermissionsRead: true } : everything
    );
    for (const [profile, rights] of Object.entries(STANDARD)) if (rights[object.name]) grant(rows, profile, object, rights[object.name]!);
    grantFields(rows, object);
  }
}

/** Standard fields are open to the standard profiles, to change where the object may be changed; their own fields nobody sees yet. */
function grantFields(rows: DeployedRows, object: ObjectDef): void {
  const fields = [...object.fields.values()].filter((field) => field.permissionable && !field.custom);
  for (const profile of ['System Administrator', ...Object.keys(STANDARD)]) {
    const rights = profile === 'System Administrator' ? ALL : STANDARD[profile]![object.name];
    if (!rights) continue;
    for (const field of fields) {
      if (field.hiddenAtFirst) continue;
      const editable = (field.createable || field.updateable) && 'PermissionsEdit' in rights;
      putFieldPermission(rows, `profile:${profile}`, rows.id('PermissionSet', `profile:${profile}`), object, field, {
        readable: true,
        editable
      });
    }
  }
}

function grant(rows: DeployedRows, profile: string, object: ObjectDef, values: Record<string, boolean>): void {
  rows.put('ObjectPermissions', `profile:${profile}.${object.name}`, {
    ParentId: rows.id('PermissionSet', `profile:${profile}`),
    SobjectType: object.name,
    ...values
  });
}

/** Says that a permission set holds a right on a field. */
export function putFieldPermission(
  rows: DeployedRows,
  key: string,
  parent: string,
  object: ObjectDef,
  field: FieldDef,
  right: { readable: boolean; editable: boolean }
): void {
  const name = `${object.name}.${permissionName(field)}`;
  rows.put('FieldPermissions', `${key}.${name}`, {
    ParentId: parent,
    SobjectType: object.name,
    Field: name,
    PermissionsRead: right.readable,
    PermissionsEdit: right.editable
  });
}
