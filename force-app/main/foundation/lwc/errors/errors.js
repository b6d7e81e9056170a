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
 * Does work for a screen: busy meanwhile, and with one sentence as its message when it fails.
 * @template T
 * @param {{ busy: boolean, message: string }} screen
 * @param {() => Promise<T>} work
 * @returns {Promise<T | undefined>} undefined when it failed
 */
export async function attempt(screen, work) {
  screen.busy = true;
  screen.message = '';
  try {
    return await work();
  } catch (error) {
    screen.message = sentence(error);
    return undefined;
  } finally {
    screen.busy = false;
  }
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
