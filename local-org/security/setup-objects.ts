/** Objects that object permissions do not govern: setup rows, files, activities. Who may read, and which permission lets her write. */
import { apexLogs } from '../schema/standard/apex-logs.ts';
import { apexTests } from '../schema/standard/apex-tests.ts';
import type { ObjectDef } from '../schema/types.ts';
import { isOneOf } from './sql.ts';
import type { SqlFragment } from './types.ts';

/** Standard objects with a line of their own in object permissions, as on the platform. */
const GOVERNED: ReadonlySet<string> = new Set([
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
  'Pricebook2'
]);

/** @returns whether ObjectPermissions rows decide about the object. */
export function isGoverned(object: ObjectDef): boolean {
  return object.kind === 'custom' || object.kind === 'platformEvent' || (object.kind === 'standard' && GOVERNED.has(object.name));
}

/** Permissions any of which lets a user write rows of the object. */
const WRITERS: Readonly<Record<string, readonly string[]>> = {
  User: ['ManageUsers', 'ManageInternalUsers'],
  Group: ['ManageUsers'],
  GroupMember: ['ManageUsers'],
  QueueSobject: ['ManageUsers'],
  UserRole: ['ManageRoles', 'ManageUsers'],
  PermissionSetAssignment: ['AssignPermissionSets'],
  PermissionSet: ['ManageProfilesPermissionsets'],
  PermissionSetGroup: ['ManageProfilesPermissionsets'],
  PermissionSetGroupComponent: ['ManageProfilesPermissionsets'],
  MutingPermissionSet: ['ManageProfilesPermissionsets'],
  ObjectPermissions: ['ManageProfilesPermissionsets'],
  FieldPermissions: ['ManageProfilesPermissionsets'],
  SetupEntityAccess: ['ManageProfilesPermissionsets'],
  PermissionSetTabSetting: ['ManageProfilesPermissionsets'],
  Task: ['EditTask'],
  Event: ['EditEvent'],
  EmailMessage: ['EditTask'],
  DebugLevel: ['AuthorApex'],
  TraceFlag: ['AuthorApex'],
  FeedItem: ['ChatterInternalUser'],
  FeedComment: ['ChatterInternalUser']
};

/** Files and notes belong to everybody who is let in; their rows are decided one by one. */
const OPEN: ReadonlySet<string> = new Set(['ContentVersion', 'ContentDocument', 'ContentDocumentLink', 'Note', 'Attachment']);

/** Code of the org and its ways in and out: for those who may see the setup. */
const OF_SETUP: ReadonlySet<string> = new Set([
  'ApexClass',
  'ApexTrigger',
  ...apexTests.map((object) => object.name),
  ...apexLogs.map((object) => object.name),
  'ConnectedApplication',
  'NamedCredential',
  'RemoteProxy'
]);

/** @returns whether the user may read the object at all. */
export function maySeeObject(object: ObjectDef, has: (permission: string) => boolean): boolean {
  return !OF_SETUP.has(object.name) || has('ViewSetup') || has('AuthorApex');
}

/** @returns whether the user may write rows of the object. */
export function mayWriteObject(object: ObjectDef, has: (permission: string) => boolean): boolean {
  if (OPEN.has(object.name)) return true;
  return (WRITERS[object.name] ?? ['CustomizeApplication']).some(has);
}

/** Rows of access rules that concern the user herself; all of them with View Setup. Column by which they are hers. */
const OWN_SETS: Readonly<Record<string, string>> = {
  PermissionSet: 'Id',
  ObjectPermissions: 'ParentId',
  FieldPermissions: 'ParentId',
  SetupEntityAccess: 'ParentId',
  PermissionSetTabSetting: 'ParentId',
  PermissionSetGroup: 'Id',
  PermissionSetGroupComponent: 'PermissionSetGroupId'
};

/** @returns the condition on rows of a setup object, or null for all rows. */
export function setupRows(
  object: ObjectDef,
  alias: string,
  userId: string,
  sets: readonly string[],
  has: (permission: string) => boolean
): SqlFragment | null {
  if (has('ViewSetup') || has('ManageUsers')) return null;
  if (object.name === 'PermissionSetAssignment') return { sql: `${alias}."AssigneeId" = ?`, params: [userId] };
  const column = OWN_SETS[object.name];
  return column ? isOneOf(`${alias}."${column}"`, sets) : null;
}
