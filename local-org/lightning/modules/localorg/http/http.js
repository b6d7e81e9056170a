// @ts-check
/** Calls to the org. Answers come in an envelope (calls.ts); refusals are rebuilt as the errors that Lightning gives to components. */

/**
 * @param {string} address below /lightning
 * @param {object} body
 * @returns {Promise<any>} the answer's body; any because each call has its own
 */
export async function call(address, body) {
  let answer;
  try {
    const response = await fetch(`/lightning/${address}`, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'content-type': 'application/json', 'x-lightning-call': '1' },
      body: JSON.stringify(body)
    });
    answer = await response.json();
  } catch {
    throw failure(0, { message: 'The local org does not answer. Is it still running?' });
  }
  if (answer.ok) return answer.body;
  if (answer.status === 401) window.location.assign('/');
  throw failure(answer.status, answer.body);
}

/** @param {string} operation @param {object} [input] */
export const shellCall = (operation, input) => call('shell', { operation, input });

/**
 * @param {string} method
 * @param {string} path below ui-api/
 * @param {{ query?: object, body?: object }} [more]
 */
export const uiApi = (method, path, more) => call('ui-api', { method, path, ...more });

/** @param {any} error @returns {string} the first sentence that a person can read in a platform error */
export function messageOf(error) {
  const body = error?.body;
  if (Array.isArray(body)) return body.map((part) => part.message).join(' ');
  return body?.output?.errors?.[0]?.message ?? body?.message ?? error?.message ?? 'Something went wrong.';
}

/** The shape of FetchResponse errors in Lightning. @param {number} status @param {any} body */
function failure(status, body) {
  const first = Array.isArray(body) ? body[0] : body;
  const error = new Error(first?.message ?? 'Server error');
  const shaped = Array.isArray(body) && body.length === 1 ? { ...first, statusCode: status } : body;
  return Object.assign(error, {
    ok: false,
    status,
    statusText: status === 404 ? 'Not Found' : 'Server Error',
    headers: {},
    errorType: 'fetchResponse',
    body: shaped
  });
}
