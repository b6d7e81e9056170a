// @ts-check

/**
 * Puts another page in the place of this one: the browser's Back does not return to it.
 * @param {string} address
 */
export function leaveFor(address) {
  window.location.replace(address);
}
