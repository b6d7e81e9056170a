// @ts-check

/** Days are days in England, whatever zone the reader's computer keeps. */
const ZONE = 'Europe/London';

/** @returns {string} today in England, as 2026-11-23: to compare, to send, to put into a date field */
export function today() {
  return new Intl.DateTimeFormat('en-CA', { timeZone: ZONE }).format(new Date());
}

/**
 * @param {string} iso 2026-11-23
 * @returns {string} as people here write it, 23/11/2026
 */
export function written(iso) {
  return iso.split('-').reverse().join('/');
}
