import { check, datetime, field, integer, standardObject, text } from '../define.ts';

export const organization = standardObject(
  'Organization',
  '00D',
  [
    text('Name', 80, { required: true, nameField: true }),
    text('Division', 80),
    text('Street', 255),
    text('City', 40),
    text('PostalCode', 20),
    text('Country', 80),
    field('Phone', 'Phone', { length: 40 }),
    text('PrimaryContact', 80),
    text('DefaultLocaleSidKey', 40),
    text('TimeZoneSidKey', 40),
    text('LanguageLocaleKey', 40),
    integer('FiscalYearStartMonth'),
    text('OrganizationType', 40),
    text('InstanceName', 5),
    check('IsSandbox'),
    check('IsReadOnly'),
    datetime('TrialExpirationDate'),
    text('NamespacePrefix', 15),
    text('DefaultAccountAccess', 40),
    text('DefaultContactAccess', 40),
    check('UsesStartDateAsFiscalYearName'),
    check('PreferencesRequireOpportunityProducts')
  ],
  { setup: true, readOnly: true }
);
