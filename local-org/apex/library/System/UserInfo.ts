import type { Value } from '../../../schema/types.ts';
import { current } from '../../../transaction.ts';
import { argument, userZone } from '../../values/index.ts';
import { systemClass, type LibraryClass } from '../define.ts';
import { Zone } from './dates.ts';

/** The running user, as of her row at that moment. */
function user(field: string): Value {
  const { org, userId } = current();
  return org.store.read('User', [userId])[0]?.get(field) ?? null;
}

function organisation(field: string): Value {
  return (current().org.store.all(`SELECT "${field}" AS value FROM "Organization" LIMIT 1`)[0]?.['value'] as Value) ?? null;
}

const UserInfo_ = systemClass('public class System.UserInfo', {
  'static Id getUserId()': () => current().userId,
  'static String getUserName()': () => user('Username'),
  'static String getName()': () => user('Name'),
  'static String getFirstName()': () => user('FirstName'),
  'static String getLastName()': () => user('LastName'),
  'static String getUserEmail()': () => user('Email'),
  'static Id getProfileId()': () => user('ProfileId'),
  'static Id getUserRoleId()': () => user('UserRoleId'),
  'static String getUserType()': () => user('UserType') ?? 'Standard',
  'static String getLocale()': () => user('LocaleSidKey') ?? 'en_GB',
  'static String getLanguage()': () => user('LanguageLocaleKey') ?? 'en_GB',
  'static TimeZone getTimeZone()': () => new Zone(userZone()),
  'static Id getOrganizationId()': () => organisation('Id'),
  'static String getOrganizationName()': () => organisation('Name'),
  'static String getDefaultCurrency()': () => 'GBP',
  'static Boolean isMultiCurrencyOrganization()': () => false,
  'static Boolean isCurrentUserLicensed(String namespace)': () => true,
  'static String getUiTheme()': () => 'Theme4d',
  'static String getUiThemeDisplayed()': () => 'Theme4d',
  'static String getSessionId()': () => null
});

const FeatureManagement_ = systemClass('public class System.FeatureManagement', {
  'static Boolean checkPermission(String developerName)': (name: string | null) =>
    current().org.security.hasCustomPermission(current().userId, argument(name))
});

export default [UserInfo_, FeatureManagement_] as LibraryClass[];
