/**
 * What `@salesforce/i18n/*` and `@salesforce/client/*` give every user of this org: United Kingdom, Europe/London, 24-hour clock.
 * Names and patterns as in Salesforce's locale table for en_GB; calendar data and digits are the base components' own.
 */
const VALUES: Readonly<Record<string, string | number | boolean>> = {
  'client/formFactor': 'Large',
  'i18n/currency': 'GBP',
  'i18n/dateTime.longDateFormat': 'd MMMM yyyy',
  'i18n/dateTime.longDateTimeFormat': 'd MMMM yyyy, HH:mm:ss',
  'i18n/dateTime.mediumDateFormat': 'd MMM yyyy',
  'i18n/dateTime.mediumDateTimeFormat': 'd MMM yyyy, HH:mm:ss',
  'i18n/dateTime.mediumTimeFormat': 'HH:mm:ss',
  'i18n/dateTime.shortDateFormat': 'dd/MM/yyyy',
  'i18n/dateTime.shortDateTimeFormat': 'dd/MM/yyyy, HH:mm',
  'i18n/dateTime.shortTimeFormat': 'HH:mm',
  'i18n/defaultCalendar': 'gregorian',
  'i18n/defaultNumberingSystem': 'latn',
  'i18n/dir': 'ltr',
  'i18n/firstDayOfWeek': 2,
  'i18n/lang': 'en-GB',
  'i18n/locale': 'en-GB',
  'i18n/number.currencyFormat': '¤#,##0.00;-¤#,##0.00',
  'i18n/number.currencySymbol': '£',
  'i18n/number.decimalSeparator': '.',
  'i18n/number.exponentialSign': 'E',
  'i18n/number.groupingSeparator': ',',
  'i18n/number.infinity': '∞',
  'i18n/number.minusSign': '-',
  'i18n/number.nan': 'NaN',
  'i18n/number.numberFormat': '#,##0.###',
  'i18n/number.perMilleSign': '‰',
  'i18n/number.percentFormat': '#,##0%',
  'i18n/number.percentSign': '%',
  'i18n/number.plusSign': '+',
  'i18n/number.superscriptingExponentSign': '×',
  'i18n/showJapaneseCalendar': false,
  'i18n/timeZone': 'Europe/London'
};

/** @returns the source of an `@salesforce/i18n/…` or `@salesforce/client/…` module, undefined when this org has no such setting. */
export function localeModule(specifier: string): string | undefined {
  const key = specifier.replace(/^@salesforce\//, '');
  return key in VALUES ? `export default ${JSON.stringify(VALUES[key])};` : undefined;
}
