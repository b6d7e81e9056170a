// @ts-check

const UNKNOWN = 'That did not work, and nothing was saved. Try again; if it goes on, tell your supervisor.';

/**
 * One sentence for a person, from whatever a wire, an Apex call or the UI API gave.
 * @param {any} error an array of errors, an error with a body, or an Error
 * @returns {string}
 */
export function sentence(error) {
  const found = [].concat(error ?? []).flatMap(messagesOf);
  return [...new Set(found)].join(' ') || UNKNOWN;
}

/**
 * @param {any} error
 * @returns {string[]}
 */
function messagesOf(error) {
  const body = error?.body;
  if (Array.isArray(body)) return body.flatMap((one) => one.message ?? []);
  const rows = [...(body?.pageErrors ?? []), ...(body?.output?.errors ?? []), ...Object.values(body?.fieldErrors ?? {}).flat()];
  if (rows.length > 0) return rows.map((row) => row.message);
  return [body?.message ?? error?.message].filter((message) => typeof message === 'string');
}
