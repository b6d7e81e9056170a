// @ts-check
/** The RefreshView API: a component asks, every registered handler of the page runs. */
export const REFRESH_ERROR = 'refresh_error';
export const REFRESH_COMPLETE = 'refresh_complete';
export const REFRESH_COMPLETE_WITH_ERRORS = 'refresh_complete_with_errors';

export class RefreshEvent extends CustomEvent {
  constructor() {
    super('lightning__refreshview', { bubbles: true, composed: true });
  }
}

/** @type {Map<number, (outcome: Promise<string>) => Promise<unknown>>} */
const handlers = new Map();
let last = 0;

/** @param {any} component @param {(outcome: Promise<string>) => Promise<unknown>} handler @returns {number} its registration */
export function registerRefreshHandler(component, handler) {
  handlers.set(++last, handler.bind(component));
  return last;
}

/** @param {number} registration */
export const unregisterRefreshHandler = (registration) => handlers.delete(registration);
export const registerRefreshContainer = registerRefreshHandler;
export const unregisterRefreshContainer = unregisterRefreshHandler;

window.addEventListener('lightning__refreshview', () => {
  const outcome = Promise.resolve(REFRESH_COMPLETE);
  for (const handler of [...handlers.values()]) handler(outcome);
});
