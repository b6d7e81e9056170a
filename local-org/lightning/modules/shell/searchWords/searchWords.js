// @ts-check
/** The words last searched for. Kept in memory alone: never in an address, a title or the history. */
let words = '';
/** @type {Set<(words: string) => void>} */
const listeners = new Set();

export const currentWords = () => words;

/** @param {string} next */
export function remember(next) {
  words = next;
  for (const listener of [...listeners]) listener(next);
}

/** @param {(words: string) => void} listener @returns {() => void} stops it */
export function onWords(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
