import { USER_PERMISSIONS } from '../standard/user-permissions.ts';
import type { Value } from '../types.ts';
import type { DeployTarget } from './index.ts';
import type { DeployedRows } from './rows.ts';

/** The profiles every org has and what each may do in the whole org. */
const PROFILES: readonly { name: string; license: string; permissions: readonly string[] }[] = [
  {
    name: 'System Administrator',
    license: 'Salesforce',
    permissions: USER_PERMISSIONS.filter((name) => name !== 'ApiUserOnly' && name !== 'ViewAllFields')
  },
  {
    name: 'Standard User',
    license: 'Salesforce',
    permissions: [
      'ApiEnabled',
      'ChatterInternalUser',
      'LightningExperienceUser',
      'RunReports',
      'ExportReport',
      'ViewHelpLink',
      'EditEvent',
      'EditTask',
      'SelectFilesFromSalesforce',
      'ViewRoles'
    ]
  },
  ...['Marketing User', 'Read Only', 'Solution Manager', 'Contract Manager'].map((name) => ({
    name,
    license: 'Salesforce',
    permissions: [
      'ApiEnabled',
      'ChatterInternalUser',
      'LightningExperienceUser',
      'RunReports',
      'ViewHelpLink',
      'SelectFilesFromSalesforce',
      'ViewRoles'
    ]
  })),
  {
    name: 'Minimum Access - Salesforce',
    license: 'Salesforce',
    permissions: ['ChatterInternalUser', 'LightningExperienceUser', 'ViewHelpLink', 'SelectFilesFromSalesforce']
  },
  { name: 'Minimum Access - API Only Integrations', license: 'Salesforce Integration', permissions: ['ApiEnabled', 'ApiUserOnly'] }
];

const LICENSES = [
  { name: 'Salesforce', key: 'SFDC' },
  { name: 'Salesforce Integration', key: 'SFDC_INTEGRATION' }
];

/** Organization, licences, profiles with the permission sets they own, the administrator and the platform's own user. */
export function deployBase(target: DeployTarget, rows: DeployedRows, adminUsername: string): void {
  const organization = rows.id('Organization', 'organization');
  rows.author = rows.id('User', 'administrator');
  rows.put('Organization', 'organization', {
    Name: 'Local demo org',
    Country: 'GB',
    DefaultLocaleSidKey: 'en_GB',
    TimeZoneSidKey: 'Europe/London',
    LanguageLocaleKey: 'en_GB',
    FiscalYearStartMonth: 1,
    OrganizationType: 'Developer Edition',
    InstanceName: 'LOCAL',
    IsSandbox: false,
    IsReadOnly: false,
    TrialExpirationDate: null,
    NamespacePrefix: null,
    DefaultAccountAccess: defaultAccess(target, 'Account'),
    DefaultContactAccess: defaultAccess(target, 'Contact')
  });
  for (const license of LICENSES)
    rows.put('UserLicense', license.name, {
      Name: license.name,
      MasterLabel: license.name,
      LicenseDefinitionKey: license.key,
      Status: 'Active',
      TotalLicenses: 100,
      UsedLicenses: 0
    });
  for (const profile of PROFILES) deployProfile(rows, profile.name, profile.license, new Set(profile.permissions));
  deployUsers(target, rows, adminUsername, organization);
  deployBusinessHours(rows);
}

/** @returns what Organization calls the organisation-wide default of an object. */
function defaultAccess(target: DeployTarget, object: string): string {
  const model = target.schema.object(object)?.sharingModel;
  return model === 'Private' ? 'None' : model === 'Read' ? 'Read' : 'Edit';
}

/** @returns the id of the profile's own permission set, which holds its grants. */
export function deployProfile(
  rows: DeployedRows,
  name: string,
  license: string,
  permissions: ReadonlySet<string>,
  description?: string
): string {
  const granted = permissionColumns(permissions);
  const licenseId = rows.id('UserLicense', license);
  const profile = rows.put('Profile', name, {
    Name: name,
    UserLicenseId: licenseId,
    UserType: 'Standard',
    Description: description,
    ...granted
  });
  return rows.put('PermissionSet', `profile:${name}`, {
    Name: `X${profile.slice(0, 15)}`,
    Label: name,
    IsOwnedByProfile: true,
    IsCustom: true,
    Type: 'Profile',
    ProfileId: profile,
    LicenseId: licenseId,
    HasActivationRequired: false,
    ...granted
  });
}

/** @returns every permission column, true for those granted. */
export function permissionColumns(granted: ReadonlySet<string>): Record<string, Value> {
  return Object.fromEntries(USER_PERMISSIONS.map((name) => [`Permissions${name}`, granted.has(name)]));
}

function deployUsers(target: DeployTarget, rows: DeployedRows, adminUsername: string, organization: string): void {
  const settings = {
    TimeZoneSidKey: 'Europe/London',
    LocaleSidKey: 'en_GB',
    LanguageLocaleKey: 'en_GB',
    EmailEncodingKey: 'UTF-8',
    IsActive: true
  };
  const administrator = rows.id('User', 'administrator');
  // Later changes of the administrator's own record stay: it is put down once.
  const present = target.store.read('User', [administrator]).length > 0;
  rows.put('User', 'administrator', {
    Username: adminUsername,
    ProfileId: rows.id('Profile', 'System Administrator'),
    ...(present
      ? {}
      : {
          ...settings,
          LastName: 'Administrator',
          FirstName: 'Demo',
          Name: 'Demo Administrator',
          Alias: 'admin',
          Email: adminUsername,
          CommunityNickname: 'admin',
          UserType: 'Standard'
        })
  });
  rows.put('User', 'automated process', {
    ...settings,
    Username: `autoproc@${organization.toLowerCase()}`,
    LastName: 'Process',
    FirstName: 'Automated',
    Name: 'Automated Process',
    Alias: 'autoproc',
    Email: `autoproc@${organization.toLowerCase()}`,
    CommunityNickname: 'autoproc',
    UserType: 'AutomatedProcess'
  });
}

function deployBusinessHours(rows: DeployedRows): void {
  const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
  const always = Object.fromEntries(
    days.flatMap((day) => [
      [`${day}StartTime`, '00:00:00.000Z'],
      [`${day}EndTime`, '00:00:00.000Z']
    ])
  );
  rows.put('BusinessHours', 'Default', { Name: 'Default', IsActive: true, IsDefault: true, TimeZoneSidKey: 'Europe/London', ...always });
}
