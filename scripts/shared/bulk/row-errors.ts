/** `sf__Error` of a row: `CODE:message:fields --`, several with a semicolon between. */

export interface RowError {
  readonly code: string;
  readonly fields: readonly string[];
  /** Somebody else held the row, or its parent: it may pass later. */
  readonly isLocked: boolean;
  readonly message: string;
}

export function rowErrorOf(text: string): RowError {
  const code = /^\s*([A-Z][A-Z0-9_]{2,80})\b/.exec(text)?.[1] ?? 'UNKNOWN';
  const named = /:([\w, ]*?)\s*--\s*$/.exec(text)?.[1] ?? '';
  return {
    code: LOCK.test(text) ? 'UNABLE_TO_LOCK_ROW' : code,
    fields: named
      .split(',')
      .map((name) => name.trim())
      .filter((name) => /^\w+$/.test(name)),
    isLocked: LOCK.test(text),
    message: text
  };
}

/** A lock that a trigger met is told inside another code's sentence. */
const LOCK = /\bUNABLE_TO_LOCK_ROW\b/;
