/** Permissions with which one sees, changes, takes out or hands on more than a role of ours ever may. */
export const WHOLE_ORG = [
  'ViewAllData',
  'ModifyAllData',
  'ViewAllFields',
  'ViewEncryptedData',
  'QueryAllFiles',
  'ManageUsers',
  'ManageInternalUsers',
  'AssignPermissionSets',
  'ManageProfilesPermissionsets',
  'ManageSharing',
  'ManageRoles',
  'ManageRemoteAccess',
  'ManageDataIntegrations',
  'ManageEncryptionKeys',
  'ResetPasswords',
  'CustomizeApplication',
  'ModifyMetadata',
  'AuthorApex',
  'InstallPackaging',
  'DataExport',
  'BulkApiHardDelete',
  'TransferAnyEntity',
  'ViewEventLogFiles',
  'ModifyDataClassification'
] as const;

/** Permissions that take data out of the screens: for who works with programs, or for nobody. */
export const OUT = ['ApiEnabled', 'ExportReport', 'CreateCustomizeReports', 'ReportDispatch', 'ScheduleReports'] as const;
/** Further ones that the package itself gives. */
const OWN = ['RunReports', 'ViewSetup', 'ViewRoles'] as const;

export const ASKED: readonly string[] = [...WHOLE_ORG, ...OUT, ...OWN];
