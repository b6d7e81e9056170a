/** Salesforce ids: 15 case-sensitive characters, and 18 where the last three say which of the first 15 are capitals. */

const SHAPE = /^[a-zA-Z0-9]{15}(?:[A-Za-z0-5]{3})?$/;
const SUFFIX = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';
const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** @returns whether the text has the shape of an id; of 18 characters only with the right last three. */
export function isValidId(id: string): boolean {
  return SHAPE.test(id) && (id.length === 15 || id.slice(15).toUpperCase() === suffix(id));
}

/** @returns the id in 18 characters, with the case of its first 15 as the suffix of an 18-character id says. @throws RangeError for what is no id. */
export function to18(id: string): string {
  if (!SHAPE.test(id)) throw new RangeError('not an id');
  if (id.length === 15) return id + suffix(id);
  return id.slice(0, 15) + id.slice(15).toUpperCase();
}

/** @returns the first 15 characters. @throws RangeError for what is no id. */
export function to15(id: string): string {
  if (!SHAPE.test(id)) throw new RangeError('not an id');
  return id.slice(0, 15);
}

/** @returns the id in 18 characters, or null for what is no id: for values that come from outside. */
export function normalizeId(text: string): string | null {
  return isValidId(text) ? to18(text) : null;
}

/** @returns the first three characters, which say the object. */
export function keyPrefixOf(id: string): string {
  return id.slice(0, 3);
}

/** @returns the 18-character id number `serial` of a key prefix. */
export function makeId(keyPrefix: string, serial: number): string {
  let digits = '';
  for (let rest = serial; rest > 0; rest = Math.floor(rest / 62)) digits = BASE62[rest % 62] + digits;
  const id = `${keyPrefix}Lo0${digits.padStart(9, '0')}`;
  return id + suffix(id);
}

function suffix(id: string): string {
  let result = '';
  for (let block = 0; block < 15; block += 5) {
    let bits = 0;
    for (let i = 0; i < 5; i++) {
      const character = id.charCodeAt(block + i);
      if (character >= 65 && character <= 90) bits |= 1 << i;
    }
    result += SUFFIX[bits];
  }
  return result;
}
