// @ts-check
/** Addresses and page references: the only place that knows how one becomes the other, and that touches the history. */

/** @typedef {{ type: string, attributes: Record<string, any>, state: Record<string, string> }} Page */

/** @type {Set<(page: Page) => void>} */
const listeners = new Set();
let page = pageOf(window.location);

window.addEventListener('popstate', () => show(pageOf(window.location)));

/** @returns {Page} */
export const currentPage = () => page;

/** @param {(page: Page) => void} listener @returns {() => void} stops it */
export function onPage(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** @param {any} target page reference @param {boolean} [replace] */
export function go(target, replace) {
  const address = addressOf(target);
  if (target.type === 'standard__webPage' && !address.startsWith('/')) {
    window.open(address, '_blank', 'noopener');
    return;
  }
  goTo(address, replace);
}

/** @param {string} address @param {boolean} [replace] */
export function goTo(address, replace) {
  const url = new URL(address, window.location.href);
  if (url.origin !== window.location.origin || !url.pathname.startsWith('/lightning/')) {
    window.location.assign(url);
    return;
  }
  window.history[replace ? 'replaceState' : 'pushState'](null, '', url);
  show(pageOf(url));
}

/** A link may name a record alone; once its object is known the address and the page reference say it too. @param {string} objectApiName */
export function completeRecord(objectApiName) {
  if (page.type !== 'standard__recordPage' || page.attributes.objectApiName) return;
  const whole = { ...page, attributes: { ...page.attributes, objectApiName } };
  window.history.replaceState(null, '', addressOf(whole));
  show(whole);
}

/** @param {any} target @returns {string} @throws for a page type that this org does not have */
export function addressOf({ type, attributes = {}, state = {} }) {
  const given = Object.entries(state).filter(([, value]) => value !== undefined && value !== null);
  const query = given.length > 0 ? `?${new URLSearchParams(given)}` : '';
  switch (type) {
    case 'standard__recordPage': {
      const object = attributes.objectApiName ? `${attributes.objectApiName}/` : '';
      return `/lightning/r/${object}${attributes.recordId}/${attributes.actionName ?? 'view'}${query}`;
    }
    case 'standard__recordRelationshipPage':
      return `/lightning/r/${attributes.recordId}/related/${attributes.relationshipApiName}/${attributes.actionName ?? 'view'}${query}`;
    case 'standard__objectPage':
      return `/lightning/o/${attributes.objectApiName}/${attributes.actionName === 'home' ? 'list' : (attributes.actionName ?? 'list')}${query}`;
    case 'standard__navItemPage':
      return `/lightning/n/${attributes.apiName}${query}`;
    case 'standard__namedPage':
      return `/lightning/page/${attributes.pageName}${query}`;
    case 'standard__component':
      return `/lightning/cmp/${attributes.componentName}${query}`;
    case 'standard__webPage':
      return attributes.url;
    default:
      throw new Error(`Not supported by the local org: page reference type ${type}`);
  }
}

/** @param {{ pathname: string, search: string }} address @returns {Page} */
export function pageOf({ pathname, search }) {
  const [, , kind, ...rest] = pathname.split('/').map(decodeURIComponent);
  const state = Object.fromEntries(new URLSearchParams(search));
  const made = (/** @type {string} */ type, /** @type {Record<string, any>} */ attributes) => ({ type, attributes, state });
  if (kind === 'r' && rest[1] === 'related')
    return made('standard__recordRelationshipPage', { recordId: rest[0], relationshipApiName: rest[2], actionName: rest[3] ?? 'view' });
  if (kind === 'r') {
    const [objectApiName, recordId, actionName] = rest.length > 2 ? rest : [undefined, rest[0], rest[1]];
    return made('standard__recordPage', { objectApiName, recordId, actionName: actionName ?? 'view' });
  }
  if (kind === 'o') return made('standard__objectPage', { objectApiName: rest[0], actionName: rest[1] ?? 'list' });
  if (kind === 'n') return made('standard__navItemPage', { apiName: rest[0] });
  if (kind === 'cmp') return made('standard__component', { componentName: rest[0] });
  if (kind === 'search') return made('standard__search', {});
  return made('standard__namedPage', { pageName: rest[0] ?? 'home' });
}

/** @param {Page} next */
function show(next) {
  page = next;
  for (const listener of [...listeners]) listener(next);
}
