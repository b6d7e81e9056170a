/**
 * What tells somebody: forms of e-mail addresses, phone numbers, postcodes, days, codes and ids in a text, and words of a field's name that
 * announce them. Looks for signs, and would rather see one too many: what is asked here is never proof that a text is anonymous.
 */

/** Kinds of what may stand in a place for figures and must not. */
export type Sign =
  | 'EMAIL'
  | 'PHONE'
  | 'POSTCODE'
  | 'EXACT_DATE'
  | 'DATE_OF_BIRTH'
  | 'FAMILY_CODE'
  | 'RECORD_ID'
  | 'NHS_NUMBER'
  | 'NI_NUMBER'
  | 'NAME'
  | 'FREE_TEXT';

const MONTHS =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?';
const FORMS: readonly (readonly [Sign, RegExp])[] = [
  ['EMAIL', /[^\s@]+@[^\s@]+\.[^\s@]{2,}/],
  ['POSTCODE', /\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b/i],
  ['EXACT_DATE', /\b\d{4}-\d{2}-\d{2}|\b\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})\b/],
  [
    'EXACT_DATE',
    new RegExp(`\\b\\d{1,2}(?:st|nd|rd|th)?\\s+(?:of\\s+)?(?:${MONTHS})\\b|\\b(?:${MONTHS})\\s+\\d{1,2}(?:st|nd|rd|th)?\\b(?!\\d)`, 'i')
  ],
  ['NI_NUMBER', /\b[A-CEGHJ-PR-TW-Z]{2}\s?\d{2}\s?\d{2}\s?\d{2}\s?[A-D]\b/i],
  ['NAME', /\b(?:Mrs?|Ms|Miss|Mx|Dr)\b\.?\s+\p{Lu}/u]
];
/** A sentence about somebody rather than a label. */
const LONG = 60;
const MANY_WORDS = 8;

/** @returns the signs that a text bears, each once */
export function signsIn(text: string): Sign[] {
  const signs = new Set(FORMS.filter(([, form]) => form.test(text)).map(([sign]) => sign));
  if (numbers(text).some((digits) => digits.length >= 10 && digits.length <= 15)) signs.add('PHONE');
  if (numbers(text).some(isNhsNumber)) signs.add('NHS_NUMBER');
  if (words(text).some(isFamilyCode)) signs.add('FAMILY_CODE');
  if (words(text).some(isRecordId)) signs.add('RECORD_ID');
  if (text.length > LONG || text.trim().split(/\s+/).length > MANY_WORDS || /\n/.test(text.trim())) signs.add('FREE_TEXT');
  return [...signs];
}

/** Whether the whole text has the form of somebody's name: two to four capitalised words. */
export const looksLikeName = (text: string): boolean => /^\s*\p{Lu}[\p{L}'’-]+(?:\s+\p{Lu}[\p{L}'’.-]*){1,3}\s*$/u.test(text);

const NAMED: readonly (readonly [Sign, RegExp])[] = [
  [
    'NAME',
    /\bnames?$|\bname\b|surname|forename|\bwho\b|\b(?:mother|mum|father|dad|parent|partner|baby|child|client|volunteer|supporter|midwife|worker)s?$/
  ],
  ['DATE_OF_BIRTH', /birth|\bborn\b|\bdo ?b\b|\bedd\b|\bdue\b|\bage\b/],
  ['EMAIL', /e-?mail/],
  ['PHONE', /phone|mobile|\btel\b|whatsapp/],
  ['POSTCODE', /post\s?code|address|street|\bhome\b/],
  ['NHS_NUMBER', /\bnhs\b/],
  ['FAMILY_CODE', /\b(?:client|family|case|record|salesforce)\s?(?:code|id|number|no|ref(?:erence)?)\b|^(?:code|id)$/],
  ['FREE_TEXT', /\bnotes?\b|comment|stor(?:y|ies)|detail|remark|description|\bsummary\b|\breason\b/]
];

/** @returns what a field of that name is made to hold */
export function signsOfName(name: string): Sign[] {
  const plain = name
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll(/[_\s-]+/g, ' ')
    .trim()
    .toLowerCase();
  return NAMED.filter(([, form]) => form.test(plain)).map(([sign]) => sign);
}

const words = (text: string): string[] => text.split(/[^A-Za-z0-9-]+/).filter(Boolean);
/** Runs of digits, with what people put between them taken out. */
const numbers = (text: string): string[] => [...text.matchAll(/\+?\(?\d(?:[\s().-]{0,2}\d)+/g)].map(([run]) => run.replaceAll(/\D/g, ''));

/** Ten digits whose last is the remainder that the NHS computes. */
function isNhsNumber(digits: string): boolean {
  if (digits.length !== 10) return false;
  const sum = [...digits.slice(0, 9)].reduce((total, digit, at) => total + Number(digit) * (10 - at), 0);
  return (11 - (sum % 11)) % 11 === Number(digits[9]);
}

/** Fifteen or eighteen letters and digits, mixed as only a machine mixes them. */
const isRecordId = (word: string): boolean =>
  /^[A-Za-z0-9]{15}(?:[A-Za-z0-9]{3})?$/.test(word) && (word.match(/\d/g) ?? []).length >= 3 && /[A-Za-z]/.test(word);

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A family's code with its right check symbol, with hyphens or, when it holds a digit, without: as ClientCode of the package computes it. */
function isFamilyCode(word: string): boolean {
  const key = word.toUpperCase().replaceAll('-', '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  const written = /^\w{3}-\w{3}-\w{2}$/.test(word) || (/^\w{8}$/.test(word) && /\d/.test(word));
  const digits = [...key].map((symbol) => ALPHABET.indexOf(symbol));
  if (!written || digits.length !== 8 || digits.includes(-1)) return false;
  const check = digits.slice(0, 7).reduce((sum, digit) => timesRoot(sum ^ digit), 0);
  return check === digits[7];
}

const timesRoot = (element: number): number => (element << 1 >= 32 ? (element << 1) ^ 37 : element << 1);
