import { raise } from './exception.ts';

const CASE_MAP = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

/** @returns the 18-character form of a 15-character id. */
export function id18(id15: string): string {
  let suffix = '';
  for (let block = 0; block < 3; block++) {
    let bits = 0;
    for (let i = 0; i < 5; i++) {
      const letter = id15.charAt(block * 5 + i);
      if (letter >= 'A' && letter <= 'Z') bits |= 1 << i;
    }
    suffix += CASE_MAP.charAt(bits);
  }
  return id15 + suffix;
}

/** @returns whether the text has the shape of an id: 15 characters, or 18 with the right check characters in any case. */
export function isId(text: string): boolean {
  if (!/^([A-Za-z0-9]{15}|[A-Za-z0-9]{18})$/.test(text)) return false;
  return text.length === 15 || id18(text.slice(0, 15)) === text || restored(text) !== null;
}

/** String to Id: the 18-character form. @throws StringException `Invalid id: x`. */
export function toId(text: string): string {
  if (text.length === 15 && isId(text)) return id18(text);
  // Check characters that do not fit are taken as they stand: only `Id.valueOf` with its second argument looks at them.
  if (/^[A-Za-z0-9]{18}$/.test(text)) return restored(text) ?? text;
  raise('StringException', `Invalid id: ${text}`);
}

/** The suffix says which letters are capitals, so an id whose case was lost can be mended. */
function restored(text: string): string | null {
  const suffix = text.slice(15).toUpperCase();
  let mended = '';
  for (let block = 0; block < 3; block++) {
    const bits = CASE_MAP.indexOf(suffix.charAt(block));
    if (bits < 0) return null;
    for (let i = 0; i < 5; i++) {
      const letter = text.charAt(block * 5 + i);
      mended += bits & (1 << i) ? letter.toUpperCase() : letter.toLowerCase();
    }
  }
  return id18(mended) === mended + suffix ? mended + suffix : null;
}
