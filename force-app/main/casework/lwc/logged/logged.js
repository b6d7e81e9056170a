// @ts-check

/** Tells the parts of a family's page that something was written down, so that each reads it anew. Ids only. */
const told = new EventTarget();

/** @param {string} recordId the family's file */
export function tellLogged(recordId) {
  told.dispatchEvent(new CustomEvent('logged', { detail: recordId }));
}

/**
 * @param {(recordId: string) => void} listener
 * @returns {() => void} stops listening
 */
export function onLogged(listener) {
  const heard = (/** @type {any} */ event) => listener(event.detail);
  told.addEventListener('logged', heard);
  return () => told.removeEventListener('logged', heard);
}
